"""Collections: on a device, of a person, behind a link, of a firm. Other people's answer 404."""

import uuid

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from accounts.models import Role
from tests.factories.accounts import UserFactory, give_role
from tests.factories.organisations import FirmFactory
from tests.factories.taxonomy import SectorFactory, TopicFactory
from tests.factories.toolkits import make_guide, make_toolkit
from toolkits.collections import services
from toolkits.collections.exceptions import CollectionFull, TooManyCollections
from toolkits.collections.models import Collection
from toolkits.collections.rules.keys import MAX_ITEMS, read_key, read_keys, write_keys
from toolkits.collections.rules.suggestions import suggest

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact():
    """A firm's contact."""
    user = UserFactory()
    user.firm = FirmFactory()
    give_role(user, Role.FIRM_CONTACT, kind="firm", identifier=user.firm.pk)
    return user


@pytest.fixture
def collection(contact):
    """Her collection with one toolkit."""
    page = make_toolkit()
    return services.create_collection(
        owner=contact, title="Enerji", firm=contact.firm, keys=[page.translation_key]
    )


@given(st.lists(st.uuids(), max_size=80))
def test_keys_survive_the_address(keys):
    assert read_keys(write_keys(keys)) == list(dict.fromkeys(keys))[:MAX_ITEMS]


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    assert all(isinstance(key, uuid.UUID) for key in read_keys(text))
    assert read_key(text) is None or isinstance(read_key(text), uuid.UUID)


def test_a_device_collection_needs_no_account(client):
    toolkit, guide = make_toolkit(title="Tarama"), make_guide()
    items = write_keys([guide.translation_key, uuid.uuid4(), toolkit.translation_key])
    for name in ("toolkits:collection-device", "toolkits:collection-items"):
        text = client.get(reverse(name), {"items": items}).content.decode()
        assert text.index("Operatör El Kitabı") < text.index("Tarama")
    assert client.get(reverse("toolkits:collection-device")).status_code == 200


def test_a_private_page_is_in_no_collection(client):
    page = make_toolkit(title="Yalnız ekibe")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    for key in (str(page.translation_key), write_keys([page.translation_key])):
        assert b"ekibe" not in client.get(reverse("toolkits:collection-items"), {"items": key}).content


@pytest.mark.parametrize(
    "items", ["%00", "x" * 9000, "../../etc", "<script>alert(1)</script>", "{}", "ğ" * 22]
)
def test_hostile_items_find_nothing(client, items):
    response = client.get(reverse("toolkits:collection-device"), {"items": items})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize("number", [2, 60])
def test_queries_of_a_list_do_not_grow(client, number, django_assert_max_num_queries):
    keys = [make_toolkit(title=f"Set {place}").translation_key for place in range(min(number, 12))]
    with django_assert_max_num_queries(4):
        client.get(reverse("toolkits:collection-items"), {"items": write_keys(keys)})


def _paths(collection):
    names = ["detail", "rename", "remove", "share", "revoke", "delete"]
    return {name: reverse(f"toolkits:collection-{name}", args=[collection.uuid]) for name in names}


def test_other_people_get_404_everywhere_and_change_nothing(client, collection):
    stranger = UserFactory()
    give_role(stranger, Role.FIRM_CONTACT, kind="firm", identifier=FirmFactory().pk)
    client.force_login(stranger)
    for name, path in _paths(collection).items():
        call = client.get if name == "detail" else client.post
        assert call(path, {"title": "x", "item": str(collection.items.get().page_key)}).status_code == 404
    item = {"item": str(collection.items.get().page_key), "collection": str(collection.uuid)}
    assert client.post(reverse("toolkits:collection-add"), item).status_code == 404
    assert b"Enerji" not in client.get(reverse("toolkits:collection-list")).content
    collection.refresh_from_db()
    assert (collection.title, collection.share_token, collection.items.count()) == ("Enerji", None, 1)


def test_visitors_are_asked_to_sign_in(client, collection):
    for path in [
        *_paths(collection).values(),
        reverse("toolkits:collection-list"),
        reverse("toolkits:firm-home"),
    ]:
        response = client.post(path) if "detail" not in path else client.get(path)
        assert response.status_code == 302
        assert "/login/" in response["Location"]


def test_a_colleague_of_the_firm_reads_but_does_not_change(client, collection, contact):
    colleague = UserFactory()
    give_role(colleague, Role.FIRM_CONTACT, kind="firm", identifier=contact.firm.pk)
    client.force_login(colleague)
    paths = _paths(collection)
    assert b"Enerji" in client.get(paths["detail"]).content
    assert client.post(paths["rename"], {"title": "Benim"}).status_code == 404
    assert client.post(paths["share"]).status_code == 404


def test_states_change_by_post_only(client, collection, contact):
    client.force_login(contact)
    for name, path in _paths(collection).items():
        if name != "detail":
            assert client.get(path).status_code == 405


def test_the_whole_life_of_a_collection(client, contact):
    client.force_login(contact)
    page, other = make_toolkit(title="Tarama"), make_toolkit(title="OEE")
    made = client.post(
        reverse("toolkits:collection-create"),
        {"title": " Enerji ", "items": write_keys([page.translation_key])},
    )
    collection = Collection.objects.get(owner=contact)
    assert made["Location"] == reverse("toolkits:collection-detail", args=[collection.uuid])
    assert collection.firm_id == contact.firm.pk
    paths = _paths(collection)
    add = {"item": str(other.translation_key), "collection": str(collection.uuid)}
    assert client.get(reverse("toolkits:collection-add"), {"item": add["item"]}).status_code == 200
    client.post(reverse("toolkits:collection-add"), add)
    client.post(reverse("toolkits:collection-add"), add)
    assert [item.page_key for item in collection.items.all()] == [page.translation_key, other.translation_key]
    client.post(paths["rename"], {"title": "Yönetim kurulu için"})
    client.post(paths["remove"], {"item": str(page.translation_key)})
    text = client.get(paths["detail"]).content.decode()
    assert "Yönetim kurulu için" in text
    assert "OEE" in text
    assert "Tarama" not in text
    assert client.post(paths["rename"], {"title": " "}).status_code == 422
    client.post(paths["delete"])
    assert not Collection.objects.exists()
    assert "Yönetim kurulu için" in client.get(reverse("toolkits:collection-list")).content.decode()
    client.post(reverse("toolkits:collection-restore"))
    assert [item.page_key for item in Collection.objects.get(uuid=collection.uuid).items.all()] == [
        other.translation_key
    ]
    assert client.post(reverse("toolkits:collection-restore")).status_code == 302
    assert Collection.objects.count() == 1


def test_a_link_opens_for_everybody_until_it_is_ended(client, collection, contact):
    token = services.share_collection(collection=collection)
    assert len(token) >= 24
    assert services.share_collection(collection=collection) == token
    path = reverse("toolkits:collection-shared", args=[token])
    response = client.get(path)
    assert response.status_code == 200
    text = response.content.decode()
    assert "Enerji Verimliliği Hızlı Tarama" in text
    assert contact.get_full_name() not in text
    assert contact.firm.name not in text
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    services.revoke_share(collection=collection)
    assert client.get(path).status_code == 404
    assert services.share_collection(collection=collection) != token


@pytest.mark.parametrize("token", ["x", "None", "null", "%00", "a" * 300, "' OR 1=1"])
def test_guessed_links_are_missing(client, collection, token):
    assert client.get(f"/shared/{token}/").status_code == 404


def test_the_person_and_owner_cannot_be_posted(client, contact):
    client.force_login(contact)
    stranger = UserFactory()
    client.post(
        reverse("toolkits:collection-create"),
        {
            "title": "x",
            "owner": stranger.pk,
            "firm": FirmFactory().pk,
            "share_token": "guessable",
            "uuid": uuid.uuid4(),
        },
    )
    made = Collection.objects.get()
    assert (made.owner_id, made.firm_id, made.share_token) == (contact.pk, contact.firm.pk, None)


def test_limits(collection, contact, monkeypatch):
    monkeypatch.setattr("toolkits.collections.services.keeping.MAX_ITEMS", 1)
    with pytest.raises(CollectionFull):
        services.add_item(collection=collection, page_key=uuid.uuid4())
    monkeypatch.setattr("toolkits.collections.services.keeping.MAX_COLLECTIONS", 1)
    with pytest.raises(TooManyCollections):
        services.create_collection(owner=contact, title="x")


@pytest.mark.parametrize("item", ["", "x", "%00", str(uuid.UUID(int=0)), "<script>"])
def test_only_public_pages_can_be_added(client, contact, item):
    client.force_login(contact)
    assert client.get(reverse("toolkits:collection-add"), {"item": item}).status_code == 404
    assert client.post(reverse("toolkits:collection-add"), {"item": item}).status_code == 404


def test_suggestions_say_why():
    toolkits = [
        (1, {"topic": frozenset({"enerji"}), "sector": frozenset({"gida"})}),
        (2, {"topic": frozenset(), "sector": frozenset({"tekstil"})}),
        (3, {"topic": frozenset({"enerji", "su"}), "sector": frozenset()}),
        (4, {"topic": frozenset({"enerji"}), "sector": frozenset({"tekstil"})}),
        (5, {"topic": frozenset({"siber"}), "sector": frozenset({"gida"})}),
    ]
    found = suggest(toolkits, "tekstil", frozenset({"enerji", "su"}))
    assert [(one.id, one.sector, one.topics) for one in found] == [
        (4, "tekstil", ("enerji",)),
        (3, "", ("enerji", "su")),
        (2, "tekstil", ()),
        (1, "", ("enerji",)),
    ]


def test_a_firms_page(client, contact):
    sector, topic = contact.firm.sector, TopicFactory(name_tr="Enerji")
    contact.firm.topics.add(topic)
    make_toolkit(title="Sektöre uygun", sectors=[sector])
    make_toolkit(title="Konuya uygun", topics=[topic], sectors=[SectorFactory()])
    make_toolkit(title="Başka sektöre", sectors=[SectorFactory()])
    client.force_login(contact)
    assert client.get(reverse("toolkits:firm-home"))["Location"] == reverse(
        "toolkits:firm-detail", args=[contact.firm.uuid]
    )
    text = client.get(reverse("toolkits:firm-detail", args=[contact.firm.uuid])).content.decode()
    for words in (
        contact.firm.name,
        contact.get_full_name(),
        "Sektöre uygun",
        "Konuya uygun",
        sector.name_tr,
    ):
        assert words in text
    assert "Başka sektöre" not in text


@pytest.mark.parametrize("role", [Role.TRAINEE, Role.TRAINER, Role.EDITOR, Role.MENTOR, Role.FIRM_CONTACT])
def test_a_firms_page_is_for_its_contacts_only(client, contact, role):
    stranger = UserFactory()
    give_role(
        stranger,
        role,
        kind="firm" if role == Role.FIRM_CONTACT else "",
        identifier=FirmFactory().pk if role == Role.FIRM_CONTACT else None,
    )
    client.force_login(stranger)
    assert client.get(reverse("toolkits:firm-detail", args=[contact.firm.uuid])).status_code == 404


def test_trainees_of_a_firm_are_not_on_its_page(client, contact):
    trainee = UserFactory(first_name="Nûrân", last_name="Uzunhasanoğlu")
    give_role(trainee, Role.TRAINEE, kind="firm", identifier=contact.firm.pk)
    client.force_login(contact)
    assert (
        "Uzunhasanoğlu"
        not in client.get(reverse("toolkits:firm-detail", args=[contact.firm.uuid])).content.decode()
    )


@pytest.mark.parametrize("number", [2, 40])
def test_queries_of_a_firms_page_do_not_grow(client, contact, number, django_assert_max_num_queries):
    for place in range(number):
        services.create_collection(owner=contact, title=f"Liste {place}", firm=contact.firm)
    client.force_login(contact)
    path = reverse("toolkits:firm-detail", args=[contact.firm.uuid])
    client.get(path)
    with django_assert_max_num_queries(14):
        client.get(path)
