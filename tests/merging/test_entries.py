"""Two people answer, and git merges: what becomes of entries, comments and layout."""

from pathlib import Path

import pytest

from convergence_cli.cli.merge_reading import data_of
from convergence_cli.merging.values import Side
from tests.merging.texts import HEAD, Result, merged

OFFERS = f"""{HEAD}
  # A · Is it so?
  #   0 No
  #   3 Yes (target)
  # A:
  #   level:
  #   comment: ""

  # B · And this?
  # B:
  #   level:
  #   comment: ""

  # C · And that?
  # C:
  #   level:
  #   comment: ""
"""


def flow(**levels: int) -> str:
    """Return an answers file with a line for each answer."""
    return HEAD + "".join(f"  {key}: {{level: {level}}}\n" for key, level in levels.items())


def answered(text: str, key: str, level: int) -> str:
    """Return a text in which the comment that offers an answer became one."""
    offer = f'  # {key}:\n  #   level:\n  #   comment: ""\n'
    assert text.count(offer) == 1
    return text.replace(offer, f"  {key}:\n    level: {level}\n    comment: By hand\n")


def levels_of(result: Result) -> dict[str, int]:
    """Return the levels in a merged file, in their order."""
    assert not result.outcome.has_conflicts, result.text
    return {key: answer["level"] for key, answer in result.data["answers"].items()}


def test_answers_on_adjacent_lines_do_not_conflict(tmp_path: Path) -> None:
    """Two answers side by side are changed by two people, and both stand."""
    result = merged(tmp_path, flow(A=1, B=1), flow(A=2, B=1), flow(A=1, B=2))

    assert result.text == flow(A=2, B=2)


def test_two_answers_at_the_end_stand_one_after_the_other(tmp_path: Path) -> None:
    """What both append is there, ours first."""
    result = merged(tmp_path, flow(A=1), flow(A=1, B=2), flow(A=1, C=3))

    assert result.text == flow(A=1, B=2, C=3)


def test_two_offers_become_two_answers(tmp_path: Path) -> None:
    """Two skeletons are filled in by two people: each stands in its place, the third stays."""
    result = merged(tmp_path, OFFERS, answered(OFFERS, "A", 1), answered(OFFERS, "B", 2))

    assert result.text == answered(answered(OFFERS, "A", 1), "B", 2)


def test_an_offer_answered_twice_is_a_conflict(tmp_path: Path) -> None:
    """Both answers are shown, and what the file offered before; the others are merged."""
    ours = answered(answered(OFFERS, "A", 1), "B", 0)
    result = merged(tmp_path, OFFERS, ours, answered(OFFERS, "A", 2))

    assert result.conflicts == ["answers.A"]
    assert "<<<<<<< ours\n  A:\n    level: 1\n    comment: By hand\n||||||| base\n" in result.text
    assert "=======\n  A:\n    level: 2\n    comment: By hand\n>>>>>>> theirs\n" in result.text
    assert "\n  B:\n    level: 0\n" in result.text


def test_an_offer_that_sync_wrote_anew_gives_way_to_an_answer(tmp_path: Path) -> None:
    """Only the comment that offers a criterion changed there, and here it was answered."""
    renewed = OFFERS.replace("0 No\n", "0 Not at all\n")
    result = merged(tmp_path, OFFERS, renewed, answered(OFFERS, "A", 1))

    assert result.text == answered(OFFERS, "A", 1)


@pytest.mark.parametrize("swapped", [False, True])
def test_a_sorted_file_stays_sorted(tmp_path: Path, *, swapped: bool) -> None:
    """The order of the side that sorted stands; the other's answers are in it."""
    one, other = flow(C=1, B=1, A=1), flow(A=1, B=2, C=1, D=0)
    ours, theirs = (other, one) if swapped else (one, other)

    assert merged(tmp_path, flow(A=1, B=1, C=1), ours, theirs).text == flow(C=1, D=0, B=2, A=1)


def test_the_same_answer_twice_stands_once(tmp_path: Path) -> None:
    """Both say the same, one on a line and one on several: it is there once."""
    result = merged(tmp_path, flow(A=1), flow(A=1, B=2), f"{flow(A=1)}  B:\n    level: 2\n")

    assert result.text == flow(A=1, B=2)


def test_the_same_answer_with_a_comment_keeps_the_comment(tmp_path: Path) -> None:
    """Of two that say the same, the one with a comment stands."""
    noted = flow(A=1, B=2).replace("2}", "2}  # agreed on Monday")

    assert merged(tmp_path, flow(A=1), flow(A=1, B=2), noted).text == noted


def test_an_answer_given_twice_is_a_conflict_of_its_own(tmp_path: Path) -> None:
    """A conflict holds one answer, with both values and the base; nothing else is in it."""
    result = merged(tmp_path, flow(A=1, B=1), flow(A=2, B=2), flow(A=3, B=1))

    assert result.conflicts == ["answers.A"]
    assert result.text == (
        f"{HEAD}<<<<<<< ours\n  A: {{level: 2}}\n||||||| base\n  A: {{level: 1}}\n"
        "=======\n  A: {level: 3}\n>>>>>>> theirs\n  B: {level: 2}\n"
    )


def test_what_one_removed_and_one_changed_is_a_conflict(tmp_path: Path) -> None:
    """An answer goes here and changes there: somebody decides."""
    here = merged(tmp_path, flow(A=1, B=1), flow(A=1), flow(A=1, B=2))
    there = merged(tmp_path, flow(A=1, B=1), flow(A=1, B=2), flow(A=1))

    assert here.conflicts == there.conflicts == ["answers.B"]
    assert "<<<<<<< ours\n||||||| base\n  B: {level: 1}\n=======\n  B: {level: 2}\n" in here.text
    assert "=======\n>>>>>>> theirs\n" in there.text


def test_what_one_removed_is_gone(tmp_path: Path) -> None:
    """An answer that one side removed and the other left alone is gone, with its comment."""
    base = f"{flow(A=1)}\n  # about B\n  B: {{level: 1}}\n  C: {{level: 1}}\n"

    assert merged(tmp_path, base, flow(A=1, C=1), base).text == flow(A=1, C=1)


def test_a_remark_on_a_removed_answer_is_no_loss(tmp_path: Path) -> None:
    """Who wrote a comment on an answer that somebody removed is asked."""
    noted = flow(A=1, B=1).replace("  B:", "  # wait for the audit\n  B:")

    result = merged(tmp_path, flow(A=1, B=1), noted, flow(A=1))

    assert result.outcome.has_conflicts
    assert "wait for the audit" in result.text


def test_a_comment_and_a_value_are_both_kept(tmp_path: Path) -> None:
    """One side wrote a comment on an answer, the other changed it."""
    base = f"{HEAD}  A:\n    level: 1\n    comment: Partly\n"
    noted = base.replace("  A:\n", "  # see the audit\n  A:  # owner: Mia\n")
    result = merged(tmp_path, base, noted, base.replace("level: 1", "level: 2"))

    assert not result.outcome.has_conflicts
    assert "  # see the audit\n  A:  # owner: Mia\n    level: 2\n" in result.text


def test_a_comment_on_the_line_that_changed_is_a_conflict(tmp_path: Path) -> None:
    """Where both cannot be kept, both are shown."""
    noted = flow(A=1).replace("1}", "1}  # see the audit")
    result = merged(tmp_path, flow(A=1), noted, flow(A=2))

    assert result.conflicts == ["answers.A"]
    assert "# see the audit" in result.text


def test_a_layout_gives_way_to_a_value(tmp_path: Path) -> None:
    """One side wrote an answer on several lines, the other changed it on its one line."""
    result = merged(
        tmp_path, flow(A=1, B=1), f"{HEAD}  A:\n    level: 1\n  B: {{level: 1}}\n", flow(A=2, B=1)
    )

    assert levels_of(result) == {"A": 2, "B": 1}


def test_comments_of_both_above_one_answer(tmp_path: Path) -> None:
    """Two comments above the same answer stand one above the other."""
    ours, theirs = (
        flow(A=1, B=1).replace("  B:", f"  # {note}\n  B:") for note in ("mine", "yours")
    )

    assert "  # mine\n  # yours\n  B:" in merged(tmp_path, flow(A=1, B=1), ours, theirs).text


def test_a_comment_above_two_new_answers_stands_once(tmp_path: Path) -> None:
    """Both append below the last comment of the file, which is not doubled."""
    base = f"{flow(A=1)}\n  # still open: B and C\n"
    ours, theirs = f"{base}  B: {{level: 1}}\n", f"{base}  C: {{level: 1}}\n"

    assert merged(tmp_path, base, ours, theirs).text == f"{ours}  C: {{level: 1}}\n"


def test_a_new_answer_comes_with_its_comments(tmp_path: Path) -> None:
    """The comments above, beside and below an answer are its own, and come with it."""
    theirs = flow(A=1, C=1).replace(
        "  C:", "\n  # about B\n  B:  # new\n    level: 1\n    # to be continued\n\n  C:"
    )
    result = merged(tmp_path, flow(A=1, C=1), flow(A=2, C=1, D=1), theirs)

    assert result.text == theirs.replace("A: {level: 1}", "A: {level: 2}") + "  D: {level: 1}\n"


def test_keys_of_the_file_are_merged_one_by_one(tmp_path: Path) -> None:
    """One side sets a key beside the one that the other side sets."""
    ours = flow(A=1).replace('"1"', '"2"')
    theirs = flow(A=1).replace("status: draft", "status: validated\nseal: {by: m, on: 2026-11-20}")
    result = merged(tmp_path, flow(A=1), ours, theirs)

    assert result.text == theirs.replace('"1"', '"2"')


def test_two_seals_are_a_conflict(tmp_path: Path) -> None:
    """Nobody's name is taken for another's."""
    sealed = [
        flow(A=1).replace("answers:", f"seal: {{by: {by}}}\nanswers:") for by in ("mia", "noa")
    ]

    assert merged(tmp_path, flow(A=1), *sealed).conflicts == ["seal"]


@pytest.mark.parametrize("swapped", [False, True])
def test_a_seal_on_other_answers_is_said(tmp_path: Path, *, swapped: bool) -> None:
    """One side sealed and the other answered: the text is merged, and somebody is told."""
    sealed = flow(A=1).replace("answers:", "seal: {by: mia, digest: x}\nanswers:")
    sides = [sealed, flow(A=1, B=2)]
    result = merged(tmp_path, flow(A=1), *(reversed(sides) if swapped else sides))

    assert result.outcome.has_stale_seal
    assert not merged(tmp_path, flow(A=1), sealed, flow(A=1)).outcome.has_stale_seal


def test_entries_of_a_plan(tmp_path: Path) -> None:
    """A plan is merged by its entries."""
    texts = [
        "format: 1\nplan:\n" + "".join(f"  {key}: {{by: 2027-Q{n}}}\n" for key, n in each)
        for each in ([("A", 1)], [("A", 1), ("B", 2)], [("A", 3)])
    ]

    assert merged(tmp_path, *texts).data["plan"] == {"A": {"by": "2027-Q3"}, "B": {"by": "2027-Q2"}}


def test_an_empty_file_that_both_fill(tmp_path: Path) -> None:
    """Nothing was answered, written as `{}`, and both sides answered something."""
    empty = HEAD.replace("answers:", "answers: {}")

    assert merged(tmp_path, empty, flow(A=1), flow(B=2)).text == flow(A=1, B=2)


def test_the_last_answer_goes_and_another_comes(tmp_path: Path) -> None:
    """One side wrote `{}` again, the other added an answer: it is there."""
    empty = HEAD.replace("answers:", "answers: {}")

    assert merged(tmp_path, flow(A=1), empty, flow(A=1, B=2)).text == flow(B=2)


def test_a_file_that_both_added(tmp_path: Path) -> None:
    """Both branches started the same file: the answers of both are in it."""
    assert merged(tmp_path, "", flow(A=1, B=1), flow(B=1, C=2)).text == flow(A=1, B=1, C=2)


@pytest.mark.parametrize("key", ["seal: {by: mia}", "# the end of the file"])
def test_what_stands_behind_the_answers_stays_there(tmp_path: Path, key: str) -> None:
    """Answers are appended in front of what follows them."""
    base = f"{flow(A=1)}{key}\n"
    result = merged(
        tmp_path,
        base,
        base.replace(key, f"  B: {{level: 1}}\n{key}"),
        base.replace(key, f"  C: {{level: 2}}\n{key}"),
    )

    assert result.text == f"{flow(A=1, B=1, C=2)}{key}\n"


def test_line_ends_are_those_of_whoever_changed_them(tmp_path: Path) -> None:
    """One side saved the file on Windows: all of it ends its lines so, and all answers are in."""
    ours = flow(A=1, B=2).replace("\n", "\r\n")

    assert merged(tmp_path, flow(A=1), ours, flow(A=1, C=3)).text == flow(A=1, B=2, C=3).replace(
        "\n", "\r\n"
    )


def test_a_last_line_without_end(tmp_path: Path) -> None:
    """A file that does not end its last line takes another one, and ends as it did."""
    base = flow(A=1).rstrip("\n")

    assert merged(tmp_path, base, f"{base}\n  B: {{level: 2}}", base).text == (
        flow(A=1, B=2).rstrip("\n")
    )
    assert levels_of(
        merged(tmp_path, base, f"{base}\n  B: {{level: 2}}", f"{base}\n  C: {{level: 2}}\n")
    ) == {"A": 1, "B": 2, "C": 2}


def test_a_byte_order_mark_stays(tmp_path: Path) -> None:
    """The mark that some editors write is in front, once."""
    result = merged(tmp_path, flow(A=1), "\ufeff" + flow(A=1, B=2), flow(A=1, C=3))

    assert result.text == "\ufeff" + flow(A=1, B=2, C=3)


def test_another_indent_is_taken_over(tmp_path: Path) -> None:
    """One side indented every answer by four: the other's new one is indented so too."""
    deeper = HEAD + "    A: {level: 1}\n"
    result = merged(tmp_path, flow(A=1), deeper, f"{flow(A=1)}  B:\n    level: 2\n")

    assert result.text == f"{deeper}    B:\n      level: 2\n"


def test_a_text_of_several_lines_is_moved_whole(tmp_path: Path) -> None:
    """Hashes, markers and blank lines within a text are the text's."""
    long = "  B:\n    level: 1\n    comment: |\n      # no comment\n\n      <<<<<<< neither\n"
    base, theirs = f"{flow(A=1)}{long}", flow(A=1) + long.replace("level: 1", "level: 2")
    result = merged(tmp_path, base, flow(C=0, A=2) + long, theirs)

    assert result.text == flow(C=0, A=2) + long.replace("level: 1", "level: 2")


BRACKETS = HEAD.replace(
    "answers:\n", "answers: {A: {level: 1},\n  B: {level: 1},\n  C: {level: 1}}\n"
)


def test_brackets_are_merged_as_text(tmp_path: Path) -> None:
    """Answers between brackets are no lines: git merges the text, and the data is proved."""
    ours = BRACKETS.replace("{A: {level: 1}", "{A: {level: 2}")
    result = merged(tmp_path, BRACKETS, ours, BRACKETS.replace('"1"', '"2"'))

    assert levels_of(result) == {"A": 2, "B": 1, "C": 1}
    assert result.data["version"] == "2"


def test_brackets_that_git_cannot_merge_are_a_conflict(tmp_path: Path) -> None:
    """Where git finds a conflict, it is shown as git shows it."""
    ours, theirs = (BRACKETS.replace("B: {level: 1}", f"B: {{level: {n}}}") for n in (2, 3))
    result = merged(tmp_path, BRACKETS, ours, theirs)

    assert result.outcome.has_conflicts
    for level in (1, 2, 3):
        assert f"B: {{level: {level}}}" in result.text


def test_what_git_merges_wrongly_is_a_conflict_of_the_whole(tmp_path: Path) -> None:
    """Both add the same answer in two places between brackets: git sees no conflict, data does."""
    base = BRACKETS.replace("  C:", "  C: {level: 1},\n  D: {level: 1},\n  E:")
    ours = base.replace("  B:", "  X: {level: 1},\n  B:")
    theirs = base.replace("  E:", "  X: {level: 2},\n  E:")
    result = merged(tmp_path, base, ours, theirs)

    assert result.text == (
        f"<<<<<<< ours\n{ours}||||||| base\n{base}=======\n{theirs}>>>>>>> theirs\n"
    )


def test_a_file_that_cannot_be_read_is_merged_as_text(tmp_path: Path) -> None:
    """Somebody's YAML is broken: what git makes of the text is there, and who it was."""
    result = merged(tmp_path, flow(A=1), flow(A=1) + "  B: [\n", flow(A=1, C=3))

    assert result.outcome.unreadable == (Side.OURS,)
    assert "  B: [\n" in result.text
    assert "  C: {level: 3}\n" in result.text


def test_bytes_that_are_no_text_are_left_alone(tmp_path: Path) -> None:
    """Where git cannot merge either, nothing is written."""
    result = merged(tmp_path, flow(A=1), "\0\udcff", flow(A=2))

    assert (result.outcome.content, result.outcome.unreadable) == (None, (Side.OURS,))


def test_a_conflict_that_is_left_is_no_answer(tmp_path: Path) -> None:
    """A file with markers from an earlier merge is not read as data."""
    result = merged(tmp_path, flow(A=1), flow(A=1), flow(A=1, B=1) + "<<<<<<< HEAD\n")

    assert result.outcome.unreadable == (Side.THEIRS,)
    assert data_of(result.text) is None


def test_a_comment_that_both_rewrote_is_a_conflict(tmp_path: Path) -> None:
    """Two sentences on the same answer: a person puts them together, the answers are merged."""
    base = flow(A=1, B=1).replace("  B:", "  # to do\n  B:")
    ours, theirs = base.replace("to do", "done"), base.replace("to do", "dropped")
    result = merged(tmp_path, base, ours, theirs.replace("A: {level: 1}", "A: {level: 3}"))

    assert result.text == flow(A=3, B=1).replace(
        "  B:",
        "<<<<<<< ours\n  # done\n||||||| base\n  # to do\n=======\n  # dropped\n"
        ">>>>>>> theirs\n  B:",
    )


def test_the_last_comments_of_the_answers_are_not_those_of_the_next_key(tmp_path: Path) -> None:
    """Where a key follows the answers, a comment that stands as deep as they do is theirs."""
    base = f"{flow(A=1)}  # more to come\n# who validated\nseal: {{by: mia}}\n"
    ours = base.replace("  # more", "  B: {level: 1}\n  # more")
    result = merged(tmp_path, base, ours, base.replace("mia", "noa"))

    assert result.text == ours.replace("mia", "noa")


def test_keys_of_the_odd_kind_are_merged_as_text(tmp_path: Path) -> None:
    """An entry whose key is marked by `?` has no line of its own: git merges the text."""
    base = f"{HEAD}  ? A\n  : {{level: 1}}\n\n\n\n  B: {{level: 1}}\n"
    result = merged(
        tmp_path, base, base.replace('"1"', '"2"'), base.replace("B: {level: 1", "B: {level: 2")
    )

    assert levels_of(result) == {"A": 1, "B": 2}


def test_a_mark_in_the_middle_of_line_ends(tmp_path: Path) -> None:
    """A file whose lines end in two ways is merged as text, and keeps both."""
    base = (HEAD + "  A: {level: 1}\n\n\n  B: {level: 1}\n").replace("1}\n", "1}\r\n", 1)
    result = merged(
        tmp_path, base, base.replace('"1"', '"2"'), base.replace("B: {level: 1", "B: {level: 2")
    )

    assert levels_of(result) == {"A": 1, "B": 2}
    assert "1}\r\n\n" in result.text


def test_answers_that_are_none_are_a_conflict_or_what_git_says(tmp_path: Path) -> None:
    """Where `answers` is a list, nothing can be proved, and both sides are shown."""
    lists = [
        f"{HEAD}  - {each}\n\n\n\nlast: {end}\n" for each, end in (("a", 1), ("b", 1), ("a", 2))
    ]
    result = merged(tmp_path, *lists)

    assert result.text.startswith("<<<<<<< ours\n")
    assert result.text.count("  - ") == 3
