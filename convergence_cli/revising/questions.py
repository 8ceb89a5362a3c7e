"""Two versions of a preliminary questionnaire, compared question by question."""

from collections.abc import Iterator, Mapping

from convergence_cli.model.condition import Value
from convergence_cli.model.questionnaire import Preliminary, Question, Scope
from convergence_cli.model.workspace import Workspace
from convergence_cli.revising.changes import Aspect, Change, Difference, differing
from convergence_cli.revising.effects import COMPANY, Touched
from convergence_cli.revising.kinds import ChangeKind


def question_changes(old: Preliminary, new: Preliminary) -> tuple[Change, ...]:
    """Return what changed, in the order of the new version, what is gone at the end."""
    return tuple(_changes(old, new))


def profiles_touched(change: Change, workspace: Workspace, scope: Scope) -> tuple[Touched, ...]:
    """Return the stored profile values that a change concerns."""
    if change.old is None or change.kind is ChangeKind.WORDING:
        return ()
    gone = {each.of for each in change.differences if each.aspect is Aspect.OPTION}
    touched = []
    for holder, profile in _profiles(workspace, scope):
        value = profile.get(change.old)
        chosen = set(value) if isinstance(value, tuple) else {str(value)}
        is_concerned = chosen & gone or change.kind is not ChangeKind.OPTION_REMOVED
        if value is not None and value != "" and is_concerned:
            touched.append(Touched(holder, change.old, value))
    return tuple(touched)


def _profiles(
    workspace: Workspace, scope: Scope
) -> Iterator[tuple[str, Mapping[str, Value | None]]]:
    if scope is Scope.COMPANY:
        yield COMPANY, workspace.company.profile
    else:
        for id_, product in workspace.products.items():
            yield id_, product.profile


def _changes(old: Preliminary, new: Preliminary) -> Iterator[Change]:
    whole = differing(Difference(Aspect.TITLE, old.title, new.title))
    if whole:
        yield Change(ChangeKind.WORDING, differences=whole)
    sections = [
        {each.id: section.id for section in preliminary.sections for each in section.questions}
        for preliminary in (old, new)
    ]
    for question in new.questions:
        id_ = question.id
        before = old.question_by_id.get(id_)
        if before is None:
            title = Difference(Aspect.TITLE, None, question.title)
            yield Change(ChangeKind.ADDED, None, id_, (title,))
        else:
            section = Difference(Aspect.SECTION, sections[0][id_], sections[1][id_])
            yield from _changed(before, question, section)
    for question in old.questions:
        if question.id not in new.question_by_id:
            title = Difference(Aspect.TITLE, question.title, None)
            yield Change(ChangeKind.REMOVED, question.id, None, (title,))


def _changed(before: Question, after: Question, section: Difference) -> Iterator[Change]:
    options = [{each.value: each for each in question.options} for question in (before, after)]
    labels = [
        Difference(Aspect.OPTION, options[0][value].label, options[1][value].label, value)
        for value in options[1]
        if value in options[0]
    ]
    condition = Difference(Aspect.CONDITION, before.applies_when, after.applies_when)
    wording = differing(
        Difference(Aspect.TITLE, before.title, after.title),
        Difference(Aspect.HELP, before.help, after.help),
        Difference(Aspect.GROUP, before.group, after.group),
        Difference(Aspect.REQUIRED, _word(before.required), _word(after.required)),
        Difference(Aspect.INFORMATIVE, _word(before.informative), _word(after.informative)),
        section,
        *labels,
    )
    by_kind = (
        (
            ChangeKind.RETYPED,
            differing(Difference(Aspect.TYPE, before.type.value, after.type.value)),
        ),
        (
            ChangeKind.OPTION_REMOVED,
            tuple(
                Difference(Aspect.OPTION, each.label, None, each.value)
                for each in before.options
                if each.value not in options[1]
            ),
        ),
        (
            ChangeKind.OPTION_ADDED,
            tuple(
                Difference(Aspect.OPTION, None, each.label, each.value)
                for each in after.options
                if each.value not in options[0]
            ),
        ),
        (ChangeKind.CONDITION, differing(condition)),
        (ChangeKind.WORDING, wording),
    )
    for kind, differences in by_kind:
        if differences:
            yield Change(kind, before.id, after.id, differences)


def _word(is_set: bool) -> str:  # noqa: FBT001 - a value, not a switch
    return "true" if is_set else "false"
