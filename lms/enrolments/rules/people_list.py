"""What a list of people says: which column holds what, and who stands in each row. Nothing here knows the database."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core import turkish

MAX_PEOPLE = 500

_HEADS = {
    "first_name": "ad|adi|isim|ismi|given name|first name|name|forename|الاسم الأول|الاسم|الاسم الشخصي",
    "last_name": "soyad|soyadi|soyisim|family name|last name|surname|اسم العائلة|الكنية|اللقب",
    "full_name": "ad soyad|adi soyadi|ad ve soyad|isim soyisim|full name|name surname|الاسم الكامل|الاسم واسم العائلة",
    "phone": "telefon|telefon no|telefon numarasi|tel|cep|cep telefonu|gsm|phone|phone number|mobile|mobile phone"
    "|الهاتف|رقم الهاتف|الجوال|رقم الجوال",
    "email": "e posta|eposta|e posta adresi|e mail|email|mail|e mail address|email address|البريد|البريد الإلكتروني",
    "birth_year": "dogum yili|dogum|year of birth|birth year|born|سنة الميلاد|سنة الولادة",
    "username": "kullanici adi|kullanici|user name|username|user|login|اسم المستخدم",
}


def _plain(text: str) -> str:
    return " ".join(re.split(r"[^a-z0-9@']+", turkish.fold(text))).strip()


_COLUMNS = {_plain(head): field for field, heads in _HEADS.items() for head in heads.split("|")}


@dataclass(frozen=True)
class ListedPerson:
    """One row. `line` counts the rows that hold anything, from 1, a header included."""

    line: int
    first_name: str
    last_name: str
    phone: str = ""
    email: str = ""
    username: str = ""
    birth_year: str = ""

    @property
    def has_identifier(self) -> bool:
        """Whether the list itself says what she signs in with."""
        return bool(self.phone or self.email or self.username)

    def cells(self) -> list[str]:
        """Back to a row, in the order that is read without a header."""
        cells = [self.first_name, self.last_name, self.phone, self.email, self.username]
        return [*cells, self.birth_year] if self.birth_year else cells


def read_people(rows: Sequence[Sequence[str]]) -> list[ListedPerson]:
    """The people of a table: columns by their heads where the first row has heads (in Turkish, English or Arabic), else
    by place: given name, family name, then phone, e-mail, user name and year of birth, told apart by how they are written."""
    if not rows:
        return []
    heads = _heads(rows[0])
    if heads is None:
        return [_by_place(number, row) for number, row in enumerate(rows, 1)]
    return [_by_heads(number, row, heads) for number, row in enumerate(rows[1:], 2)]


def _heads(row: Sequence[str]) -> list[str] | None:
    """The field of each column; None when this is a row of a person."""
    fields = [_COLUMNS.get(_plain(cell), "") for cell in row]
    known = [field for field in fields if field]
    named = {"first_name", "last_name", "full_name"} & set(known)
    filled = sum(bool(cell) for cell in row)
    return fields if named and (len(known) >= 2 or filled == 1) else None


def _by_heads(line: int, row: Sequence[str], heads: Sequence[str]) -> ListedPerson:
    found: dict[str, str] = {}
    for field, cell in zip(heads, row, strict=False):
        if field and cell:
            found.setdefault(field, cell)
    first, last = found.get("first_name", ""), found.get("last_name", "")
    if "full_name" in found:
        first, last = split_name(found["full_name"])
    elif "last_name" not in heads:
        first, last = split_name(first)
    return _listed(line, first, last, found)


def _by_place(line: int, row: Sequence[str]) -> ListedPerson:
    cells = list(row)
    first, last = [*cells, "", ""][:2]
    rest = cells[2:]
    if last and (kind_of(last) != "username" or not first):
        # "Ayşe Yılmaz; 0532 …": one column for the whole name.
        rest, last = [last, *rest], ""
    if not last:
        first, last = split_name(first)
    found: dict[str, str] = {}
    for cell in rest:
        if cell:
            found.setdefault(kind_of(cell), cell)
    return _listed(line, first, last, found)


def _listed(line: int, first: str, last: str, found: Mapping[str, str]) -> ListedPerson:
    rest = (found.get(name, "") for name in ("phone", "email", "username", "birth_year"))
    return ListedPerson(line, first, last, *rest)


def kind_of(cell: str) -> str:
    """What a cell without a head is, by how it is written."""
    if "@" in cell:
        return "email"
    if re.fullmatch(r"(19|20)\d\d", cell):
        return "birth_year"
    digits = sum(letter.isdigit() for letter in cell)
    return "phone" if digits >= 5 and not any(letter.isalpha() for letter in cell) else "username"


def split_name(name: str) -> tuple[str, str]:
    """The last word of a whole name is the family name."""
    first, _space, last = name.strip().rpartition(" ")
    return (first, last) if first else (last, "")
