"""Blocks that only toolkits have: the self-check whose points lead to what to do next."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class SelfCheckBlock(blocks.StructBlock):
    """Questions with points and, for each range of points, a result with pages to go on with. Nothing is recorded."""

    title = blocks.CharBlock(max_length=150, label=_("Title"))
    intro = blocks.CharBlock(required=False, max_length=300, label=_("Introduction"))
    questions = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("text", blocks.CharBlock(max_length=300, label=_("Question"))),
                (
                    "choices",
                    blocks.ListBlock(
                        blocks.StructBlock(
                            [
                                ("text", blocks.CharBlock(max_length=200, label=_("Answer"))),
                                (
                                    "points",
                                    blocks.IntegerBlock(min_value=0, max_value=100, label=_("Points")),
                                ),
                            ]
                        ),
                        min_num=2,
                        label=_("Answers"),
                    ),
                ),
            ]
        ),
        label=_("Questions"),
    )
    results = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("from_points", blocks.IntegerBlock(min_value=0, label=_("From points"))),
                ("to_points", blocks.IntegerBlock(min_value=0, label=_("To points"))),
                ("title", blocks.CharBlock(max_length=150, label=_("Title"))),
                ("text", blocks.CharBlock(max_length=500, label=_("Text"))),
                ("pages", blocks.ListBlock(blocks.PageChooserBlock(), label=_("Go on with"))),
            ]
        ),
        label=_("Results"),
    )

    class Meta:
        icon = "form"
        label = _("Self-check")
        template = "toolkits/library/blocks/self_check.html"
