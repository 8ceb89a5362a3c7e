"""Two versions of a questionnaire, compared criterion by criterion."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from convergence_cli.language import Text
from convergence_cli.model.condition import Condition
from convergence_cli.model.questionnaire import Criterion, ExpectedStep, Questionnaire, Scale
from convergence_cli.revising.kinds import ChangeKind
from convergence_cli.revising.sameness import says_the_same
from convergence_cli.revising.succession import Succession


class Aspect(StrEnum):
    """What of a criterion or of a questionnaire differs."""

    ID = "id"
    TITLE = "title"
    DESCRIPTION = "description"
    GUIDANCE = "guidance"
    STATEMENT = "statement"
    LEVEL = "level"
    LABEL = "label"
    COLOUR = "colour"
    SCALE = "scale"
    EXPECTED = "expected"
    CONDITION = "applies_when"
    STRENGTH = "strength"
    AXIS = "axis"
    AXIS_TITLE = "axis-title"
    STATUS = "status"
    CODE = "published_code"
    LINKS = "see"
    FACTS = "facts"
    SOURCES = "sources"
    SOURCE_DATE = "source_date"
    REPLACES = "replaces"
    KIND = "kind"
    SCOPE = "scope"
    ORDER = "order"
    TYPE = "type"
    OPTION = "option"
    HELP = "help"
    GROUP = "group"
    SECTION = "section"
    REQUIRED = "required"
    INFORMATIVE = "informative"


Shown = Text | Condition | Scale | tuple[ExpectedStep, ...] | str | None
"""What stood there, as the model has it; None where nothing did."""


@dataclass(frozen=True)
class Difference:
    """One aspect, before and after."""

    aspect: Aspect
    before: Shown = None
    after: Shown = None
    of: str = ""
    """Which one, where there are several: a level, or the id of an axis."""


@dataclass(frozen=True)
class Change:
    """One change of one kind; what a criterion goes through may be several changes."""

    kind: ChangeKind
    old: str | None = None
    """The id of the criterion in the old version; none where it was not there."""
    new: str | None = None
    """Its id in the new version; both are none for the questionnaire as a whole."""
    differences: tuple[Difference, ...] = ()


def changes_between(old: Questionnaire, new: Questionnaire) -> tuple[Change, ...]:
    """Return what changed: the whole first, then the criteria in the order of the new version."""
    succession = Succession(old, new)
    return (*_whole(old, new, succession), *_criteria(succession))


def _whole(old: Questionnaire, new: Questionnaire, succession: Succession) -> Iterator[Change]:
    recast = differing(
        Difference(Aspect.KIND, old.kind.value, new.kind.value),
        Difference(Aspect.SCOPE, old.scope.value, new.scope.value),
    )
    condition = differing(Difference(Aspect.CONDITION, old.applies_when, new.applies_when))
    wording = differing(
        Difference(Aspect.TITLE, old.title, new.title),
        Difference(Aspect.DESCRIPTION, old.description, new.description),
        Difference(Aspect.SOURCES, _listed(old.sources), _listed(new.sources)),
        *_axis_titles(old, new),
        *_looks_of_scale(old, new),
    )
    if not _is_in_the_same_order(succession):
        wording = (*wording, Difference(Aspect.ORDER))
    for kind, differences in (
        (ChangeKind.RECAST, recast),
        (ChangeKind.RESCALED, tuple(_rescaled(old, new))),
        (ChangeKind.CONDITION, condition),
        (ChangeKind.WORDING, wording),
    ):
        if differences:
            yield Change(kind, differences=differences)


def _criteria(succession: Succession) -> Iterator[Change]:
    old, new = succession.old, succession.new
    for criterion in new.criteria:
        # What others were merged into is still itself.
        same = old.criterion_by_id.get(succession.same.get(criterion.id, criterion.id))
        if same is not None:
            yield from _changed(same, criterion, succession)
        for origin in succession.merged.get(criterion.id, ()):
            if origin != criterion.id:
                yield Change(ChangeKind.MERGED, origin, criterion.id)
        for gone, heirs in succession.split.items():
            if criterion.id in heirs:
                yield Change(ChangeKind.SPLIT, gone, criterion.id)
        if criterion.id in succession.added:
            title = Difference(Aspect.TITLE, None, criterion.title)
            yield Change(ChangeKind.ADDED, None, criterion.id, (title,))
    for id_ in succession.removed:
        title = Difference(Aspect.TITLE, old.criterion_by_id[id_].title, None)
        yield Change(ChangeKind.REMOVED, id_, None, (title,))


def _changed(before: Criterion, after: Criterion, succession: Succession) -> Iterator[Change]:
    meaning = tuple(_meaning(before, after))
    reworded = tuple(each for each in meaning if not _is_the_same(each))
    wording = (*(each for each in meaning if _is_the_same(each)), *_wording(before, after))
    by_kind: tuple[tuple[ChangeKind, tuple[Difference, ...]], ...] = (
        (ChangeKind.RENAMED, differing(Difference(Aspect.ID, before.id, after.id))),
        (ChangeKind.REWORDED, reworded),
        (ChangeKind.STRENGTH, _strength(before, after)),
        (ChangeKind.EXPECTED, _expected(before, after, succession)),
        (
            ChangeKind.CONDITION,
            differing(Difference(Aspect.CONDITION, before.applies_when, after.applies_when)),
        ),
        (ChangeKind.MOVED, differing(Difference(Aspect.AXIS, before.axis, after.axis))),
        (ChangeKind.WORDING, wording),
    )
    for kind, differences in by_kind:
        if differences:
            yield Change(kind, before.id, after.id, differences)


def _meaning(before: Criterion, after: Criterion) -> tuple[Difference, ...]:
    """Return the differences of the texts by which an answer is chosen.

    A level that only one of the scales has is a change of the scale, told once for all criteria.
    """
    levels = [
        Difference(Aspect.LEVEL, before.levels[level], after.levels[level], str(level))
        for level in sorted(before.levels.keys() & after.levels.keys())
    ]
    statement = Difference(Aspect.STATEMENT, before.statement, after.statement)
    return differing(statement, *levels)


def _wording(before: Criterion, after: Criterion) -> tuple[Difference, ...]:
    differences = differing(
        Difference(Aspect.TITLE, before.title, after.title),
        Difference(Aspect.GUIDANCE, before.guidance, after.guidance),
        Difference(Aspect.STATUS, before.origin.value, after.origin.value),
        Difference(Aspect.CODE, _code(before), _code(after)),
        Difference(Aspect.LINKS, _listed(before.see), _listed(after.see)),
        Difference(Aspect.FACTS, _listed(before.facts), _listed(after.facts)),
        Difference(Aspect.SOURCE_DATE, before.source_date, after.source_date),
    )
    if before.id != after.id:
        # That it replaces the old id is what the renaming says.
        return differences
    replaces = Difference(Aspect.REPLACES, _listed(before.replaces), _listed(after.replaces))
    return (*differences, *differing(replaces))


def _expected(
    before: Criterion, after: Criterion, succession: Succession
) -> tuple[Difference, ...]:
    is_target = [
        criterion.expected == (ExpectedStep("", questionnaire.scale.top),)
        for criterion, questionnaire in ((before, succession.old), (after, succession.new))
    ]
    if all(is_target):
        # The target of either scale, which changed for all criteria.
        return ()
    return differing(Difference(Aspect.EXPECTED, before.expected, after.expected))


def _strength(before: Criterion, after: Criterion) -> tuple[Difference, ...]:
    old, new = before.strength, after.strength
    return differing(
        Difference(
            Aspect.STRENGTH,
            None if old is None else old.value,
            None if new is None else new.value,
        )
    )


def _rescaled(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    if old.scale.values != new.scale.values:
        yield Difference(Aspect.SCALE, old.scale, new.scale)
        return
    for difference in _labels(old, new):
        if _labels_are_the_meaning(old, new) and not _is_the_same(difference):
            yield difference


def _looks_of_scale(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    if old.scale.values != new.scale.values:
        return
    for difference in _labels(old, new):
        if not _labels_are_the_meaning(old, new) or _is_the_same(difference):
            yield difference
    for before, after in zip(old.scale.levels, new.scale.levels, strict=True):
        yield Difference(Aspect.COLOUR, before.colour.value, after.colour.value, str(before.level))


def _labels(old: Questionnaire, new: Questionnaire) -> tuple[Difference, ...]:
    pairs = zip(old.scale.levels, new.scale.levels, strict=True)
    return differing(
        *(
            Difference(Aspect.LABEL, before.label, after.label, str(before.level))
            for before, after in pairs
        )
    )


def _labels_are_the_meaning(old: Questionnaire, new: Questionnaire) -> bool:
    """Whether a level has no words but its label: that of a requirement, in either version."""
    return any(not each.levels for each in (*old.criteria, *new.criteria))


def _axis_titles(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    before = {axis.id: axis.title for axis in old.axes}
    for axis in new.axes:
        if axis.id in before:
            yield Difference(Aspect.AXIS_TITLE, before[axis.id], axis.title, axis.id)


def _is_in_the_same_order(succession: Succession) -> bool:
    """Whether the criteria of both versions that stayed on their axis stand in the same order."""
    old, new = succession.old.criterion_by_id, succession.new.criterion_by_id
    stayed = {was: id_ for id_, was in succession.same.items() if old[was].axis == new[id_].axis}
    before = [stayed[each.id] for each in succession.old.criteria if each.id in stayed]
    return before == [each.id for each in succession.new.criteria if each.id in {*before}]


def differing(*differences: Difference) -> tuple[Difference, ...]:
    """Return those that are no equalities."""
    return tuple(each for each in differences if each.before != each.after)


def _is_the_same(difference: Difference) -> bool:
    before, after = difference.before, difference.after
    are_texts = isinstance(before, Text) and isinstance(after, Text)
    return are_texts and says_the_same(before, after)  # type: ignore[arg-type]


def _code(criterion: Criterion) -> str | None:
    code = criterion.published_code
    return None if code is None else f"{code.code} ({code.source})"


def _listed(ids: tuple[str, ...]) -> str | None:
    return ", ".join(ids) or None
