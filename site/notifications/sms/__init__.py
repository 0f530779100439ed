"""Text messages: what a gateway is, and the two that there are."""
