"""Scores of many states of a workspace: what two of them share is scored once.

Objects are compared by identity: a product whose files did not change between two commits is the
same object in both, and so are the definitions.
"""

from bisect import bisect_right
from collections.abc import Iterable

from convergence_cli.model.same import Same
from convergence_cli.model.workspace import Workspace
from convergence_cli.profiling.inheritance import lineage
from convergence_cli.scoring.score import SubjectScore, score_of
from convergence_cli.scoring.standing import Judge, engines_of


class Scorer:
    """Scores states of a workspace one after the other; none of them may have an error."""

    def __init__(self) -> None:
        self._by_definitions: dict[Same, _Scores] = {}

    def scores(self, workspace: Workspace, day: str) -> "Scores":
        """Return what gives the scores of one state as of an ISO day."""
        definitions = Same(*workspace.preliminaries.values(), *workspace.questionnaires.values())
        if definitions not in self._by_definitions:
            self._by_definitions[definitions] = _Scores(workspace)
        return Scores(self._by_definitions[definitions], workspace, day)


class Scores:
    """The scores of one state."""

    def __init__(self, known: "_Scores", workspace: Workspace, day: str) -> None:
        self._known, self._workspace, self._day = known, workspace, day
        self._judge = Judge(workspace, known.engines)
        self._epoch = bisect_right(known.steps, day)

    def products(self, ids: Iterable[str]) -> tuple[SubjectScore, ...]:
        """Return the scores of some products."""
        return tuple(self._product(id_) for id_ in ids)

    def company(self) -> SubjectScore:
        """Return the scores of the company."""
        company = self._workspace.company
        key = (Same(company.profile, *company.sheets.values()), self._epoch)
        known = self._known.by_parts
        if key not in known:
            known[key] = score_of(self._judge.company(), self._day)
        return known[key]

    def _product(self, id_: str) -> SubjectScore:
        products = self._workspace.products
        key = (Same(*lineage(products[id_], products)), self._epoch)
        known = self._known.by_parts
        if key not in known:
            known[key] = score_of(self._judge.product(id_), self._day)
        return known[key]


class _Scores:
    """What was scored under the same definitions."""

    def __init__(self, workspace: Workspace) -> None:
        self.engines = engines_of(workspace)
        self.steps = sorted(_days(workspace))
        """The days on which an expected level changes: between two of them, nothing does."""
        self.by_parts: dict[tuple[Same, int], SubjectScore] = {}


def _days(workspace: Workspace) -> set[str]:
    return {
        step.start
        for questionnaire in workspace.questionnaires.values()
        for criterion in questionnaire.criteria
        for step in criterion.expected
    }
