"""Numbers as a language writes them."""

from datetime import date


def written(value: float | str | date | None, language: str, decimals: int = 0) -> str:
    """The value for print: 1.234,5 in Turkish, 1,234.5 in English; words stay, nothing is empty."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    words = f"{value:,.{decimals}f}".replace("-", "−")
    return words.translate(str.maketrans(",.", ".,")) if language == "tr" else words


def share(value: float, language: str, decimals: int = 1) -> str:
    """A fraction in per cent: %74,5 in Turkish, 74.5 % in English."""
    number = written(value * 100, language, decimals)
    return f"%{number}" if language == "tr" else f"{number} %"
