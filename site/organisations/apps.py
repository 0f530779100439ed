from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Firms, training centres and partners. ready() ties in handlers and the kind of scope."""

    name = "organisations"
    verbose_name = "Organisations"

    def ready(self) -> None:
        from organisations import handlers, personal_data, wiring  # noqa: F401, PLC0415
