"""Firms, training centres and partners in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.admin_lists import TurkishIndexView
from core.choosers import ChooserViewSet
from organisations.models import Firm, Partner, TrainingCentre

WHO = MultiFieldPanel(
    [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("province")]),
        FieldPanel("parent"),
        FieldPanel("website"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("is_active")]),
    ],
    heading=_("Organisation"),
)


class OrganisationViewSet(SnippetViewSet):
    """What all organisations share: Turkish order, search by folded name."""

    index_view_class = TurkishIndexView
    chooser_viewset_class = ChooserViewSet
    # The key of these is a link to the organisation's row, which Wagtail takes for a text.
    pk_path_converter = "int"
    ordering = ["sort_name"]
    list_per_page = 50
    search_fields = ["name", "code", "province__name_tr"]
    copy_view_enabled = False


class FirmViewSet(OrganisationViewSet):
    model = Firm
    icon = "home"
    list_display = ["name", "province", "sector", "size", "is_active"]
    list_filter = ["size", "province", "sector", "is_active"]
    panels = [
        WHO,
        MultiFieldPanel(
            [
                FieldPanel("sector"),
                FieldRowPanel([FieldPanel("activity_code"), FieldPanel("size")]),
                FieldPanel("topics"),
            ],
            heading=_("Firm"),
        ),
    ]


class TrainingCentreViewSet(OrganisationViewSet):
    model = TrainingCentre
    icon = "clipboard-list"
    list_display = ["name", "province", "capacity", "is_active"]
    list_filter = ["province", "is_active"]
    panels = [WHO, FieldPanel("address"), FieldPanel("capacity")]


class PartnerViewSet(OrganisationViewSet):
    model = Partner
    icon = "group"
    list_display = ["name", "kind", "website", "is_active"]
    list_filter = ["kind", "is_active"]
    panels = [WHO, FieldPanel("logo")]


class OrganisationsGroup(SnippetViewSetGroup):
    """One entry of the CMS menu."""

    items = (FirmViewSet, TrainingCentreViewSet, PartnerViewSet)
    menu_label = _("Organisations")
    menu_icon = "group"
    menu_order = 610
