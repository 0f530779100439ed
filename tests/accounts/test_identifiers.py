"""Two spellings of an identifier are one person, whatever keyboard typed them."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.exceptions import IdentifierNotUsable, IdentifierTaken
from accounts.identifiers import (
    Problem,
    detect_kind,
    email_key,
    phone_key,
    read_email,
    read_identifier,
    read_phone,
    read_username,
    username_key,
)
from accounts.models import User
from accounts.services import create_person
from core import turkish

TURKISH = "abcçdefgğhıijklmnoöpqrsştuüvwxyzâîûABCÇDEFGĞHIİJKLMNOÖPQRSŞTUÜVWXYZÂÎÛ"
words = st.text(alphabet=TURKISH, min_size=1, max_size=20)


@given(words)
def test_user_names_do_not_differ_by_case(word):
    assert username_key(turkish.upper(word)) == username_key(turkish.lower(word)) == username_key(word)


@given(words)
def test_a_program_without_turkish_rules_makes_no_second_person(word):
    assert username_key(word.lower()).replace("i", "ı") == username_key(word).replace("i", "ı")


@given(
    st.text(
        alphabet="abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=20
    )
)
def test_addresses_do_not_differ_by_case_nor_keyboard(local):
    address = f"{local}@ornek.com.tr"
    assert (
        email_key(turkish.upper(address))
        == email_key(turkish.lower(address))
        == email_key(address)
        == address.lower()
    )


@given(st.text(alphabet=TURKISH + "0123456789 .@-+", max_size=60))
def test_keys_are_stable(text):
    assert email_key(email_key(text)) == email_key(text)
    assert phone_key(phone_key(text)) == phone_key(text)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text):
    try:
        identifier = read_identifier(text)
    except IdentifierNotUsable:
        return
    assert identifier.key
    assert identifier.kind in {"username", "email", "phone"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("İZMİR@ORNEK.COM", "izmir@ornek.com"),
        ("ınfo@ornek.com", "info@ornek.com"),
        (" Info@Ornek.com ", "info@ornek.com"),
        ("i\u0307nfo@ornek.com", "info@ornek.com"),
        ("I\u0307NFO@ornek.com", "info@ornek.com"),
    ],
)
def test_address_keys(text, key):
    assert email_key(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("0532 123 45 67", "+905321234567"),
        ("532 123 45 67", "+905321234567"),
        ("+90 (532) 123-45-67", "+905321234567"),
        ("٠٥٣٢١٢٣٤٥٦٧", "+905321234567"),
        ("+49 30 901820", "+4930901820"),
        ("ayse5321234567", ""),
        ("5321234567 ayse", ""),
        ("12345", ""),
        ("+", ""),
        ("", ""),
    ],
)
def test_phone_keys(text, key):
    assert phone_key(text) == key


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ayse@ornek.com", "email"),
        ("0532 123 45 67", "phone"),
        ("ayse.demir", "username"),
        ("ayse5321234567", "username"),
        ("123", "username"),
        ("العربية", "username"),
    ],
)
def test_the_kind_is_seen_from_the_text(text, kind):
    assert detect_kind(text) == kind


@pytest.mark.parametrize(
    ("read", "text", "reason"),
    [
        (read_username, "ab", Problem.TOO_SHORT),
        (read_username, "a" * 31, Problem.TOO_LONG),
        (read_username, "ayşe demir", Problem.CHARACTERS),
        (read_username, "ayse<b>", Problem.CHARACTERS),
        (read_username, "😀😀😀", Problem.CHARACTERS),
        (read_username, "12345", Problem.ONLY_DIGITS),
        (read_username, "  ", Problem.EMPTY),
        (read_email, "ayse@", Problem.NOT_AN_ADDRESS),
        (read_email, "gülşah@ornek.com", Problem.NOT_AN_ADDRESS),
        (read_phone, "0532", Problem.NOT_A_NUMBER),
    ],
)
def test_unusable_ones_say_why(read, text, reason):
    with pytest.raises(IdentifierNotUsable) as refused:
        read(text)
    assert refused.value.reason == reason


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"username": "Gülşah"}, {"username": "GULSAH"}),
        ({"username": "ışıl"}, {"username": "IŞIL"}),
        ({"email": "info@ornek.com"}, {"email": "İNFO@ORNEK.COM"}),
        ({"phone": "0532 123 45 67"}, {"phone": "+905321234567"}),
    ],
)
def test_the_second_spelling_is_taken(first, second):
    create_person(first_name="Ayşe", last_name="Demir", **first)
    with pytest.raises(IdentifierTaken) as taken:
        create_person(first_name="Fatma", last_name="Kaya", **second)
    assert taken.value.kind == next(iter(second))
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user(first_name="Fatma", last_name="Kaya", **second)


@pytest.mark.django_db
def test_a_person_has_at_least_one():
    with pytest.raises(ValueError, match="needs"):
        create_person(first_name="Ayşe", last_name="Demir")
    with pytest.raises(IntegrityError), transaction.atomic():
        User(first_name="Ayşe", last_name="Demir").save()


@pytest.mark.django_db
def test_people_without_an_identifier_of_a_kind_may_be_many():
    create_person(first_name="Ayşe", last_name="Demir", username="ayse")
    create_person(first_name="Fatma", last_name="Kaya", username="fatma")
    assert User.objects.filter(email=None, phone=None).count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["GÜLŞAH.Öztürk", "gulsah.ozturk", "İNFO@ornek.com", "532 123 45 67", " info@ORNEK.com"]
)
def test_found_by_any_of_them(typed):
    user = create_person(
        first_name="Gülşah",
        last_name="Öztürk",
        username="Gülşah.Öztürk",
        email="info@ornek.com",
        phone="05321234567",
    )
    assert User.objects.find_by_identifier(typed) == user


@pytest.mark.django_db
def test_keys_follow_when_only_a_field_is_saved():
    user = create_person(first_name="Gülşah", last_name="Öztürk", email="eski@ornek.com")
    user.email, user.last_name = "YENİ@ornek.com", "Çağlar"
    user.save(update_fields=["email", "last_name"])
    user.refresh_from_db()
    assert user.email_key == "yeni@ornek.com"
    assert user.sort_name == turkish.sort_key("Çağlar Gülşah")
