"""The business case on paper: a form to fill in, and the example with its cash flow, results and decision."""

from typing import Any

from demo.workbooks.business import case_of
from demo.workbooks.business_sums import YEARS, Case, crossings, running
from demo.workbooks.paper import say
from demo.workbooks.printing.numbers import share, written
from demo.workbooks.printing.pages import Column, Part, blank, print_pages


def business_pages(data: dict[str, Any], language: str) -> bytes:
    """The pages of a `workbook: business-case` file."""

    def words(key: str) -> Any:
        return say(data["texts"][key], language)

    case = case_of(data["example"])
    amounts = [Column(words("item"), 4), Column(words("amount"), 1.4, True)]
    gains = [
        Column(words("item"), 4), Column(words("quantity"), 1.2, True), Column(words("unit"), 1.2),
        Column(words("value"), 1.2, True), Column(words("per_year"), 1.4, True),
    ]  # fmt: skip
    basics = [Column(words("print_assumption"), 3), Column(words("print_value"), 2)]
    asked = ("firm", "project", "currency", "rate", "contingency", "first_year", "residual")
    parts = [
        Part(words("sheet_inputs"), basics, [[words(key), ""] for key in asked], note=words("print_note"), height=7),
        Part(words("investment_head"), amounts, [*blank(amounts, 6), [words("investment_total"), ""]], strong=[6], height=6.3),
        Part(words("costs_head"), amounts, [*blank(amounts, 4), [words("sum"), ""]], strong=[4], height=6.3),
        Part(words("gains_head"), gains, [*blank(gains, 6), [words("sum"), "", "", "", ""]], strong=[6], height=6.3),
        *_example(data, case, language),
    ]  # fmt: skip
    return print_pages(data, language, parts, landscape=False)


def _example(data: dict[str, Any], case: Case, language: str) -> list[Part]:
    def words(key: str) -> Any:
        return say(data["texts"][key], language)

    def money(value: float) -> str:
        return written(value, language)

    rows, present = case.rows(), [a * b for a, b in zip(case.net, case.factors(), strict=True)]
    lines = [
        ("investment_total", rows["investment"]), ("gains", rows["gains"]), ("costs", rows["costs"]),
        ("residual", rows["residual"]), ("net", case.net), ("sum_to_date", running(case.net)),
        ("present", present), ("present_to_date", running(present)),
    ]  # fmt: skip
    flow = [[words(key), *[money(value) for value in values]] for key, values in lines]
    years = [Column(words("year"), 3), *[Column(str(year), 1.3, True) for year in range(YEARS + 1)]]

    def first(values: list[float | None]) -> str:
        found = [year for year in values if year is not None]
        return written(min(found), language, 2) if found else words("not_reached")

    npv = case.present(case.net)
    results = [
        [words("investment_total"), money(case.investment)],
        [words("payback"), first(crossings(case.net))],
        [words("present_payback"), first(crossings(present))],
        [words("npv"), money(npv)],
        [words("margin"), share(npv / case.present(rows["gains"]), language)],
        [words("decision_yes") if npv > 0 else words("decision_no"), ""],
    ]
    example = data["example"]
    told = f"{say(example['firm'], language)} – {say(example['project'], language)} ({say(example['currency'], language)})"
    return [
        Part(words("print_example"), years, flow, note=told, strong=[4, 6], new_page=True),
        Part(words("results_head"), [Column(words("print_result"), 5), Column(words("print_value"), 1.4, True)], results,
             strong=[1, 3, 5]),
    ]  # fmt: skip
