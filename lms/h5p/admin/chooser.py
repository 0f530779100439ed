"""Choosing a package for a page: only those that one may see."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from core.choosers import ChooserViewSet
from lms.h5p.access import choosable_packages
from lms.h5p.models import H5PPackage
from lms.h5p.selectors.listing import listed_packages


class _Listed:
    request: Any

    def get_object_list(self) -> QuerySet[H5PPackage]:
        return listed_packages(self.request.user).filter(current__isnull=False)

    @property
    def columns(self) -> list[Column]:
        return [
            *super().columns,  # type: ignore[misc]
            Column("type", label=_("Type"), accessor="current.main_library.title"),
        ]


class _ChooseView(_Listed, ChooseView):
    pass


class _ChooseResultsView(_Listed, ChooseResultsView):
    pass


class _ChosenView(SnippetChosenView):
    def get_object(self, pk: Any) -> H5PPackage:
        return choosable_packages(self.request.user).get(pk=pk)


class _ChosenMultipleView(SnippetChosenMultipleView):
    def get_objects(self, pks: list[Any]) -> QuerySet[H5PPackage]:
        return choosable_packages(self.request.user).filter(pk__in=pks)


class PackageChooserViewSet(ChooserViewSet):
    choose_view_class = _ChooseView
    choose_results_view_class = _ChooseResultsView
    chosen_view_class = _ChosenView
    chosen_multiple_view_class = _ChosenMultipleView
