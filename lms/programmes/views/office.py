"""Programmes and their tracks, for who runs them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from lms.programmes.access import can_create_programme, can_manage_programme, can_manage_programmes
from lms.programmes.exceptions import ProgrammeWrong
from lms.programmes.forms.fields import bound
from lms.programmes.forms.programme import ProgrammeForm, TrackForm, names_of, programme_initial
from lms.programmes.models import Programme, Track
from lms.programmes.selectors import groups_of, programmes_run_by, tracks_with_reach
from lms.programmes.services import save_programme, save_track

PER_PAGE = 30


def programme_or_404(request: HttpRequest, uuid: UUID) -> Programme:
    """A programme that this one runs; others' are not there."""
    programme = get_object_or_404(Programme, uuid=uuid)
    if not can_manage_programme(request.user, programme):
        raise Http404
    return programme


@login_required
@require_GET
def programme_list(request: HttpRequest) -> HttpResponse:
    """The programmes she runs."""
    if not can_manage_programmes(request.user):
        raise PermissionDenied
    page = Paginator(programmes_run_by(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "can_create": can_create_programme(request.user)}
    return render(request, "lms/programmes/programme_list.html", context)


@login_required
@require_GET
def programme_manage(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A programme: its tracks with how many they have reached, its groups."""
    programme = programme_or_404(request, uuid)
    context = {
        "programme": programme,
        "tracks": tracks_with_reach(programme),
        "page_obj": Paginator(groups_of(programme), PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "lms/programmes/programme_manage.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def programme_create(request: HttpRequest) -> HttpResponse:
    """A new programme."""
    if not can_create_programme(request.user):
        raise PermissionDenied
    return _programme_form(request, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def programme_edit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change a programme."""
    return _programme_form(request, programme_or_404(request, uuid))


def _programme_form(request: HttpRequest, programme: Programme | None) -> HttpResponse:
    form = bound(ProgrammeForm, request, initial=programme_initial(programme))
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_programme(programme=programme, by=request.user, **form.programme_parts())
        except ProgrammeWrong as problem:
            form.explain(problem)
        else:
            messages.success(request, _("Saved."))
            return redirect("lms:programme-manage", saved.uuid)
    context = {"form": form, "programme": programme}
    return render(request, "lms/programmes/programme_form.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def track_create(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A new track of a programme."""
    return _track_form(request, programme_or_404(request, uuid), None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def track_edit(request: HttpRequest, uuid: UUID, code: str) -> HttpResponse:
    """Change a track."""
    programme = programme_or_404(request, uuid)
    return _track_form(request, programme, get_object_or_404(programme.tracks, code=code))


def _track_form(request: HttpRequest, programme: Programme, track: Track | None) -> HttpResponse:
    first: dict[str, Any] = names_of(track)
    if track:
        first |= {"months": track.months, "target": track.target}
    form = bound(TrackForm, request, initial=first or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            save_track(
                programme=programme,
                track=track,
                by=request.user,
                names=form.texts("name"),
                months=data["months"],
                target=data["target"] or 0,
            )
        except ProgrammeWrong as problem:
            form.explain(problem)
        else:
            messages.success(request, _("Saved."))
            return redirect("lms:programme-manage", programme.uuid)
    context = {"form": form, "programme": programme, "track": track}
    return render(request, "lms/programmes/track_form.html", context, status=422 if form.errors else 200)
