"""What becomes of three states of a file: merged by entries, or as git merges text."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from convergence_cli.cli.merge_reading import State, base_of, data_of, holder_of, marked, state_of
from convergence_cli.loading.git import is_installed, run_git
from convergence_cli.merging.merge import merge, says
from convergence_cli.merging.merged import Labels, Merged
from convergence_cli.merging.part import Conflict
from convergence_cli.merging.sheet import Form
from convergence_cli.merging.values import Route, Side, entries_of, merged_entries

Files = Mapping[Side, Path]
_MOST_CONFLICTS = 127
"""What git answers where it merged text, by the number of conflicts; above, it could not."""


@dataclass(frozen=True)
class Outcome:
    """What is to be written, and what to say of it."""

    content: bytes | None
    """None where the file is left as it is."""
    conflicts: tuple[Route, ...] = ()
    has_conflicts: bool = False
    """Also where no entry can be named."""
    unreadable: tuple[Side, ...] = ()
    has_stale_seal: bool = False
    """Whether it holds a seal that nobody put on these answers."""


def outcome_of(files: Files, labels: Labels) -> Outcome:
    """Return what three files become; nothing is written."""
    contents = {side: files[side].read_bytes() for side in Side}
    states = {
        Side.BASE: base_of(contents[Side.BASE]),
        Side.OURS: state_of(contents[Side.OURS]),
        Side.THEIRS: state_of(contents[Side.THEIRS]),
    }
    read = {side: state for side, state in states.items() if state is not None}
    if len(read) < len(states):
        unreadable = tuple(side for side in Side if side not in read)
        merged, has_conflicts = _by_git(files, labels)
        return Outcome(merged, (), has_conflicts, unreadable)
    return _by_entries(read, labels) or _by_lines(files, contents, read, labels)


def _by_entries(states: Mapping[Side, State], labels: Labels) -> Outcome | None:
    holder = holder_of([*states.values()])
    laid_out = {side: marked(state, holder) for side, state in states.items()}
    whole = {side: each for side, each in laid_out.items() if each is not None}
    merged = merge(whole, data_of) if len(whole) == len(states) else None
    if merged is None:
        return None
    conflicts = merged.conflicts
    is_stale = not conflicts and _is_stale(data_of(merged.decided(Side.OURS)), states)
    return Outcome(merged.text(labels).encode(), conflicts, bool(conflicts), (), is_stale)


def _by_lines(
    files: Files, contents: Mapping[Side, bytes], states: Mapping[Side, State], labels: Labels
) -> Outcome:
    """Return what git makes of the text, as long as it says what a merge of the data says."""
    text, has_conflicts = _by_git(files, labels)
    if text is not None and has_conflicts:
        return Outcome(text, has_conflicts=True)
    holder = holder_of([*states.values()])
    state = None if text is None else state_of(text)
    if state is not None and _is_right(state, states, holder):
        return Outcome(text, has_stale_seal=_is_stale(state.data, states))
    # Git found no conflict where there is one: the whole file is shown from both sides.
    lines = {side: tuple(each.decode().split("\n")) for side, each in contents.items()}
    ended = {side: each[:-1] if each[-1:] == ("",) else each for side, each in lines.items()}
    whole = Conflict((), ended[Side.BASE], ended[Side.OURS], ended[Side.THEIRS])
    merged = Merged(Form("\n", is_ended=True, mark=""), (whole,))
    return Outcome(merged.text(labels).encode(), has_conflicts=True)


def _is_right(state: State, states: Mapping[Side, State], holder: str) -> bool:
    holds = all(isinstance(each.data.get(holder) or {}, dict) for each in states.values())
    if not holds:
        return False
    said = {side: entries_of(each.data, holder) for side, each in states.items()}
    return says(state.data, merged_entries(said, (), Side.OURS), holder)


def _is_stale(data: dict[str, object], states: Mapping[Side, State]) -> bool:
    """Return whether a seal stands in a file that says what no side said under that seal."""
    seal = data.get("seal")
    sealed = [each.data for each in states.values() if each.data.get("seal") == seal]
    return seal is not None and _sealed_part(data) not in map(_sealed_part, sealed)


def _sealed_part(data: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in data.items() if key != "status"}


def _by_git(files: Files, labels: Labels) -> tuple[bytes | None, bool]:
    """Return the text that git merges, none where it cannot, and whether it has conflicts."""
    if not is_installed():
        return None, False
    order = (Side.OURS, Side.BASE, Side.THEIRS)
    words = (labels.ours, labels.base, labels.theirs)
    named = [each for label in words for each in ("-L", label)]
    paths = [str(files[side].resolve()) for side in order]
    size = f"--marker-size={labels.size}"
    done = run_git(Path.cwd(), "merge-file", "-p", "--diff3", size, *named, "--", *paths)
    is_merged = 0 <= done.returncode <= _MOST_CONFLICTS
    return (done.stdout, done.returncode > 0) if is_merged else (None, False)
