"""What a package says about itself, changed without a new version."""

from typing import Any

from django.db import transaction

from lms.h5p.models import H5PPackage
from lms.h5p.signals import package_changed


@transaction.atomic
def change_package(*, package: H5PPackage, **details: Any) -> H5PPackage:
    """Set title, licence, credit, accessibility_note or alternative; pages that show them are told. Returns the row."""
    locked = H5PPackage.objects.select_for_update(no_key=True).get(pk=package.pk)
    for name, value in details.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(details))
    package_changed.send(sender=H5PPackage, package=locked)
    return locked
