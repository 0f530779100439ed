"""What editors say about search, in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.admin_lists import TurkishIndexView
from core.choosers import ChooserViewSet
from search.models import Pin, Synonyms


class SynonymsViewSet(SnippetViewSet):
    """Words that mean the same to a search."""

    model = Synonyms
    index_view_class = TurkishIndexView
    chooser_viewset_class = ChooserViewSet
    icon = "search"
    menu_label = _("Search synonyms")
    menu_order = 620
    add_to_admin_menu = True
    list_display = ["phrases"]
    search_fields = ["phrases"]
    panels = [FieldPanel("phrases")]
    list_per_page = 100
    copy_view_enabled = False


class PinViewSet(SnippetViewSet):
    """Pages that stand above all results of a query."""

    model = Pin
    index_view_class = TurkishIndexView
    chooser_viewset_class = ChooserViewSet
    icon = "pick"
    menu_label = _("Recommended results")
    menu_order = 621
    add_to_admin_menu = True
    list_display = ["queries", "page", "is_active"]
    list_select_related = ["page"]
    search_fields = ["queries"]
    panels = [FieldPanel("queries"), FieldPanel("page"), FieldPanel("is_active")]
    list_per_page = 100
    copy_view_enabled = False


register_snippet(SynonymsViewSet)
register_snippet(PinViewSet)
