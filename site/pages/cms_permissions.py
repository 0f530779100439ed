"""What editors may do in the CMS."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page, Task, Workflow

EDITORS = "Editors"
_ACTS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")


def let_editors_publish(**_signal: Any) -> None:
    """Editors write and publish every page; Wagtail's own group of that name may only hand drafts in.

    Runs after every migrate; changes nothing that is there.
    """
    root = Page.get_first_root_node()
    if root is None:
        return
    group, _is_new = Group.objects.get_or_create(name=EDITORS)
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", content_type__model="page", codename__in=_ACTS
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def name_review_in_turkish(**_signal: Any) -> None:
    """Wagtail's first workflow comes with an English name, which stands in the menu of every page.

    It is a row, not a text, so it has one name for all languages. One that somebody renamed is left alone.
    """
    for model in (Workflow, Task):
        model.objects.filter(name="Moderators approval").update(name="Denetim")
