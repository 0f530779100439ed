"""Special details: told by the person with a consent, read by few with a reason, each reading in the log."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services import record_consent
from core import audit
from privacy.exceptions import ConsentNeeded
from privacy.models import SpecialDetail
from privacy.special_consents import SPECIAL_CONSENTS

READ = "privacy.special_read"
MOST = 2000


@transaction.atomic
def tell_special(*, person: User, kind: str, text: str, agrees: bool) -> SpecialDetail:
    """Keep what she tells of herself, with her consent to exactly this. Raises ConsentNeeded, KeyError for no kind."""
    consent = SPECIAL_CONSENTS[kind]
    if not agrees or not text.strip():
        raise ConsentNeeded
    record_consent(user=person, purpose=consent, is_given=True)
    detail, _is_new = SpecialDetail.objects.update_or_create(
        person=person, kind=kind, defaults={"text": text.strip()[:MOST], "told_at": timezone.now()}
    )
    audit.record(action="privacy.special_told", actor=person, about=person, data={"kind": kind})
    return detail


@transaction.atomic
def withdraw_special(*, person: User, kind: str) -> None:
    """Take the consent back: what she told is deleted at once. Nothing told is nothing done."""
    gone, _tables = SpecialDetail.objects.filter(person=person, kind=kind).delete()
    if gone:
        record_consent(user=person, purpose=SPECIAL_CONSENTS[kind], is_given=False)
        audit.record(action="privacy.special_withdrawn", actor=person, about=person, data={"kind": kind})


@transaction.atomic
def read_special(*, person: User, by: User, reason: str) -> list[SpecialDetail]:
    """What she told, for somebody with a reason; who, whom, when and why is in the log before it is shown."""
    details = list(SpecialDetail.objects.filter(person=person).order_by("kind"))
    kinds = [detail.kind for detail in details]
    audit.record(action=READ, actor=by, about=person, reason=reason, data={"kinds": kinds})
    return details


@transaction.atomic
def rewrite_special() -> int:
    """Encrypt everything anew with the newest key. Returns how many."""
    details = list(SpecialDetail.objects.select_for_update().order_by("pk"))
    for detail in details:
        detail.save(update_fields=["text"])
    return len(details)
