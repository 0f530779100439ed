"""Quizzes in the CMS: found and chosen there, written on our own page."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from core.choosers import ChooserViewSet
from lms.quizzes.models import Quiz


class QuizAdminForm(WagtailAdminModelForm):
    """A new quiz needs a title only; questions follow on the quiz's own page."""

    title_tr = forms.CharField(label=_("Title"), max_length=200)

    def save(self, commit: bool = True) -> Any:
        if self.instance.pk is None:
            self.instance.created_by = self.for_user
        self.instance.titles = {**(self.instance.titles or {}), "tr": self.cleaned_data["title_tr"]}
        return super().save(commit)


class QuizEditRedirect(EditView):
    """The CMS's edit link leads to the quiz's own page, which asks for its own permission."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("lms:quiz-edit", self.get_object().uuid)


class QuizViewSet(SnippetViewSet):
    model = Quiz
    icon = "help"
    menu_label = _("Quizzes")
    menu_order = 250
    add_to_admin_menu = True
    edit_view_class = QuizEditRedirect
    chooser_viewset_class = ChooserViewSet
    list_display = ["title", "pass_mark", "max_attempts", "minutes"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("title_tr"),
            FieldRowPanel([FieldPanel("pass_mark"), FieldPanel("max_attempts"), FieldPanel("minutes")]),
        ],
        base_form_class=QuizAdminForm,
    )
