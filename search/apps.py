from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from search import (  # noqa: PLC0415
            cms_permissions,
            files_handlers,  # noqa: F401
            handlers,  # noqa: F401
            lessons_handlers,  # noqa: F401
            personal_data,  # noqa: F401
            readiness,  # noqa: F401
            told,  # noqa: F401
        )
        from search.engines import openness  # noqa: PLC0415

        post_migrate.connect(
            cms_permissions.let_editors_write_synonyms, sender=self, dispatch_uid="search.editors"
        )
        post_migrate.connect(openness.ensure_index, sender=self, dispatch_uid="search.not_live")
