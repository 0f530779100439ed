"""What pages know of setting up: languages, the sender of mail, and what only people can say: that backups are made."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.brand import offered_languages
from core.languages import isolated
from core.models import AuditEntry, OutboxMessage
from core.readiness import Check, Step, checks
from lms.programmes.models import Track
from pages.models import HomePage
from pages.services.confirmations import BACKUPS_ARRANGED
from pages.services.test_mails import SENT, TEST_MAIL, current_sender


def _languages(user: Any) -> Step:
    offered = dict(offered_languages())
    there = set(HomePage.objects.live().values_list("locale__language_code", flat=True))
    missing = [name for code, name in offered.items() if code not in there]
    return Step(
        title=_("Languages"),
        is_done=not missing,
        text=gettext("No front page yet in: %(languages)s") % {"languages": ", ".join(missing)}
        if missing
        else ", ".join(offered.values()),
        url=reverse("wagtailsettings:edit", args=["pages", "siteidentity"]),
        act=_("Name, look and languages"),
    )


def _mail(user: Any) -> Step:
    sender = current_sender()
    sent = AuditEntry.objects.filter(action=SENT, data__sender=sender).order_by("-at").first()
    if sent is not None:
        text = gettext("Mail goes out as %(sender)s.") % {"sender": isolated(sender)}
        return Step(title=_("Mail"), is_done=True, text=text, confirm="mail")
    asked = OutboxMessage.objects.filter(topic=TEST_MAIL, done_at=None).order_by("-pk").first()
    if asked is not None and asked.last_error:
        text = gettext("The test mail could not be sent: %(problem)s") % {"problem": asked.last_error[:300]}
    elif asked is not None:
        text = gettext("The test mail is on its way. Load this page again in a moment.")
    else:
        text = gettext("Nothing was sent yet as %(sender)s. Try it with a mail to yourself.") % {
            "sender": sender
        }
    return Step(title=_("Mail"), is_done=False, text=text, confirm="mail")


def _backups(user: Any) -> Step:
    said = AuditEntry.objects.filter(action=BACKUPS_ARRANGED).select_related("actor").order_by("-at").first()
    return Step(
        title=_("Backups"),
        is_done=said is not None,
        text=gettext("%(name)s says that backups are made and were restored once.")
        % {"name": said.actor.get_full_name() if said.actor else "–"}
        if said
        else gettext(
            "Save the database and the files every day, and restore them once to see that it works (docs/production.md)."
        ),
        confirm="" if said else "backups",
    )


def _programme(user: Any) -> Step:
    is_done = Track.objects.exists()
    return Step(
        title=_("First programme"),
        is_done=is_done,
        text=_("There is a programme with a track; groups can begin.")
        if is_done
        else _("Groups belong to a track of a programme. Make the first ones."),
        url=reverse("lms:programme-list") if is_done else reverse("lms:programme-create"),
        act=_("Programmes and groups") if is_done else _("New programme"),
    )


checks.register("mail", Check(_mail))
checks.register("languages", Check(_languages))
checks.register("programme", Check(_programme))
checks.register("backups", Check(_backups))
