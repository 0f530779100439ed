"""Names of the site's own screens in links (docs/content-format.md, section 3)."""

SCREENS = {
    "courses": ("page", "courses"),
    "toolkits": ("page", "toolkits"),
    "guides": ("page", "guides"),
    "news": ("page", "news-index"),
    "home": ("page", "home"),
}
"""Screens that are pages: their kind and key in the tree."""

ADDRESSES = {
    "search": "search:results",
    "register": "account_signup",
    "sign-in": "account_login",
    "dashboard": "lms:dashboard",
    "verify": "lms:certificate-verify-any",
    "offline": "core:offline",
}
"""Screens that are views: their URL names."""
