"""A file described in YAML becomes a workbook and a printable sheet, one of each a language, with their pictures."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile

from demo.loading.licences import LICENCES
from demo.loading.memory import Fate, Memory
from demo.loading.previews import make_preview
from demo.loading.tree import pick
from demo.reading.files import read_yaml
from demo.workbooks.build import build_print, build_workbook
from files.models import LicensedDocument, LicensedImage

_MAKERS = {"xlsx": build_workbook, "pdf": build_print}


@dataclass(frozen=True)
class Made:
    """A document, and the picture that stands beside it if there is one."""

    document: LicensedDocument
    preview: LicensedImage | None


def make_downloads(path: Path, memory: Memory, owner: str) -> list[Made]:
    """Make the documents of one file description; those that are there follow it unless somebody changed them.

    `owner` is the path of the file's key, such as toolkit/oee-izleme/file/oee.
    """
    data = read_yaml(path)
    return [
        Made(
            _document(data, ending, language, memory, f"{owner}.{ending}"),
            make_preview(path, data, ending, language, memory, f"{owner}.{ending}/preview"),
        )
        for language in data["languages"]
        for ending in data["outputs"]
    ]


def _document(
    data: dict[str, Any], ending: str, language: str, memory: Memory, name: str
) -> LicensedDocument:
    # The picture beside a file is none of the file's business.
    wanted = {"data": {key: value for key, value in data.items() if key != "preview"}, "language": language}
    document = _existing(data["key"], language, ending)
    if document is None:
        document = LicensedDocument(language=language, credit="İmece")
        memory.made += 1
    elif memory.judge(name, language, wanted, _in_cms(document)) is not Fate.FOLLOW:
        return document
    else:
        memory.followed += 1
    document.title = f"{pick(data['title'], language)} ({ending.upper()})"
    document.version = str(data["version"])
    document.licence = LICENCES[data["licence"]]
    content = ContentFile(_MAKERS[ending](data, language))
    document.file.save(f"{data['key']}.{language}.{ending}", content, save=False)
    document.file_size = document.file.size
    document.file_hash = ""
    document.save()
    memory.remember(name, language, wanted, _in_cms(document))
    return document


def _existing(key: str, language: str, ending: str) -> LicensedDocument | None:
    """The document made from this description; the storage may have put some letters behind a name that was taken."""
    name = rf"^documents/{re.escape(key)}(_[A-Za-z0-9]+)?\.{language}\.{ending}$"
    return LicensedDocument.objects.filter(file__regex=name).order_by("pk").first()


def _in_cms(document: LicensedDocument) -> dict[str, str]:
    return {
        "title": document.title,
        "version": document.version,
        "licence": document.licence,
        "file": document.file.name,
    }
