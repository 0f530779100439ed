"""What Django does between the packages and the first page, each step only when what it reads has changed."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tooling.console import run_logged, step
from tooling.frontend import packages_digest
from tooling.places import BUILD, PYTHON, ROOT, process_environment, var_folder
from tooling.stamps import Stamp, digest_of, digest_of_files, digest_of_trees

SOURCES = [ROOT / "site", ROOT / "lms", ROOT / "toolkits", ROOT / "search"]


def manage(*arguments: str, log: Path, **env: str) -> None:
    """Run a management command; raise Stop with its last lines when it fails."""
    run_logged([PYTHON, ROOT / "manage.py", *arguments], log=log, cwd=ROOT, env=process_environment(**env))


def _packages() -> str:
    return digest_of_files([ROOT / "requirements" / "run.txt"])


def _static_folders() -> list[Path]:
    return [folder for source in SOURCES for folder in sorted(source.rglob("static")) if folder.is_dir()]


def assets_digest() -> str:
    """Return the digest of what build_assets reads: front-end packages, own CSS, scripts and icon names."""
    core = ROOT / "site" / "core"
    recipe = [core / "icons.py", core / "management" / "commands" / "build_assets.py"]
    return digest_of(
        (
            packages_digest(),
            _packages(),
            digest_of_files(recipe),
            digest_of_trees(_static_folders()),
            digest_of_trees([core / "assets"]),
        )
    )


def static_digest() -> str:
    """Return the digest of what collectstatic reads."""
    return digest_of((assets_digest(), digest_of_trees([BUILD / "static"])))


def catalogues_digest() -> str:
    """Return the digest of the message catalogues."""
    sources = sorted((ROOT / "locale").rglob("*.po"))
    missing = [str(source) for source in sources if not source.with_suffix(".mo").exists()]
    return digest_of((digest_of_files(sources), *missing))


def database_digest() -> str | None:
    """Return the digest of the schema's sources and the SQLite file; None: another database, always ask it."""
    if os.environ.get("DATABASE_URL"):
        return None
    file = var_folder() / "imece.sqlite3"
    if not file.exists():
        return None
    migrations = [
        folder for source in SOURCES for folder in sorted(source.rglob("migrations")) if folder.is_dir()
    ]
    return digest_of((_packages(), digest_of_trees(migrations, "*.py"), str(file.stat().st_ino)))


@dataclass(frozen=True)
class Task:
    """One management command, the stamp it leaves, and the digest of what it reads."""

    name: str
    stamp: Path
    digest: Callable[[], str | None]
    command: list[str]

    def is_done(self) -> bool:
        """Tell whether nothing that the command reads has changed since it was run."""
        now = self.digest()
        return now is not None and Stamp(self.stamp).is_fresh(now)


def _run(tasks: list[Task], *, log: Path, **environment: str) -> None:
    """Run the commands in one process and leave their stamps."""
    if not tasks:
        return
    for task in tasks:
        Stamp(task.stamp).forget()
    words = [word for task in tasks for word in ("+", *task.command)][1:]
    with step(", ".join(task.name for task in tasks)):
        command: list[str | Path] = [PYTHON, ROOT / "scripts" / "manage_several.py", *words]
        run_logged(command, log=log, cwd=ROOT, env=process_environment(**environment))
    for task in tasks:
        if (after := task.digest()) is not None:
            Stamp(task.stamp).write(after)


def demo_digest() -> str:
    """Return the digest of what the demo sign-ins come from."""
    return digest_of((str(database_digest()), digest_of_trees([ROOT / "site" / "demo"])))


def prepare_files(*, log: Path) -> None:
    """Build the front-end files and the message catalogues."""
    (BUILD / "static").mkdir(parents=True, exist_ok=True)
    assets = Task("fonts, icons, style sheets", BUILD / ".assets", assets_digest, ["build_assets"])
    texts = Task("translations", BUILD / ".catalogues", catalogues_digest, ["compile_catalogues"])
    collect = ["collectstatic", "--no-input", "--clear", "--verbosity", "0"]
    static = Task("static files", BUILD / ".collected", static_digest, collect)
    stale = [task for task in (assets, texts) if not task.is_done()]
    if assets in stale or not static.is_done():
        stale.append(static)
    # The tests' settings write no manifest, and what is collected here also serves `make run`.
    _run(stale, log=log, IMECE_ENV="laptop")


def prepare_all(*, log: Path) -> None:
    """Prepare files and data, the database's tables while the files are made; then the demo programme, once."""
    stamps = var_folder() / "stamps"
    migrate = ["migrate", "--no-input", "--verbosity", "0"]
    tables = Task("database", stamps / "database", database_digest, migrate)
    demo = Task("demo programme", stamps / "demo", _database_identity, ["load_demo", "--once"])
    with ThreadPoolExecutor(max_workers=2) as both:
        steps = [
            both.submit(prepare_files, log=log.with_name("files.log")),
            both.submit(lambda: _run([tables] if not tables.is_done() else [], log=log)),
        ]
    for done in steps:
        done.result()
    _run([demo] if not demo.is_done() else [], log=log)


def _database_identity() -> str | None:
    file = var_folder() / "imece.sqlite3"
    return str(file.stat().st_ino) if file.exists() and not os.environ.get("DATABASE_URL") else None
