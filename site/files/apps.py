from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Images and documents. ready() ties in what happens after."""

    name = "files"
    verbose_name = "Files"

    def ready(self) -> None:
        from files import handlers  # noqa: F401, PLC0415
