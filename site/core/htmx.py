"""How htmx behaves on pages that use it, for `<meta name="htmx-config">`."""

HTMX_CONFIG = '{"allowEval": false, "includeIndicatorStyles": false, "scrollIntoViewOnBoost": false}'
"""No evaluated text and no style of its own: the policy of our pages allows neither."""
