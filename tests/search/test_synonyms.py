"""What editors say means the same is found by either word, in any language."""

import pytest
from django.core.exceptions import ValidationError

from accounts.groups import sync_groups
from accounts.models import Role
from lms.courses.models import CoursePage
from search.indexing import rebuild
from search.models import Synonyms
from search.synonyms import query_parts
from tests.factories.accounts import UserFactory, give_role
from tests.factories.courses import make_course_index

pytestmark = pytest.mark.django_db


def titles(client, query: str) -> list[str]:
    return [result.title for result in client.get("/search/", {"q": query}).context["results"]]


@pytest.mark.parametrize("query", ["CBAM", "skdm", "sınırda karbon düzenleme mekanizması", "twin transition"])
def test_the_words_of_the_field_are_there_from_the_start(client, query):
    index = make_course_index()
    index.add_child(instance=CoursePage(title="SKDM'ye hazırlık" if "twin" not in query else "İkiz dönüşüm"))
    rebuild()
    assert len(titles(client, query)) == 1


def test_a_synonym_counts_from_the_next_search_on_without_indexing(client):
    make_course_index().add_child(instance=CoursePage(title="Kumpasla ölçmek"))
    rebuild()
    assert titles(client, "kaliper") == []
    Synonyms.objects.create(phrases="kumpas, kaliper")
    assert titles(client, "kaliper") == ["Kumpasla ölçmek"]


def test_a_phrase_stands_for_its_abbreviation_and_the_other_words_still_count(client):
    index = make_course_index()
    index.add_child(instance=CoursePage(title="KOBİ için bütçe"))
    index.add_child(instance=CoursePage(title="KOBİ için hukuk"))
    rebuild()
    assert titles(client, "bütçe small and medium enterprise") == ["KOBİ için bütçe"]


def test_an_inflected_phrase_is_known(client):
    make_course_index().add_child(instance=CoursePage(title="Twin transition"))
    rebuild()
    assert titles(client, "ikiz dönüşümün") == ["Twin transition"]


def test_synonyms_cost_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        query_parts("enerji verimliliği ve karbon ayak izi")


@pytest.mark.parametrize("phrases", ["yalnız", "a, ", ",".join(f"s{number}" for number in range(13))])
def test_a_group_has_two_to_twelve_phrases(phrases):
    with pytest.raises(ValidationError):
        Synonyms(phrases=phrases).full_clean()


def test_editors_write_synonyms_in_the_cms():
    person = UserFactory()
    give_role(person, Role.EDITOR)
    sync_groups(person)
    assert person.has_perms(["search.add_synonyms", "search.change_synonyms", "search.delete_synonyms"])
