"""Loading the demo programme: everything in one transaction, so that a mistake in a file leaves nothing behind."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Site

from accounts.models import User
from accounts.second_factor import has_second_factor
from accounts.services import set_totp
from core.celery_tasks_backend import each_job_once
from core.models import OutboxMessage
from core.notifications import TOPIC
from core.outbox import deliver, wake_up
from demo.keys import key_uuid
from demo.loading.cohorts import load_cohorts, load_members, load_mentoring, load_sessions
from demo.loading.contents import Say, load_contents, load_words, today_in_istanbul
from demo.loading.firm_records import load_firm_records
from demo.loading.later_lessons import Held, bring_in, hold_back
from demo.loading.memory import Memory
from demo.loading.people import load_people, load_roles
from demo.loading.programme import funder_lines, load_programme
from demo.loading.records import load_progress
from demo.reading.files import read_yaml
from demo.signins import totp_secret
from lms.programmes.models import Programme
from notifications.services import put_into_inboxes
from pages.models import SiteIdentity
from search.indexing import rebuild


def is_loaded() -> bool:
    """Whether the demo programme was loaded before."""
    return Programme.objects.filter(code="kadin-imalat").exists()


def load_demo(folder: Path, *, take: frozenset[str] = frozenset(), say: Say = lambda text: None) -> Memory:
    """Load every file of `folder`. Raises ContentError; then nothing of it is kept.

    What the CMS has already follows its file, unless somebody touched it (see Memory). Nobody is written to: the people are
    invented, so what they would be told lies behind their bells only.
    """
    started = time.monotonic()
    newest = OutboxMessage.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with transaction.atomic(), _nobody_woken():
        with each_job_once():
            memory = _load(folder, take, say)
        messages = OutboxMessage.objects.filter(pk__gt=newest)
        _put_into_inboxes(messages)
        messages.filter(topic__startswith="search.index_").delete()
    say("search index")
    rebuild()
    say("certificates")
    # The worker does the rest: what the CMS keeps for itself about each page would double the time of loading.
    for topic in ("lms.certificates.issue", "lms.certificates.typeset"):
        for uuid in messages.filter(topic=topic).values_list("uuid", flat=True):
            deliver(str(uuid))
    _put_into_inboxes(messages)
    say(f"done in {time.monotonic() - started:.0f} s")
    return memory


def load_content(
    folder: Path, *, by: User, take: frozenset[str] = frozenset(), say: Say = lambda text: None
) -> Memory:
    """Load a folder's content into any installation, in the name of `by`: no people, no groups, no records.

    Raises ContentError; then nothing of it is kept. The search index follows by itself, as after any other edit.
    """
    started = time.monotonic()
    memory = Memory(take)
    with transaction.atomic(), each_job_once():
        say("vocabularies and organisations")
        if (folder / "programme.yaml").is_file():
            load_words(folder)
        load_contents(folder, by=by, memory=memory, say=say)
    say(f"done in {time.monotonic() - started:.0f} s: {memory.made} new, {memory.followed} changed")
    return memory


def _put_into_inboxes(messages: QuerySet[OutboxMessage]) -> None:
    told = messages.filter(topic=TOPIC, done_at=None)
    put_into_inboxes(payloads=told.values_list("payload", flat=True), read={"role_given", "results"})
    told.delete()


@contextmanager
def _nobody_woken() -> Iterator[None]:
    """Leave the messages to the relay: two thousand calls in the broker would keep a worker from the first real mail."""
    kept = list(wake_up)
    wake_up.clear()
    try:
        yield
    finally:
        wake_up.extend(kept)


def _load(folder: Path, take: frozenset[str], say: Say) -> Memory:
    today = today_in_istanbul()
    people_file = read_yaml(folder / "people.yaml")
    say("vocabularies and organisations")
    data = load_words(folder)
    programme = load_programme(data)
    people = load_people(people_file)
    administrator = people["administrator"]
    memory = Memory(take)
    held: list[Held] = []
    load_contents(
        folder,
        by=people["trainer-izmir"],
        memory=memory,
        say=say,
        before_editions=lambda: held.extend(hold_back(people_file, say)),
    )
    _identity(data)
    say("people, groups and records")
    cohorts = load_cohorts(people_file, programme, today)
    load_roles(people_file, people, cohorts)
    for entry in people_file["cohorts"]:
        cohort = cohorts[entry["key"]]
        memberships = load_members(entry, cohort, people, administrator, today)
        load_sessions(entry, cohort, memberships, people[entry["trainers"][0]], today)
        load_progress(entry, memberships, today, folder / "people.yaml")
    bring_in(held, people["trainer-izmir"])
    load_mentoring(people_file, people)
    load_firm_records(people_file, people, today)
    for entry in people_file["people"]:
        if any(
            role["role"] in ("administrator", "programme-officer", "editor", "trainer")
            for role in entry.get("roles", [])
        ) and not has_second_factor(people[entry["key"]]):
            set_totp(user=people[entry["key"]], secret=totp_secret(key_uuid("person", entry["key"])))
    return memory


def _identity(data: dict) -> None:
    site = Site.objects.get(is_default_site=True)
    identity = SiteIdentity.for_site(site)
    if not identity.funder_line:
        identity.funder_line = funder_lines(data["programme"])
        identity.is_eu_funded = any(
            partner["organisation"] == "avrupa-birligi" and partner["role"] == "funder"
            for partner in data["programme"]["partners"]
        )
        identity.contact_email = data["programme"]["contact"]["email"]
        identity.save()
