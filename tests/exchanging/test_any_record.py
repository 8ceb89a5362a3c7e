"""Whatever a workspace says, a record of it brings it back (SPEC §4, `export` and `import`)."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.running import AS_OF, Finished, run
from tests.exchanging.disk import (
    Meaning,
    contents,
    meaning_of,
    write_answers,
    write_definitions,
)
from tests.reviewing.states import Pair, pairs
from tests.strategies import QUICK

EVERYTHING = ("--drafts", "--archived")

FEW = settings(QUICK, max_examples=20)


def holds_together(pair: Pair) -> bool:
    """Return whether no product extends itself: that is an error, and nothing comes of it."""
    products = pair.after.files.products
    return all(each["extends"] != id_ for id_, each in products.items())


two_states = pairs(redefined=False).filter(holds_together)
line_ends = st.sampled_from(["\n", "\r\n"])


@contextmanager
def recorded(pair: Pair, newline: str) -> Iterator[tuple[Path, Path, Meaning]]:
    """Yield a workspace of which a record was made, the record, and what the workspace meant."""
    with tempfile.TemporaryDirectory() as folder:
        root, record = Path(folder) / "here", Path(folder) / "record.json"
        write_definitions(root, pair.before)
        write_answers(root, pair.before, newline)
        done = run("export", "-f", "json", *EVERYTHING, "-o", str(record), *AS_OF, at=root)
        assert done.code == 0, done.err
        yield root, record, meaning_of(root)


def changed(root: Path, pair: Pair, newline: str) -> Meaning:
    """Make other answers of a workspace, with other products perhaps, and return what it means."""
    for name in ("products", "company"):
        shutil.rmtree(root / name, ignore_errors=True)
    write_answers(root, pair.after, newline)
    return meaning_of(root)


def taken_in(root: Path, record: Path, *options: str) -> Finished:
    """Take a record in."""
    done = run("import", str(record), *options, *AS_OF, at=root)
    assert done.code == 0, done.err
    return done


@FEW
@given(two_states, line_ends)
def test_an_unedited_record_changes_no_byte(pair: Pair, newline: str) -> None:
    """What was just exported has nothing to say, pruning or not."""
    with recorded(pair, newline) as (root, record, _):
        before = contents(root)

        for options in ((), ("--prune",)):
            assert taken_in(root, record, *options).err.startswith("nothing to do")
            assert contents(root) == before


@FEW
@given(two_states, line_ends)
def test_what_was_exported_comes_back(pair: Pair, newline: str) -> None:
    """After any edits of answers, profiles, plans and products, a record restores what it holds.

    Products that it does not have stay as they are, to the byte; a second import does nothing.
    """
    with recorded(pair, newline) as (root, record, before):
        after = changed(root, pair, newline)
        others = {id_: contents(root / f"products/{id_}") for id_ in after.keys() - before.keys()}

        taken_in(root, record, "--prune")

        now = meaning_of(root)
        assert {holder: now[holder] for holder in before} == before
        assert {id_: contents(root / f"products/{id_}") for id_ in others} == others
        assert taken_in(root, record, "--prune").err.startswith("nothing to do")


@FEW
@given(two_states, line_ends)
def test_without_pruning_nothing_is_lost(pair: Pair, newline: str) -> None:
    """What is here and not in the record stays; of what is in both, the record has its way."""
    with recorded(pair, newline) as (root, record, before):
        after = changed(root, pair, newline)

        taken_in(root, record)

        now = meaning_of(root)
        for holder in before.keys() | after.keys():
            then, since = before.get(holder), after.get(holder)
            for sheet in {*answers_in(then), *answers_in(since), *answers_in(now[holder])}:
                there, here = answers_in(then).get(sheet, {}), answers_in(since).get(sheet, {})
                assert answers_in(now[holder])[sheet] == {**here, **there}
            assert plan_in(now[holder]) == {**plan_in(since), **plan_in(then)}


def answers_in(meaning: Meaning | None) -> dict[str, dict[str, object]]:
    """Return the answers of a holder, by questionnaire."""
    return {} if meaning is None else {id_: each[-1] for id_, each in meaning[1].items()}


def plan_in(meaning: Meaning | None) -> dict[str, object]:
    """Return the plan of a holder; none is empty."""
    return {} if meaning is None else dict(meaning[2] or {})
