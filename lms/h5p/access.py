"""Who may do what with H5P packages: one rule over the package itself, by its Wagtail collection and who brought it."""

from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies.collections import (
    CollectionOwnershipPermissionPolicy,
    CollectionPermissionPolicy,
)

from accounts.roles import is_administrator
from lms.h5p.models import H5PPackage

package_policy = CollectionOwnershipPermissionPolicy(
    H5PPackage, auth_model=H5PPackage, owner_field_name="created_by"
)
"""As for pictures: "add" in a collection lets her change her own packages there, "change" everybody's, "choose" use them."""
_plain_policy = CollectionPermissionPolicy(H5PPackage, auth_model=H5PPackage)
"""Without what one may do with one's own."""


def can_upload(user: Any) -> bool:
    """Whether she may bring packages into any collection."""
    return _is_known(user) and package_policy.user_has_permission(user, "add")


def can_manage_package(user: Any, package: H5PPackage) -> bool:
    """Whether she may change, replace and delete this package: her own, or all of a collection that she looks after."""
    return _is_known(user) and package_policy.user_has_permission_for_instance(user, "change", package)


def can_choose_package(user: Any, package: H5PPackage) -> bool:
    """Whether she may see this package in the CMS and put it into a page."""
    return _is_known(user) and choosable_packages(user).filter(pk=package.pk).exists()


def manageable_packages(user: Any) -> QuerySet[H5PPackage]:
    """Packages that she may change."""
    if not _is_known(user):
        return H5PPackage.objects.none()
    return package_policy.instances_user_has_permission_for(user, "change")


def choosable_packages(user: Any) -> QuerySet[H5PPackage]:
    """Packages that she may see in the CMS and put into pages."""
    if not _is_known(user):
        return H5PPackage.objects.none()
    return package_policy.instances_user_has_any_permission_for(user, ["choose", "change", "delete"])


def can_patch_libraries(user: Any) -> bool:
    """Whether a newer patch that she brings is installed: it changes how packages of others play.

    So it needs the right to change everybody's packages in all collections, not only her own.
    """
    return _is_known(user) and bool(
        _plain_policy.collections_user_has_permission_for(user, "change").filter(depth=1).exists()
    )


def can_manage_libraries(user: Any) -> bool:
    """Administrators see all libraries and remove what nothing uses."""
    return is_administrator(user)


def _is_known(user: Any) -> bool:
    return bool(getattr(user, "is_authenticated", False) and user.is_active)
