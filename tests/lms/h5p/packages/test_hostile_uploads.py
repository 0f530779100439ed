"""Every hostile archive of tests/core/archive by the way that a file from the web takes: sent, kept in quarantine, looked
through by a worker. Each is refused with its code and leaves its reason, no file and no row (security 21 to 23)."""

import time
from dataclasses import replace
from resource import RUSAGE_SELF, getrusage

import pytest

from core.archive import isolation
from lms.h5p.exceptions import PackageRefused
from lms.h5p.models import H5PLibrary, H5PPackage, H5PUpload, H5PVersion, UploadState
from lms.h5p.services import unpacking
from tests.core.archive.hostile import CASES
from tests.core.archive.hostile.case import MEBI
from tests.lms.h5p.packages.conftest import files_left

pytestmark = pytest.mark.django_db
SECONDS, MEMORY = 5, 100 * MEBI
NUMBERS = ("total_bytes", "entry_bytes", "entries", "ratio", "depth", "name_length")
OTHERWISE = {"the only thing it has is at the top": "field"}
"""Stray files at the top of a package are left out, as H5P core does; then its manifest is looked at."""


@pytest.fixture
def memory(monkeypatch):
    """How much the processes that unpacked used at most, in bytes."""
    used = []
    ask = isolation._ask

    def listening(*task):
        answer = ask(*task)
        used.append(answer["memory"] * 1024)
        return answer

    monkeypatch.setattr(isolation, "_ask", listening)
    return used


@pytest.fixture(autouse=True)
def _commits(monkeypatch):
    from django.db import transaction

    monkeypatch.setattr(transaction, "on_commit", lambda act, using=None, robust=False: act())


def grown_to() -> int:
    return getrusage(RUSAGE_SELF).ru_maxrss * 1024


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_refused(case, bring, memory, monkeypatch, tmp_path):
    # The numbers of the case, which are smaller so that it is made quickly; everything else as in an installation.
    real = unpacking.limits()
    limits = replace(real, **{name: getattr(case.limits, name) for name in NUMBERS})
    monkeypatch.setattr(unpacking, "limits", lambda: limits)
    data = case.make()
    before, started = grown_to(), time.perf_counter()
    if data:
        upload = bring(data)
        assert upload.state == UploadState.REFUSED
        assert upload.code == OTHERWISE.get(case.name, f"archive_{case.code}")
        assert upload.reason
    else:
        with pytest.raises(PackageRefused):
            bring(data)
        assert not H5PUpload.objects.exists()
    assert time.perf_counter() - started < SECONDS
    assert grown_to() - before < MEMORY
    assert all(used < MEMORY for used in memory)
    assert [path for path in files_left() if not path.endswith("/")] == []
    assert not list((tmp_path / "var").rglob("*.*"))
    for model in (H5PPackage, H5PVersion, H5PLibrary):
        assert not model.objects.exists()


def test_an_installations_numbers_are_no_larger_than_what_a_worker_can_bear(settings):
    limits = unpacking.limits()
    assert limits.total_bytes == settings.H5P_UNPACKED_BYTES
    assert (
        limits.entries <= 5_000 and limits.ratio <= 200 and limits.depth <= 12 and limits.name_length <= 240
    )
    assert unpacking.MEMORY_BYTES <= MEMORY
