"""What a player needs to show a version: every file in the order it loads, and the content's parameters."""

import hashlib
from typing import Any

from django.core.cache import caches

from lms.h5p.models import H5PLibrary, H5PVersion
from lms.h5p.rules.libraries import read_library
from lms.h5p.rules.manifest import embed_types
from lms.h5p.rules.names import LibraryKey, dependencies
from lms.h5p.rules.order import load_order
from lms.h5p.rules.places import library_address
from lms.h5p.rules.sub_contents import libraries_in

_METADATA = (
    "title", "a11yTitle", "language", "defaultLanguage", "license", "licenseVersion", "licenseExtras", "authors",
    "source", "yearFrom", "yearTo",
)  # fmt: skip


def player_model(version: H5PVersion) -> dict[str, Any]:
    """Scripts and styles (addresses, in load order), the main library, parameters, embed types and metadata.

    libraries: {"H5P.Blanks-1.12": address of its folder}, for contents that ask where a library lies.

    One query where the same version was asked for with the same libraries before, else two. The parameters are the
    version's own, so whoever deferred them pays one more.
    """
    digests = list(version.libraries.order_by("pk").values_list("pk", "sha256"))
    mark = hashlib.sha256(repr(digests).encode()).hexdigest()
    key = f"h5p-player:{version.uuid}:{mark}"
    files: dict[str, Any] | None = caches["immutable"].get(key)
    if files is None:
        files = _files_of(version, [pk for pk, _sha256 in digests])
        caches["immutable"].set(key, files)
    return {
        "scripts": list(files["scripts"]),
        "styles": list(files["styles"]),
        "library": files["library"],
        "libraries": dict(files["libraries"]),
        "parameters": version.parameters,
        "embed_types": list(files["embed_types"]),
        "metadata": {name: version.manifest[name] for name in _METADATA if name in version.manifest},
        "content_id": str(version.uuid),
    }


def _files_of(version: H5PVersion, library_ids: list[int]) -> dict[str, Any]:
    rows = {
        LibraryKey(row.machine_name, row.major, row.minor): row
        for row in H5PLibrary.objects.filter(pk__in=library_ids).defer("files", "semantics")
    }
    read = {key: read_library(row.manifest, str(key)) for key, row in rows.items()}
    main = next(key for key, row in rows.items() if row.pk == version.main_library_id)
    listed = [
        *dependencies(version.manifest, "preloadedDependencies", "h5p.json"),
        *libraries_in(version.parameters),
    ]
    # The main library last, as H5P core has it: what its parts need is there when it starts.
    roots = [key for key in listed if key != main] + [main]
    order = load_order(roots, {key: library.preloaded for key, library in read.items()})
    said = embed_types(version.manifest)
    wanted = embed_types(read[main].raw) if "embedTypes" in read[main].raw else said
    return {
        "scripts": [library_address(rows[key].sha256, path) for key in order for path in read[key].scripts],
        "styles": [library_address(rows[key].sha256, path) for key in order for path in read[key].styles],
        "library": str(main),
        "libraries": {
            key.folders[0]: library_address(row.sha256, "").rstrip("/") for key, row in rows.items()
        },
        "embed_types": list(dict.fromkeys((*wanted, *said))),
    }
