"""Toolkits, with their files made from data."""

from pathlib import Path
from typing import Any

from demo.keys import key_uuid
from demo.loading.bodies import Body
from demo.loading.downloads import Made, make_downloads
from demo.loading.tree import Tree, pick
from demo.reading.files import LANGUAGES, ContentError, folders, read_text, read_yaml
from taxonomy.models import Audience, Dimension, Sector, Topic
from toolkits.library.models import Effort, ToolkitDimension, ToolkitFile, ToolkitPage


def load_toolkits(tree: Tree, folder: Path) -> None:
    """Load every toolkit folder in its order, full ones first."""
    found = [(read_yaml(path / "toolkit.yaml"), path) for path in folders(folder)]
    found.sort(key=lambda entry: (entry[0]["status"] != "full", entry[0]["number"]))
    for data, path in found:
        documents = {
            key: make_downloads(
                path / "files" / f"{key}.yaml", tree.memory, f"toolkit/{data['key']}/file/{key}"
            )
            for key in data.get("files") or []
        }
        for language in LANGUAGES:
            _toolkit(tree, path, data, language, documents)


def effort_of(hours: float) -> str:
    """The class of an effort in working hours: up to a day, a week, a month, more."""
    if hours <= 8:
        return Effort.HOURS
    if hours <= 40:
        return Effort.DAYS
    return Effort.WEEKS if hours <= 160 else Effort.MONTHS


def _toolkit(
    tree: Tree, path: Path, data: dict[str, Any], language: str, documents: dict[str, list[Made]]
) -> None:
    parent = tree.find("page", "toolkits", language)
    assert parent is not None
    file = path / f"page.{language}.md"
    text = read_text(file) if file.is_file() else None
    purpose = pick(data["purpose"], language)
    page = tree.add(
        ("toolkit", data["key"]),
        language,
        parent,
        lambda: ToolkitPage(
            title=pick(data["title"], language),
            summary=(text.meta.get("summary") if text else "") or " ".join(purpose.split())[:400],
            purpose=f"<p>{purpose}</p>",
            for_whom=pick(data["who_for"], language)[:300],
            transformation=data["kind"],
            effort=effort_of(data["effort"]["hours"]),
            is_announced=data["status"] != "full",
            reviewed_on=data.get("reviewed_on"),
        ),
    )
    page.topics = list(Topic.objects.filter(code__in=data["topics"]))
    page.audiences = list(Audience.objects.filter(code__in=data["audiences"]))
    page.sectors = list(Sector.objects.filter(code__in=data["sectors"]))
    dimensions = {dimension.code: dimension for dimension in Dimension.objects.all()}
    page.dimension_rows = [
        ToolkitDimension(
            dimension=dimensions[row["dimension"]],
            from_band=row.get("from"),
            to_band=row.get("to"),
            sort_order=order,
            locale=page.locale,
        )
        for order, row in enumerate(row for rows in data["dimensions"].values() for row in rows)
    ]
    own = {key: _in_language(found, language) for key, found in documents.items()}
    page.files = [
        ToolkitFile(
            document=made.document,
            preview=made.preview,
            is_printable=True,
            sort_order=order,
            locale=page.locale,
        )
        for order, made in enumerate(made for found in own.values() for made in found)
    ]
    body = Body(
        tree,
        ("toolkit", data["key"]),
        language,
        path / "figures",
        files={key: [made.document.pk for made in found] for key, found in own.items()},
    )

    def fill() -> None:
        courses = [
            tree.find("course", key, language) for key in (data.get("related") or {}).get("courses", [])
        ]
        page.related_courses = [course for course in courses if course is not None]
        if text is not None:
            body.self_checks = _self_checks(tree, path, language)
            page.body = body.raw(text)

    tree.later(fill)


def _in_language(files: list[Made], language: str) -> list[Made]:
    """The files in the language, else the Turkish ones."""
    return [made for made in files if made.document.language == language] or [
        made for made in files if made.document.language == "tr"
    ]


def _self_checks(tree: Tree, path: Path, language: str) -> dict[str, dict[str, Any]]:
    """The toolkit's self-check in one language as a raw block value, by key; empty when it has none."""
    file = path / "selfcheck.yaml"
    if not file.is_file():
        return {}
    data = read_yaml(file)

    def items(name: str, entries: list[tuple[str, Any]]) -> list[dict[str, Any]]:
        return [
            {"type": "item", "value": value, "id": str(key_uuid("selfcheck", data["key"], name, key))}
            for key, value in entries
        ]

    questions = []
    for question in data["questions"]:
        choices = [
            (choice["key"], {"text": pick(choice["text"], language), "points": choice["points"]})
            for choice in question["choices"]
        ]
        value = {
            "text": pick(question["text"], language),
            "choices": items(f"choice/{question['key']}", choices),
        }
        questions.append((question["key"], value))
    results = []
    for result in data["results"]:
        pages = [
            (target, _recommended(tree, target, language, file)) for target in result.get("recommend", [])
        ]
        value = {
            "from_points": result["from"],
            "to_points": result["to"],
            "title": pick(result["title"], language),
            "text": pick(result["text"], language),
            "pages": items(f"page/{result['key']}", pages),
        }
        results.append((result["key"], value))
    return {
        data["key"]: {
            "title": pick(data["title"], language),
            "intro": pick(data["intro"], language),
            "questions": items("question", questions),
            "results": items("result", results),
        }
    }


def _recommended(tree: Tree, target: str, language: str, file: Path) -> int:
    kind, _colon, key = target.partition(":")
    page = tree.find(kind, key, language)
    if page is None:
        raise ContentError(file, 0, f"{target!r} is recommended but is not there")
    return page.pk
