"""What a browser under the strict Content-Security-Policy refuses: found in an answer's header and in its text."""

import re
from typing import Any

from core.activity_origin import PLAYER_PATH

INLINE = re.compile(
    r"<script(?![^>]*\ssrc=)(?![^>]*\stype=\"application/(?:ld\+)?json\")[^>]*>|<style\b|<[a-z][^<>]*\s(?:style|on[a-z]+)=\"|"
    r"href=\"javascript:|<iframe[^>]*\ssrcdoc=",
    re.I,
)
SANDBOXED = re.compile(rf"https?://[^/*]+(?:{PLAYER_PATH}|/(?:\w\w/)?mailbox/[^/]+/html/)")
"""Players of packages and mails on a laptop: documents of an origin of their own, which may be in frames."""
OWN = {"'none'", "'self'"}
"""All that script, style and the rest may come from. A hash of a known style is as good as a file of ours."""


def _sources(policy: str) -> dict[str, set[str]]:
    """Return what each directive allows; a missing one is what default-src says."""
    given = {words[0]: set(words[1:]) for part in policy.split(";") if (words := part.split())}
    fetched = ("script-src", "style-src", "object-src", "connect-src", "font-src", "frame-src", "worker-src")
    default = given.get("default-src", {"*"})
    kept = {name: given.get(name, default) for name in fetched}
    is_sandboxed = "sandbox" in given and not given["sandbox"] & {"allow-scripts", "allow-forms"}
    for name in ("base-uri", "form-action", "frame-ancestors"):
        kept[name] = given.get(name, OWN if is_sandboxed else {"*"})
    return kept


def broken_by_policy(response: Any) -> list[str]:
    """Return what is too lax in the answer's policy, and what of its HTML the policy would stop. Empty: all is well."""
    sources = _sources(response.get("Content-Security-Policy", ""))
    hashes = {one for one in sources["style-src"] if one.startswith("'sha256-")}
    sources["frame-src"] = {one for one in sources["frame-src"] if not SANDBOXED.fullmatch(one)}
    found = [f"{name} {one}" for name, allowed in sources.items() for one in sorted(allowed - OWN - hashes)]
    if "'self'" in sources["object-src"]:
        found.append("object-src 'self'")
    if hashes:
        return found
    if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
        found += [match.group()[:80] for match in INLINE.finditer(response.content.decode())]
    return found
