"""The list of packages in the CMS, and the addresses of everything around it."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, UsageCountColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import ReferenceIndex
from wagtail.snippets.views.snippets import SnippetViewSet

from core.admin_lists import TurkishIndexView
from lms.h5p.access import can_manage_libraries, can_upload
from lms.h5p.admin import libraries, uploading
from lms.h5p.admin.chooser import PackageChooserViewSet
from lms.h5p.admin.forms import PackageForm
from lms.h5p.admin.package_page import (
    PackageDeleteView,
    PackageHistoryView,
    PackageUsageView,
    PackageView,
)
from lms.h5p.models import H5PLibrary, H5PPackage
from lms.h5p.selectors.listing import listed_packages, unfinished_uploads


class PackageFilterSet(WagtailFilterSet):
    """By content type, licence and collection."""

    type = django_filters.ChoiceFilter(
        field_name="current__main_library__machine_name",
        label=_("Type"),
        choices=lambda: (
            H5PLibrary.objects.filter(versions__isnull=False)
            .order_by("title")
            .values_list("machine_name", "title")
            .distinct()
        ),
    )

    class Meta:
        model = H5PPackage
        fields = ["type", "licence", "collection"]


class PackageIndexView(TurkishIndexView):
    """Packages that she may see, and what became of her uploads."""

    @property
    def columns(self) -> list[Column]:
        # No boxes to tick: packages are deleted one by one, when nothing needs them.
        return [column for column in super().columns if column.name != "bulk_actions"]

    def get_base_queryset(self) -> QuerySet[H5PPackage]:
        return listed_packages(self.request.user).annotate(
            usage_count=ReferenceIndex.usage_count_subquery(H5PPackage)
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "uploads": unfinished_uploads(self.request.user),
        }

    @property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        if can_upload(self.request.user):
            buttons.append(
                HeaderButton(
                    label=_("Write H5P content"), url=reverse("h5p_authoring:home"), icon_name="edit"
                )
            )
        if can_manage_libraries(self.request.user):
            buttons.append(
                HeaderButton(
                    label=_("H5P libraries"),
                    url=reverse(f"{uploading.NAMESPACE}:libraries"),
                    icon_name="folder-open-inverse",
                )
            )
        return buttons


def _state(package: Any) -> Any:
    return _("Being replaced") if package.is_being_replaced else _("Ready")


def _size(package: Any) -> str:
    return filesizeformat(package.current.size) if package.current else ""


class PackageViewSet(SnippetViewSet):
    model = H5PPackage
    icon = "media"
    menu_label = _("H5P packages")
    menu_order = 260
    add_to_admin_menu = True
    index_view_class = PackageIndexView
    index_template_name = "lms/h5p/cms/index.html"
    edit_view_class = PackageView
    edit_template_name = "lms/h5p/cms/package.html"
    delete_view_class = PackageDeleteView
    delete_template_name = "lms/h5p/cms/confirm_delete.html"
    usage_view_class = PackageUsageView
    history_view_class = PackageHistoryView
    chooser_viewset_class = PackageChooserViewSet
    copy_view_enabled = False
    filterset_class = PackageFilterSet
    search_fields = ["title", "credit", "current__main_library__title"]
    ordering = ["title", "pk"]
    list_per_page = 50
    list_display = [
        "title",
        Column("type", label=_("Type"), accessor="current.main_library.title"),
        Column("size", label=_("Size"), accessor=_size),
        Column("licence", label=_("Licence"), accessor="get_licence_display"),
        Column("state", label=_("State"), accessor=_state),
        UsageCountColumn("usage_count", label=_("Used in"), accessor="usage_count"),
        DateColumn("uploaded_at", label=_("Uploaded"), accessor="current.uploaded_at"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldRowPanel([FieldPanel("licence"), FieldPanel("credit")]),
            FieldPanel("collection"),
            FieldPanel("accessibility_note"),
            FieldPanel("alternative"),
        ],
        base_form_class=PackageForm,
    )

    @property
    def add_view(self) -> Any:
        return uploading.package_add

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("replace/<int:pk>/", uploading.package_replace, name="replace"),
            path("uploads/<uuid:key>/", uploading.upload_detail, name="upload"),
            path("libraries/", libraries.library_list, name="libraries"),
            path("libraries/clean/", libraries.libraries_clean, name="libraries-clean"),
            path("libraries/delete/<int:pk>/", libraries.library_delete, name="library-delete"),
        ]
