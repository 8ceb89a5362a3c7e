"""Whatever a workspace says, a record of it brings it back (SPEC §4, `export` and `import`)."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from convergence_cli.model.workspace import Answer, PlanEntry
from tests.cli.running import AS_OF, Finished, run
from tests.exchanging.disk import (
    Meaning,
    OwnerMeaning,
    contents,
    meaning_of,
    write_answers,
    write_definitions,
)
from tests.reviewing.states import Pair, pairs
from tests.strategies import QUICK

EVERYTHING = ("--drafts", "--archived")

FEW = settings(QUICK, max_examples=7)


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
def test_what_was_exported_comes_back(pair: Pair, newline: str) -> None:
    """After any edits of answers, profiles, plans and products, a record restores what it holds.

    Before them, and after that, it has nothing to say. Products that it does not have stay as they
    are, to the byte.
    """
    with recorded(pair, newline) as (root, record, before):
        changes_nothing(root, record)
        after = changed(root, pair, newline)
        others = {id_: contents(root / f"products/{id_}") for id_ in after.keys() - before.keys()}

        taken_in(root, record, "--prune")

        now = meaning_of(root)
        assert {holder: now[holder] for holder in before} == before
        assert {id_: contents(root / f"products/{id_}") for id_ in others} == others
        changes_nothing(root, record, "--prune")


def changes_nothing(root: Path, record: Path, *options: str) -> None:
    """Take a record in that says what the workspace says."""
    before = contents(root)
    assert taken_in(root, record, *options).err.startswith("nothing to do")
    assert contents(root) == before


@FEW
@given(two_states, line_ends)
def test_without_pruning_nothing_is_lost(pair: Pair, newline: str) -> None:
    """What is here and not in the record stays; of what is in both, the record has its way."""
    with recorded(pair, newline) as (root, record, before):
        after = changed(root, pair, newline)

        taken_in(root, record)

        now = meaning_of(root)
        for holder in before.keys() | after.keys():
            then, since = (answers_in(each.get(holder)) for each in (before, after))
            assert answers_in(now[holder]) == {
                sheet: {**since.get(sheet, {}), **then.get(sheet, {})}
                for sheet in since.keys() | then.keys()
            }
            planned = [plan_in(each.get(holder)) for each in (after, before)]
            assert plan_in(now[holder]) == {**planned[0], **planned[1]}


def answers_in(owner: OwnerMeaning | None) -> dict[str, dict[str, Answer]]:
    """Return the answers of a holder, by questionnaire."""
    return {} if owner is None else {id_: each.answers for id_, each in owner.sheets.items()}


def plan_in(owner: OwnerMeaning | None) -> dict[str, PlanEntry]:
    """Return the plan of a holder; none is empty."""
    return {} if owner is None else dict(owner.plan or {})
