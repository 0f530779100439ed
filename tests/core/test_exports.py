"""Cells that leave the site."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core.exports import cell, csv_response, neutralise, restore


@pytest.mark.parametrize(
    "text", ["=1+1", "+90 532", "-5 kişi", "@cmd", "\tx", "\rx", "\nx", "'=1", "＝1", "''@x"]
)
def test_what_a_spreadsheet_could_run_is_made_text(text):
    assert neutralise(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Işıl", "5S", "'Abd", "a=1", "İzmir - 1"])
def test_everything_else_stays(text):
    assert neutralise(text) == text


@given(st.one_of(st.text(max_size=30), st.text(alphabet="'=+-@\t\r\na", max_size=6)))
def test_a_round_trip_keeps_the_value(text):
    assert restore(neutralise(text)) == text


def test_numbers_stay_numbers():
    assert [cell(value) for value in (-5, Decimal("-1.50"), 0, None, True)] == ["-5", "-1.50", "0", "", "1"]


@pytest.mark.parametrize(("language", "mark"), [("tr", ";"), ("en", ","), ("ar", ",")])
def test_a_file_opens_by_double_click(language, mark):
    with translation.override(language):
        response = csv_response("Katılım çizelgesi", ["Ad", "Grup"], iter([["Işıl", "=1"]]))
    text = b"".join(response.streaming_content).decode()
    assert text == f"\ufeffAd{mark}Grup\r\nIşıl{mark}'=1\r\n"
    assert 'filename="katilim-cizelgesi.csv"' in response["Content-Disposition"]
