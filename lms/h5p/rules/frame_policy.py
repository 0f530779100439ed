"""What the player's document may do: run in an opaque origin, load its own files, and nothing else."""

SANDBOX = "allow-scripts allow-forms"
"""Of the frame and of the document both. No allow-same-origin: that is what makes the origin opaque (security.md 24).
No windows, no dialogs, no leading the page around it elsewhere; allow-forms, since content has forms for its own
script, which `form-action` lets nobody send."""


def player_policy(*, origin: str, site: str, static_url: str, content_path: str) -> str:
    """The Content-Security-Policy of the player. origin: of the players' files. site: whose pages may show it.

    content_path: where this launch's content files are, with its token; another launch's are not reached.
    """
    libraries = f"{origin}/h5p/lib/"
    own = f"{origin}{static_url}h5p/ {origin}{static_url}lms/h5p/"
    content = f"{origin}{content_path}"
    return "; ".join(
        (
            f"sandbox {SANDBOX}",
            "default-src 'none'",
            # Content types of the years before 2020 build functions from text.
            f"script-src {libraries} {own} 'unsafe-inline' 'unsafe-eval'",
            f"style-src {libraries} {content} {own} 'unsafe-inline'",
            f"img-src {libraries} {content} {own} data: blob:",
            f"font-src {libraries} {content} {own} data:",
            f"media-src {libraries} {content} data: blob:",
            f"connect-src {libraries} {content}",
            "frame-src 'none'",
            "form-action 'none'",
            "base-uri 'none'",
            f"frame-ancestors {site}",
        )
    )


FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""Of single files: a drawing or a text that somebody opens by itself runs nothing."""
