from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo programme. ready() ties in its menu entries."""

    name = "demo"
    verbose_name = "Demo programme"

    def ready(self) -> None:
        from demo import menus  # noqa: F401, PLC0415
