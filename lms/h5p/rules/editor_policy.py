"""What the H5P editor's document may do, and what it may ask the service for.

The editor builds a frame of its own and reaches into it, so an opaque origin would stop it: it runs on the second host
name (ACTIVITY_ORIGIN) only, where there are no cookies and nothing but files of packages.
"""

SANDBOX = "allow-scripts allow-same-origin allow-forms allow-modals"
"""Of the frame. Same origin with itself, never with the site: without a second host name there is no editor."""

FILES = ("core", "editor", "libraries", "content", "temp-files", "params")
OPEN_FILES = frozenset({"core", "editor", "libraries"})
"""Nobody's content: whoever holds a permit may have them."""
AJAX_READS = frozenset({"content-type-cache", "libraries"})
AJAX_POSTS = frozenset({"libraries", "translations", "files", "filter"})
"""Not "library-install", "library-upload", "get-content": libraries come by administrators, packages through the CMS."""


def editor_policy(*, origin: str, site: str, static_url: str, base: str) -> str:
    """The Content-Security-Policy of the editor's document. base: the path of this permit, with its token."""
    own = f"{origin}{base}"
    scripts = f"{origin}{static_url}lms/h5p/"
    return "; ".join(
        (
            f"sandbox {SANDBOX}",
            "default-src 'none'",
            # The editor writes documents into its frame, and CKEditor and old content types build functions from text.
            f"script-src {own} {scripts} 'unsafe-inline' 'unsafe-eval'",
            f"style-src {own} {scripts} 'unsafe-inline'",
            f"img-src {own} data: blob:",
            f"font-src {own} data:",
            f"media-src {own} data: blob:",
            f"connect-src {own}",
            f"frame-src {own}",
            "worker-src 'none'",
            "form-action 'none'",
            "base-uri 'none'",
            "object-src 'none'",
            f"frame-ancestors {site}",
        )
    )


def is_allowed(method: str, path: str, action: str, content: str) -> bool:
    """Whether the browser may ask the service for this. content: the copy that the permit is for; "" for a new one."""
    first, _, rest = path.partition("/")
    if not rest:
        return first == "ajax" and action in {"GET": AJAX_READS, "POST": AJAX_POSTS}.get(method, frozenset())
    if method != "GET" or first not in FILES or any(step in {"", ".", ".."} for step in rest.split("/")):
        return False
    if first in {"content", "params"}:
        return bool(content) and rest.partition("/")[0] == content
    return True
