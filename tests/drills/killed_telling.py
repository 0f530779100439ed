"""One event to many people while the worker is killed again and again (SIGKILL): nobody is left out, nobody is told twice.

`python -m tests.drills.killed_telling --people 10000 --kills 20`, in a database of its own (or DATABASE_URL's, which
must be migrated and empty). tests/notifications/test_killed_workers.py runs a small one.

What a mail server cannot take back: a worker that dies between the server's "ok" and its own note sends that one
message again, under the same Message-ID. So each person has exactly one Message-ID, and there are at most as many
repeated messages as kills; they are counted and said.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from tests.drills.mail_server import MailServer
from tests.plugins.migrated_database import migrated_sqlite

KEY = "drill"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=10_000)
    asked.add_argument("--kills", type=int, default=20)
    asked.add_argument(
        "--lease", type=float, default=2.0, help="seconds until a dead worker's work is taken over"
    )
    asked.add_argument("--seed", type=int, default=None)
    options = asked.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="imece-told-"))
    try:
        if "DATABASE_URL" not in os.environ:
            shutil.copy(migrated_sqlite(), folder / "db.sqlite3")
            os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'db.sqlite3'}"
        os.environ |= {"IMECE_ENV": "test", "DJANGO_SETTINGS_MODULE": "config.settings"}
        with MailServer() as server:
            return run(server, options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(server: MailServer, options: argparse.Namespace) -> int:
    """Tell everybody, killing on the way; then count."""
    import django

    django.setup()
    from django.conf import settings

    from core import outbox
    from notifications.services import sending

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    outbox.wake_up.clear()
    outbox.LEASE = sending.LEASE = timedelta(seconds=options.lease)
    chance = random.Random(options.seed)
    addresses = promise(options.people)
    began = time.monotonic()
    kills = 0
    while kills < options.kills:
        if not killed_in_the_middle(server, chance, options, kills):
            break
        kills += 1
    last = work()
    os.waitpid(last, 0)
    took = time.monotonic() - began
    return report(server, addresses, kills, options.kills, took)


def promise(people: int) -> set[str]:
    """Make the people and the event, in the database that everybody shares."""
    from django.db import connections, transaction

    from accounts.identifiers import email_key
    from accounts.models import User
    from core.addresses import paths_by_language
    from core.notifications import notify_many

    rows = [
        User(
            username=f"kisi{number}",
            username_key=f"kisi{number}",
            email=f"kisi{number}@ornek.test",
            email_key=email_key(f"kisi{number}@ornek.test"),
            first_name="Işıl",
            last_name=f"Yıldız {number}",
            sort_name="",
            language=("tr", "en", "ar")[number % 3],
        )
        for number in range(people)
    ]
    with transaction.atomic():
        User.objects.bulk_create(rows, batch_size=500)
        ids = User.objects.filter(username_key__startswith="kisi").values_list("pk", flat=True)
        context = {"course": "Yalın", "step": "", "group": "", "address": paths_by_language("lms:dashboard")}
        notify_many(user_ids=list(ids), kind="reminder", key=KEY, context=context)
    connections.close_all()
    return {row.email or "" for row in rows}


def work(on_ready: Callable[[], None] = lambda: None) -> int:
    """Fork a worker that works until nothing is left; returns its process id."""
    child = os.fork()
    if child:
        return child
    from core.models import OutboxMessage
    from core.outbox import deliver_all
    from notifications.models import Delivery
    from notifications.services.sending import due_deliveries, send_deliveries

    code = 1
    try:
        on_ready()
        while True:
            deliver_all(limit=100_000)
            send_deliveries(ids=due_deliveries(1000))
            is_open = OutboxMessage.objects.filter(done_at=None).exists()
            if not (is_open or Delivery.objects.filter(state__in=["queued", "sending"]).exists()):
                break
            time.sleep(0.05)
        code = 0
    finally:
        os._exit(code)


def killed_in_the_middle(
    server: MailServer, chance: random.Random, options: argparse.Namespace, number: int
) -> bool:
    """Let a worker begin and kill it at a moment nobody chose. False when it had finished before."""
    before = server.count()
    child = work()
    # The first ones die while the rows are written, the others after some mails, at any point within one.
    wanted = (
        0 if number < options.kills // 4 else chance.randint(1, max(1, options.people // (3 * options.kills)))
    )
    limit = time.monotonic() + 60
    while server.count() - before < wanted and time.monotonic() < limit:
        if os.waitpid(child, os.WNOHANG)[0]:
            return False
        time.sleep(0.0005)
    time.sleep(chance.uniform(0, 0.05 if wanted else 0.6))
    if os.waitpid(child, os.WNOHANG)[0]:
        return False
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def report(server: MailServer, addresses: set[str], kills: int, wanted: int, took: float) -> int:
    """Say what is there; 0 when it is what must be."""
    from collections import Counter

    from notifications.models import Delivery, EventProgress, Notification

    people = len(addresses)
    names = Counter(address for address, _name in server.taken)
    repeated = server.count() - len(server.taken)
    progress = EventProgress.objects.filter(event_key=KEY).first()
    checks = {
        "every person has a mail": set(names) == addresses,
        "and under one Message-ID only": all(count == 1 for count in names.values()),
        "repeated messages are at most one a kill": repeated <= kills,
        "one notification a person": Notification.objects.filter(event_key=KEY).count() == people,
        "one delivery a person, sent": Delivery.objects.filter(state="sent").count() == people
        and Delivery.objects.count() == people,
        "progress is whole": progress is None or (progress.told == people and progress.ended_at is not None),
        "the worker was killed as often as asked": kills == wanted,
    }
    for what, is_so in checks.items():
        print(f"{'✓' if is_so else '✗'} {what}")
    print(
        f"{people} people, {kills} kills, {took:.1f} s, {people / took:.0f} a second, "
        f"{repeated} messages repeated under their name"
    )
    return 0 if all(checks.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
