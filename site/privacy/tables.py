"""What is held about people by the house itself and by Wagtail, which declare nothing of their own."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import OutboxMessage
from core.personal_data import Erasure, Holding, declare, erasure_steps

_PROOF = _("It must stay provable what was done here and by whom; without the name.")


def _entries_about(person: Any) -> Q:
    return Q(object_type="accounts.user", object_id=str(person.pk))


def messages_about(person: Any) -> Q:
    """Messages in the queue to her or with one of her identifiers in them."""
    found = Q(payload__user=person.pk)
    for text in (person.email, person.phone, person.username):
        if text:
            found |= Q(payload__identifier__iexact=text) | Q(payload__email__iexact=text)
    addresses = list(person.emailaddress_set.values_list("pk", flat=True))
    return found | Q(payload__address__in=addresses) if addresses else found


declare(
    Holding(
        model="core.AuditEntry",
        title=_("Who saw or changed the data"),
        purpose="log",
        find=_entries_about,
        others=("actor",),
        reason=_PROOF,
        keep_years=10,
        cleared={"reason": "", "data": {}},
        plain=("action", "object_type", "object_id"),
        needs_door=True,
        shown=("at", "action", "actor", "reason"),
        ages_from="at",
    ),
    Holding(
        model="core.OutboxMessage",
        title=_("Messages sent"),
        purpose="messages",
        find=messages_about,
        reason=_("That a message was sent stays, so that it is not sent twice; what it said goes."),
        cleared={"payload": {}, "last_error": ""},
        plain=("topic", "key"),
        secrets=("payload", "last_error"),
        shown=("topic", "created_at", "done_at"),
        ages_from="done_at",
    ),
    Holding(
        model="wagtailusers.UserProfile",
        title=_("Settings of the editing pages"),
        purpose="office",
        owner="user",
        erasure=Erasure.DELETE,
        file="avatar",
        shown=("preferred_language", "current_time_zone"),
    ),
    Holding(
        model="wagtailadmin.EditingSession",
        title=_("Pages open for editing"),
        purpose="drafts",
        owner="user",
        erasure=Erasure.DELETE,
        shown=("last_seen_at",),
        ages_from="last_seen_at",
    ),
    Holding(
        model="wagtailadmin.FormState",
        title=_("Drafts of forms"),
        purpose="drafts",
        owner="user",
        erasure=Erasure.DELETE,
        shown=("last_updated_at",),
        ages_from="last_updated_at",
    ),
    Holding(
        model="wagtailcore.APIToken",
        title=_("Keys for programs"),
        purpose="security",
        owner="user",
        erasure=Erasure.DELETE,
        secrets=("key_hash",),
        shown=("name", "created", "last_used_at"),
    ),
    Holding(
        model="wagtailcore.CommentReply",
        title=_("Answers to comments on pages"),
        purpose="office",
        owner="user",
        reason=_("Others answered it, and what they wrote stays; these words go."),
        cleared={"text": ""},
        shown=("text", "created_at"),
    ),
    Holding(
        model="wagtailcore.Comment",
        title=_("Comments on pages"),
        purpose="office",
        owner="user",
        others=("resolved_by",),
        reason=_("Others answered it, and what they wrote stays; these words go."),
        cleared={"text": ""},
        plain=("contentpath", "position"),
        shown=("text", "created_at"),
    ),
    Holding(
        model="wagtailcore.PageSubscription",
        title=_("Pages whose comments are followed"),
        purpose="office",
        owner="user",
        erasure=Erasure.DELETE,
        shown=("page",),
    ),
    Holding(
        model="wagtailcore.Page",
        title=_("Pages written"),
        purpose="office",
        others=("owner", "locked_by"),
        follows="owner",
    ),
    Holding(model="wagtailcore.Revision", title=_("Versions of pages"), purpose="office", others=("user",)),
    Holding(
        model="wagtailcore.ModelLogEntry",
        title=_("History of what was edited"),
        purpose="office",
        others=("user",),
    ),
    Holding(
        model="wagtailcore.PageLogEntry", title=_("History of pages"), purpose="office", others=("user",)
    ),
    Holding(
        model="wagtailcore.UploadedFile",
        title=_("Files that were being uploaded"),
        purpose="drafts",
        others=("uploaded_by_user",),
    ),
    Holding(
        model="wagtailcore.WorkflowState",
        title=_("Pages sent for approval"),
        purpose="office",
        others=("requested_by",),
    ),
    Holding(
        model="wagtailcore.TaskState",
        title=_("Approvals of pages"),
        purpose="office",
        others=("finished_by",),
    ),
    Holding(
        model="wagtailimages.Image",
        title=_("Pictures uploaded for the site"),
        purpose="office",
        others=("uploaded_by_user",),
    ),
    Holding(
        model="wagtaildocs.Document",
        title=_("Documents uploaded for the site"),
        purpose="office",
        others=("uploaded_by_user",),
    ),
    Holding(
        model="wagtail_localize.StringTranslation",
        title=_("Translations made"),
        purpose="office",
        others=("last_translated_by",),
    ),
    Holding(
        model="wagtail_localize.SegmentOverride",
        title=_("Translations made"),
        purpose="office",
        others=("last_translated_by",),
    ),
)


def _stop_messages(person: Any) -> None:
    """Messages that wait are not sent, and the queue forgets whom they were for."""
    OutboxMessage.objects.filter(messages_about(person)).update(payload={}, last_error="")


erasure_steps.register("messages", _stop_messages)

declare(
    Holding(
        model="privacy.DataCopy",
        title=_("Copies of the data"),
        purpose="rights",
        owner="person",
        erasure=Erasure.DELETE,
        file="path",
        secrets=("path",),
        shown=("asked_at", "made_at", "expires_at"),
        ages_from="expires_at",
    ),
    Holding(
        model="privacy.SpecialDetail",
        title=_("Special details"),
        purpose="special",
        owner="person",
        erasure=Erasure.DELETE,
        follows="person",
        clashes=("kind",),
        shown=("kind", "text", "told_at"),
    ),
    Holding(
        model="privacy.ErasureRequest",
        title=_("Requests to be erased"),
        purpose="rights",
        owner="person",
        others=("asked_by",),
        reason=_PROOF,
        cleared={"reason": ""},
        shown=("asked_at", "due_at", "state", "reason"),
    ),
    Holding(
        model="privacy.AccountMerge",
        title=_("Accounts made one"),
        purpose="rights",
        find=lambda person: Q(kept=person) | Q(closed=person),
        others=("made_by", "undone_by"),
        reason=_PROOF,
        cleared={"reason": "", "before": {}},
        plain=("moved",),
        secrets=("before",),
        shown=("made_at", "made_by", "reason", "undone_at"),
        ages_from="made_at",
    ),
    Holding(
        model="privacy.RetentionRun",
        title=_("Who had old data deleted"),
        purpose="office",
        others=("carried_out_by",),
    ),
)
