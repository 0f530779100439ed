from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from search import cms_permissions, handlers, readiness  # noqa: F401, PLC0415

        post_migrate.connect(
            cms_permissions.let_editors_write_synonyms, sender=self, dispatch_uid="search.editors"
        )
