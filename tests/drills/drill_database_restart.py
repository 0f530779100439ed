"""PostgreSQL falls down under load: requests fail cleanly and at once, and everything recovers by itself."""

import time

from django.db import connection

from tests.drills.installation import Installation
from tests.drills.load import light_load
from tests.drills.notes import await_all, promise

LIMIT = 240
PAGES = ["/readyz", "/", "/search/?q=enerji", "/accounts/login/"]


def drill(place: Installation) -> str:
    """Crash the database under load, leave it away for three seconds, start it, look at what people saw."""
    with place.web_server(), place.worker(beat=True):
        promise(["before-the-crash"])
        await_all(["before-the-crash"], within=90)
        with light_load(place.port, PAGES) as load:
            time.sleep(4)
            before = len(load.answers)
            crashed = load.now
            place.services.postgres.stop(crash=True)
            time.sleep(3)
            place.services.postgres.start()
            back = load.now
            time.sleep(6)
        connection.close()  # the drill's own, which the crash has cut
        promise(["after-the-crash"])
        await_all(["after-the-crash"], within=60)
    healthy = {answer.status for answer in load.answers[:before]}
    assert healthy == {200}, f"before the crash the pages answered {healthy}"
    silent = [answer for answer in load.answers if answer.status == 0]
    assert not silent, f"{len(silent)} requests had no answer at all"
    slowest = max(answer.seconds for answer in load.answers)
    assert slowest < 10, f"a request hung for {slowest:.1f} s"
    late = [answer for answer in load.after(back + 2) if answer.status != 200]
    assert not late, f"{len(late)} requests still failed two seconds after the database was back"
    failed = [answer for answer in load.after(crashed) if answer.status >= 500]
    return f"{len(load.answers)} requests, {len(failed)} failed cleanly, the slowest {slowest:.1f} s, recovered alone"
