"""What Django does between the packages and the first page, each step only when what it reads has changed."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
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


def _once(name: str, stamp: Stamp, digest: Callable[[], str | None], *arguments: str, log: Path) -> None:
    before = digest()
    if before is not None and stamp.is_fresh(before):
        return
    stamp.forget()
    with step(name):
        manage(*arguments, log=log)
    after = digest()
    if after is not None:
        stamp.write(after)


def demo_digest() -> str:
    """Return the digest of what the demo sign-ins come from."""
    return digest_of((str(database_digest()), digest_of_trees([ROOT / "site" / "demo"])))


def prepare_files(*, log: Path) -> None:
    """Build the front-end files and the message catalogues."""
    _build_sources(log)
    _collect(log)


def prepare_all(*, log: Path) -> None:
    """Prepare files and data; static files and the database's tables, the two long steps, at the same time."""
    _build_sources(log)
    with ThreadPoolExecutor(max_workers=2) as both:
        steps = [both.submit(_collect, log.with_name("static.log")), both.submit(_migrate, log)]
    for done in steps:
        done.result()
    _once("Demo programme", Stamp(_stamps() / "demo"), _database_identity, "load_demo", "--once", log=log)


def _build_sources(log: Path) -> None:
    (BUILD / "static").mkdir(parents=True, exist_ok=True)
    _once("Fonts, icons and style sheets", Stamp(BUILD / ".assets"), assets_digest, "build_assets", log=log)
    _once("Translations", Stamp(BUILD / ".catalogues"), catalogues_digest, "compile_catalogues", log=log)


def _collect(log: Path) -> None:
    command = ["collectstatic", "--no-input", "--clear", "--verbosity", "0"]
    _once("Static files", Stamp(BUILD / ".collected"), static_digest, *command, log=log)


def _migrate(log: Path) -> None:
    command = ["migrate", "--no-input", "--verbosity", "0"]
    _once("Database", Stamp(_stamps() / "database"), database_digest, *command, log=log)


def _stamps() -> Path:
    return var_folder() / "stamps"


def _database_identity() -> str | None:
    if os.environ.get("DATABASE_URL"):
        return None
    return str((var_folder() / "imece.sqlite3").stat().st_ino)
