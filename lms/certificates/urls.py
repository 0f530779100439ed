"""Addresses of certificates."""

from django.urls import path

from lms.certificates.views import office, own, verify

urlpatterns = [
    path("certificates/", own.certificate_list, name="certificate-list"),
    path("certificates/<uuid:uuid>/", own.certificate_detail, name="certificate-detail"),
    path(
        "certificates/<uuid:uuid>/<str:language>.pdf", own.certificate_download, name="certificate-download"
    ),
    path("verify/", verify.verify_any, name="certificate-verify-any"),
    path("verify/<str:code>/", verify.certificate_verify, name="certificate-verify"),
    path("teach/certificates/", office.certificate_office, name="certificate-office"),
    path("teach/certificates/<uuid:uuid>/revoke/", office.revocation_ask, name="revocation-ask"),
    path("teach/revocations/<int:pk>/answer/", office.revocation_answer, name="revocation-answer"),
]
