"""The one way to tell people something: `notify` writes an outbox message in the caller's transaction.

Who is told by which channel, when and once is decided above (`notifications`). Here are the kinds of events, which each
app registers while Django starts, and the words: a kind has templates `notifications/<kind>.subject.txt`, `.txt` and
`.html` for mail and, where it is shown on the site, `.line.txt`, one or two sentences. What is stored of an event is its
kind and its values; it is put into words when it is read or sent, in the language of that moment. A value that differs
by language is stored as {"tr": …, "en": …, "ar": …}.
"""

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise

from core.batches import in_batches
from core.brand import last_brand, recent_brand
from core.languages import LANGUAGES, active_language, in_language
from core.outbox import enqueue
from core.registry import Registry

TOPIC = "core.notify"
PEOPLE_IN_A_MESSAGE = 500

INBOX, EMAIL, SMS, PUSH = "inbox", "email", "sms", "push"


def everybody(user: Any) -> bool:
    """A kind that concerns everybody."""
    return True


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of event.

    name: of its templates. label: what it is called where people choose. channels: those it is told by unless a person
    chose otherwise. offered: those she may choose. is_essential: cannot be turned off, and waits neither for the end of
    quiet hours nor for a digest (what concerns the safety of an account). is_urgent: waits for no digest. is_asked_for:
    a mail that the person herself asked for a moment ago; it is sent with `send_mail_now` and is no notification.
    link: the value that says where it leads, stored as a path. concerns: whom it can ever reach, for the page where people choose.
    """

    name: str
    label: str | Promise = ""
    channels: Collection[str] = (INBOX, EMAIL, PUSH)
    offered: Collection[str] = (INBOX, EMAIL, SMS, PUSH)
    is_essential: bool = False
    is_urgent: bool = False
    is_asked_for: bool = False
    link: str = "address"
    icon: str = "bell"
    concerns: Callable[[Any], bool] = everybody


kinds: Registry[Kind] = Registry("kind of notification")
template_values: Registry[Callable[[dict[str, Any]], dict[str, Any]]] = Registry("values of a notification")
"""By kind: what the templates need beyond the stored context (labels, links to fixed pages), made when it is said.

These functions ask no database: a page says twenty notifications at once.
"""


def notify(
    *, user: Any, kind: str, key: str, context: dict[str, Any] | None = None, names: Any = None
) -> None:
    """Tell `user` of an event of `kind`. `key` names the event, in at most 180 characters: the same key is
    told to the same person once. `context` must be JSON and hold no secret: it is stored. `names`: the person whose name stands in `context` under "by"; without
    her the name could not be found again when she is erased. Raises KeyError for a kind that nobody registered.
    """
    payload = {"kind": kinds[kind].name, "key": key, "user": user.pk, "context": context or {}}
    if names is not None:
        payload["names"] = names.pk
    enqueue(topic=TOPIC, key=f"notify:{user.pk}:{key}", payload=payload)


def notify_many(
    *, user_ids: Collection[int], kind: str, key: str, context: dict[str, Any] | None = None
) -> None:
    """Tell many people of one event, each once, in batches that workers share. See `notify`."""
    ids = sorted(set(user_ids))
    for batch in in_batches(ids, PEOPLE_IN_A_MESSAGE):
        digest = hashlib.sha256(f"{key} {batch}".encode()).hexdigest()
        enqueue(
            topic=TOPIC,
            key=f"notify:many:{digest}",
            payload={
                "kind": kinds[kind].name,
                "key": key,
                "users": batch,
                "of": len(ids),
                "context": context or {},
            },
        )


def values_of(kind: str, context: dict[str, Any], person: Any = None) -> dict[str, Any]:
    """What the templates of a kind are filled with, in the active language."""
    chosen = {name: _in_active_language(value) for name, value in context.items()}
    site_address = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    link = kinds[kind].link if kind in kinds else ""
    if str(chosen.get(link, "")).startswith("/"):
        chosen[link] = site_address + chosen[link]
    more = template_values.get(kind)
    return {
        "site_name": last_brand().name,
        "person": person,
        "language": active_language(),
        "site_address": site_address,
        **chosen,
        **(more(chosen) if more else {}),
    }


def _in_active_language(value: Any) -> Any:
    if isinstance(value, dict) and value and value.keys() <= set(LANGUAGES):
        return in_language(value)
    return [_in_active_language(one) for one in value] if isinstance(value, list) else value


def words(kind: str, part: str, values: dict[str, Any]) -> str:
    """A part of a kind ("subject" or "line") as one line of text."""
    return " ".join(render_to_string(f"notifications/{kind}.{part}.txt", values).split())


def build_mail(
    *,
    address: str,
    language: str,
    kind: str,
    context: dict[str, Any],
    person: Any = None,
    headers: dict[str, str] | None = None,
    connection: BaseEmailBackend | None = None,
) -> EmailMultiAlternatives:
    """A mail of `kind`, plain text beside HTML. `headers` are added to those that every mail of ours has."""
    with translation.override(language):
        brand = recent_brand()
        values = {"preferences": "", "unsubscribe": "", **values_of(kind, context, person)}
        message = EmailMultiAlternatives(
            words(kind, "subject", values),
            render_to_string(f"notifications/{kind}.txt", values).strip() + "\n",
            from_email=brand.sender or None,
            to=[address],
            headers={"Auto-Submitted": "auto-generated", "Content-Language": language, **(headers or {})},
            connection=connection,
        )
        message.attach_alternative(render_to_string(f"notifications/{kind}.html", values), "text/html")
    return message


def send_mail_now(
    *, address: str, language: str, kind: str, context: dict[str, Any], person: Any = None
) -> None:
    """Send a mail that somebody asked for a moment ago. For handlers: raises when the server does not answer."""
    build_mail(address=address, language=language, kind=kind, context=context, person=person).send()
