"""A person's own certificates."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core import turkish
from core.addresses import full_address
from core.languages import in_language
from lms.certificates.access import can_read_certificate, can_revoke
from lms.certificates.models import Certificate
from lms.certificates.selectors import certificates_of, is_revoked, languages_ready


def _readable_or_404(request: HttpRequest, uuid: UUID) -> Certificate:
    certificate = get_object_or_404(
        Certificate.objects.select_related(
            "revocation", "completion__enrolment__membership__cohort__programme"
        ),
        uuid=uuid,
    )
    if not can_read_certificate(request.user, certificate):
        raise Http404
    return certificate


@never_cache
@login_required
def certificate_list(request: HttpRequest) -> HttpResponse:
    """All her certificates."""
    rows = [
        {"certificate": one, "title": in_language(one.course_titles), "is_revoked": is_revoked(one)}
        for one in certificates_of(request.user)
    ]
    return render(request, "lms/certificates/certificate_list.html", {"rows": rows})


@never_cache
@login_required
def certificate_detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One certificate: download in three languages, address for others, text to share."""
    certificate = _readable_or_404(request, uuid)
    address = full_address("lms:certificate-verify", certificate.code)
    title = in_language(certificate.course_titles)
    text = _(
        "I have completed the course “%(course)s”. Anybody can check the certificate here: %(address)s"
    ) % {
        "course": title,
        "address": address,
    }
    names = dict(settings.LANGUAGES)
    ready = languages_ready(certificate)
    first = get_language()[:2]
    return render(
        request,
        "lms/certificates/certificate_detail.html",
        {
            "certificate": certificate,
            "title": title,
            "is_mine": certificate.holder_id == request.user.pk,
            "is_revoked": is_revoked(certificate),
            "can_revoke": certificate.holder_id != request.user.pk and can_revoke(request.user, certificate),
            "languages_ready": sorted(
                ({"code": code, "name": names[code]} for code in ready), key=lambda one: one["code"] != first
            ),
            "address": address,
            "share_text": text,
            "share_links": _share_links(address, text),
        },
    )


def _share_links(address: str, text: str) -> list[dict[str, Any]]:
    """Plain links: nothing of those sites is loaded here (B-03)."""
    return [
        {
            "name": "LinkedIn",
            "url": "https://www.linkedin.com/sharing/share-offsite/?" + urlencode({"url": address}),
        },
        {"name": "WhatsApp", "url": "https://wa.me/?" + urlencode({"text": text})},
        {
            "name": "Facebook",
            "url": "https://www.facebook.com/sharer/sharer.php?" + urlencode({"u": address}),
        },
        {"name": "X", "url": "https://x.com/intent/post?" + urlencode({"text": text})},
    ]


@never_cache
@login_required
def certificate_download(request: HttpRequest, uuid: UUID, language: str) -> FileResponse:
    """The PDF, for its holder and those who may see her records."""
    certificate = _readable_or_404(request, uuid)
    file = certificate.files.filter(language=language).first()
    storage = storages["private"]
    if file is None or is_revoked(certificate) or not storage.exists(file.path):
        raise Http404
    name = turkish.slug(in_language(certificate.course_titles, language))[:60] or "course"
    return FileResponse(
        storage.open(file.path),
        as_attachment=True,
        filename=f"{turkish.slug(certificate.holder_name)[:60]}-{name}-{language}.pdf",
        content_type="application/pdf",
    )
