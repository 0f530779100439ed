"""Which checks `make test` runs, in which order."""

from tooling.debian import find_chromium
from tooling.places import PYTHON, VENV
from tooling.steps import Step

PACKAGES = [
    "config",
    "core",
    "demo",
    "accounts",
    "taxonomy",
    "organisations",
    "files",
    "notifications",
    "privacy",
    "pages",
]
CODE = [f"site/{name}" for name in PACKAGES] + ["lms", "toolkits", "search"]


def _tool(name: str, *arguments: str) -> list[str]:
    return [str(VENV / "bin" / name), *arguments]


def _pytest(*arguments: str) -> list[str]:
    return [
        str(PYTHON),
        "-m",
        "pytest",
        "-q",
        # One more than cores: a process often waits, for a lock, a server or a browser.
        "-n",
        "3",
        "--dist",
        "loadgroup",
        "--durations",
        "8",
        "--durations-min",
        "2",
        *arguments,
    ]


def preparations(test: dict[str, str], on_postgres: dict[str, str]) -> list[Step]:
    """Return what the tests start from: each step keeps one core busy, while the checks use the other."""
    prepare = [str(PYTHON), "-m", "tests.plugins.prepare"]
    return [
        Step("a migrated database: SQLite", [*prepare, "sqlite"], test),
        Step("a migrated database: PostgreSQL", [*prepare, "postgres"], on_postgres),
        Step("the demo programme for browsers", [*prepare, "site"], test),
    ]


def static_checks() -> list[Step]:
    """Return the checks that read the code without running it."""
    test = {"IMECE_ENV": "test"}
    return [
        Step("ruff: lint", _tool("ruff", "check", ".")),
        Step("ruff: format", _tool("ruff", "format", "--check", ".")),
        Step("djlint: templates", _tool("djlint", "templates", "--lint", "--quiet")),
        Step("import contracts", _tool("lint-imports")),
        Step("mypy", _tool("mypy", *CODE), test),
        Step("mypy: scripts", _tool("mypy", "--config-file", "scripts/mypy.ini", "scripts")),
        Step("deptry", _tool("deptry", ".")),
        Step(
            "content of the demo programme and the template",
            [str(PYTHON), "-m", "demo.checking", "site/demo/content", "site/demo/template"],
            {**test, "PYTHONPATH": "site"},
        ),
        Step(
            "migrations are complete",
            [str(PYTHON), "manage.py", "makemigrations", "--check", "--dry-run"],
            test,
        ),
    ]


WHOLE = ["first", "sqlite", "postgres", "browser"]
"""The groups of `make test`; "checks" alone is for a quick look while one writes."""

OUR_APPS = [*PACKAGES[1:], "lms", "toolkits", "search"]
BEFORE_THE_FIRST_RELEASE = [
    "0003_once_on_sqlite_too",
    "0004_optional_sessions",
    "0005_once_on_sqlite_too",
    "0002_eu_emblem",
    "0011_h5p_uploads_claimed",
    "0004_documents_by_part",
    "0007_index_runs",
]
"""Written while nobody had data (those of the search: tables that are made from the pages at any time): they may lock
tables and break older code."""


def migrations_are_kind(environment: dict[str, str]) -> Step:
    """Old code must go on serving while a migration runs, and after it: expand first, contract in a later release.

    Looked at on PostgreSQL, because SQLite rebuilds whole tables for what it cannot alter.
    """
    command = [str(PYTHON), "manage.py", "lintmigrations", "--project-root-path", ".", "--no-cache"]
    command += ["--ignore-initial-migrations", "--ignore-name", *BEFORE_THE_FIRST_RELEASE]
    command += ["--quiet", "ok", "ignore", "--include-apps", *OUR_APPS]
    return Step("migrations keep old code running", command, environment)


def groups(services: dict[str, str]) -> dict[str, list[Step]]:
    """Return all groups by name; `services` says where PostgreSQL and Redis are."""
    test = {"IMECE_ENV": "test", **services}
    browser = {**test, "IMECE_CHROMIUM": find_chromium() or "", "DJANGO_ALLOW_ASYNC_UNSAFE": "1"}
    on_postgres = {**test, "DATABASE_URL": services.get("TEST_POSTGRES_URL", "")}
    return {
        "checks": static_checks(),
        "first": preparations(test, on_postgres) + static_checks(),
        "sqlite": [Step("tests on SQLite", _pytest("-m", "not e2e"), test, is_pytest=True)],
        "postgres": [
            migrations_are_kind(on_postgres),
            Step(
                "tests on PostgreSQL",
                _pytest("-m", "not e2e and not search_server", "--where-databases-differ"),
                on_postgres,
                is_pytest=True,
            ),
        ],
        "browser": [Step("browser tests", _pytest("-m", "e2e and not survey"), browser, is_pytest=True)],
    }
