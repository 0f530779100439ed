"""Courses for tests: pages and editions."""

import uuid

from lms.courses.models import CourseIndexPage, CoursePage, Edition, EditionLesson, LessonPage, ModulePage
from tests.factories.pages import make_home


def make_course_index() -> CourseIndexPage:
    """The Turkish catalogue page; made once."""
    found = CourseIndexPage.objects.filter(locale__language_code="tr").first()
    return found or make_home().add_child(instance=CourseIndexPage(title="Eğitimler", slug="egitimler"))


def make_course(
    *, title: str = "5S ve Yalın Çalışmaya Giriş", modules: int = 1, lessons: int = 2, **fields
) -> CoursePage:
    """A live course of `modules` modules with `lessons` lessons of one paragraph each."""
    course = make_course_index().add_child(instance=CoursePage(title=title, **fields))
    for module_number in range(1, modules + 1):
        module = course.add_child(instance=ModulePage(title=f"Bölüm {module_number}"))
        for lesson_number in range(1, lessons + 1):
            module.add_child(
                instance=LessonPage(
                    title=f"Ders {module_number}.{lesson_number}",
                    body=[
                        {"type": "text", "value": f"<p>Metin {lesson_number}</p>", "id": str(uuid.uuid4())}
                    ],
                )
            )
    return course


def make_edition_row(course: CoursePage, *, quizzes: int = 0, number: int = 1) -> Edition:
    """An edition written without the compiler: outline of the course's pages plus `quizzes` bare quiz activities."""
    lessons = LessonPage.objects.descendant_of(course).order_by("path")
    outline = {
        "titles": {"tr": course.title},
        "modules": [
            {
                "key": str(uuid.uuid4()),
                "titles": {"tr": "Bölüm"},
                "lessons": [
                    {
                        "key": str(lesson.translation_key),
                        "titles": {"tr": lesson.title},
                        "minutes": lesson.minutes,
                        "is_required": lesson.is_required,
                        "languages": ["tr"],
                        "activities": [
                            {
                                "key": str(uuid.uuid4()),
                                "kind": "quiz",
                                "titles": {"tr": "Sınav"},
                                "is_required": True,
                                "weight": 1,
                                "config": {
                                    "pass_mark": 70,
                                    "max_attempts": None,
                                    "minutes": None,
                                    "versions": [],
                                },
                            }
                            for _quiz in range(quizzes if index == 0 else 0)
                        ],
                    }
                    for index, lesson in enumerate(lessons)
                ],
            }
        ],
    }
    edition = Edition.objects.create(
        course=course,
        course_key=course.key,
        number=number,
        line=1,
        outline=outline,
        rules={
            "min_attendance_percent": course.min_attendance_percent,
            "offers_certificate": course.offers_certificate,
            "hours": str(course.hours),
        },
        digest=uuid.uuid4().hex,
    )
    EditionLesson.objects.bulk_create(
        EditionLesson(
            edition=edition,
            lesson_key=lesson.translation_key,
            language="tr",
            title=lesson.title,
            body=lesson.body.get_prep_value(),
        )
        for lesson in lessons
    )
    return edition
