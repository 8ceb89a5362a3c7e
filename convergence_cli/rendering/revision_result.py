"""What `questionnaire diff` and `update` render, and its JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from convergence_cli.language import Text
from convergence_cli.model.condition import (
    Value,
)
from convergence_cli.model.questionnaire import ExpectedStep, Scale
from convergence_cli.model.workspace import NotApplicable
from convergence_cli.rendering.json_document import (
    Json,
    condition_json,
    document,
    exact_text,
    rounded_number,
    text_json,
)
from convergence_cli.revising.changes import Change, Difference, Shown
from convergence_cli.revising.effects import Mean, MeanChange, Touched
from convergence_cli.revising.kinds import Release, class_of, release_of


@dataclass(frozen=True)
class Revision:
    """Two versions of one definition, and what the newer one does to a workspace."""

    id: str
    title: Text
    old: str
    """The version compared with; the empty text where it has none."""
    new: str
    changes: tuple[tuple[Change, tuple[Touched, ...]], ...]
    """Each with the answers that it touches."""
    titles: Mapping[str, Text]
    """Of criteria or questions, by their ids in either version."""
    means: tuple[MeanChange, ...] = ()

    @property
    def release(self) -> Release | None:
        """The class of the new version; none where nothing that is asked changed."""
        return release_of(change.kind for change, _ in self.changes)


def revision_json(revision: Revision, day: str) -> str:
    """Return two versions compared as one document."""
    release = revision.release
    return document(
        as_of=day,
        questionnaire=revision.id,
        old=revision.old,
        new=revision.new,
        **{"class": None if release is None else release.value},
        changes=[_change(change, touched, revision) for change, touched in revision.changes],
        means=[_mean_change(each) for each in revision.means],
    )


def _change(change: Change, touched: tuple[Touched, ...], revision: Revision) -> Json:
    title = revision.titles.get(change.new or change.old or "")
    return {
        "kind": change.kind.value,
        "class": class_of(change.kind).value,
        "old": change.old,
        "new": change.new,
        "title": written(title),
        "differences": [_difference(each) for each in change.differences],
        "answers": [
            {"product": each.holder or None, "id": each.asked, "answer": _answer(each.answer)}
            for each in touched
        ],
    }


def _difference(difference: Difference) -> Json:
    return {
        "aspect": difference.aspect.value,
        "of": difference.of or None,
        "before": written(difference.before),
        "after": written(difference.after),
    }


def _mean_change(change: MeanChange) -> Json:
    return {
        "product": change.holder or None,
        "questionnaire": change.questionnaire,
        "before": _mean(change.before),
        "after": _mean(change.after),
    }


def _mean(mean: Mean | None) -> Json | None:
    if mean is None:
        return None
    return {
        "mean": exact_text(mean.value),
        "mean_rounded": rounded_number(mean.value, mean.top),
        "answered": mean.answered,
        "target": mean.top,
    }


def _answer(answer: NotApplicable | Value) -> Any:
    if isinstance(answer, NotApplicable):
        return answer.value
    return list(answer) if isinstance(answer, tuple) else answer


def written(value: Shown) -> Any:
    """Return a value as a definition writes it."""
    match value:
        case None | str():
            return value
        case Text():
            return text_json(value)
        case Scale(levels):
            return [
                {"level": each.level, "colour": each.colour.value, "label": written(each.label)}
                for each in levels
            ]
        case (ExpectedStep(), *_):
            steps = [each for each in value if isinstance(each, ExpectedStep)]
            if len(steps) == 1 and not steps[0].start:
                return steps[0].level
            return [{"from": step.start, "level": step.level} for step in steps]
        case tuple():
            return []
        case _:
            return condition_json(value)
