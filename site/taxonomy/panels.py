"""The part of a page's edit screen in the CMS that says what the page is about."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

_HEADINGS = {
    "topics": _("Topics"),
    "audiences": _("For whom"),
    "sectors": _("Sectors"),
    "skills": _("Skills"),
}


def classification_panel(*names: str) -> MultiFieldPanel:
    """Topics, audiences, sectors, skills as boxes to tick: a list that wants Ctrl-click loses choices by accident."""
    panels = [
        FieldPanel(name, heading=_HEADINGS[name], widget=forms.CheckboxSelectMultiple) for name in names
    ]
    return MultiFieldPanel(panels, heading=_("Classification"))
