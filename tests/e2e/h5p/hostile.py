"""Bring the hostile package into a running site, once for every way it behaves. Run inside the site (`LiveSite.run`)."""

import tempfile
from pathlib import Path

from lms.h5p.services import import_package
from tests.e2e.h5p.packages import place
from tests.h5p_packages import build_package

WAYS = ("stay", "address", "form", "refresh", "site")


def bring_hostile(target: str, person: str, abroad: str, paths: list[str], others: list[str]) -> None:
    """ "stay" reaches for everything; the others take their own frame elsewhere. See H5P.ImeceReach."""
    versions = {}
    with tempfile.TemporaryDirectory() as folder:
        for way in WAYS:
            leave = "" if way == "stay" else way
            parameters = {"abroad": abroad, "paths": paths, "others": others, "leave": leave}
            path = Path(folder) / f"{way}.h5p"
            # A newer patch than the one that is here, which knows another address.
            path.write_bytes(
                build_package("hostile", title=f"Uzanan {way}", parameters=parameters, abroad=abroad, patch=1)
            )
            versions[way] = import_package(path=path)
    place(target, person, versions, "Uzanan içerikler")
