"""A person without a mouse: she moves by Tab, sees where she is, and presses Enter or Space."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page

MOST_STOPS = 90
FOCUS = """() => {
  const one = document.activeElement;
  const shown = one.matches(".visually-hidden, input[type=radio], input[type=checkbox]") ? one.closest("label") || one : one;
  const styles = [getComputedStyle(one), getComputedStyle(shown)];
  return styles.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== "none");
}"""


class Keyboard:
    """The keys of one window."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, selector: str) -> Locator:
        """Press Tab until an element that fits has the focus, and check that the focus shows there."""
        for _stop in range(MOST_STOPS):
            if self.page.evaluate("one => document.activeElement.matches(one)", selector):
                assert self.page.evaluate(FOCUS), f"the focus does not show on {selector}"
                return self.page.locator(":focus")
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{MOST_STOPS} tab stops on {self.page.url} and never {selector}")

    def press(self, selector: str, key: str = "Enter") -> None:
        """Reach something and press a key on it."""
        self.reach(selector)
        self.page.keyboard.press(key)

    def follow(self, selector: str) -> None:
        """Reach a link or button, press Enter, and wait for the next page."""
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, selector: str, text: str) -> None:
        """Reach a field and type into it in place of what it held."""
        field = self.reach(selector)
        kind = field.get_attribute("type") or ""
        if kind in ("date", "time"):
            self._write_parts(field, text)
            return
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        assert field.input_value() == text

    def _write_parts(self, field: Locator, text: str) -> None:
        """Fill the parts of a date (2026-11-24) or a time (09:30), whose order is the browser's own."""
        parts = re.findall(r"\d+", text)
        orders: list[Callable[[], list[str]]] = [
            lambda: parts,
            lambda: [*reversed(parts)],
            lambda: [*parts[1:], parts[0]],
            lambda: [f"{int(parts[0]) % 12 or 12:02}", parts[1], "PM" if int(parts[0]) >= 12 else "AM"],
        ]
        for order in orders:
            self.page.keyboard.type("".join(order()))
            if field.input_value() == text:
                return
            # Back to the first part of the same field.
            for _part in range(3):
                self.page.keyboard.press("ArrowLeft")
        raise AssertionError(f"{text!r} could not be typed, the field holds {field.input_value()!r}")

    def choose(self, selector: str, value: str) -> None:
        """Reach a group of radio buttons and move to a value by the arrow keys."""
        self.reach(selector)
        self.page.keyboard.press("Space")
        for _step in range(20):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value!r} is not in the group {selector}")
