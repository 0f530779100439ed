"""The commands of the web server and of the background worker, the same for `make run`, drills and benchmarks."""

from tooling.places import PYTHON, ROOT, var_folder


def web_command(port: int, host: str = "127.0.0.1") -> list[str]:
    """Return gunicorn's command line; the rest is in gunicorn.conf.py."""
    return [
        str(PYTHON), "-m", "gunicorn", "config.wsgi:application",
        "--config", str(ROOT / "gunicorn.conf.py"), "--bind", f"{host}:{port}",
    ]  # fmt: skip


def worker_command(*, beat: bool = True, concurrency: int = 1, app: str = "config") -> list[str]:
    """Return Celery's command line. One task at a time is fetched, so a killed worker holds back one task at most."""
    beat_options = ["--beat", "--schedule", str(var_folder() / "beat-schedule")] if beat else []
    return [
        str(PYTHON), "-m", "celery", "--app", app, "worker", *beat_options,
        "--concurrency", str(concurrency), "--prefetch-multiplier", "1", "--loglevel", "WARNING",
        "--without-gossip", "--without-mingle",
    ]  # fmt: skip
