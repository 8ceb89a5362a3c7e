"""What git knows of the past: the states that a branch went through, and those that have a tag.

The first parents alone are followed. They are what the branch held, one after the other; commits
that a merge brought in never stood on it, and are often older than what stood there meanwhile.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from convergence_cli.loading.git import decoded
from convergence_cli.loading.repository import Repository
from convergence_cli.model.moment import Moment

_FORMAT = "--format=%H%x00%cs%x00%ct%x00%s"
_COMMIT = "commit"


@dataclass(frozen=True)
class Past:
    """Moments, the oldest first."""

    moments: tuple[Moment, ...]
    cut_at: str | None = None
    """The day at which a shallow clone ends, and the past goes on elsewhere."""
    n_beside: int = 0
    """How many tags name what the branch does not hold."""


def states_of(repository: Repository, head: str) -> Past:
    """Return each commit up to a hash that changed the workspace, along the first parents."""
    below = ["--", repository.prefix] if repository.prefix else []
    told = repository.told(
        *("rev-list", "--first-parent", "--reverse", "--encoding=UTF-8", _FORMAT, head),
        *below,
    )
    moments = tuple(moment for moment, _ in _moments(decoded(told)))
    return Past(moments, _cut_at(repository, head))


def tags_of(repository: Repository, head: str) -> Past:
    """Return each tag of a commit that a hash holds, by the day of the commit."""
    hash_by_tag = dict(_tags(repository, head))
    found = _found(repository, hash_by_tag.values())
    tagged = [(name, *found[hash_]) for name, hash_ in hash_by_tag.items()]
    tagged.sort(key=lambda each: (each[2], each[0]))
    moments = (Moment(each.commit, each.day, each.subject, name) for name, each, _ in tagged)
    others = repository.told("for-each-ref", f"--no-merged={head}", "refs/tags").splitlines()
    return Past(tuple(moments), _cut_at(repository, head), len(others))


def _tags(repository: Repository, head: str) -> Iterator[tuple[str, str]]:
    fields = ("refname:lstrip=2", "objecttype", "objectname", "*objecttype", "*objectname")
    form = "%00".join(f"%({each})" for each in fields)
    told = repository.told("for-each-ref", f"--merged={head}", f"--format={form}", "refs/tags")
    for line in decoded(told).splitlines():
        name, kind, hash_, of_kind, of = line.split("\0")
        if kind == _COMMIT:
            yield name, hash_
        elif of_kind == _COMMIT:
            yield name, of
        else:
            # The tag of a tag.
            yield name, repository.commit(f"refs/tags/{name}")


def _found(repository: Repository, hashes: Iterable[str]) -> dict[str, tuple[Moment, int]]:
    given = "".join(f"{each}\n" for each in hashes)
    if not given:
        return {}
    told = repository.told(
        *("rev-list", "--no-walk=unsorted", "--encoding=UTF-8", _FORMAT, "--stdin"), given=given
    )
    return {moment.commit: (moment, time) for moment, time in _moments(decoded(told))}


def _moments(told: str) -> Iterator[tuple[Moment, int]]:
    for line in told.split("\n"):
        if "\0" in line:
            hash_, day, time, subject = line.split("\0")
            yield Moment(hash_, day, subject), int(time)


def _cut_at(repository: Repository, head: str) -> str | None:
    """Return the day of the last commit that a shallow clone has along the first parents."""
    if not repository.shallow:
        return None
    told = repository.told("rev-list", "--first-parent", "--max-parents=0", _FORMAT, head)
    ends = [moment for moment, _ in _moments(decoded(told))]
    return next((each.day for each in ends if each.commit in repository.shallow), None)
