"""StreamField blocks for reading, shared by lessons, toolkits, guides, news and standard pages."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

RICH_TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "hr", "superscript"]


class FigureBlock(blocks.StructBlock):
    """An image with alternative text and caption; the credit comes from the image itself."""

    image = ImageChooserBlock(label=_("Image"))
    alternative_text = blocks.CharBlock(
        required=False, max_length=300, label=_("Alternative text"),
        help_text=_("What somebody who cannot see the picture must know. Empty only for decoration."),
    )
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Image")
        template = "components/streamfield/figure.html"


class DrawingBlock(blocks.StructBlock):
    """A drawing (SVG made by the project, sanitised when saved): follows theme and direction, text translatable."""

    svg = blocks.TextBlock(label=_("SVG"), help_text=_("Only shapes and text; script and links are removed."))
    alternative_text = blocks.CharBlock(max_length=500, label=_("Alternative text"))
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Drawing")
        template = "components/streamfield/drawing.html"


class VideoBlock(blocks.StructBlock):
    """A video file with captions and transcript; no player of another site."""

    video = DocumentChooserBlock(label=_("Video file"), help_text=_("MP4 or WebM."))
    title = blocks.CharBlock(max_length=200, label=_("Title"))
    captions = DocumentChooserBlock(required=False, label=_("Captions"), help_text=_("A WebVTT file in the page's language."))
    transcript = blocks.RichTextBlock(
        features=["bold", "italic", "ul", "ol"], label=_("Transcript"),
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
        required=False, max_length=150, label=_("Title"), help_text=_("Empty: the kind's own word, for example Tip.")
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


class TableBlock(blocks.StructBlock):
    """A small table, written as lines with cells separated by |; the first line is the heading."""

    caption = blocks.CharBlock(max_length=200, label=_("Caption"))
    rows = blocks.TextBlock(label=_("Rows"), help_text=_("One row a line, cells separated by |; first line: headings."))

    class Meta:
        icon = "table"
        label = _("Table")
        template = "components/streamfield/table.html"


def reading_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks every kind of page may use."""
    return [
        ("text", blocks.RichTextBlock(features=RICH_TEXT_FEATURES, label=_("Text"), icon="pilcrow",
                                      template="components/streamfield/text.html")),
        ("figure", FigureBlock()),
        ("drawing", DrawingBlock()),
        ("video", VideoBlock()),
        ("file", FileBlock()),
        ("callout", CalloutBlock()),
        ("steps", StepsBlock()),
        ("table", TableBlock()),
    ]
