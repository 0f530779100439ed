"""What tests of notifications share."""

import pytest

from core.notifications import notify
from core.outbox import deliver_all
from notifications.models import Notification
from tests.factories.accounts import UserFactory


@pytest.fixture(autouse=True)
def _mails_in_memory(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def person(db):
    return UserFactory(first_name="Işıl", language="tr")


@pytest.fixture
def tell(db):
    """Tell somebody that a session of hers changed, or of another kind, and let the worker do its work."""

    def tell_now(user, key="one", kind="session_changed", **context):
        notify(user=user, kind=kind, key=key, context={**VALUES[kind], **context})
        deliver_all()
        return Notification.objects.get(recipient=user, event_key=key)

    return tell_now


ADDRESS = {"tr": "/sessions/", "en": "/en/sessions/", "ar": "/ar/sessions/"}
VALUES = {
    "session_changed": {
        "title": "Açılış",
        "group": "Bursa 3",
        "day": {"tr": "Cuma", "en": "Friday", "ar": "الجمعة"},
        "time": "10:00–12:00",
        "place": "Atölye",
        "link": "",
        "address": ADDRESS,
    },
    "certificate_ready": {
        "course": {"tr": "Yalın", "en": "Lean", "ar": "الرشيق"},
        "funder_line": "",
        "address": ADDRESS,
    },
    "account_changed": {
        "change": "password_changed",
        "at": "2026-11-25T09:00:00+00:00",
        "device": "",
        "to_email": "",
    },
    "reminder": {"course": "Yalın", "step": "", "group": "Bursa 3", "address": ADDRESS},
    "enrolled": {"group": "Bursa 3", "courses": [], "funder_line": "", "address": ADDRESS},
    "role_given": {"role": "trainer", "scope_label": ""},
    "results": {
        "quiz": "Test 1",
        "course": "Yalın",
        "percent": 80,
        "passed": True,
        "by_clock": False,
        "address": ADDRESS,
    },
    "due_soon": {
        "course": "Yalın",
        "day": {"tr": "28 Kasım 2026", "en": "28 November 2026", "ar": "28 نوفمبر 2026"},
        "address": ADDRESS,
    },
    "welcome": {},
}
