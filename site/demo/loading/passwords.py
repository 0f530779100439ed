"""The password of every demo person; printed by `make run`. No installation has these people."""

PASSWORD = "imece-demo-2026"  # noqa: S105
