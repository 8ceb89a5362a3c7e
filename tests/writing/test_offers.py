"""Comments that offer a criterion: found, added between their neighbours, taken out again."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.model.edit import Put
from convergence_cli.writing.edits import edited_text
from convergence_cli.writing.offers import Lines, offers_in, with_offers, without_offers
from tests.writing.documents import KEYS, Document, documents, values
from tests.writing.test_edits import read

ORDER = ("A", "B", "C", "D", "E")
FILE = """\
# yaml-language-server: $schema=x.json
format: 1
# How to answer
answers:

  # B · The second
  #   0 Nothing
  #   1 All (target)
  # B:
  #   level:
  #   comment: ""
  # of D, says a person
  D: {level: 1}   # quick
    # and more on D
seal: {by: me}
"""


def block(id_: str, indent: str) -> Sequence[str]:
    """Return a small offer."""
    lines = (f"# {id_} · What {id_} asks", f"# {id_}:", "#   level:", '#   comment: ""')
    return tuple(f"{indent}{line}" for line in lines)


def blocks(*ids: str) -> Mapping[str, Lines]:
    """Return small offers, by id."""
    return {id_: partial(block, id_) for id_ in ids}


def offered(text: str, order: Sequence[str] = ORDER) -> list[str]:
    """Return the ids that a text offers, in order."""
    return [each.id for each in offers_in(text, order, read)]


def test_an_offer_reaches_from_its_title_to_its_last_line() -> None:
    """What is taken for an offer is the whole comment, and what a person wrote below is not."""
    [offer] = offers_in(FILE, ORDER, read)

    assert (offer.id, offer.indent) == ("B", "  ")
    assert FILE[offer.start : offer.end].splitlines() == list(offer.lines)
    assert offer.lines[0] == "  # B · The second"
    assert offer.lines[-1] == '  #   comment: ""'


def test_each_offer_stands_between_its_neighbours() -> None:
    """In front of the first, behind one with its own comments, apart from what stands around."""
    result = with_offers(FILE, blocks("E", "A", "C"), ORDER, read)

    assert result is not None
    assert result.splitlines() == [
        *FILE.splitlines()[:5],
        *(*block("A", "  "), ""),
        *FILE.splitlines()[5:11],
        *("", *block("C", "  "), ""),
        *FILE.splitlines()[11:14],
        *("", *block("E", "  "), ""),
        *FILE.splitlines()[14:],
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("ending", ["", "\n"])
def test_line_ends_are_those_of_the_file(newline: str, ending: str) -> None:
    """Added lines end as those of the file do, and a file without a last line end stays so."""
    text = newline.join(["format: 1", "answers:", "  A: {level: 1}"])
    last = newline if ending else ""
    added = newline.join(["", *block("B", "  ")])

    assert with_offers(text + last, blocks("B"), ORDER, read) == (f"{text}{newline}{added}{last}")


def test_the_indent_is_that_of_the_answers() -> None:
    """Removing the # of an offer puts the criterion among the answers, however these are laid."""
    result = with_offers("answers:\n      A:\n        level: 1\n", blocks("B"), ORDER, read)

    assert result is not None
    assert "\n      # B:\n" in result


@pytest.mark.parametrize("empty", ["", " {}", " null", " ~", " { }"])
def test_no_answers_at_all_are_opened(empty: str) -> None:
    """Below `{}` nothing could be filled in: it goes, and none is still the same as none."""
    result = with_offers(f"answers:{empty} # mine\n", blocks("B", "A"), ORDER, read)

    lines = ["answers: # mine", "", *block("A", "  "), "", *block("B", "  ")]
    assert result == "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize(
    "text", ["answers: {A: {level: 1}}\n", "{format: 1, answers: {}}\n", "answers: { # no\n }\n"]
)
def test_between_brackets_no_comment_can_stand(text: str) -> None:
    """Answers on one line are left to a person."""
    assert with_offers(text, blocks("B"), ORDER, read) is None


LOOKS_LIKE_ONE = """\
answers:
  A:
    level: 1
    comment: |
      Copied from the file:
      # B:
      #   level:
  C:
    level: 1
    comment: "open
      # B:
      #   level:
      "
"""


def test_a_text_that_looks_like_an_offer_is_none() -> None:
    """What stands in a comment of an answer offers nothing, and nothing is added within it."""
    assert offered(LOOKS_LIKE_ONE) == []
    result = with_offers(LOOKS_LIKE_ONE, blocks("B"), ORDER, read)

    assert result is not None
    assert offered(result) == ["B"]
    assert result.splitlines()[7:12] == ["", *block("B", "  ")]


def test_what_goes_leaves_the_rest() -> None:
    """Of two offers one goes, with the blank line above it."""
    text = with_offers(FILE, blocks("C"), ORDER, read)
    assert text is not None
    gone = [each for each in offers_in(text, ORDER, read) if each.id == "C"]

    result = without_offers(text, gone, read)

    assert result is not None
    assert offered(result) == ["B"]
    assert [line for line in result.splitlines() if line] == [
        line for line in FILE.splitlines() if line
    ]


def test_the_last_lines_can_go_from_a_file_that_has_no_last_line_end() -> None:
    """The line before becomes the last one, and ends as the last one did."""
    text = "answers:\r\n  A: {level: 1}"
    added = with_offers(text, blocks("B"), ORDER, read)
    assert added is not None

    assert without_offers(added, offers_in(added, ORDER, read), read) == text


ANSWERS = st.one_of(st.none(), st.dictionaries(st.sampled_from(KEYS), values(1), max_size=5))
FILES = documents(
    st.fixed_dictionaries({"format": st.just(1), "answers": ANSWERS, "seal": values(1)})
    | st.fixed_dictionaries({"version": values(1), "answers": ANSWERS})
)


@given(FILES, st.permutations(KEYS), st.sets(st.sampled_from(KEYS), min_size=1))
def test_only_comments_are_added(file: Document, order: list[str], ids: set[str]) -> None:
    """Whatever the layout, the data stays, every line stays, and what is new is offered."""
    result = with_offers(file.text, blocks(*ids), order, read)
    if result is None:
        assert file.text.partition("answers")[2].lstrip("'\": \t").startswith("{")
        return

    assert said(result) == said(file.text)
    assert offered(result, order).count(next(iter(ids))) == 1
    assert sorted(offered(result, order)) == sorted(ids)
    left = iter(result.splitlines())
    for line in file.text.splitlines():
        # What stood behind the key of no answers at all goes; every other line is still there.
        assert any(line == each or is_opened(line, each) for each in left), line


@given(FILES, st.permutations(KEYS), st.sets(st.sampled_from(KEYS), min_size=1))
def test_what_was_added_can_be_removed(file: Document, order: list[str], ids: set[str]) -> None:
    """An offer that comes and goes leaves every line that is not blank."""
    added = with_offers(file.text, blocks(*ids), order, read)
    if added is None:
        return

    result = without_offers(added, offers_in(added, order, read), read)

    assert result is not None
    assert said(result) == said(file.text)
    assert filled_lines(result) == filled_lines(file.text)


@given(st.permutations(ORDER), st.data())
def test_offers_come_in_the_order_of_the_questionnaire(
    shuffled: list[str], draw: st.DataObject
) -> None:
    """However few criteria are there, what is added makes the whole an ordered list."""
    there = sorted(shuffled[: draw.draw(st.integers(0, 5))])
    text = "answers:\n" + "".join(f"  {id_}: {{level: 1}}\n" for id_ in there)
    result = with_offers(text, blocks(*(set(ORDER) - set(there))), ORDER, read)

    assert result is not None
    keys = [line.strip(" #").partition(":")[0] for line in result.splitlines() if ":" in line]
    assert [key for key in keys if key in ORDER] == list(ORDER)


def said(text: str) -> Any:
    """Return the data of a text, no answers at all being none."""
    data = read(text).data
    return {**data, "answers": data["answers"] or None}


def is_opened(line: str, other: str) -> bool:
    """Return whether a line is another one but for the brackets of no answers at all."""
    head = other.partition(":")[0]
    return "answers" in head and line.startswith(head) and len(line) > len(other)


def filled_lines(text: str) -> list[str]:
    """Return the lines of a text that are not blank, but for that of the answers."""
    return [each for each in text.splitlines() if each.strip() and "answers" not in each]


@pytest.mark.parametrize("there", [{}, {"A": 1}, {"C": 1}, {"A": 1, "C": 1}])
@pytest.mark.parametrize("indent", ["  ", "    "])
def test_an_answer_takes_the_place_of_its_offer(there: dict[str, int], indent: str) -> None:
    """Answered by an edit, an offered criterion stands where it was offered.

    What it asks stays above it; answers above and below make no difference.
    """
    text = "answers:\n" + "".join(f"{indent}{id_}: {{level: 1}}\n" for id_ in there)
    added = with_offers(text, blocks("B"), ORDER, read)
    assert added is not None
    result = edited_text(added, (Put(("answers", "B"), {"level": 2}, ORDER),), read)

    assert isinstance(result, str)
    at = indent if there else "  "
    offer = f'{at}# B:\n{at}#   level:\n{at}#   comment: ""\n'
    assert result == added.replace(offer, f"{at}B:\n{at}  level: 2\n")
