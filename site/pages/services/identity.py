"""The site's own settings, written by a first set-up as an editor would write them in the CMS."""

from typing import Any, BinaryIO

from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.models import Collection, Site

from core import audit
from files.models import Licence, LicensedImage
from pages.models import SiteIdentity


@transaction.atomic
def save_identity(*, by: Any, **values: Any) -> SiteIdentity | None:
    """Change these settings of the default site. Raises ValidationError. None when nothing would change."""
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    changed = {name: value for name, value in values.items() if getattr(identity, name) != value}
    if not changed:
        return None
    for name, value in changed.items():
        setattr(identity, name, value)
    identity.full_clean()
    identity.save()
    audit.record(action="site.identity_changed", actor=by, about=identity, data={"fields": sorted(changed)})
    return identity


def keep_logo(*, file: BinaryIO, name: str, title: str, by: Any) -> LicensedImage:
    """Keep a picture as the site's logo. The caller has checked that it is one."""
    image = LicensedImage(
        title=title,
        description=title,
        credit=title,
        licence=Licence.ALL_RIGHTS,
        collection=Collection.get_first_root_node(),
        uploaded_by_user=by,
    )
    image.file = ImageFile(file, name=name)
    image.save()
    return image
