"""Certificates as programme officers see them: find, ask to revoke, answer a colleague's request."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from core.languages import in_language
from lms.certificates.access import can_revoke, revocable_certificates, works_with_certificates
from lms.certificates.exceptions import AlreadyAsked, AlreadyRevoked, SecondPersonNeeded
from lms.certificates.forms import RevocationForm
from lms.certificates.models import Certificate, CertificateRevocation
from lms.certificates.selectors import asked_revocations, find_certificates, is_revoked
from lms.certificates.services import approve_revocation, ask_revocation, decline_revocation

PER_PAGE = 25


@never_cache
@login_required
def certificate_office(request: HttpRequest) -> HttpResponse:
    """Requests that wait for a second person, then all certificates with a search."""
    if not works_with_certificates(request.user):
        raise Http404
    mine = revocable_certificates(request.user)
    words = request.GET.get("q", "")[:100]
    page = Paginator(find_certificates(mine, words), PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "certificate": one,
            "title": in_language(one.course_titles),
            "is_revoked": is_revoked(one),
            "is_asked": hasattr(one, "revocation"),
        }
        for one in page
    ]
    asked = [
        {
            "revocation": one,
            "title": in_language(one.certificate.course_titles),
            "is_mine": one.asked_by_id == request.user.pk,
        }
        for one in asked_revocations(mine)
    ]
    return render(
        request,
        "lms/certificates/office.html",
        {"rows": rows, "page_obj": page, "asked": asked, "words": words},
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revocation_ask(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask for a certificate to be taken back."""
    certificate = get_object_or_404(
        Certificate.objects.select_related(
            "revocation", "completion__enrolment__membership__cohort__programme"
        ),
        uuid=uuid,
    )
    if not can_revoke(request.user, certificate):
        raise Http404
    form = RevocationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_revocation(certificate=certificate, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("Asked. A second person must approve it before it takes effect."))
        except AlreadyAsked:
            messages.info(request, _("This has been asked for already."))
        return redirect("lms:certificate-office")
    return render(
        request,
        "lms/certificates/revocation_ask.html",
        {
            "certificate": certificate,
            "title": in_language(certificate.course_titles),
            "form": form,
            "is_asked": hasattr(certificate, "revocation"),
        },
        status=422 if form.errors else 200,
    )


@require_POST
@login_required
def revocation_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a colleague's request, or decline it (one's own may be taken back)."""
    revocation = get_object_or_404(
        CertificateRevocation.objects.select_related(
            "certificate__completion__enrolment__membership__cohort__programme"
        ),
        pk=pk,
    )
    if not can_revoke(request.user, revocation.certificate):
        raise Http404
    try:
        if request.POST.get("answer") == "decline":
            decline_revocation(revocation=revocation, by=request.user)
            messages.success(request, _("The certificate stays valid."))
        else:
            approve_revocation(revocation=revocation, by=request.user)
            messages.success(request, _("The certificate is revoked."))
    except SecondPersonNeeded:
        messages.error(request, _("You asked for it yourself: another person must approve."))
    except AlreadyRevoked:
        messages.info(request, _("The certificate is revoked already."))
    return redirect("lms:certificate-office")
