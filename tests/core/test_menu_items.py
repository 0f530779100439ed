"""Menus as they are shown: kept under all that is shown, so that nothing of one page or person gets into another."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.utils import translation
from django.utils.functional import lazy

from core.navigation import Entry

lazystr_of = lazy(lambda words: words[translation.get_language()], str)


@pytest.fixture
def menu(rf, monkeypatch):
    """Renders the menu of an area at a path, with one entry made from the fields that a test gives."""

    def render(area: str = "user", path: str = "/", **fields) -> str:
        request = rf.get(path)
        request.user = AnonymousUser()
        fields = {"label": "Deneme", "address": lambda _request: "/deneme/", "icon": "house"} | fields
        request._menu_entries = {area: [Entry(area=area, **fields)]}
        return Template("{% menu_items area %}").render(Context({"request": request, "area": area}))

    return render


def test_entries_of_this_request_only(menu):
    assert 'href="/deneme/"' in menu()
    assert menu(is_visible=lambda _request: False) == ""


def test_label_is_in_the_language_of_the_page(menu):
    label = lazystr_of({"tr": "Çıkış", "ar": "خروج"})
    assert "Çıkış" in menu(label=label)
    with translation.override("ar"):
        assert "خروج" in menu(label=label)
    assert "Çıkış" in menu(label=label)


@pytest.mark.parametrize("area", ["main", "user", "footer"])
def test_what_is_typed_by_an_editor_is_escaped(menu, area):
    shown = menu(area, label="<b>Haber</b>", address=lambda _request: '/"><script>/')
    assert "<b>" not in shown
    assert "<script>" not in shown


def test_where_one_is(menu):
    assert "aria-current" not in menu(path="/")
    assert 'aria-current="page"' in menu(path="/deneme/")
    assert "aria-current" not in menu(path="/")
    assert "aria-current" not in menu("footer", path="/deneme/")


def test_what_is_new(menu):
    def counted(count: int) -> str:
        return menu(count=lambda _request: count)

    assert "badge" not in counted(0)
    assert ">3</span>" in counted(3)
    assert ">4</span>" in counted(4)
    assert ">1.234</span>" in counted(1234)


def test_icons_and_lists_by_area(menu):
    assert menu("main").startswith("<a ")
    assert menu("user").startswith("<li><a ")
    assert "<svg" in menu("user")
    assert "#house" in menu("user")
    assert "#award" in menu("user", icon="award")
    assert "<svg" not in menu("footer")
