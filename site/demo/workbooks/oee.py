"""OEE tracking: one row a shift; availability x performance x quality (definitions as in ISO 22400-2:2014)."""

from typing import Any

from demo.workbooks.kit import Kit

FIRST, ROWS = 4, 40
ADDED = ("availability", "performance", "quality", "oee")


def oee_of(planned: float, down: float, cycle: float, total: float, good: float) -> dict[str, float]:
    """The four shares of a shift. Minutes, minutes, seconds a piece, pieces, good pieces; 0 where nothing ran."""
    running = planned - down
    ideal = total * cycle / 60
    availability = running / planned
    performance = ideal / running if running else 0.0
    quality = good / total if total else 0.0
    return {
        "availability": availability,
        "performance": performance,
        "quality": quality,
        "oee": availability * performance * quality,
    }


def summary_of(rows: list[list[Any]]) -> dict[str, float]:
    """The shares of all shifts together, weighted by their minutes, and the minutes lost to each kind of loss."""
    planned = sum(row[2] for row in rows)
    down = sum(row[3] for row in rows)
    ideal = sum(row[5] * row[4] / 60 for row in rows)
    good = sum(row[6] * row[4] / 60 for row in rows)
    running = planned - down
    return {
        "planned": planned,
        "down": down,
        "slow": running - ideal,
        "scrap": ideal - good,
        "availability": running / planned if planned else 0,
        "performance": ideal / running if running else 0,
        "quality": good / ideal if ideal else 0,
        "oee": good / planned if planned else 0,
    }


def build(kit: Kit, data: dict[str, Any]) -> None:
    """Fill the workbook: the log, then the summary with its charts."""
    rows = data["example"]
    t = kit.t
    _log(kit, rows)
    sheet = kit.sheet(t["summary"], [34, 16, 60], note=t["summary_note"], landscape=False)
    kit.heads(sheet, 3, t["summary_heads"])
    log, end = f"'{t['log']}'!", FIRST + ROWS

    def area(letter: str) -> str:
        return f"{log}${letter}${FIRST + 1}:${letter}${end}"

    ideal = f"SUMPRODUCT({area('E')},{area('F')})/60"
    good = f"SUMPRODUCT({area('E')},{area('G')})/60"
    formulas = [
        ("planned", f"=SUM({area('C')})", "number"),
        ("down", f"=SUM({area('D')})", "number"),
        ("slow", f"=B5-B6-{ideal}", "number"),
        ("scrap", f"={ideal}-{good}", "number"),
        ("availability", "=IF(B5=0,0,(B5-B6)/B5)", "percent"),
        ("performance", f"=IF(B5-B6=0,0,{ideal}/(B5-B6))", "percent"),
        ("quality", f"=IF({ideal}=0,0,{good}/({ideal}))", "percent"),
        ("oee", f"=IF(B5=0,0,{good}/B5)", "bold_percent"),
    ]
    values = summary_of(rows)
    for index, (name, formula, style) in enumerate(formulas):
        sheet.write(FIRST + index, 0, t["summary_rows"][index], kit.styles["text"])
        sheet.write_formula(FIRST + index, 1, formula, kit.styles[style], values[name])
        sheet.write(FIRST + index, 2, t["summary_meanings"][index], kit.styles["text"])
    losses = kit.book.add_chart({"type": "bar"})
    losses.add_series(
        {
            "categories": [t["summary"], 5, 0, 7, 0],
            "values": [t["summary"], 5, 1, 7, 1],
            "fill": {"color": "#12474f"},
            "data_labels": {"value": True},
        }
    )
    losses.set_title({"name": t["losses_chart"], "name_font": {"size": 12}})
    losses.set_legend({"none": True})
    losses.set_y_axis({"reverse": True})
    sheet.insert_chart(13, 0, losses, {"x_scale": 1.5, "y_scale": 0.9, "description": t["losses_chart"]})
    course = kit.book.add_chart({"type": "column"})
    course.add_series(
        {
            "name": "OEE",
            "categories": [t["log"], FIRST, 0, FIRST + ROWS - 1, 0],
            "values": [t["log"], FIRST, 10, FIRST + ROWS - 1, 10],
            "fill": {"color": "#b4540a"},
        }
    )
    course.set_title({"name": t["course_chart"], "name_font": {"size": 12}})
    course.set_legend({"none": True})
    course.set_y_axis({"min": 0, "max": 1, "num_format": "0%"})
    course.set_x_axis({"text_axis": True, "num_format": "dd.mm"})
    sheet.insert_chart(28, 0, course, {"x_scale": 1.5, "y_scale": 0.9, "description": t["course_chart"]})


def _log(kit: Kit, rows: list[list[Any]]) -> None:
    t = kit.t
    sheet = kit.sheet(t["log"], [12, 10, 11, 11, 12, 11, 11, 14, 13, 10, 10], note=t["log_note"])
    kit.heads(sheet, 3, t["log_heads"])
    sheet.freeze_panes(FIRST, 0)
    sheet.repeat_rows(3)
    styles = ["input_date", "input", *["input_number"] * 5]
    for index in range(ROWS):
        row, n = FIRST + index, FIRST + index + 1
        entry = rows[index] if index < len(rows) else [None] * 7
        for column, style in enumerate(styles):
            value = entry[column]
            if value is None:
                sheet.write_blank(row, column, None, kit.styles[style])
            elif column == 0:
                sheet.write_datetime(row, 0, value, kit.styles[style])
            else:
                sheet.write(row, column, value, kit.styles[style])
        ready = f"OR(COUNT(C{n}:G{n})<5,C{n}<=0)"
        values = oee_of(*entry[2:]) if entry[2] is not None else dict.fromkeys(ADDED, "")
        formulas = [
            f'=IF({ready},"",(C{n}-D{n})/C{n})',
            f'=IF({ready},"",IF(C{n}-D{n}=0,0,F{n}*E{n}/60/(C{n}-D{n})))',
            f'=IF({ready},"",IF(F{n}=0,0,G{n}/F{n}))',
            f'=IF({ready},"",H{n}*I{n}*J{n})',
        ]
        for column, (name, formula) in enumerate(zip(ADDED, formulas, strict=True), 7):
            style = kit.styles["bold_percent" if name == "oee" else "percent"]
            sheet.write_formula(row, column, formula, style, values[name])
    last, n = FIRST + ROWS - 1, FIRST + 1
    kit.check(
        sheet,
        (FIRST, 2, last, 2),
        {"validate": "decimal", "criteria": "between", "minimum": 1, "maximum": 1440},
    )
    kit.check(sheet, (FIRST, 3, last, 3), {"validate": "custom", "value": f"=AND(D{n}>=0,D{n}<=C{n})"})
    kit.check(sheet, (FIRST, 4, last, 4), {"validate": "decimal", "criteria": ">", "value": 0})
    kit.check(sheet, (FIRST, 5, last, 5), {"validate": "integer", "criteria": ">=", "value": 0})
    kit.check(sheet, (FIRST, 6, last, 6), {"validate": "custom", "value": f"=AND(G{n}>=0,G{n}<=F{n})"})
    sheet.conditional_format(
        FIRST,
        8,
        last,
        8,
        {"type": "formula", "criteria": f"=AND(ISNUMBER(I{n}),I{n}>1)", "format": kit.styles["warning"]},
    )
