"""Mails that the site's own settings send."""

from core.notifications import EMAIL, Kind, kinds

kinds.register(
    "test_mail",
    Kind(name="test_mail", channels=(EMAIL,), offered=(EMAIL,), is_essential=True, is_asked_for=True),
)
