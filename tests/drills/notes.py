"""Promise notes through the outbox and count what was delivered."""

from collections import Counter

from django.db import transaction

from core.models import AuditEntry
from core.outbox import enqueue
from tests.drills.worker_app import TOPIC
from tooling.ports import wait_until


def promise(names: list[str], *, seconds: float = 0.0) -> None:
    """Enqueue one note for each name in one transaction, as a service does with its side effects."""
    with transaction.atomic():
        for name in names:
            enqueue(topic=TOPIC, key=f"{TOPIC}:{name}", payload={"name": name, "seconds": seconds})


def delivered(names: list[str]) -> Counter[str]:
    """Return how often each of the notes was written."""
    written = AuditEntry.objects.filter(action=TOPIC, data__name__in=names)
    return Counter(written.values_list("data__name", flat=True))


def await_all(names: list[str], *, within: float) -> None:
    """Wait until every note was written; then look whether one was written twice."""
    whole = wait_until(lambda: len(delivered(names)) == len(names), seconds=within, pause=0.5)
    counts = delivered(names)
    assert whole, f"not delivered within {within:.0f} s: {sorted(set(names) - set(counts))}"
    twice = [name for name, count in counts.items() if count > 1]
    assert not twice, f"delivered more than once: {twice}"
