from django.apps import AppConfig


class TaxonomyConfig(AppConfig):
    """Vocabularies. ready() ties in the kind of scope."""

    name = "taxonomy"
    verbose_name = "Taxonomy"

    def ready(self) -> None:
        from taxonomy import wiring  # noqa: F401, PLC0415
