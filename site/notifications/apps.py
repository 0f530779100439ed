from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Telling people. ready() ties in the outbox handlers, the channels, the bell, the count of what is unread
    and what is held about people."""

    name = "notifications"
    verbose_name = "Notifications"

    def ready(self) -> None:
        from notifications import handlers, menus, personal_data, wiring  # noqa: F401, PLC0415
