"""StreamField blocks for reading, shared by lessons, toolkits, guides, news and standard pages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from core.svg import NotADrawing, clean_svg, safe_svg

RICH_TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "hr", "superscript"]


class FigureBlock(blocks.StructBlock):
    """An image with alternative text and caption; the credit comes from the image itself."""

    image = ImageChooserBlock(label=_("Image"))
    alternative_text = blocks.CharBlock(
        required=False,
        max_length=300,
        label=_("Alternative text"),
        help_text=_("What somebody who cannot see the picture must know. Empty only for decoration."),
    )
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Image")
        template = "components/streamfield/figure.html"


class DrawingValue(blocks.StructValue):
    """A drawing as pages show it."""

    @property
    def markup(self) -> SafeString:
        """The sanitised drawing, inline; also for what came in by another way than the form. "" when it is no SVG."""
        return SafeString(safe_svg(self.get("svg") or "", self.get("alternative_text") or ""))


class DrawingBlock(blocks.StructBlock):
    """A drawing (SVG made by the project, sanitised when saved): follows theme and direction, text translatable."""

    svg = blocks.TextBlock(label=_("SVG"), help_text=_("Only shapes and text; script and links are removed."))
    alternative_text = blocks.CharBlock(max_length=500, label=_("Alternative text"))
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Caption"))

    def clean(self, value: Any) -> Any:
        """Keep shapes and text only (security statement 26)."""
        cleaned = super().clean(value)
        try:
            cleaned["svg"] = clean_svg(cleaned["svg"])
        except NotADrawing:
            problem = ValidationError(_("This is not an SVG drawing with a viewBox, or it is too large."))
            raise blocks.StructBlockValidationError(block_errors={"svg": problem}) from None
        return cleaned

    class Meta:
        icon = "image"
        label = _("Drawing")
        template = "components/streamfield/drawing.html"
        value_class = DrawingValue


class VideoBlock(blocks.StructBlock):
    """A video file with captions and transcript; no player of another site."""

    video = DocumentChooserBlock(label=_("Video file"), help_text=_("MP4 or WebM."))
    title = blocks.CharBlock(max_length=200, label=_("Title"))
    captions = DocumentChooserBlock(
        required=False, label=_("Captions"), help_text=_("A WebVTT file in the page's language.")
    )
    transcript = blocks.RichTextBlock(
        features=["bold", "italic", "ul", "ol"],
        label=_("Transcript"),
        help_text=_("Everything said and everything needed that is only seen."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        template = "components/streamfield/video.html"


class FileBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("File"))
    description = blocks.CharBlock(required=False, max_length=200, label=_("Description"))

    class Meta:
        icon = "doc-full"
        label = _("File")
        template = "components/streamfield/file.html"


class CalloutBlock(blocks.StructBlock):
    """Something to notice: safety first, a tip, an example, a thing to remember."""

    kind = blocks.ChoiceBlock(
        choices=[
            ("safety", _("Safety")),
            ("tip", _("Tip")),
            ("example", _("Example")),
            ("remember", _("Remember")),
        ],
        default="tip",
        label=_("Kind"),
    )
    title = blocks.CharBlock(
        required=False,
        max_length=150,
        label=_("Title"),
        help_text=_("Empty: the kind's own word, for example Tip."),
    )
    text = blocks.RichTextBlock(features=["bold", "italic", "ul", "ol", "link"], label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Call-out")
        template = "components/streamfield/callout.html"


class StepsBlock(blocks.StructBlock):
    """Numbered steps, each with a title and a text."""

    steps = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(max_length=150, label=_("Title"))),
                ("text", blocks.RichTextBlock(features=["bold", "italic", "ul", "link"], label=_("Text"))),
            ]
        ),
        label=_("Steps"),
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "components/streamfield/steps.html"


def _cells(line: str) -> list[str]:
    """Cells of a line, with or without bars at both ends; a backslash before | keeps it as a letter."""
    text = line.strip().replace("\\|", "\x00")
    if len(text) > 1 and text.startswith("|") and text.endswith("|"):
        text = text[1:-1]
    return [cell.replace("\x00", "|").strip() for cell in text.split("|")]


class TableValue(blocks.StructValue):
    """A table's cells."""

    @property
    def lines(self) -> list[list[str]]:
        """All rows, filled up to the same number of cells; a Markdown rule below the headings is left out."""
        rows = [_cells(line) for line in (self.get("rows") or "").splitlines() if line.strip()]
        rows = [row for row in rows if not all(cell and set(cell) <= set("-:") for cell in row)]
        width = max((len(row) for row in rows), default=0)
        return [row + [""] * (width - len(row)) for row in rows]

    @property
    def head(self) -> list[str]:
        """The headings."""
        return self.lines[0] if self.lines else []

    @property
    def body(self) -> list[list[str]]:
        """The rows below the headings."""
        return self.lines[1:]


class TableBlock(blocks.StructBlock):
    """A small table, written as lines with cells separated by |; the first line is the heading."""

    caption = blocks.CharBlock(required=False, max_length=200, label=_("Caption"))
    rows = blocks.TextBlock(
        label=_("Rows"), help_text=_("One row a line, cells separated by |; first line: headings.")
    )

    class Meta:
        icon = "table"
        label = _("Table")
        template = "components/streamfield/table.html"
        value_class = TableValue


def reading_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks every kind of page may use."""
    return [
        (
            "text",
            blocks.RichTextBlock(
                features=RICH_TEXT_FEATURES,
                label=_("Text"),
                icon="pilcrow",
                template="components/streamfield/text.html",
            ),
        ),
        ("figure", FigureBlock()),
        ("drawing", DrawingBlock()),
        ("video", VideoBlock()),
        ("file", FileBlock()),
        ("callout", CalloutBlock()),
        ("steps", StepsBlock()),
        ("table", TableBlock()),
    ]


_EXTENSIBLE: dict[str, list[tuple[str, blocks.Block]]] = {}


def extensible_blocks(page: str, own: list[tuple[str, blocks.Block]]) -> list[tuple[str, blocks.Block]]:
    """The list that a kind of page gives to its StreamField: its own blocks, and what other apps add while Django starts."""
    return _EXTENSIBLE.setdefault(page, own)


def add_block(page: str, name: str, block: blocks.Block) -> None:
    """Add a block to a kind of page of another app, which never needs to know it. Raises KeyError for an unknown kind."""
    _EXTENSIBLE[page].append((name, block))
