"""The licence and the makers that a package's metadata name."""

from typing import Any

_LICENCES = {
    "CC BY": "cc-by-4.0",
    "CC BY-SA": "cc-by-sa-4.0",
    "CC0 1.0": "cc0",
    "CC0": "cc0",
    "CC PDM": "cc0",
    "PD": "cc0",
    "C": "all-rights",
}
_WITH_VERSION = ("CC BY", "CC BY-SA")
MAX_CREDIT = 200


def licence_in(raw: dict[str, Any]) -> str:
    """Our name of the licence; empty when it is one that we have no name for (undisclosed, GPL, CC BY 3.0, CC BY-NC).

    Codes: h5p-php-library, H5PContentValidator::getCopyrightSemantics and metadata semantics.
    """
    code, version = raw.get("license"), raw.get("licenseVersion")
    if not isinstance(code, str):
        return ""
    code = " ".join(code.split())
    if code in _WITH_VERSION and version not in (None, "", "4.0"):
        return ""
    return _LICENCES.get(code, "")


def credit_in(raw: dict[str, Any]) -> str:
    """Names of the authors, as many as a line holds."""
    authors = raw.get("authors")
    names = [
        " ".join(author["name"].split())
        for author in (authors if isinstance(authors, list) else [])
        if isinstance(author, dict) and isinstance(author.get("name"), str)
    ]
    return ", ".join(filter(None, names))[:MAX_CREDIT]
