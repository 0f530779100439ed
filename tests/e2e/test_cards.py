"""Thirty women without e-mail: a pasted list, a sheet of cards, and one of them from her card to the first lesson."""

from pathlib import Path

from playwright.sync_api import Page
from pypdf import PdfReader

from tests.e2e.browsing import DESKTOP, Opener, follow, look, submit
from tests.e2e.live_site import LiveSite
from tests.paper import codes_on

GROUP, TRAINER, PASSWORD = "Kartlı grup", "trainer-izmir", "imece-demo-2026"

SETTING = f"""
from datetime import timedelta
from django.utils import timezone
from accounts.models import Role, RoleAssignment, User
from demo.keys import key_uuid
from lms.courses.models import CoursePage
from lms.programmes.models import Cohort, CohortCourse
like = Cohort.objects.filter(name__startswith="İzmir Operatör").first()
today = timezone.localdate()
group = Cohort.objects.create(
    programme=like.programme, track=like.track, name="{GROUP}", starts_on=today, ends_on=today + timedelta(days=60)
)
key = key_uuid("course", "5s-ve-yalin-calismaya-giris")
CohortCourse.objects.create(cohort=group, course=CoursePage.objects.get(translation_key=key, locale__language_code="tr"))
trainer = User.objects.get(uuid=key_uuid("person", "{TRAINER}"))
RoleAssignment.objects.create(user=trainer, role=Role.TRAINER, scope_kind="cohort", scope_id=group.pk)
"""

GIVEN = ["Gülşah", "Işıl", "İrem", "Müzeyyen", "Ümmühan", "Şükran"]
FAMILY = ["Çağlar", "Öztürk", "Iğdırlı", "Ağaoğlu", "Şimşek"]
NAMES = [f"{given} {family}" for given in GIVEN for family in FAMILY]


def prove(page: Page) -> None:
    """Type the password again where that is asked for."""
    if "/reauthenticate/" in page.url:
        page.fill("input[name=password]", PASSWORD)
        submit(page, "main form:has(input[name=password])")


def test_thirty_cards_and_one_of_them_used(opening: Opener, site: LiveSite, tmp_path: Path) -> None:
    site.run(SETTING)
    page = opening(TRAINER, size=DESKTOP)
    page.goto("/teach/")
    with page.expect_navigation():
        page.locator("article.card", has_text=GROUP).locator("a[href*='/teach/groups/']").first.click()
    if "/progress/" in page.url:
        follow(page, "nav.tabs a:has-text('Kişiler')")
    follow(page, "main a[href$='/people/add/']")
    look(page, "add people")
    page.fill("#id_list-text", "\n".join(["Ad Soyad", *NAMES[:29], NAMES[0]]))
    submit(page, "main form:has(#id_list-text)")
    look(page, "a list with a mistake")
    assert page.locator("td", has_text="Aynı ad").count() == 1
    assert page.locator("button:has-text('Hepsini ekle')").count() == 0, (
        "nothing is added while a row is wrong"
    )
    page.fill("#id_list-text", "\n".join(["Ad Soyad", *NAMES]))
    submit(page, "main form:has(#id_list-text)")
    look(page, "a checked list")
    submit(page, "main form:has(button:has-text('Hepsini ekle'))")
    prove(page)
    look(page, "cards")
    assert page.locator("input[name=members]:checked").count() == 30
    with page.expect_download() as download:
        page.locator("main form button[type=submit]").click()
    pdf = tmp_path / "kartlar.pdf"
    download.value.save_as(pdf)
    paper = PdfReader(pdf)
    text = " ".join(" ".join(one.extract_text() for one in paper.pages).split())
    assert len(paper.pages) == 4
    assert all(name in text for name in NAMES)

    found = codes_on(pdf.read_bytes())
    assert len(found) == 8
    address = found[0]
    assert address.startswith(f"{site.address}/card/#")

    phone = opening()
    seen: list[str] = []
    phone.on("domcontentloaded", lambda shown: seen.append(shown.url))
    phone.goto(address)
    phone.wait_for_url("**/card/password/")
    look(phone, "choose a password")
    phone.fill("input[name=password1]", "üç kırmızı elma")
    submit(phone, "main form.form")
    assert "/learn/" in phone.url, "straight to her group's course"
    follow(phone, "main a[href*='/lessons/'], main .outline__lessons a, main a.button[href*='/learn/']")
    assert len(dict.fromkeys(seen)) <= 4, seen
    assert phone.locator(".lesson-head, article.lesson, main h1").first.is_visible()
    assert "#" not in "".join(seen[1:]), "the code is out of the address"

    again = opening()
    again.goto(address)
    again.wait_for_selector("main :text('daha önce kullanılmış')")
    look(again, "a used card")
