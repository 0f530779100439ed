"""The fields of every kind of file (docs/content-format.md, sections 3 to 7)."""

from demo.checking.shapes import (
    Fields,
    Shape,
    anything,
    boolean,
    by_key,
    day,
    each,
    either,
    key,
    maybe,
    moment,
    number,
    one_of,
    text,
    texts,
)
from demo.reading.files import LANGUAGES

KEYS = each(key)
_FORMAT = number(1, 1, whole=True)
_LANGUAGES = each(one_of(*LANGUAGES), at_least=1)
_LICENCE = one_of("CC-BY-4.0", "CC0-1.0", "CC-BY-SA-4.0")
_DIMENSIONS = Fields({"siri": KEYS, "cosiri": KEYS})
_HOURS = number(0, 400)
_BAND = number(0, 5, whole=True)
_MOVES = each(Fields({"dimension": key}, {"from": _BAND, "to": _BAND}))
_RELATED = Fields({}, {"courses": KEYS, "guides": KEYS, "toolkits": KEYS})

MODULE = Fields(
    {"key": key, "status": one_of("full", "announced"), "title": texts, "hours": _HOURS},
    {
        "summary": texts,
        "objectives": each(Fields({"key": key, "text": texts})),
        "lessons": KEYS,
        "quiz": key,
    },
)
COURSE = Fields(
    {
        "format": _FORMAT,
        "key": key,
        "track": one_of("change-agent", "operator"),
        "number": number(1, 12, whole=True),
        "status": one_of("open", "announced"),
        "title": texts,
        "purpose": texts,
        "audiences": KEYS,
        "topics": KEYS,
        "skills": KEYS,
        "sectors": KEYS,
        "dimensions": _DIMENSIONS,
        "hours": Fields(
            {"total": _HOURS, "self_paced": _HOURS, "live_online": _HOURS, "face_to_face": _HOURS},
            {"workplace": _HOURS},
        ),
        "mode": one_of("self-paced", "live-online", "face-to-face", "blended"),
        "level": one_of("introductory", "intermediate", "advanced"),
        "languages": _LANGUAGES,
        "prerequisites": KEYS,
        "path_kind": one_of("upskilling", "reskilling"),
        "modules": each(MODULE, at_least=1),
    },
    {
        "rules": Fields(
            {
                "lessons": one_of("all"),
                "quizzes": one_of("all"),
                "min_attendance_percent": number(0, 100, whole=True),
            }
        ),
        "outcomes": each(texts),
        "starts": texts,
        "dates": texts,
        "prerequisites_note": texts,
        "prerequisites_required": boolean,
    },
)
FILM = Fields(
    {
        "format": _FORMAT,
        "key": key,
        "file": text,
        "credit": text,
        "licence": _LICENCE,
        "title": texts,
        "captions": _LANGUAGES,
    },
    {
        "poster": text,
        "transcript": texts,
        "chapters": each(Fields({"key": key, "at": text, "title": texts})),
        "questions": each(
            Fields(
                {
                    "key": key,
                    "at": text,
                    "text": texts,
                    "choices": each(
                        Fields({"key": key, "text": texts, "feedback": texts}, {"right": boolean}), at_least=2
                    ),
                },
                {"again": text},
            )
        ),
        "needed": number(1, 100, whole=True),
        "in_order": boolean,
    },
)
LESSON = Fields(
    {
        "key": key,
        "title": text,
        "minutes": number(1, 60, whole=True),
        "objectives": each(key, at_least=1),
        "summary": text,
    }
)
PACKAGE = Fields(
    {"format": _FORMAT, "key": key, "title": text, "licence": _LICENCE},
    {
        "credit": text,
        "accessibility": text,
        "alternative": texts,
        "file": text,
        "task": texts,
        "steps": each(Fields({"text": texts, "why": texts}), at_least=2),
    },
)
QUIZ = Fields(
    {
        "format": _FORMAT,
        "key": key,
        "pass_mark": number(1, 100, whole=True),
        "attempts_allowed": maybe(number(1, 20, whole=True)),
        "time_limit_minutes": maybe(number(1, 240, whole=True)),
        "questions": each(
            Fields(
                {
                    "key": key,
                    "type": one_of("single", "multiple", "true-false", "short-text"),
                    "objective": key,
                    "points": number(1, 20, whole=True),
                },
                {"choices": KEYS, "right": KEYS},
            ),
            at_least=1,
        ),
    },
    {"shuffle_choices": boolean},
)
QUIZ_TEXTS = Fields(
    {
        "title": text,
        "questions": by_key(
            Fields(
                {"text": text},
                {
                    "choices": by_key(Fields({"text": text, "feedback": text})),
                    "accept": each(text, at_least=1),
                    "feedback_right": text,
                    "feedback_wrong": text,
                },
            )
        ),
    },
    {"intro": text, "format": _FORMAT},
)
FIGURE = Fields({"key": key, "alt": texts}, {"format": _FORMAT, "caption": texts, "strings": by_key(texts)})
TOOLKIT = Fields(
    {
        "format": _FORMAT,
        "key": key,
        "number": number(1, 99, whole=True),
        "kind": one_of("digital", "green", "both"),
        "status": one_of("full", "announced"),
        "title": texts,
        "purpose": texts,
        "who_for": texts,
        "audiences": KEYS,
        "sectors": KEYS,
        "firm_sizes": KEYS,
        "topics": KEYS,
        "effort": Fields({"hours": _HOURS, "people": number(0, 100)}, {"note": texts}),
        "dimensions": Fields({"siri": _MOVES, "cosiri": _MOVES}),
        "related": _RELATED,
        "licence": _LICENCE,
        "version": text,
        "files": KEYS,
    },
    {"reviewed_on": day},
)
TOOLKIT_PAGE = Fields({"title": text, "summary": text})
SELF_CHECK = Fields(
    {
        "key": key,
        "title": texts,
        "intro": texts,
        "questions": each(
            Fields(
                {
                    "key": key,
                    "text": texts,
                    "choices": each(
                        Fields({"key": key, "text": texts, "points": number(-100, 100, whole=True)}),
                        at_least=2,
                    ),
                }
            ),
            at_least=1,
        ),
        "results": each(
            Fields(
                {
                    "key": key,
                    "from": number(-1000, 1000, whole=True),
                    "to": number(-1000, 1000, whole=True),
                    "title": texts,
                    "text": texts,
                },
                {"recommend": each(text)},
            ),
            at_least=1,
        ),
    },
    {"format": _FORMAT},
)
_CELL = either(texts, text)
_PICTURE = Fields({"page": number(1, 20, whole=True), "alt": texts})
_DOWNLOAD: dict[str, Shape] = {
    "format": _FORMAT,
    "key": key,
    "version": text,
    "licence": _LICENCE,
    "outputs": each(one_of("xlsx", "pdf"), at_least=1),
    "languages": _LANGUAGES,
    "title": texts,
    "intro": texts,
}
_MAY_DOWNLOAD: dict[str, Shape] = {
    "reviewed_on": day,
    "preview": Fields({}, {"xlsx": _PICTURE, "pdf": _PICTURE}),
}
WORKBOOK = Fields(
    {**_DOWNLOAD, "workbook": key, "texts": anything, "example": anything},
    {**_MAY_DOWNLOAD, "prices": anything, "sources": anything, "factors": anything},
)
CHECKLIST = Fields(
    {
        **_DOWNLOAD,
        "columns": each(
            Fields(
                {
                    "key": key,
                    "kind": one_of("text", "check", "input", "choice", "number"),
                    "width": number(1, 120),
                    "label": texts,
                },
                {"choices": each(texts, at_least=2)},
            ),
            at_least=1,
        ),
        "sections": each(
            Fields({"key": key, "title": texts, "rows": each(anything, at_least=1)}), at_least=1
        ),
    },
    {
        **_MAY_DOWNLOAD,
        "orientation": one_of("landscape", "portrait"),
        "header_fields": each(Fields({"key": key, "label": texts})),
        "notes": each(texts),
    },
)
CELL = _CELL
GUIDE = Fields(
    {
        "format": _FORMAT,
        "key": key,
        "number": number(1, 99, whole=True),
        "status": one_of("full", "partial", "announced"),
        "title": texts,
        "purpose": texts,
        "audiences": KEYS,
        "topics": KEYS,
        "related": _RELATED,
        "licence": _LICENCE,
        "version": text,
        "chapters": each(
            Fields({"key": key, "status": one_of("full", "announced"), "title": texts}), at_least=1
        ),
    },
    {"reviewed_on": day},
)
CHAPTER = Fields({"key": key, "title": text, "summary": text, "minutes": number(1, 60, whole=True)})
NEWS = Fields(
    {
        "format": _FORMAT,
        "key": key,
        "published_at": moment,
        "kind": one_of("announcement", "story", "event", "syndicated"),
        "topics": KEYS,
        "provinces": KEYS,
        "languages": _LANGUAGES,
    },
    {
        "dateline": texts,
        "source": Fields({"name": text, "agency": text, "url": text, "published_at": moment}),
        "event": Fields({"starts": moment}, {"ends": moment, "place": texts}),
    },
)
PAGE = Fields(
    {
        "format": _FORMAT,
        "key": key,
        "order": number(0, 999, whole=True),
        "show_in": each(one_of("header", "footer")),
    },
    {"parent": key, "slug": texts, "audiences": KEYS},
)
PAGE_TEXT = Fields({"title": text, "summary": text})
_LINK = Fields({"label": texts, "to": text})
_CLOSING = Fields({"title": texts, "text": texts}, {"link": _LINK})
_CARD = Fields({"key": key, "title": texts, "text": texts, "link": _LINK}, {"icon": key})
HOME = Fields(
    {
        "format": _FORMAT,
        "hero": Fields({"line": texts, "text": texts}, {"primary": _LINK, "secondary": _LINK}),
        "cards": each(_CARD, at_least=1),
        "how": Fields({"title": texts, "steps": each(Fields({"title": texts, "text": texts}, {"key": key}))}),
    },
    {"numbers": KEYS, "partners": _CLOSING, "closing": _CLOSING},
)
