"""A facet's count is the number of results it gives, whatever else is chosen."""

from hypothesis import given
from hypothesis import strategies as st

from toolkits.library.rules.facets import Record, facet_counts, known_values, matching

FACETS = ("topic", "sector", "effort")
VALUES = st.frozensets(st.sampled_from("abcd"), max_size=3)
RECORDS = st.lists(st.tuples(VALUES, VALUES, st.sampled_from("xy")), max_size=12).map(
    lambda rows: [
        Record(
            number,
            {"topic": topics, "sector": sectors, "effort": frozenset({effort})},
            frozenset() if sectors else frozenset({"sector"}),
        )
        for number, (topics, sectors, effort) in enumerate(rows)
    ]
)
CHOSEN = st.dictionaries(st.sampled_from(FACETS), st.sampled_from("abcdxyz"))


@given(RECORDS, CHOSEN)
def test_every_count_is_kept(records, chosen):
    known = known_values(records, FACETS)
    counts = facet_counts(records, chosen, known)
    for facet in FACETS:
        for value in known[facet] | {"z"}:
            found = matching(records, {**chosen, facet: value}, known)
            assert counts[facet][value] == len(found), (facet, value)


@given(RECORDS, CHOSEN)
def test_choosing_more_never_finds_more(records, chosen):
    known = known_values(records, FACETS)
    found = set(matching(records, chosen, known))
    for facet in chosen:
        rest = {name: value for name, value in chosen.items() if name != facet}
        assert found <= set(matching(records, rest, known))


def test_a_toolkit_for_every_sector_is_found_under_each():
    records = [Record(1, {"sector": frozenset({"nace-10"})}), Record(2, {}, frozenset({"sector"}))]
    known = known_values(records, ["sector"])
    assert matching(records, {"sector": "nace-10"}, known) == [1, 2]
    assert matching(records, {"sector": "no-such"}, known) == []
