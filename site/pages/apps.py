from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PagesConfig(AppConfig):
    """Public pages. ready() ties in views, menus, purging and what editors may do."""

    name = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        from pages import cms_permissions, readiness, told, wiring  # noqa: F401, PLC0415

        post_migrate.connect(cms_permissions.let_editors_publish, sender=self, dispatch_uid="pages.editors")
        post_migrate.connect(cms_permissions.name_review_in_turkish, sender=self, dispatch_uid="pages.review")
