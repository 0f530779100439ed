"""Which texts the code and the templates ask gettext for: the one list behind `make messages` and its test.

GNU gettext is not needed: a bare machine does not have it, it would leave files beside the templates, and the
packages we use have to be read in the same way, because their own catalogues are not complete.
"""

import ast
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.apps import apps
from django.conf import settings
from django.utils.translation.template import templatize

LANGUAGES = ("tr", "ar")
"""Languages with a catalogue; English is what stands in the code."""

PLURAL_FORMS = {
    "tr": "nplurals=2; plural=(n > 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;",
}

# Where each argument of a gettext function goes.
ARGUMENTS = {
    "gettext": ("single",),
    "gettext_lazy": ("single",),
    "gettext_noop": ("single",),
    "ngettext": ("single", "plural"),
    "ngettext_lazy": ("single", "plural"),
    "pgettext": ("context", "single"),
    "pgettext_lazy": ("context", "single"),
    "npgettext": ("context", "single", "plural"),
    "npgettext_lazy": ("context", "single", "plural"),
}
ARGUMENTS["_"] = ARGUMENTS["gettext"]

OUR_FOLDERS = ("site", "lms", "toolkits", "search", "templates")
NOT_SHOWN = {"migrations", "tests", "test", "static", "node_modules", "locale", "content"}
"""Folders whose texts nobody reads on a screen: old migrations, tests, files for the browser, demo content."""

_LITERAL = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_CALL = re.compile(rf"(?<![\w.])(_|n?p?gettext)\(\s*({_LITERAL}(?:\s*,\s*{_LITERAL})*)", re.DOTALL)


@dataclass(frozen=True, order=True)
class Text:
    """One text to translate, as gettext knows it."""

    single: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What a catalogue finds it by."""
        return self.context, self.single


def texts_in_python(source: str) -> Iterator[Text]:
    """Yield what a Python module asks for, whatever it calls the functions of django.utils.translation.

    Raises SyntaxError when it is not Python.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # escapes in other people's strings
        tree = ast.parse(source)
    names = {"_": "_"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            names.update(
                {name.asname or name.name: name.name for name in node.names if name.name in ARGUMENTS}
            )
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            name = (
                names.get(function.id)
                if isinstance(function, ast.Name)
                else function.attr
                if isinstance(function, ast.Attribute)
                else None
            )
            if name in ARGUMENTS:
                yield from _text(name, [_literal(argument) for argument in node.args])


def texts_in_template(source: str) -> Iterator[Text]:
    """Yield what a Django template asks for."""
    for call in _CALL.finditer(templatize(source)):
        arguments = ast.literal_eval(f"({call[2]},)")
        yield from _text(call[1], list(arguments))


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _text(name: str, arguments: list[str | None]) -> Iterator[Text]:
    parts = dict(zip(ARGUMENTS[name], arguments, strict=False))
    if all(parts.get(part) is not None for part in ARGUMENTS[name]) and parts["single"]:
        yield Text(**{part: value.replace("\r\n", "\n") for part, value in parts.items() if value})


def texts_in_files(files: Iterable[Path]) -> set[Text]:
    """Read all these files; others than .py, .html and .txt ask for nothing."""
    found: set[Text] = set()
    for file in files:
        source = file.read_text(encoding="utf-8", errors="replace")
        if file.suffix == ".py":
            if "gettext" in source:
                found.update(texts_in_python(source))
        elif "trans" in source or "_(" in source:
            found.update(texts_in_template(source))
    return found


def sources_in(folder: Path, *, whole: bool) -> Iterator[Path]:
    """Yield the sources under a folder; an app inside another app speaks for itself unless `whole`."""
    for entry in sorted(folder.iterdir()):
        if entry.is_dir():
            if entry.name not in NOT_SHOWN and (whole or not (entry / "apps.py").exists()):
                yield from sources_in(entry, whole=whole)
        elif entry.suffix in {".py", ".html", ".txt"}:
            yield entry


def our_texts() -> set[Text]:
    """Everything that İmece's own code and templates ask for."""
    root = Path(settings.LOCALE_PATHS[0]).parent
    return texts_in_files(file for folder in OUR_FOLDERS for file in sources_in(root / folder, whole=True))


def package_folders() -> list[Path]:
    """Folders of the installed apps that others have written; Django's own parts that are no app come first."""
    root = Path(settings.LOCALE_PATHS[0]).parent
    ours = [root / folder for folder in OUR_FOLDERS]
    django = Path(templatize.__code__.co_filename).parents[2]
    folders = [
        django / part for part in ("core", "db", "forms", "http", "middleware", "template", "utils", "views")
    ]
    for config in apps.get_app_configs():
        path = Path(config.path)
        if not any(path.is_relative_to(folder) for folder in ours) and path not in folders:
            folders.append(path)
    return folders


def package_texts() -> set[Text]:
    """Everything that the installed packages ask for in Python and in templates."""
    return texts_in_files(file for folder in package_folders() for file in sources_in(folder, whole=False))


def package_script_texts() -> set[Text]:
    """Everything that the packages' scripts ask for, as their English catalogues list it: the scripts are bundled."""
    return {
        Text(entry.msgid, entry.msgid_plural, entry.msgctxt or "")
        for folder in package_folders()
        for catalogue in folder.glob("locale/en/LC_MESSAGES/djangojs.po")
        for entry in polib.pofile(str(catalogue))
        if not entry.obsolete
    }


def package_translations(language: str, domain: str = "django") -> set[tuple[str, str]]:
    """Keys of the texts that the installed packages themselves bring in this language, as compiled."""
    folders = [Path(templatize.__code__.co_filename).parents[2] / "conf", *package_folders()]
    return {
        (entry.msgctxt or "", entry.msgid)
        for folder in folders
        for catalogue in folder.glob(f"locale/{language}/LC_MESSAGES/{domain}.mo")
        for entry in polib.mofile(str(catalogue))
        if entry.msgid and (entry.msgstr or all(entry.msgstr_plural.values()))
    }
