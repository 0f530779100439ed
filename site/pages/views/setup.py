"""The first set-up in the browser: with the key that `manage.py setup --web` printed, until somebody administers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.exceptions import IdentifierNotUsable, IdentifierTaken
from accounts.services.invitations import link_days
from pages.forms.setup import SetupForm
from pages.services.setup import set_up
from pages.services.setup_tokens import (
    SetupClosed,
    TokenNotUsable,
    find_setup_token,
    is_setting_up,
    open_setup_token,
)

OPENED = "setup"
"""Where the session keeps the number of the key that this browser has opened."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def setup_open(request: HttpRequest, token: str) -> HttpResponse:
    """The key is spent by a press, not by looking: programs that warm up links must not spend it."""
    try:
        if request.method == "POST":
            request.session[OPENED] = open_setup_token(token).pk
            return redirect("pages:setup")
        find_setup_token(token)
    except SetupClosed as closed:
        raise Http404 from closed
    except TokenNotUsable:
        return render(request, "pages/setup/spent.html", status=404)
    return render(request, "pages/setup/open.html")


@sensitive_post_parameters("password1")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    """One form; after it there is an administrator, and this page is gone."""
    if not is_setting_up(request.session.get(OPENED)):
        raise Http404
    form = SetupForm(request.POST, request.FILES) if request.method == "POST" else SetupForm()
    if request.method == "POST" and form.is_valid():
        try:
            report = set_up(form.plan(), is_first=True)
        except (IdentifierNotUsable, IdentifierTaken) as problem:
            form.explain(problem)
        except SetupClosed as closed:
            raise Http404 from closed
        else:
            del request.session[OPENED]
            context = {"report": report, "days": link_days(), "email": form.cleaned_data["email"]}
            return render(request, "pages/setup/done.html", context)
    return render(request, "pages/setup/form.html", {"form": form}, status=422 if form.errors else 200)
