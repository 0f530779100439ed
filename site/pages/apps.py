from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Public pages. ready() ties in views, menus and purging."""

    name = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        from pages import wiring  # noqa: F401, PLC0415
