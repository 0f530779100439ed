"""A trainer publishes a new lesson, sees that her group waits, moves it; a trainee reads what changed, once."""

from tests.e2e.browsing import DESKTOP, PHONE, Opener, follow, look, submit
from tests.e2e.live_site import LiveSite

COURSE = "Kaynakta duman ve göz güvenliği"
GROUP = "Bursa kaynak grubu"
TRAINER, TRAINEE, FINISHED = "trainer-bursa", "op-ummuhan", "ca-begum"

SETTING = f"""
from datetime import timedelta
from django.utils import timezone
from accounts.models import Role, RoleAssignment, User
from demo.keys import key_uuid
from lms.courses.models import ModulePage
from lms.courses.selectors.reading import newest_edition, outline_for
from lms.courses.services.editions import publish_edition
from lms.courses.services.outline import add_lesson, create_course
from lms.enrolments.models import Membership
from lms.enrolments.services import enrol_members
from lms.programmes.models import Cohort, CohortCourse
from lms.progress.services import complete_activity
person = lambda key: User.objects.get(uuid=key_uuid("person", key))
trainer, today = person("{TRAINER}"), timezone.localdate()
course = create_course(title="{COURSE}", first_module="Bölüm 1", by=trainer)
module = ModulePage.objects.child_of(course).get()
add_lesson(module=module, title="Duman nereden gelir", text="Kaynak dumanı metalin buharıdır.", by=trainer)
add_lesson(module=module, title="Gözü koruyan cam", text="Camın koyuluk numarasına bakın.", by=trainer)
publish_edition(course=course, by=trainer)
like = Cohort.objects.filter(name__startswith="Bursa").first()
group = Cohort.objects.create(
    programme=like.programme, track=like.track, name="{GROUP}", starts_on=today, ends_on=today + timedelta(days=60)
)
CohortCourse.objects.create(cohort=group, course=course)
RoleAssignment.objects.create(user=trainer, role=Role.TRAINER, scope_kind="cohort", scope_id=group.pk)
members = [Membership.objects.create(cohort=group, user=person(key)) for key in ("{TRAINEE}", "{FINISHED}")]
enrol_members(cohort=group, memberships=members, by=trainer)
done = members[1].enrolments.get(course=course)
for lesson in outline_for(newest_edition(course.key), "tr").lessons:
    complete_activity(enrolment=done, activity_key=lesson.key, source="self")
"""


def test_a_new_lesson_reaches_a_group_when_its_trainer_moves_it(opening: Opener, site: LiveSite) -> None:
    site.run(SETTING)
    page = opening(TRAINER, size=DESKTOP)
    page.goto("/teach/")
    follow(page, f"#courses ~ ul a:has-text('{COURSE}'), section a:has-text('{COURSE}')")
    page.locator("#builder a[id^=add-]").last.click()
    form = page.locator("#add-lesson")
    form.locator("[name=title]").fill("Havalandırma açık mı")
    form.locator("[name=text]").fill("Emiş kolunu dumanın yanına çekin.")
    form.locator("button[type=submit]").click()
    page.wait_for_selector(".builder__lesson:has-text('Havalandırma açık mı')")
    follow(page, "a[href$='/publish/']")
    page.fill("#id_note", "Yeni yönetmelik emiş kolunu zorunlu kıldı.")
    submit(page, "main form.form")
    waiting = page.locator("main .callout", has_text=GROUP)
    assert waiting.count() == 1, "after publishing she sees who waits"

    trainee = opening(TRAINEE)
    learn = f"/learn/{page.url.split('/courses/')[1].split('/')[0]}/"
    trainee.goto(learn)
    assert trainee.locator("main", has_text="Havalandırma açık mı").count() == 0, "nothing reaches her yet"

    page.goto("/teach/")
    look(page, "teaching")
    group = page.locator("article.card", has_text=GROUP)
    assert group.locator("a[href$='/move/']").count() == 1
    with page.expect_navigation():
        group.locator("a[href*='/teach/groups/']:not([href*=progress]):not([href$='/move/'])").first.click()
    look(page, "group")
    follow(page, "main .callout a[href$='/move/']")
    look(page, "move a group")
    assert page.viewport_size == PHONE
    main = page.locator("main")
    assert "Havalandırma açık mı" in main.inner_text(), "differences first"
    assert page.locator("#id_reason").input_value() == "Yeni yönetmelik emiş kolunu zorunlu kıldı."
    page.locator("details.disclosure summary").click()
    assert page.locator("details.disclosure li").count() == 1, "who completed the course does not move"
    submit(page, "main form.form")
    assert page.locator(f"h1:has-text('{GROUP}')").is_visible()
    assert page.locator("main .callout a[href$='/move/']").count() == 0, "nobody waits any more"

    trainee.goto(learn)
    look(trainee, "course that was changed")
    note = trainee.locator("main .callout", has_text="Yeni yönetmelik")
    assert "Havalandırma açık mı" in note.inner_text()
    with trainee.expect_navigation():
        note.locator("button").click()
    assert trainee.locator("main .callout", has_text="Yeni yönetmelik").count() == 0, "she has read it"
    assert trainee.locator(".outline a:has-text('Havalandırma açık mı')").count() == 1

    finished = opening(FINISHED)
    finished.goto(learn)
    assert finished.locator(".callout--good").is_visible(), "completed stays completed"
    assert finished.locator(".outline a:has-text('Havalandırma açık mı')").count() == 0
