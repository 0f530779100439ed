from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        # Every process must know both: the web server wakes a worker after commit, the worker runs Wagtail's jobs.
        from core import celery_tasks_backend, tasks  # noqa: F401, PLC0415
