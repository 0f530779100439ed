"""The counted journeys and pages, with the most that each may cost."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.e2e.comfort.walking import Walker
from tests.e2e.live_site import LiveSite
from tests.e2e.second_code import code_now

PASSWORD = "imece-demo-2026"


@dataclass(frozen=True)
class Journey:
    """One journey; `most` names what is limited."""

    name: str
    walk: Callable[[Walker, LiveSite], None]
    most: dict[str, float] = field(default_factory=dict)


def sign_in(walker: Walker, name: str) -> None:
    """Sign in from the front page."""
    walker.go("/")
    walker.click(".site-header a[href*='/accounts/login/']")
    walker.fill("#id_login", name)
    walker.fill("#id_password", PASSWORD)
    walker.click("main form.form button[type=submit]", sends=True)


def read_a_lesson(walker: Walker, site: LiveSite) -> None:
    """T1: what is next, open the lesson, read, mark done."""
    sign_in(walker, "begum.sigirci")
    walker.click(".continue a.button")
    before = walker.page.url
    walker.click("form[data-lesson-done] button", sends=True)
    assert walker.page.url != before, "the lesson was not marked as done"


def take_a_quiz(walker: Walker, site: LiveSite) -> None:
    """T2: a quiz from the front page to its result; only three answers are counted, as elsewhere."""
    sign_in(walker, "gokce.ugurlu")
    walker.click(".continue a.button")
    walker.click("[data-quiz-start] button", sends=True)
    for number, box in enumerate(walker.page.locator("[data-question]").all()):
        right = site.known["right"][box.get_attribute("data-question")]
        if isinstance(right, str):
            box.locator("input").fill(right)
        else:
            for value in right:
                box.locator(f"input[value='{value}']").check()
        walker.cost.clicks += number < 3
    walker.page.wait_for_selector("[data-quiz-state][data-tone=saved]")
    walker.click("button[name=act][value=submit]")
    assert walker.page.locator(".quiz-result").is_visible()


def write_a_course(walker: Walker, site: LiveSite) -> None:
    """T3: new course, one module, one lesson with text, one quiz with one question, visible."""
    sign_in(walker, "egitici.bursa")
    walker.fill("#id_code", code_now(site.known["totp"]["trainer-bursa"]))
    walker.click("form:has(#id_code) button[type=submit]", sends=True)
    if "/teach/" not in walker.page.url:
        walker.click(".site-header a[href*='/teach/'], main a[href*='/teach/']")
    walker.click("a[href$='/teach/courses/new/']")
    walker.fill("#id_title", "Kestirimci bakıma giriş")
    walker.click("main form.form button[type=submit]", sends=True)
    if not walker.page.locator("#add-lesson").count():
        walker.click("#builder a[id^=add-]")
    walker.fill("#add-lesson [name=title]", "Titreşim ne söyler")
    walker.fill("#add-lesson [name=text]", "Yatak bozulmadan haftalar önce titreşim artar.")
    walker.click("#add-lesson button[type=submit]", sends=True)
    walker.click("#builder a[id^=tool-quiz-]")
    walker.fill("[name$=stem]", "Titreşim ne zaman artar?")
    walker.fill("[name$=choice_a]", "Arızadan önce")
    walker.fill("[name$=choice_b]", "Arızadan sonra")
    walker.page.locator("[name$=is_right_a]").check()
    walker.cost.clicks += 1
    walker.click("form:has([name$=stem]) button[type=submit]", sends=True)
    walker.click("a[href$='/publish/']")
    walker.click("main form.form button[type=submit]", sends=True)
    walker.page.wait_for_load_state()
    assert "/publish/" not in walker.page.url, "not published"


def search_a_word(walker: Walker, site: LiveSite) -> None:
    """T6: search a word, open a result."""
    walker.go("/")
    walker.fill("#site-search", "enerji verimliliği")
    walker.click(".header-search button", sends=True)
    walker.click(".result h3 a")
    assert "/search/" not in walker.page.url


JOURNEYS = [
    Journey("T1 trainee reads a lesson", read_a_lesson, {"pages": 4, "clicks": 4, "kilobytes": 120}),
    Journey("T2 trainee takes a quiz", take_a_quiz, {"pages": 5, "clicks": 9}),
    Journey("T3 trainer writes a course", write_a_course, {"clicks": 14, "fields": 9, "decisions": 22}),
    Journey("T6 visitor searches a word", search_a_word, {"pages": 3, "clicks": 2, "kilobytes": 80}),
]

PAGE_MOST = {"nodes": 500, "js": 25, "css": 25, "requests": 12}
"""DOM nodes, kB of script, kB of style, requests without fonts: for dashboard, course, lesson and quiz attempt."""


def over(cost: object, most: dict[str, float]) -> list[str]:
    """Return what costs more than it may."""
    return [
        f"{name} {getattr(cost, name):g} of {limit:g}"
        for name, limit in most.items()
        if getattr(cost, name) > limit
    ]


def pages_of(site: LiveSite) -> dict[str, tuple[str, str]]:
    """Return the measured pages: name, person and address."""
    learn = f"/learn/{site.known['courses']['five']}/"
    return {
        "dashboard": ("ca-ipek", "/dashboard/"),
        "course": ("ca-ipek", site.pages("trainee")["course"]),
        "lesson": ("ca-ipek", site.pages("trainee")["lesson"]),
        "quiz attempt": ("op-ummuhan", f"{learn}quiz/{site.known['quizzes']['five']}/"),
    }
