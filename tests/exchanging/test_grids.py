"""The names of sheets: what a spreadsheet accepts, and no two alike."""

from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.exchanging.grids import sheet_names

LONGEST = 31


def test_long_titles_end_between_words() -> None:
    titles = ("Architecture and national services", "Sécurité", "x" * 40, "a/b: [c]?")

    assert [*sheet_names(titles, ())] == [
        "Architecture and national…",
        "Sécurité",
        "x" * 30 + "…",
        "a b   c",
    ]


def test_no_two_sheets_have_one_name() -> None:
    titles = ("History", "Plan", "plan", "PLAN", "x" * 40, "x" * 41)

    assert [*sheet_names(titles, ("Plan",))] == [
        "History 2",
        "Plan 2",
        "plan 3",
        "PLAN 4",
        "x" * 30 + "…",
        "x" * 28 + "… 2",
    ]


@given(st.lists(st.text(max_size=45), max_size=8), st.lists(st.text(min_size=1, max_size=31)))
def test_every_name_is_one_that_spreadsheets_take(titles: list[str], taken: list[str]) -> None:
    names = [*sheet_names(titles, taken)]

    assert len(names) == len(titles)
    assert len({each.casefold() for each in (*names, *taken)}) == len(names) + len(
        {each.casefold() for each in taken}
    )
    for name in names:
        assert 0 < len(name) <= LONGEST
        assert not set(name) & set("[]:*?/\\'")
