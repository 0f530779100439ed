"""A web process is killed under load: the others go on, a new one takes its place."""

import time

from tests.drills.installation import Installation
from tests.drills.load import light_load
from tooling.ports import wait_until

LIMIT = 240
PAGES = ["/readyz", "/", "/accounts/login/"]


def drill(place: Installation) -> str:
    """Kill one of two processes, count who noticed, and wait for two again."""
    with place.web_server() as web, light_load(place.port, PAGES) as load:
        time.sleep(3)
        victim = web.kill_a_child()
        killed = load.now
        wait_until(lambda: victim not in web.children() and len(web.children()) == 2, seconds=10)
        time.sleep(6)
        assert victim not in web.children() and len(web.children()) == 2, "no new process took its place"
    lost = [answer for answer in load.answers if answer.status == 0]
    assert len(lost) <= 4, f"{len(lost)} requests were lost; only those in the killed process may be"
    wrong = {answer.status for answer in load.answers} - {0, 200}
    assert not wrong, f"pages answered {wrong}"
    last = max((answer.at for answer in lost), default=killed)
    return f"{len(load.answers)} requests, {len(lost)} cut off, the last {max(0.0, last - killed):.1f} s after the kill"
