"""What is said of changes between two states: one sentence for those that belong together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from convergence_cli.language import Language, Text
from convergence_cli.model.condition import Value
from convergence_cli.model.workspace import NotApplicable
from convergence_cli.rendering import words
from convergence_cli.rendering.condition_text import value_text
from convergence_cli.rendering.revision_text import REVISED_WORDS
from convergence_cli.rendering.screen import on_one_line
from convergence_cli.reviewing.change import AnsweredOtherwise, Bearing, Cause, Change, ChangeKind
from convergence_cli.reviewing.definitions import Redefinition
from convergence_cli.reviewing.review import Review

NOTHING = "—"

BEARING_WORDS: Mapping[Bearing, Text] = {
    Bearing.WORSE: Text(en="Worse", fr="Moins bien"),
    Bearing.DOUBTFUL: Text(en="To look at", fr="À examiner"),
    Bearing.APART: Text(en="Definitions", fr="Définitions"),
    Bearing.BETTER: Text(en="Better", fr="Mieux"),
}
KIND_WORDS: Mapping[ChangeKind, Text] = {
    ChangeKind.PRODUCT_DELETED: Text(en="product deleted", fr="produit supprimé"),
    ChangeKind.LEVEL_LOWERED: Text(en="level lowered", fr="niveau abaissé"),
    ChangeKind.ANSWER_REMOVED: Text(en="answer removed", fr="réponse retirée"),
    ChangeKind.EVIDENCE_REMOVED: Text(en="evidence removed", fr="preuve retirée"),
    ChangeKind.BECAME_NA: Text(en="became not applicable", fr="devenu non applicable"),
    ChangeKind.LEFT_PROFILE: Text(en="left the profile", fr="sorti du profil"),
    ChangeKind.SEAL_BROKEN: Text(en="seal broken", fr="validation rompue"),
    ChangeKind.PLAN_DELAYED: Text(en="plan delayed", fr="plan retardé"),
    ChangeKind.PRODUCT_ARCHIVED: Text(en="product archived", fr="produit archivé"),
    ChangeKind.GATE_LOOSENED: Text(en="gate loosened", fr="seuil relâché"),
    ChangeKind.DEFINITION_CHANGED: Text(en="definition changed", fr="définition modifiée"),
    ChangeKind.LEVEL_RAISED: Text(en="level raised", fr="niveau relevé"),
    ChangeKind.ANSWER_ADDED: Text(en="answer added", fr="réponse ajoutée"),
    ChangeKind.LEFT_NA: Text(en="applicable again", fr="de nouveau applicable"),
    ChangeKind.JOINED_PROFILE: Text(en="joined the profile", fr="entré dans le profil"),
    ChangeKind.EVIDENCE_ADDED: Text(en="evidence added", fr="preuve ajoutée"),
    ChangeKind.SEAL_ADDED: Text(en="validated", fr="validé"),
    ChangeKind.PLAN_ADVANCED: Text(en="plan advanced", fr="plan avancé"),
    ChangeKind.PRODUCT_ADDED: Text(en="product added", fr="produit ajouté"),
    ChangeKind.PRODUCT_RESTORED: Text(en="product restored", fr="produit rétabli"),
}
CAUSE_WORDS: Mapping[Cause, Text] = {
    Cause.DEFINITION: Text(en="definition", fr="définition"),
    Cause.PROFILE: Text(en="profile", fr="profil"),
    Cause.INHERITANCE: Text(en="inheritance", fr="héritage"),
    Cause.NOT_APPLICABLE: Text(en="not applicable", fr="non applicable"),
    Cause.ANSWER: Text(en="answers", fr="réponses"),
}
_BY_DEFINITION = Text(en="by its definition alone", fr="par sa seule définition")
_LOOKS_LIKE = Text(
    en="'{product}' looks like it: an id stays, only 'name' changes",
    fr="« {product} » lui ressemble : un identifiant demeure, seul « name » change",
)
_MINIMUM = Text(en="minimum {before} → {after}", fr="minimum {before} → {after}")
_FAILS_ON = Text(en="'{shortfall}' is not refused any more", fr="« {shortfall} » n'est plus refusé")


@dataclass(frozen=True)
class Told:
    """Changes that one sentence tells: of one kind, one place and one cause."""

    changes: tuple[Change, ...]

    @property
    def first(self) -> Change:
        """The one that speaks for all."""
        return self.changes[0]


def told_together(changes: Iterable[Change]) -> tuple[Told, ...]:
    """Return changes with those that are better told together: what a profile did, what is new."""
    groups: dict[object, list[Change]] = {}
    for n, each in enumerate(changes):
        is_alone = each.bearing is Bearing.WORSE or each.kind is ChangeKind.BECAME_NA
        key = n if is_alone else (each.kind, each.product, each.questionnaire, each.because)
        groups.setdefault(key, []).append(each)
    return tuple(Told(tuple(each)) for each in groups.values())


def told_text(told: Told, language: Language) -> str:
    """Return what changed, in one sentence: where, what, from what to what, why."""
    change = told.first
    parts = [place_of(change, language), KIND_WORDS[change.kind].in_(language)]
    if len(told.changes) > 1:
        parts[1] += f" ({len(told.changes)})"
        parts.append(words.joined(_short(each) for each in told.changes))
    else:
        parts.append(detail_of(change, language))
    parts.append(reason_of(change, language))
    return " · ".join(each for each in parts if each)


def place_of(change: Change, language: Language) -> str:
    """Return of which product, questionnaire and criterion a change is."""
    if change.kind in (ChangeKind.GATE_LOOSENED, ChangeKind.DEFINITION_CHANGED):
        return change.questionnaire
    subject = change.product or words.COMPANY.in_(language)
    return " · ".join(each for each in (subject, change.questionnaire) if each)


def redefinition_kinds(redefinition: Redefinition, language: Language) -> Iterator[str]:
    """Yield each kind of change that a definition went through, and how many there are."""
    for kind, n in redefinition.kinds.items():
        yield f"{REVISED_WORDS[kind].in_(language)} ({n})"


def criterion_named(change: Change, review: Review, language: Language) -> str:
    """Return the criterion of a change with its title; the id alone where nobody defines it."""
    for workspace in (review.after, review.before):
        questionnaire = workspace.questionnaires.get(change.questionnaire)
        if questionnaire is not None and change.criterion in questionnaire.criterion_by_id:
            title = questionnaire.criterion_by_id[change.criterion].title
            return words.item_title(change.criterion, title, language)
    return change.criterion


def detail_of(change: Change, language: Language) -> str:
    """Return the criterion of a change, and from what to what it went."""
    match change.kind:
        case ChangeKind.EVIDENCE_REMOVED | ChangeKind.EVIDENCE_ADDED:
            pieces = words.joined(on_one_line(each.title) for each in change.evidence)
            return words.labelled(change.criterion, pieces, language)
        case ChangeKind.GATE_LOOSENED:
            return _gate(change, language)
        case ChangeKind.PRODUCT_DELETED:
            alike = _LOOKS_LIKE.fill(product=change.successor).in_(language)
            return alike if change.successor else ""
        case ChangeKind.SEAL_BROKEN | ChangeKind.SEAL_ADDED:
            return ""
        case ChangeKind.PRODUCT_ADDED | ChangeKind.PRODUCT_ARCHIVED | ChangeKind.PRODUCT_RESTORED:
            return ""
        case _:
            return _short(change)


def reason_of(change: Change, language: Language) -> str:
    """Return why a change came about, where that is not what it says itself."""
    reasons = [answered_otherwise(each, language) for each in change.because]
    if change.comment:
        reasons.append(on_one_line(change.comment))
    if change.giver:
        reasons.append(words.INHERITED_FROM.fill(product=change.giver).in_(language))
    if change.kind is ChangeKind.SEAL_BROKEN and change.cause is Cause.DEFINITION:
        reasons.append(_BY_DEFINITION.in_(language))
    return words.joined(reasons)


def answered_otherwise(answer: AnsweredOtherwise, language: Language) -> str:
    """Return a preliminary question with its two answers."""
    before, after = (_value(each, language) for each in (answer.before, answer.after))
    return words.labelled(answer.question, f"{before} → {after}", language)


def sides_of(change: Change) -> str:
    """Return from what to what something went."""
    return f"{_shown(change.before)} → {_shown(change.after)}"


def _short(change: Change) -> str:
    return f"{change.criterion} {sides_of(change)}".strip()


def _shown(value: object) -> str:
    match value:
        case None:
            return NOTHING
        case NotApplicable():
            return value.value
        case Fraction():
            return words.trimmed(value)
        case _:
            return on_one_line(str(value))


def _gate(change: Change, language: Language) -> str:
    if isinstance(change.before, Fraction):
        before, after = _shown(change.before), _shown(change.after)
        return _MINIMUM.fill(before=before, after=after).in_(language)
    return _FAILS_ON.fill(shortfall=str(change.before)).in_(language)


def _value(value: Value | None, language: Language) -> str:
    return NOTHING if value is None else on_one_line(value_text(value, language))
