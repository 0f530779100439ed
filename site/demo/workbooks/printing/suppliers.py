"""The comparison of suppliers on paper: a form, and the example with its points."""

from typing import Any

from demo.workbooks.paper import say
from demo.workbooks.printing.numbers import share, written
from demo.workbooks.printing.pages import Column, Part, print_pages
from demo.workbooks.suppliers_sums import comparison_of

_ON_PAPER = 4


def suppliers_pages(data: dict[str, Any], language: str) -> bytes:
    """The pages of a `workbook: suppliers` file."""

    def words(key: str) -> Any:
        return say(data["texts"][key], language)

    comparison = comparison_of(data)
    offers = [
        Column(words("print_supplier").format(number=number), 1.4) for number in range(1, _ON_PAPER + 1)
    ]
    criteria = [words("price_label"), *words("criteria")]
    asked = [words("price"), *words("conditions")]
    wide, narrow = Column(words("question"), 4), Column(words("weight"), 0.9, True)
    empty = [""] * _ON_PAPER
    weighed = [[label, "", *empty] for label in (*criteria, words("weights"))]
    names = [Column(say(one.name, language), 1.4, True) for one in comparison.suppliers]
    said = [[words("price"), *[written(one.price, language) for one in comparison.suppliers]]]
    for place, label in enumerate(words("conditions")):
        said.append([label, *[words(f"answer_{one.minimum[place]}") for one in comparison.suppliers]])
    said.append([words("state"), *[words(one.state) for one in comparison.suppliers]])
    points = [comparison.points(one) for one in comparison.suppliers]
    shown = []
    for place, label in enumerate(criteria):
        cells = ["–" if found is None else written(found[place], language, 1) for found in points]
        shown.append([label, share(comparison.weights[place], language, 0), *cells])
    totals = ["–" if found is None else written(sum(found), language, 1) for found in points]
    ranks = [written(comparison.rank(one), language) or "–" for one in comparison.suppliers]
    shown += [
        [words("total"), share(sum(comparison.weights), language, 0), *totals],
        [words("rank"), " ", *ranks],
    ]
    parts = [
        Part(
            words("print_form"), [wide, *offers], [[label, *empty] for label in asked], note=words("print_note"),
            fields=words("print_fields"), height=9,
        ),
        Part(words("print_criteria"), [wide, narrow, *offers], weighed, note=words("criteria_head"), strong=[5], height=8),
        Part(words("print_example"), [wide, *names], said, note=words("example_note"), strong=[5], new_page=True),
        Part(words("points_head"), [wide, narrow, *names], shown, strong=[5, 6]),
    ]  # fmt: skip
    return print_pages(data, language, parts, landscape=True)
