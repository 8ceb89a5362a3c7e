"""What `profile` renders: what applies to a product, what does not, and what is not known yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text as RichText

from convergence_cli.language import Language, Text
from convergence_cli.model.questionnaire import Criterion
from convergence_cli.model.workspace import Workspace
from convergence_cli.profiling.engine import Applicability
from convergence_cli.profiling.origins import inherited_values, profile_values
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering import words
from convergence_cli.rendering.json_document import Json, definitions, document
from convergence_cli.rendering.screen import Screen, on_one_line
from convergence_cli.scoring.standing import Subject

_OPEN = Text(
    en="Preliminary questions without an answer ({n}): {questions}",
    fr="Questions préliminaires sans réponse ({n}) : {questions}",
)
_COUNTS = Text(
    en="{yes} criteria apply, {no} do not, {undetermined} undetermined",
    fr="{yes} critères s'appliquent, {no} non, {undetermined} indéterminés",
)
_DECIDED_BY = Text(en="decided by {questions}", fr="décidé par {questions}")
_STYLES: dict[Truth, str] = {Truth.YES: "green", Truth.NO: "dim", Truth.UNDETERMINED: "yellow"}


@dataclass(frozen=True)
class ProfileResult:
    """What applies to one product, or to the company."""

    workspace: Workspace
    subject: Subject

    @property
    def applicabilities(self) -> Sequence[Applicability]:
        """What of each questionnaire applies, by id."""
        return [each.applicability for each in self.subject.standings.values()]

    @property
    def inherited_from(self) -> dict[str, int]:
        """How many of the values that are read each other product gives, by id."""
        product = self.subject.product
        if product is None or product.extends is None:
            return {}
        return inherited_values(profile_values(product, self.subject.profile, self.workspace))

    def missing(self, applicability: Applicability, criterion: Criterion) -> tuple[str, ...]:
        """Return the preliminary questions that would decide a criterion."""
        whole = applicability.questionnaire.applies_when
        return self.subject.profile.missing(whole, criterion.applies_when)


def profile_json(result: ProfileResult) -> str:
    """Return what applies, criterion by criterion (SPEC §4)."""
    questionnaires = [each.questionnaire for each in result.applicabilities]
    return document(
        product=result.subject.id or None,
        definitions=definitions(questionnaires),
        inherited_from=result.inherited_from,
        open_questions=list(result.subject.profile.open_questions),
        questionnaires=[_questionnaire(each, result) for each in result.applicabilities],
    )


def profile_text(result: ProfileResult, language: Language, screen: Screen) -> str:
    """Return what applies, in a terminal; criteria that do not apply are only counted."""
    heading = words.subject_heading(result.subject, result.workspace.company.name, language)
    blocks = [f"{heading}\n"]
    questions = result.subject.profile.open_questions
    if questions:
        listed = _OPEN.fill(n=len(questions), questions=words.joined(questions))
        blocks.append(f"{listed.in_(language)}\n")
    for product, n in result.inherited_from.items():
        blocks.append(f"{words.INHERITED_VALUES.fill(product=product, n=n).in_(language)}\n")
    blocks += [
        _questionnaire_text(each, result, language, screen) for each in result.applicabilities
    ]
    return "\n".join(blocks)


def _questionnaire(applicability: Applicability, result: ProfileResult) -> Json:
    questionnaire = applicability.questionnaire
    return {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "applies": applicability.applies.value,
        **_missing(
            applicability.applies, result.subject.profile.missing(questionnaire.applies_when)
        ),
        "criteria": [
            {
                "id": criterion.id,
                "applies": applicability.criteria[criterion.id].value,
                **_missing(
                    applicability.criteria[criterion.id], result.missing(applicability, criterion)
                ),
            }
            for criterion in questionnaire.criteria
        ],
    }


def _missing(truth: Truth, questions: tuple[str, ...]) -> Json:
    return {"missing": list(questions)} if truth is Truth.UNDETERMINED else {}


def _questionnaire_text(
    applicability: Applicability, result: ProfileResult, language: Language, screen: Screen
) -> str:
    questionnaire = applicability.questionnaire
    applies = words.TRUTH_WORDS[applicability.applies].in_(language)
    heading = f"{words.definition_title(questionnaire, language)} · {applies}\n"
    if applicability.applies is Truth.NO:
        return heading
    counts = {truth.value: len(applicability.criteria_that(truth)) for truth in Truth}
    lines = f"{heading}{_COUNTS.fill(**counts).in_(language)}\n"
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for criterion in questionnaire.criteria:
        truth = applicability.criteria[criterion.id]
        if truth is not Truth.NO:
            title = on_one_line(criterion.title.in_(language))
            if truth is Truth.UNDETERMINED:
                questions = words.joined(result.missing(applicability, criterion))
                title += f" · {_DECIDED_BY.fill(questions=questions).in_(language)}"
            sign = "●" if truth is Truth.YES else "?"
            table.add_row(RichText(f"{sign} {criterion.id}", style=_STYLES[truth]), RichText(title))
    return lines + screen.drawn(table)
