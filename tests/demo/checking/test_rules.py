"""Each rule of the content check fails when it is broken, and says where. The template folder passes."""

from io import StringIO

import pytest
from django.core.management import call_command

from demo.load_paths import TEMPLATE
from demo.reading.pictures import LARGEST_PICTURE

LESSON = "courses/levhalari-okumak/lessons/01-dort-renk.tr.md"
TWIN = "courses/levhalari-okumak/lessons/01-dort-renk.en.md"
COURSE = "courses/levhalari-okumak/course.yaml"
QUIZ = "courses/levhalari-okumak/quizzes/levha-testi.yaml"
QUIZ_TR = "courses/levhalari-okumak/quizzes/levha-testi.tr.yaml"
QUIZ_EN = "courses/levhalari-okumak/quizzes/levha-testi.en.yaml"
PACKAGE = "courses/levhalari-okumak/packages/levha-sirasi.yaml"
FIGURE = "courses/levhalari-okumak/figures/dort-renk.yaml"
DRAWING = "courses/levhalari-okumak/figures/dort-renk.svg"
LIST = "toolkits/levha-turu/files/levha-listesi.yaml"
GUIDE = "guides/ilk-gun/guide.yaml"
GUIDE_TEXT = "guides/ilk-gun/chapters/01-kapida.tr.md"


def test_the_template_is_whole(folder):
    assert folder.errors() == []


@pytest.mark.parametrize(
    ("name", "old", "new", "rule", "is_there"),
    [
        # Form.
        (COURSE, "number: 1", "number: one", "format", True),
        (COURSE, "level: introductory", "level: introductory\nlevle: 3", "format", False),
        (COURSE, "mode: self-paced\n", "", "format", False),
        (COURSE, "track: operator", "track: operator\ntrack: operator", "format", False),
        (COURSE, "key: levhalari-okumak", "key: levhalar", "key", True),
        (COURSE, "self_paced: 1", "self_paced: 2", "hours", True),
        (COURSE, "topics: [is-guvenligi]", "topics: [is-guvenlik]", "vocabulary", True),
        (COURSE, "lessons: [dort-renk]", "lessons: [dort-renk, besinci]", "outline", False),
        (COURSE, "    quiz: levha-testi\n", "", "outline", False),
        (LESSON, "key: dort-renk\n", "key: uc-renk\n", "key", False),
        (LESSON, "minutes: 5\n", "", "format", False),
        (LESSON, "## Renkler ne der? {#renkler-ne-der}", "## Renkler ne der?", "format", True),
        (LESSON, "## Renkler ne der?", "# Renkler ne der?", "markdown", False),
        (LESSON, "Önce renge bakın.", "Önce <b>renge</b> bakın.", "markdown", True),
        (LESSON, "- **Sarı:**", "  - **Sarı:**", "markdown", True),
        (LESSON, "kind=safety ", "kind=danger ", "markdown", True),
        (LESSON, " type=single", "", "markdown", False),
        (LESSON, "key=once-dur", "key=renkler-ne-der", "key", True),
        (LESSON, "\n::quiz key=levha-testi\n", "", "twins", False),
        (LIST, "sira: \"2\"", "sayi: \"2\"", "workbook", False),
        (LIST, "{key: r2,", "{key: r1,", "key", False),
        (LIST, ', en: "The printed list: two questions with boxes for the answers."', "", "twins", True),
        (LIST, "    page: 1", "    page: 0", "format", False),
        (LIST, "  pdf:\n", "  docx:\n", "format", False),
        (LIST, "  pdf:\n", "  xlsx:\n", "files", True),
        (GUIDE, "key: tezgahta, status: announced", "key: tezgahta, status: full", "files", False),
        # Packages.
        (PACKAGE, "key: levha-sirasi", "key: sira", "key", True),
        (PACKAGE, "licence: CC-BY-4.0", "licence: free", "format", True),
        (PACKAGE, "task:", "file: levha.h5p\ntask:", "packages", False),
        (PACKAGE, ', en: "The picture says what it is about."', "", "twins", True),
        (PACKAGE, "I look at its picture.", "I look at its colour.", "packages", False),
        (LESSON, "::h5p key=levha-sirasi", "::h5p key=levha-sira", "links", True),
        (GUIDE_TEXT, "\n## ", "\n::h5p key=levha-sirasi\n\n## ", "markdown", False),
        # Quizzes.
        (QUIZ, "right: [b]", "right: [b, c]", "questions", True),
        (QUIZ, "right: [f]", "right: [x]", "questions", True),
        (QUIZ, "right: [a, c]", "right: [a, b, c, d]", "questions", True),
        (QUIZ, "objective: renk, points: 1, choices: [t", "objective: davranis, points: 1, choices: [t", "objectives", False),
        (QUIZ, "objective: renk", "objective: ses", "objectives", True),
        (QUIZ_TR, ', feedback: "Yasağı kırmızı levha söyler."', "", "format", False),
        (QUIZ_TR, '"Yasağı kırmızı levha söyler."', '" "', "format", False),
        (QUIZ_TR, "Baret takmak zorunlu.", "Burada tehlike var.", "questions", False),
        (QUIZ_TR, "    accept: [mavi]\n", "", "questions", False),
        (QUIZ_EN, "  q4:", "  q5:", "twins", False),
        # Reading.
        (LESSON, "minutes: 5", "minutes: 4", "reading", True),
        (LESSON, "minutes: 5", "minutes: 11", "reading", True),
        # Links.
        ("toolkits/levha-turu/page.tr.md", "course:levhalari-okumak", "course:levhalar", "links", True),
        ("toolkits/levha-turu/page.tr.md", "course:levhalari-okumak", "mailto:a@b.example", "links", True),
        ("toolkits/levha-turu/page.tr.md", "::file key=levha-listesi", "::file key=liste-2", "links", True),
        ("toolkits/levha-turu/toolkit.yaml", "guides: [ilk-gun]", "guides: [son-gun]", "links", True),
        ("home.yaml", "app:courses", "app:course", "links", True),
        (LESSON, "::figure key=dort-renk", "::figure key=bes-renk", "links", True),
        # Twins.
        (TWIN, "type=single", "type=multiple", "twins", False),
        (TWIN, "{#levhayi-gorunce}", "{#levha}", "twins", False),
        (TWIN, "- **Blue:** you have to do this. For example: wear a helmet.\n", "", "twins", False),
        (TWIN, "| Blue | You wear or do what is asked. |\n", "", "twins", False),
        ("news/egitim-basliyor/text.en.md", "course:levhalari-okumak", "app:courses", "twins", False),
        # Figures.
        (FIGURE, "  cikis: {tr: Çıkış, en: Way out}\n", "", "figures", False),
        (FIGURE, "  yap: {tr: Yap, en: Do this}", "  yap: {tr: Yap}", "figures", True),
        (FIGURE, "strings:\n", "strings:\n  fazla: {tr: Fazla, en: Extra}\n", "figures", False),
        (DRAWING, 'viewBox="0 0 360 120"', 'width="360"', "figures", False),
        (DRAWING, 'data-key="dur" ', "", "figures", False),
        (DRAWING, "<circle", '<circle style="fill:red"', "figures", False),
        # Words.
        (LESSON, "Çünkü renkler konuşur.", "Bunu her kursta anlatırız.", "terms", True),
        (QUIZ_EN, "I ask my line leader.", "I ask another student.", "terms", False),
    ],
)  # fmt: skip
def test_a_broken_rule_is_an_error_with_its_line(folder, name, old, new, rule, is_there):
    """`is_there`: the error's line is that of the change; others are said of a block, a list or a whole file."""
    text = (folder.root / name).read_text()
    line = text[: text.index(old)].count("\n") + 1
    folder.replace(name, old, new)
    errors = folder.errors()
    assert any(error[2] == rule and (not is_there or error[1] == line) for error in errors), errors
    assert any(error[0] == name for error in errors) or rule in ("outline", "objectives", "figures"), errors


def test_missing_languages_and_files_are_errors(folder):
    (folder.root / TWIN).rename(folder.root / TWIN.replace(".en.", ".de."))
    (folder.root / QUIZ_EN).unlink()
    (folder.root / "guides/ilk-gun/chapters/01-kapida.tr.md").unlink()
    (folder.root / DRAWING).unlink()
    assert folder.rules() >= {"format", "files", "twins", "figures"}


def test_a_picture_of_a_file_that_is_missing_or_large_is_an_error(folder):
    picture = folder.root / LIST.replace(".yaml", ".pdf.en.webp")
    picture.write_bytes(picture.read_bytes() + bytes(LARGEST_PICTURE))
    assert [(error[0], error[2]) for error in folder.errors()] == [(LIST, "files")]
    picture.unlink()
    assert [(error[0], error[2]) for error in folder.errors()] == [(LIST, "files")]


def test_a_missing_alternative_text_is_an_error_in_each_language_that_shows_the_drawing(folder):
    path = folder.root / FIGURE
    path.write_text("\n".join(line for line in path.read_text().split("\n") if "Four signs" not in line))
    assert [error[2] for error in folder.errors()] == ["alternative"]
    path.write_text(path.read_text().replace('tr: "Yan yana', 'tr: "" #'))
    assert folder.rules() == {"format"}


def test_a_lesson_that_is_hard_to_read_is_an_error_for_operators_only(folder):
    hard = (
        "Levhaların yorumlanabilirliğinin değerlendirilmesi, çalışanların karşılaşabilecekleri tehlikelerin "
        "önceden belirlenebilmesi bakımından vazgeçilmezdir ve sorumlulukların anlaşılmasını kolaylaştırmaktadır."
    )
    path = folder.root / LESSON
    text = path.read_text()
    start, end = text.index("Fabrikaya girdiniz."), text.index("\n\n::figure")
    path.write_text(text[:start] + hard + " " + hard + text[end:])
    assert "readability" in folder.rules()
    folder.replace(COURSE, "track: operator", "track: change-agent")
    assert "readability" not in folder.rules()


def test_a_key_that_was_published_stays(folder):
    said = StringIO()
    call_command("content", "check", str(folder.root), "--register", stdout=said)
    register = (folder.root / "keys.txt").read_text()
    for key in (
        "course/levhalari-okumak/lesson/dort-renk/block/mavi-levha",
        "quiz/levha-testi/question/q1/choice/a",
        "toolkit/levha-turu/file/levha-listesi",
    ):
        assert f"\n{key}\n" in register
    assert folder.errors() == []
    for name in (LESSON, TWIN):
        folder.replace(name, "key=mavi-levha", "key=mavi")
    line = register.split("\n").index("course/levhalari-okumak/lesson/dort-renk/block/mavi-levha") + 1
    assert [(error[0], error[1], error[2]) for error in folder.errors()] == [("keys.txt", line, "keys")]
    call_command("content", "check", str(TEMPLATE), stdout=StringIO())


def test_the_command_fails_where_there_are_errors_and_can_look_at_one_part(folder):
    folder.replace(COURSE, "number: 1", "number: 100")
    said = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("content", "check", str(folder.root), stdout=said)
    assert stopped.value.code == 1
    assert said.getvalue().splitlines()[0] == COURSE
    assert "number: expected a whole number from 1 to 12" in said.getvalue()
    call_command("content", "check", str(folder.root), only=folder.root / "pages", stdout=StringIO())


def test_addresses_and_phrases_that_are_allowed_are_no_wrong_words(folder):
    folder.replace("pages/hakkinda/page.yaml", "tr: hakkinda", "tr: kurs-hakkinda")
    folder.replace(LESSON, "Çünkü renkler konuşur.", "Kursiyerlik belgesi budur.")
    assert folder.errors() == []
