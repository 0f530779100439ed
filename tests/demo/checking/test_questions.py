"""No right answer is given away: neither by its length nor by where it stands."""

import yaml

QUIZ = "courses/levhalari-okumak/quizzes/levha-testi"


def write(folder, *, right: list[str], longest: int = 0) -> None:
    """A quiz of single questions; in the first `longest` of them the right choice is the longest."""
    questions, texts = [], {}
    for index, key in enumerate(right):
        objective = "renk" if index % 2 else "davranis"
        name = f"q{index + 1}"
        questions.append(
            {
                "key": name,
                "type": "single",
                "objective": objective,
                "points": 1,
                "choices": list("abc"),
                "right": [key],
            }
        )
        texts[name] = {
            "text": f"Soru {name}",
            "choices": {
                choice: {
                    "text": f"{choice} " + ("uzun uzun" if choice == key and index < longest else "kısa"),
                    "feedback": "Çünkü öyle.",
                }
                for choice in "abc"
            },
        }
    base = {
        "format": 1,
        "key": "levha-testi",
        "pass_mark": 70,
        "attempts_allowed": 3,
        "time_limit_minutes": None,
    }
    (folder.root / f"{QUIZ}.yaml").write_text(yaml.safe_dump({**base, "questions": questions}))
    for language in ("tr", "en"):
        text = yaml.safe_dump({"title": "Test", "questions": texts}, allow_unicode=True)
        (folder.root / f"{QUIZ}.{language}.yaml").write_text(text)


def test_even_places_and_few_long_right_choices_pass(folder):
    write(folder, right=list("abcbcacab"), longest=3)
    assert folder.rules() == set()


def test_a_place_that_is_right_too_often(folder):
    write(folder, right=list("bbbbbbacc"))
    assert folder.rules() == {"balance"}
    assert any("6 of 9" in message for *_, message in folder.errors())


def test_the_right_choice_is_the_longest_too_often(folder):
    write(folder, right=list("abcbcacab"), longest=4)
    assert folder.rules() == {"longest"}
    assert len(folder.errors()) == 2, "one a language"
