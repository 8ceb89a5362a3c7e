"""A score that was saved, as a state to compare with: what was counted then, and from what."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TypeVar

from convergence_cli.model.questionnaire import Preliminary, Questionnaire
from convergence_cli.model.rules import RuleSet
from convergence_cli.model.workspace import Workspace
from convergence_cli.reviewing.before import Before
from convergence_cli.reviewing.definitions import Redefinition, Yardstick, judged_by
from convergence_cli.reviewing.following import under_renamed
from convergence_cli.reviewing.state import States

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Record:
    """What a saved score says: answers and profiles, and the means that they gave."""

    workspace: Workspace
    """Profiles, levels, evidence and plans, without definitions."""
    states: Mapping[str, States]
    """By product, the empty text for the company."""
    versions: Mapping[str, str]
    """Of each questionnaire, by id."""
    fingerprints: Mapping[str, str]
    """Of each definition, by id."""

    def only(self, definitions: Collection[str]) -> "Record":
        """Return the record with what it says of some definitions alone."""
        gone = self.fingerprints.keys() - set(definitions)
        return Record(
            replace(
                self.workspace,
                company=replace(
                    self.workspace.company, sheets=_without(self.workspace.company.sheets, gone)
                ),
                products={
                    id_: replace(each, sheets=_without(each.sheets, gone))
                    for id_, each in self.workspace.products.items()
                },
            ),
            {holder: _without(each, gone) for holder, each in self.states.items()},
            _without(self.versions, gone),
            _without(self.fingerprints, gone),
        )


def fingerprint(yardstick: Yardstick) -> str:
    """Return a name for all that a definition says; of two that say the same, the same."""
    match yardstick:
        case Preliminary():
            said: tuple[object, ...] = (yardstick.scope, yardstick.sections)
        case RuleSet():
            said = (yardstick.version, yardstick.rules)
        case Questionnaire():
            said = (
                yardstick.version,
                yardstick.kind,
                yardstick.scope,
                yardstick.scale,
                yardstick.applies_when,
                yardstick.axes,
            )
    return f"sha256:{sha256(repr(said).encode()).hexdigest()}"


@dataclass(frozen=True)
class Heirs:
    """The criteria that replace others, as far as a new definition says it alone."""

    questionnaire: Questionnaire

    def new_ids(self, given: Collection[str]) -> Mapping[str, str]:
        """Return the given ids that one criterion replaces, which is in nobody else's place."""
        claimed = Counter(was for each in self.questionnaire.criteria for was in each.replaces)
        return {
            was: each.id
            for each in self.questionnaire.criteria
            for was in each.replaces
            if was in given and each.id not in given
            if claimed[was] == len(each.replaces) == 1 and was in self.questionnaire.retired
        }


def before_of_record(record: Record, after: Workspace) -> Before:
    """Return a saved score, to be compared with a workspace."""
    heirs = {id_: Heirs(each) for id_, each in after.questionnaires.items()}
    under = under_renamed(record.workspace, after, heirs)
    states = {
        holder: {
            id_: state.known_as(heirs[id_].new_ids(state.footings)) if id_ in heirs else state
            for id_, state in each.items()
        }
        for holder, each in record.states.items()
    }
    return Before(record.workspace, under, tuple(_redefinitions(record, after)), states)


def _redefinitions(record: Record, after: Workspace) -> list[Redefinition]:
    now = judged_by(after)
    return [
        Redefinition(id_, record.versions.get(id_), now[id_].version if id_ in now else None, {})
        for id_ in sorted({*record.fingerprints, *now})
        if id_ not in now or fingerprint(now[id_]) != record.fingerprints.get(id_)
    ]


def _without(given: Mapping[str, Thing], gone: Collection[str]) -> dict[str, Thing]:
    return {id_: each for id_, each in given.items() if id_ not in gone}
