"""What trainers and programme officers may do in the CMS."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from lms.courses.models import CourseIndexPage

GROUPS = ("Trainers", "Programme officers")
_FILES = ("add_licensedimage", "choose_licensedimage", "add_licenseddocument", "choose_licenseddocument")


def grant_trainer_page_permissions() -> None:
    """Let trainers and officers add courses below every course catalogue and upload images and files for them.

    Which courses they may change is asked page by page (models.CoursePermissionTester); "add" alone lets nobody touch
    another's page. Call it when the catalogue pages exist; calling it again changes nothing.
    """
    add = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    catalogues = list(CourseIndexPage.objects.all())
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    files = list(Permission.objects.filter(codename__in=_FILES))
    for name in GROUPS:
        group, _is_new = Group.objects.get_or_create(name=name)
        for page in catalogues:
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=add)
        for permission in files:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )
