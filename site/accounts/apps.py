from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """People. ready() ties in the outbox handlers, the menus and the CMS groups."""

    name = "accounts"
    verbose_name = "People"

    def ready(self) -> None:
        from accounts import groups, handlers, menus, personal_data, readiness, told  # noqa: F401, PLC0415

        post_migrate.connect(groups.ensure_groups, sender=self, dispatch_uid="accounts.groups")
