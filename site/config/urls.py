"""All addresses. Turkish has no prefix; /en/ and /ar/ lead to the other languages."""

from allauth.socialaccount.providers.openid_connect.views import callback
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from accounts.views.doors import cms_door, people_door
from core.views.health import healthz, readyz

handler400 = "core.views.errors.bad_request"
handler403 = "core.views.errors.permission_denied"
handler404 = "core.views.errors.not_found"
handler429 = "core.views.errors.too_many_requests"
handler500 = "core.views.errors.server_error"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    # Wagtail's own sign-in knows neither the second factor nor the limits.
    path("cms/login/", cms_door),
    # People, and what they may do, have screens of their own; groups of the CMS follow from roles.
    path("cms/users/", people_door),
    path("cms/users/<path:rest>", people_door),
    path("cms/groups/", people_door),
    path("cms/groups/<path:rest>", people_door),
    path("cms/bulk/accounts/<path:rest>", people_door),
    path("cms/", include(wagtailadmin_urls)),
    # What an organisation's server is told to send people back to.
    path("accounts/organisation/<slug:provider_id>/back/", callback, name="openid_connect_callback"),
    path("documents/", include("files.document_urls")),
    path("media/", include("files.media_urls")),
    path("", include("core.urls_unprefixed")),
    path("", include("notifications.urls_unprefixed")),
    path("", include("pages.urls_unprefixed")),
    path("h5p/authoring/", include("lms.h5p.urls.authoring")),
    path("h5p/", include("lms.h5p.urls.frames")),
]

urlpatterns += i18n_patterns(
    path("", include("core.urls")),
    path("accounts/", include("accounts.urls")),
    path("card/", include("accounts.card_urls")),
    path("notifications/", include("notifications.urls")),
    path("people/", include("accounts.people_urls")),
    path("my-data/", include("privacy.urls")),
    path("", include("lms.urls")),
    path("", include("toolkits.urls")),
    path("", include("pages.urls")),
    path("", include("search.urls")),
    path("", include("demo.urls")),
    path("", include("pages.page_urls")),
    prefix_default_language=False,
)
