from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Personal data. ready() declares the tables of the house and of Wagtail, and ties in handlers and menus."""

    name = "privacy"
    verbose_name = "Personal data"

    def ready(self) -> None:
        from privacy import handlers, purposes, tables, told, wiring  # noqa: F401, PLC0415
