from django.apps import AppConfig


class LmsConfig(AppConfig):
    """One Django app of applets; ready() ties them together (registries, handlers, activity types)."""

    name = "lms"
    verbose_name = "Learning"

    def ready(self) -> None:
        from lms import personal_data, wiring  # noqa: F401, PLC0415
