"""Verbs (xAPI 1.0.3, 4.1.3; ADL's vocabulary, and the few that H5P adds)."""

import re

ADL = "http://adlnet.gov/expapi/verbs/"
COMPLETING = frozenset(ADL + name for name in ("completed", "passed", "failed", "mastered"))
"""Verbs that say by themselves that the activity came to its end."""
VOIDED = ADL + "voided"
_IRI = re.compile(r"[a-z][a-z0-9+.-]{1,30}:[^\s<>\"{}|\\^`\x00-\x20]{1,160}", re.IGNORECASE)


def is_verb(text: str) -> bool:
    """An IRI of at most 200 characters, and not the one that takes other statements back: a package may not."""
    return len(text) <= 200 and text != VOIDED and _IRI.fullmatch(text) is not None


def is_iri(text: str) -> bool:
    """An absolute IRI, as far as a store must look (RFC 3987)."""
    return _IRI.fullmatch(text) is not None


def short_name(verb: str) -> str:
    """ "answered" of ADL's "answered"."""
    return re.split(r"[/#:]", verb.rstrip("/#"))[-1]
