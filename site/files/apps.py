from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Images and documents. ready() ties in what happens after, and declares what is held about who uploaded them."""

    name = "files"
    verbose_name = "Files"

    def ready(self) -> None:
        from files import (  # noqa: PLC0415
            handlers,  # noqa: F401
            personal_data,  # noqa: F401
            readiness,  # noqa: F401
        )
