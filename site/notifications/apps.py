from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Telling people. ready() ties in the outbox handlers, the channels, the bell and the count of what is unread."""

    name = "notifications"
    verbose_name = "Notifications"

    def ready(self) -> None:
        from notifications import handlers, menus, wiring  # noqa: F401, PLC0415
