"""Comparing suppliers: minimum conditions first, then price and criteria by weight, on one sheet."""

from typing import Any

from demo.workbooks.charts import add_chart
from demo.workbooks.paper import NOTICE, Book, Sheet, guide_sheet, make_book, say
from demo.workbooks.suppliers_sums import ANSWERS, SCALE, Comparison, comparison_of

COLUMNS = 5
_FIRST = 2
_LETTERS = "CDEFG"
ITEM, NAMES, PRICE, CONDITIONS = 3, 5, 6, 7


class _Rows:
    """Rows as a spreadsheet counts them, from 1; they follow from how many conditions and criteria there are."""

    def __init__(self, conditions: int, criteria: int) -> None:
        self.first_condition = CONDITIONS + 1
        self.last_condition = CONDITIONS + conditions
        self.state = self.last_condition + 1
        self.criteria = self.state + 2
        self.price = self.criteria + 1
        self.first_score = self.criteria + 2
        self.last_score = self.criteria + 1 + criteria
        self.weights = self.last_score + 1
        self.points = self.weights + 2
        self.first_points = self.points + 1
        self.last_points = self.points + 1 + criteria
        self.total = self.last_points + 1
        self.rank = self.total + 1
        self.next_step = self.rank + 1


def suppliers_book(data: dict[str, Any], language: str) -> bytes:
    """The workbook of a `workbook: suppliers` file, with the example in it."""
    return make_book(data, language, _fill)


def _fill(book: Book) -> None:
    guide_sheet(book, [key for key in book.data["texts"] if key.startswith("guide_")])
    comparison = comparison_of(book.data)
    rows = _Rows(len(book.texts("conditions")), len(book.texts("criteria")))
    sheet = Sheet(book, "sheet_compare", landscape=True, pages=1)
    sheet.widths(58, 11, *[19] * COLUMNS)
    sheet.opening(_FIRST + COLUMNS - 1, "compare_note", 48)
    _offers(sheet, comparison)
    _conditions(sheet, comparison, rows)
    _scores(sheet, comparison, rows)
    _points(sheet, comparison, rows)
    names = (NAMES - 1, _FIRST, NAMES - 1, _FIRST + COLUMNS - 1)
    labels = [book.text("price_label"), *book.texts("criteria")]
    series = [
        (label, names, (row - 1, _FIRST, row - 1, _FIRST + COLUMNS - 1))
        for label, row in zip(labels, range(rows.first_points, rows.last_points + 1), strict=True)
    ]
    kind = {"type": "bar", "subtype": "stacked"}
    add_chart(sheet, (rows.next_step + 1, 0), kind, book.text("chart"), series, size=(1080, 320), number="0")


def _offers(sheet: Sheet, comparison: Comparison) -> None:
    book = sheet.book
    sheet.say(ITEM - 1, 0, "item")
    sheet.put_wide(ITEM - 1, 1, _FIRST + COLUMNS - 1, say(book.data["example"]["item"], book.language))
    words = {"validate": "length", "criteria": "<=", "value": 150}
    sheet.allow(ITEM - 1, 1, ITEM - 1, words, "bad_words", _FIRST + COLUMNS - 1)
    sheet.inner.merge_range(NAMES - 1, 0, NAMES - 1, 1, book.text("supplier"), book.style("head"))
    sheet.inner.merge_range(PRICE - 1, 0, PRICE - 1, 1, book.text("price"), book.style("text"))
    for place in range(COLUMNS):
        offer = comparison.suppliers[place] if place < len(comparison.suppliers) else None
        sheet.put(NAMES - 1, _FIRST + place, say(offer.name, book.language) if offer else None, "words")
        sheet.put(PRICE - 1, _FIRST + place, offer.price if offer else None, "money")
    sheet.inner.set_row(NAMES - 1, 34)
    last = _FIRST + COLUMNS - 1
    sheet.allow(NAMES - 1, _FIRST, NAMES - 1, words, "bad_words", last)
    sheet.allow(
        PRICE - 1, _FIRST, PRICE - 1, {"validate": "decimal", "criteria": ">", "value": 0}, "bad_price", last
    )
    sheet.flag((PRICE - 1, _FIRST, PRICE - 1, last), f"=AND(ISNUMBER(C{PRICE}),C{PRICE}<=0)")


def _conditions(sheet: Sheet, comparison: Comparison, rows: _Rows) -> None:
    book, last = sheet.book, _FIRST + COLUMNS - 1
    sheet.spread(CONDITIONS - 1, 0, last, "conditions_head", "section")
    answers = {answer: book.text(f"answer_{answer}") for answer in ANSWERS}
    for place, label in enumerate(book.texts("conditions")):
        row = rows.first_condition - 1 + place
        sheet.inner.merge_range(row, 0, row, 1, label, book.style("text"))
        sheet.inner.set_row(row, 15 * (1 + len(label) // 66))
        for column in range(COLUMNS):
            offer = comparison.suppliers[column] if column < len(comparison.suppliers) else None
            answer = offer.minimum[place] if offer else None
            sheet.put(row, _FIRST + column, answers[answer] if answer else None, "words")
    rule = {"validate": "list", "source": list(answers.values())}
    sheet.allow(rows.first_condition - 1, _FIRST, rows.last_condition - 1, rule, "bad_answer", last)
    sheet.inner.merge_range(rows.state - 1, 0, rows.state - 1, 1, book.text("state"), book.style("result"))
    needed = rows.last_condition - rows.first_condition + 1
    scores = rows.last_score - rows.first_score + 1
    for column, letter in enumerate(_LETTERS):
        area = f"{letter}{rows.first_condition}:{letter}{rows.last_condition}"
        scored = f"COUNT({letter}{rows.first_score}:{letter}{rows.last_score})={scores}"
        formula = (
            f'=IF({letter}{PRICE}="","",IF(COUNTIF({area},"{answers["no"]}")>0,"{book.text("state_out")}",'
            f'IF(AND(COUNTIF({area},"{answers["yes"]}")={needed},{scored}),"{book.text("state_in")}","{book.text("state_ask")}")))'
        )
        state = comparison.suppliers[column].state if column < len(comparison.suppliers) else ""
        sheet.sum(rows.state - 1, _FIRST + column, formula, book.text(state) if state else "", "", "result")
    sheet.flag((rows.state - 1, _FIRST, rows.state - 1, last), f'=C{rows.state}="{book.text("state_out")}"')
    sheet.flag(
        (rows.state - 1, _FIRST, rows.state - 1, last), f'=C{rows.state}="{book.text("state_ask")}"', NOTICE
    )


def _scores(sheet: Sheet, comparison: Comparison, rows: _Rows) -> None:
    book, last = sheet.book, _FIRST + COLUMNS - 1
    sheet.spread(rows.criteria - 1, 0, last, "criteria_head", "section")
    sheet.inner.set_row(rows.criteria - 1, 34)
    labels = [book.text("price_label"), *book.texts("criteria")]
    for place, (label, weight) in enumerate(zip(labels, comparison.weights, strict=True)):
        row = rows.price - 1 + place
        sheet.write(row, 0, label)
        sheet.put(row, 1, weight, "percent")
        for column in range(COLUMNS):
            if place == 0:
                sheet.write(row, _FIRST + column, "")
                continue
            offer = comparison.suppliers[column] if column < len(comparison.suppliers) else None
            sheet.put(row, _FIRST + column, offer.scores[place - 1] if offer else None, "whole")
    share = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
    sheet.allow(rows.price - 1, 1, rows.last_score - 1, share, "bad_weight")
    points = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": SCALE}
    sheet.allow(rows.first_score - 1, _FIRST, rows.last_score - 1, points, "bad_score", last)
    n = rows.first_score
    sheet.flag((n - 1, _FIRST, rows.last_score - 1, last), f"=AND(ISNUMBER(C{n}),OR(C{n}<0,C{n}>{SCALE}))")
    sheet.say(rows.weights - 1, 0, "weights", "result")
    sheet.sum(
        rows.weights - 1,
        1,
        f"=SUM(B{rows.price}:B{rows.last_score})",
        sum(comparison.weights),
        "percent",
        "result",
    )
    words = f'=IF(ABS(B{rows.weights}-1)<0.0001,"{book.text("weights_fine")}","{book.text("weights_wrong")}")'
    told = book.text("weights_fine" if abs(sum(comparison.weights) - 1) < 0.0001 else "weights_wrong")
    sheet.inner.merge_range(rows.weights - 1, _FIRST, rows.weights - 1, last, "", book.style("text"))
    sheet.sum(rows.weights - 1, _FIRST, words, told, "")
    sheet.flag((rows.weights - 1, 1, rows.weights - 1, last), f"=ABS($B{rows.weights}-1)>=0.0001")


def _points(sheet: Sheet, comparison: Comparison, rows: _Rows) -> None:
    book, last = sheet.book, _FIRST + COLUMNS - 1
    sheet.spread(rows.points - 1, 0, last, "points_head", "section")
    labels = [book.text("price_label"), *book.texts("criteria")]
    is_in = f'"{book.text("state_in")}"'
    # MINIFS would say it shorter, but is younger than many office programs: the lowest price is 1 / the largest 1/price.
    lowest = f'1/SUMPRODUCT(MAX(($C${rows.state}:$G${rows.state}={is_in})/($C${PRICE}:$G${PRICE}+($C${PRICE}:$G${PRICE}=""))))'
    for place, label in enumerate(labels):
        row = rows.first_points - 1 + place
        sheet.inner.merge_range(row, 0, row, 1, label, book.style("text"))
    sheet.inner.merge_range(rows.total - 1, 0, rows.total - 1, 1, book.text("total"), book.style("result"))
    sheet.inner.merge_range(rows.rank - 1, 0, rows.rank - 1, 1, book.text("rank"), book.style("result"))
    sheet.inner.merge_range(
        rows.next_step - 1, 0, rows.next_step - 1, 1, book.text("next_step"), book.style("text")
    )
    for column, letter in enumerate(_LETTERS):
        offer = comparison.suppliers[column] if column < len(comparison.suppliers) else None
        points = comparison.points(offer) if offer else None
        for place in range(len(labels)):
            n, weight = rows.first_points + place, f"100*$B{rows.price + place}"
            part = f"{lowest}/{letter}{PRICE}" if place == 0 else f"{letter}{rows.price + place}/{SCALE}"
            formula = f'=IF({letter}${rows.state}={is_in},{weight}*{part},"")'
            sheet.sum(n - 1, _FIRST + column, formula, "" if points is None else points[place], "one")
        area = f"{letter}{rows.first_points}:{letter}{rows.last_points}"
        formula = f'=IF({letter}${rows.state}={is_in},SUM({area}),"")'
        sheet.sum(
            rows.total - 1, _FIRST + column, formula, "" if points is None else sum(points), "one", "result"
        )
        formula = f'=IF({letter}{rows.total}="","",COUNTIF($C${rows.total}:$G${rows.total},">"&({letter}{rows.total}+0.000001))+1)'
        rank = comparison.rank(offer) if offer else None
        sheet.sum(rows.rank - 1, _FIRST + column, formula, "" if rank is None else rank, "whole", "result")
        steps = book.data["example"]["suppliers"]
        told = say(steps[column]["next_step"], book.language) if column < len(steps) else None
        sheet.put(rows.next_step - 1, _FIRST + column, told, "words")
    words = {"validate": "length", "criteria": "<=", "value": 150}
    sheet.allow(rows.next_step - 1, _FIRST, rows.next_step - 1, words, "bad_words", last)
    sheet.inner.set_row(rows.next_step - 1, 64)
