"""Remarks at the head of an answers file follow the profile, unless somebody changed them."""

import pytest

from convergence_cli.language import Language
from convergence_cli.writing.notes import with_notes
from convergence_cli.writing.skeleton import answers_text
from tests.writing.test_skeleton import DAY, SCHEMA, example


def text(inherited: tuple[int, str] | None, n_undetermined: int, language: Language) -> str:
    """Return a skeleton with remarks."""
    return answers_text(
        example(),
        example().criteria[:1],
        schema=SCHEMA,
        day=DAY,
        language=language,
        inherited=inherited,
        undetermined=example().criteria[:n_undetermined],
    )


def ids(n: int) -> list[str]:
    """Return the ids of the first criteria."""
    return [each.id for each in example().criteria[:n]]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("now", [(None, 0), ((3, "medicab"), 0), (None, 2), ((12, "other"), 25)])
def test_remarks_are_those_of_today(
    now: tuple[tuple[int, str] | None, int], newline: str, language: Language
) -> None:
    """A file whose remarks were written by the tool becomes the one it would write now."""
    inherited, n = now
    before = text((17, "medicab"), 30, language).replace("\n", newline)

    assert with_notes(before, inherited, ids(n)) == (
        text(inherited, n, language).replace("\n", newline)
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# 17 answers are", "# 17 answers (all good) are"),
        ("; give one", ";  give one"),
        ("INT-SEM-01, ", "INT-SEM-01,"),
    ],
)
def test_what_a_person_changed_stays(old: str, new: str) -> None:
    """A remark that is not as it was written is left alone, and the other one follows."""
    was = text((17, "medicab"), 3, Language.EN)
    assert old in was

    assert new in with_notes(was.replace(old, new), (3, "medicab"), ids(2))
    assert with_notes(was.replace(old, new), (3, "medicab"), ids(2)) != was.replace(old, new)


def test_nothing_is_added_where_nothing_was_said() -> None:
    """A file without remarks gets none, nor does one without answers."""
    bare = text(None, 0, Language.FR)

    assert with_notes(bare, (3, "medicab"), ids(2)) == bare
    assert with_notes("# 3 answers\n", (3, "medicab"), ids(2)) == "# 3 answers\n"
