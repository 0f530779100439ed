"""Celery: late acknowledgement and one task at a time, because every task may run twice (reliability.md)."""

from celery.schedules import crontab

CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Istanbul"
CELERY_BEAT_SCHEDULE = {
    "relay-outbox": {"task": "core.tasks.relay_outbox", "schedule": 10.0},
    "send-due-notifications": {"task": "notifications.tasks.send_due", "schedule": 20.0},
    "send-digests": {"task": "notifications.tasks.send_digests", "schedule": crontab(minute="*/5")},
    "publish-scheduled-pages": {"task": "core.tasks.publish_scheduled", "schedule": 60.0},
    "end-overdue-attempts": {"task": "lms.tasks.end_overdue_attempts", "schedule": 30.0},
    "sweep-packages": {"task": "lms.tasks.sweep_packages", "schedule": crontab(minute=37)},
    "tell-due-soon": {"task": "lms.tasks.tell_due_soon", "schedule": crontab(hour=9, minute=30)},
    "forget-old-notifications": {
        "task": "notifications.tasks.forget_old",
        "schedule": crontab(hour=3, minute=40),
    },
    "fold-downloads": {"task": "toolkits.tasks.fold_downloads", "schedule": crontab(minute=7)},
    "tend-search-index": {"task": "search.tasks.tend_index", "schedule": 60.0},
    "check-search-index": {"task": "search.tasks.check_index", "schedule": crontab(hour=3, minute=10)},
    "look-through-saved-searches": {
        "task": "search.tasks.look_through_saved_searches",
        "schedule": crontab(hour=8, minute=15),
    },
    "forget-old-search-counts": {
        "task": "search.tasks.forget_old_search_counts",
        "schedule": crontab(hour=3, minute=50),
    },
    "clear-old-sessions": {"task": "core.tasks.clear_sessions", "schedule": crontab(hour=3, minute=20)},
    "look-for-old-data": {
        "task": "privacy.tasks.look_for_old_data",
        "schedule": crontab(day_of_month=1, hour=4, minute=10),
    },
    "tell-unused": {"task": "privacy.tasks.tell_unused", "schedule": crontab(hour=8, minute=50)},
}
TASKS = {"default": {"BACKEND": "core.celery_tasks_backend.CeleryBackend"}}
