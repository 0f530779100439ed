"""The vocabularies in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.admin_lists import TurkishIndexView
from core.choosers import ChooserViewSet
from taxonomy.models import Audience, Dimension, Province, Sector, Skill, Topic

NAMES = MultiFieldPanel(
    [FieldPanel("name_tr"), FieldPanel("name_en"), FieldPanel("name_ar")], heading=_("Name")
)


class TermViewSet(SnippetViewSet):
    """What all vocabularies share: Turkish order, search in all three languages."""

    index_view_class = TurkishIndexView
    chooser_viewset_class = ChooserViewSet
    ordering = ["sort_order"]
    list_display = ["name_tr", "name_en", "name_ar", "code"]
    search_fields = ["name_tr", "name_en", "name_ar", "code"]
    panels = [NAMES, FieldPanel("code")]
    list_per_page = 100
    copy_view_enabled = False


class TopicViewSet(TermViewSet):
    model = Topic
    icon = "tag"


class AudienceViewSet(TermViewSet):
    model = Audience
    icon = "group"


class SectorViewSet(TermViewSet):
    model = Sector
    icon = "cogs"
    list_display = ["scheme", "number", "name_tr", "name_en", "code"]
    search_fields = [*TermViewSet.search_fields, "number", "scheme"]
    panels = [NAMES, FieldRowPanel([FieldPanel("scheme"), FieldPanel("number")]), FieldPanel("code")]


class ProvinceViewSet(TermViewSet):
    model = Province
    icon = "site"
    list_display = ["name_tr", "plate", "iso", "nuts", "is_pilot"]
    list_filter = ["is_pilot"]
    search_fields = [*TermViewSet.search_fields, "plate", "iso", "nuts"]
    panels = [
        NAMES,
        FieldRowPanel([FieldPanel("plate"), FieldPanel("iso"), FieldPanel("nuts")]),
        FieldPanel("is_pilot"),
        FieldPanel("code"),
    ]


class DimensionViewSet(TermViewSet):
    model = Dimension
    icon = "order"
    list_display = ["framework", "number", "name_tr", "name_en", "is_verified"]
    list_filter = ["framework", "is_verified"]
    search_fields = [*TermViewSet.search_fields, "framework", "block_tr", "block_en"]
    panels = [
        NAMES,
        FieldRowPanel([FieldPanel("framework"), FieldPanel("number")]),
        MultiFieldPanel(
            [FieldPanel("block_tr"), FieldPanel("block_en"), FieldPanel("block_ar")],
            heading=_("Building block"),
        ),
        FieldPanel("is_verified"),
        FieldPanel("code"),
    ]


class SkillViewSet(TermViewSet):
    model = Skill
    icon = "pick"
    list_display = ["name_tr", "name_en", "family", "esco_uri"]
    list_filter = ["family"]
    panels = [NAMES, FieldPanel("family"), FieldPanel("esco_uri"), FieldPanel("code")]


class TaxonomyGroup(SnippetViewSetGroup):
    """One entry of the CMS menu."""

    items = (TopicViewSet, AudienceViewSet, SectorViewSet, ProvinceViewSet, DimensionViewSet, SkillViewSet)
    menu_label = _("Vocabularies")
    menu_icon = "tag"
    menu_order = 600
