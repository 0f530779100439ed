"""Choosers of the CMS that refuse what they have no form for, instead of failing."""

from typing import Any

from wagtail.snippets.views.chooser import SnippetChooserViewSet, SnippetCreateView


class _CreateView(SnippetCreateView):
    def can_create(self) -> bool:
        """Wagtail asks for the right only, and then for a form that is not there."""
        return self.get_creation_form_class() is not None and super().can_create()


class ChooserViewSet(SnippetChooserViewSet):
    """Nothing can be made in a chooser that has no form for it."""

    create_view_class: Any = _CreateView
