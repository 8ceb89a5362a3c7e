"""The page of changes says what the program does with each kind."""

from convergence_cli.reviewing.change import STRICT, USUAL, Bearing, Cause, ChangeKind, bearing_of
from tests.handbook import DOCS, Page
from tests.test_docs import table_rows

PAGE = Page(DOCS / "reference" / "changes.md")


def _fails(bearing: Bearing) -> str:
    if bearing in USUAL:
        return "always"
    return "under `--strict`" if bearing in STRICT else "never"


def test_every_kind_has_its_row() -> None:
    """The table lists every kind, worst first, with its bearing and whether it fails a run."""
    rows = [(row[0].strip("`"), row[2], row[3]) for row in table_rows(PAGE, "Kinds")]

    assert rows == [
        (kind.value, bearing_of(kind).value, _fails(bearing_of(kind))) for kind in ChangeKind
    ]


def test_every_cause_has_its_row() -> None:
    """The table lists every cause in the order in which a movement is divided."""
    rows = [row[0].strip("`") for row in table_rows(PAGE, "Causes")]

    assert rows == [each.value for each in Cause]


def test_kinds_name_causes_that_there_are() -> None:
    """What the table of kinds says of causes are causes."""
    named = {
        each.strip(" `") for row in table_rows(PAGE, "Kinds") for each in row[4].split(",")
    } - {""}

    assert named == {each.value for each in Cause}
