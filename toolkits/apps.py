from django.apps import AppConfig


class ToolkitsConfig(AppConfig):
    """One Django app of applets; ready() ties them together."""

    name = "toolkits"
    verbose_name = "Toolkits"

    def ready(self) -> None:
        from toolkits import personal_data, wiring  # noqa: F401, PLC0415
