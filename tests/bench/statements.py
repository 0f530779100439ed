"""Statements a second from twenty clients on PostgreSQL, and whether one was lost or stored twice.

Each client has its own session and launch and sends five statements a request, as a player does that saves every half
second; every fifth request is sent twice, as after a lost answer. Then the store is counted.
"""

import http.client
import json
import threading
import time
import uuid
from datetime import UTC, datetime
from typing import Any

from tests.bench.servers import Site, run_text
from tooling.console import say

LEAST = 200
"""Statements a second that must be stored."""
BATCH = 5
REPEATED = 5
"""Every so-manieth request is sent again."""
TOKEN = "b" * 32
ADL = "http://adlnet.gov/expapi/verbs/"


class Client:
    """One trainee's page, sending as fast as it is answered."""

    def __init__(self, port: int, known: dict[str, str]) -> None:
        self.known = known
        self.connection = http.client.HTTPConnection("localhost", port, timeout=30)
        self.headers = {
            "Cookie": f"{known['cookie']}; imece_csrf={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": "application/json",
        }
        self.acknowledged: set[str] = set()
        self.stored = 0
        self.times: list[float] = []
        self.problems: list[str] = []

    def run(self, end: float) -> None:
        """Send until the time is over."""
        number = 0
        while time.monotonic() < end:
            number += 1
            body = json.dumps({"items": [self._item(index) for index in range(BATCH)]}).encode()
            for _again in range(2 if number % REPEATED == 0 else 1):
                self._send(body)

    def _send(self, body: bytes) -> None:
        begin = time.monotonic()
        self.connection.request("POST", self.known["path"], body, self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        self.times.append(time.monotonic() - begin)
        if answer.status != 200:
            self.problems.append(f"{answer.status}: {text[:200]!r}")
            return
        told = json.loads(text)
        self.stored += len(told["stored"])
        self.acknowledged.update(told["stored"], told["repeated"])
        if told["refused"]:
            self.problems.append(f"refused: {told['refused'][:2]}")

    def _item(self, index: int) -> dict[str, Any]:
        """Four answers to parts, then a score of the whole."""
        is_whole = index == BATCH - 1
        part = "" if is_whole else f"?subContentId=part-{index}"
        verb = "completed" if is_whole else "answered"
        statement = {
            "verb": {"id": ADL + verb, "display": {"en-US": verb}},
            "object": {
                "id": self.known["activity"] + part,
                "definition": {
                    "interactionType": "choice",
                    "description": {"en-US": "Kırmızı etiket ne zaman asılır?"},
                    "correctResponsesPattern": ["1"],
                    "choices": [{"id": str(one), "description": {"en-US": f"Seçenek {one}"}} for one in range(4)],
                },
            },
            "result": {
                "score": {"min": 0, "max": 5, "raw": 3, "scaled": 0.6}, "completion": True, "success": False,
                "duration": "PT3.2S", "response": "2",
            },
        }  # fmt: skip
        return {"key": str(uuid.uuid4()), "statement": statement, "at": datetime.now(UTC).isoformat()}


def run_statements(site: Site, seconds: float) -> list[str]:
    """Measure, print a line, and return what is wrong."""
    prepared = json.loads(run_text(["-m", "tests.bench.statements_prepare"], site.env).splitlines()[-1])
    clients = [Client(site.port, one) for one in prepared["clients"]]
    before, begin = site.processor_seconds(), time.monotonic()
    threads = [threading.Thread(target=one.run, args=[begin + seconds]) for one in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    passed, used = time.monotonic() - begin, site.processor_seconds() - before
    acknowledged = set().union(*(one.acknowledged for one in clients))
    times = sorted(took for one in clients for took in one.times)
    kept = json.loads(run_text(["-m", "tests.bench.statements_prepare", "count"], site.env).splitlines()[-1])
    rate = sum(one.stored for one in clients) / passed
    say(
        f"\nstatements: {rate:.0f} a second from {len(clients)} clients, {len(times) / passed:.0f} requests a second,"
        f" p50 {times[len(times) // 2] * 1000:.0f} ms, p95 {times[int(len(times) * 0.95)] * 1000:.0f} ms,"
        f" {used * 1000 / len(times):.1f} ms CPU a request"
    )
    bad = [problem for one in clients for problem in one.problems][:5]
    if len(kept["keys"]) != len(set(kept["keys"])) or set(kept["keys"]) != acknowledged:
        bad.append(f"statements: {len(acknowledged)} acknowledged, {len(kept['keys'])} in the store")
    if kept["attempts"] != len(clients) or kept["completions"]:
        bad.append(
            f"statements: {kept['attempts']} attempts of {len(clients)}, {kept['completions']} completions of none"
        )
    if rate < LEAST:
        bad.append(f"statements: {rate:.0f} a second, not {LEAST}")
    return bad
