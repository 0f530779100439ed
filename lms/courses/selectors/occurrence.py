"""Whether a page occurs in an edition: then records may point at it."""

from lms.courses.models import CoursePage, Edition, EditionLesson, LessonPage, ModulePage

AnyPage = CoursePage | ModulePage | LessonPage


def occurs_in_edition(page: AnyPage) -> bool:
    """Whether trainees see or saw this page. True for the source only: a translation gives words, an edition keeps
    its own copy of them, and without the twin readers fall back to the source."""
    if page.locale.language_code != "tr" and _has_source(page):
        return False
    key = str(page.translation_key)
    if isinstance(page, CoursePage):
        return Edition.objects.filter(course_key=key).exists()
    if isinstance(page, LessonPage):
        return EditionLesson.objects.filter(lesson_key=key).exists()
    course_key = CoursePage.objects.ancestor_of(page).values("translation_key")
    outlines = (
        Edition.objects.filter(course_key__in=course_key)
        .order_by("-number")
        .values_list("outline", flat=True)
    )
    if any(
        module["key"] == key for outline in outlines.iterator(chunk_size=5) for module in outline["modules"]
    ):
        return True
    keys = LessonPage.objects.child_of(page).values("translation_key")
    return EditionLesson.objects.filter(lesson_key__in=keys).exists()


def _has_source(page: AnyPage) -> bool:
    return (
        type(page).objects.filter(translation_key=page.translation_key, locale__language_code="tr").exists()
    )


def editions_below(page: object) -> bool:
    """Whether a page of any type (the catalogue, a front page) has a course with an edition below it."""
    return Edition.objects.filter(course__path__startswith=page.path).exists()  # type: ignore[attr-defined]
