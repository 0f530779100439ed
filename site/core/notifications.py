"""The one way to tell a person something. Channels (e-mail now; SMS and push later) register themselves.

`notify` writes an outbox message in the caller's transaction; each channel then says it in the person's language.
A kind has templates `notifications/<kind>.subject.txt`, `.txt` and `.html`.
"""

from collections.abc import Callable
from typing import Any, Protocol

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from core.outbox import enqueue, outbox_handler
from core.registry import Registry

TOPIC = "core.notify"


class Channel(Protocol):
    """Something that carries a message to a person."""

    def can_reach(self, user: Any) -> bool:
        """Whether this person can be told here."""

    def send(self, user: Any, kind: str, context: dict[str, Any]) -> None:
        """Say it, in the person's language; raise when it should be tried again."""


channels: Registry[Channel] = Registry("notification channel")
template_values: Registry[Callable[[dict[str, Any]], dict[str, Any]]] = Registry("values of a notification")
"""By kind: what the templates need beyond the stored context (names in the person's language), made when it is said."""


def notify(*, user: Any, kind: str, key: str, context: dict[str, Any] | None = None) -> None:
    """Tell `user` of an event of `kind`. `key` names the event: the same key is told once.

    `context` must be JSON and hold no secret: it is stored.
    """
    for name in channels.names():
        if channels[name].can_reach(user):
            enqueue(
                topic=TOPIC,
                key=f"notify:{name}:{user.pk}:{key}",
                payload={"channel": name, "user": user.pk, "kind": kind, "context": context or {}},
            )


@outbox_handler(TOPIC)
def send_notification(payload: dict[str, Any]) -> None:
    """Deliver one notification through one channel. A person deleted since is skipped."""
    user = get_user_model().objects.filter(pk=payload["user"], is_active=True).first()
    if user is not None:
        channels[payload["channel"]].send(user, payload["kind"], payload["context"])


def send_mail_now(
    *, address: str, language: str, kind: str, context: dict[str, Any], person: Any = None
) -> None:
    """Send a mail of `kind` to an address, plain text beside HTML. For handlers: raises when the server does not answer."""
    with translation.override(language):
        more = template_values.get(kind)
        values = {
            "person": person,
            "language": language,
            "site_address": settings.WAGTAILADMIN_BASE_URL.rstrip("/"),
            **context,
            **(more(context) if more else {}),
        }
        subject = " ".join(render_to_string(f"notifications/{kind}.subject.txt", values).split())
        message = EmailMultiAlternatives(
            subject,
            render_to_string(f"notifications/{kind}.txt", values).strip() + "\n",
            to=[address],
            headers={"Auto-Submitted": "auto-generated", "Content-Language": language},
        )
        message.attach_alternative(render_to_string(f"notifications/{kind}.html", values), "text/html")
        message.send()


class EmailChannel:
    """Plain text beside HTML, in the person's language. A context with `to_address` goes there instead."""

    def can_reach(self, user: Any) -> bool:
        return bool(user.email)

    def send(self, user: Any, kind: str, context: dict[str, Any]) -> None:
        address = context.get("to_address") or user.email
        if address:
            send_mail_now(address=address, language=user.language, kind=kind, context=context, person=user)


channels.register("email", EmailChannel())
