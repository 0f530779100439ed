"""Guides and their chapters."""

from pathlib import Path
from typing import Any

from demo.loading.bodies import Body
from demo.loading.tree import Tree, pick
from demo.reading.files import LANGUAGES, folders, in_language, read_text, read_yaml
from taxonomy.models import Audience, Topic
from toolkits.library.models import GuideChapterPage, GuidePage


def load_guides(tree: Tree, folder: Path) -> None:
    """Load every guide folder in its order."""
    guides = sorted(
        ((read_yaml(path / "guide.yaml"), path) for path in folders(folder)),
        key=lambda found: found[0]["number"],
    )
    for data, path in guides:
        for language in LANGUAGES:
            parent = tree.find("page", "guides", language)
            assert parent is not None
            guide = tree.add(
                ("guide", data["key"]),
                language,
                parent,
                lambda data=data, language=language: _guide(data, language),
            )
            guide.audiences = list(Audience.objects.filter(code__in=data["audiences"]))
            guide.topics = list(Topic.objects.filter(code__in=data["topics"]))
            _chapters(tree, path, data, language)


def _guide(data: dict[str, Any], language: str) -> GuidePage:
    purpose = pick(data["purpose"], language)
    return GuidePage(
        title=pick(data["title"], language),
        summary=" ".join(purpose.split())[:400],
        introduction=f"<p>{purpose}</p>",
        planned_chapters=[
            pick(chapter["title"], language)
            for chapter in data["chapters"]
            if chapter["status"] == "announced"
        ],
    )


def _chapters(tree: Tree, path: Path, data: dict[str, Any], language: str) -> None:
    guide = tree.pages.get(("guide", data["key"], language))
    for chapter in data["chapters"]:
        file = in_language(path / "chapters", chapter["key"], language)
        if chapter["status"] != "full" or file is None or guide is None:
            continue
        source = read_text(file)
        place = ("guide", data["key"], "chapter", chapter["key"])
        page = tree.add(
            place,
            language,
            guide,
            lambda source=source: GuideChapterPage(
                title=source.meta["title"],
                summary=source.meta.get("summary", ""),
                minutes=source.meta["minutes"],
            ),
        )
        body = Body(tree, place, language, path / "figures")
        tree.later(lambda page=page, body=body, source=source: setattr(page, "body", body.raw(source)))
