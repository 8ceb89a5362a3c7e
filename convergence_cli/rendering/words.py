"""Words and figures that every result shares: one place, both languages."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from convergence_cli.language import Language, Text
from convergence_cli.model.questionnaire import (
    Criterion,
    Kind,
    Origin,
    Questionnaire,
    Scope,
)
from convergence_cli.model.workspace import (
    ProductKind,
    SheetStatus,
)
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering.screen import on_one_line
from convergence_cli.scoring.gap import GapState
from convergence_cli.scoring.numbers import rounded
from convergence_cli.scoring.score import QuestionnaireScore, Tally
from convergence_cli.scoring.standing import Subject

NO_MEAN = "—"

NO_ANSWER_YET = Text(en="no answer yet", fr="sans réponse pour l'instant")
ARCHIVED = Text(en="archived", fr="archivé")
COMPANY = Text(en="Company", fr="Entreprise")
AXIS = Text(en="Axis", fr="Axe")
MEAN = Text(en="Mean", fr="Moyenne")
INTERVAL = Text(en="Interval", fr="Intervalle")
EXPECTED = Text(en="Expected", fr="Attendu")
TARGET = Text(en="Target", fr="Cible")
CURRENT = Text(en="Current", fr="Actuel")
PLANNED_FOR = Text(en="Planned for {day}", fr="Prévu au {day}")
ANSWERS = Text(en="Answers", fr="Réponses")
WHOLE = Text(en="Whole questionnaire", fr="Questionnaire entier")
CRITERION = Text(en="Criterion", fr="Critère")
LEVEL = Text(en="Level", fr="Niveau")
GAP = Text(en="Gap", fr="Écart")
LABELLED = Text(en="{label}: {text}", fr="{label} : {text}")
INHERITED_FROM = Text(en="inherited from {product}", fr="hérité de {product}")
INHERITED_ANSWERS = Text(
    en="Answers inherited from {product}: {n}", fr="Réponses héritées de {product} : {n}"
)
OF_THEM_INHERITED = Text(en="{n} inherited from {product}", fr="{n} héritée{s} de {product}")
INHERITED_VALUES = Text(
    en="Profile values inherited from {product}: {n}",
    fr="Valeurs de profil héritées de {product} : {n}",
)
AS_OF = Text(en="as of {day}", fr="au {day}")
SELF_ASSESSMENT = Text(
    en="Self-assessment as of {day}; archived products are left out unless asked for.",
    fr="Auto-évaluation au {day} ; les produits archivés n'y figurent que sur demande.",
)
ORIGINS = Text(
    en="Brackets mark official items, by code; every other line is its questionnaire's own.",
    fr="Entre crochets, les critères officiels, par code ; tout autre est propre au questionnaire.",
)
_OFFICIAL = Text(en="official", fr="officiel")
DROPPED = Text(
    en="Off the radar, every answer being not applicable: {axes}",
    fr="Hors du radar, toutes les réponses étant « non applicable » : {axes}",
)
OBSOLETE = Text(
    en="Obsolete answers, which count for nothing: {n}",
    fr="Réponses obsolètes, qui ne comptent pas : {n}",
)
UNDETERMINED = Text(
    en="Undetermined criteria, until the profile is answered: {n}",
    fr="Critères indéterminés, tant que le profil est sans réponse : {n}",
)
UNDETERMINED_QUESTIONNAIRE = Text(
    en="{questionnaire}: undetermined, until the profile answers {questions}",
    fr="{questionnaire} : indéterminé, tant que le profil ne répond pas à {questions}",
)
UNDER_MINIMUM = Text(
    en="{subject}, {questionnaire}: {mean} is under the minimum of {minimum}",
    fr="{subject}, {questionnaire} : {mean} est sous le minimum de {minimum}",
)
FALLS_SHORT = Text(
    en="{subject}, {questionnaire}: {shortfall}: {criteria}",
    fr="{subject}, {questionnaire} : {shortfall} : {criteria}",
)
FALLS_SHORT_WHOLLY = Text(
    en="{subject}, {questionnaire}: {shortfall}", fr="{subject}, {questionnaire} : {shortfall}"
)

KIND_WORDS: dict[Kind, Text] = {
    Kind.MATURITY: Text(en="maturity", fr="maturité"),
    Kind.REQUIREMENTS: Text(en="requirements", fr="exigences"),
}
SCOPE_WORDS: dict[Scope, Text] = {
    Scope.PRODUCT: Text(en="product", fr="produit"),
    Scope.COMPANY: Text(en="company", fr="entreprise"),
}
PRODUCT_KIND_WORDS: dict[ProductKind, Text] = {
    ProductKind.BASE: Text(en="base product", fr="produit socle"),
    ProductKind.OPTION: Text(en="option", fr="option"),
}
STATUS_WORDS: dict[SheetStatus, Text] = {
    SheetStatus.DRAFT: Text(en="draft", fr="brouillon"),
    SheetStatus.VALIDATED: Text(en="validated", fr="validé"),
}
TRUTH_WORDS: dict[Truth, Text] = {
    Truth.YES: Text(en="applies", fr="s'applique"),
    Truth.NO: Text(en="does not apply", fr="ne s'applique pas"),
    Truth.UNDETERMINED: Text(en="undetermined", fr="indéterminé"),
}
GAP_WORDS: dict[GapState, Text] = {
    GapState.UNDER_EXPECTED: Text(en="Under expected", fr="Sous l'attendu"),
    GapState.UNDER_TARGET: Text(
        en="At or above expected, under target", fr="À l'attendu ou au-dessus, sous la cible"
    ),
    GapState.AT_TARGET: Text(en="At target", fr="À la cible"),
}


def mean_text(value: Fraction | None, top: int) -> str:
    """Return a mean as it is displayed; a dash where there is none."""
    return NO_MEAN if value is None else str(rounded(value, top))


def interval_text(tally: Tally, top: int) -> str:
    """Return the bounds that unanswered criteria leave open; nothing where none is left."""
    lowest, highest = tally.lowest, tally.highest(top)
    if tally.mean is None or not tally.unanswered or lowest is None or highest is None:
        return ""
    return f"[{rounded(lowest, top)} – {rounded(highest, top)}]"


def counts_text(tally: Tally) -> Text:
    """Return how many criteria a mean rests on."""
    counted = Text(en="{n} of {of} answered", fr="{n} sur {of} répondu{s}").fill(
        n=tally.answered,
        of=tally.answered + tally.unanswered,
        s="s" if tally.answered > 1 else "",
    )
    if not tally.not_applicable:
        return counted
    plural = "" if tally.not_applicable == 1 else "s"
    rest = Text(en=", {n} not applicable", fr=", {n} non applicable{s}").fill(
        n=tally.not_applicable, s=plural
    )
    return Text(en=counted.en + rest.en, fr=counted.fr + rest.fr)


def with_origin(text: str, giver: str, holder: str, language: Language) -> str:
    """Return what a product holds, and where it inherits it from if another one gives it."""
    if giver == holder:
        return text
    return f"{text} ({INHERITED_FROM.fill(product=giver).in_(language)})"


def subject_name(subject: Subject, company: str) -> str:
    """Return what a product, or the company, is called."""
    return on_one_line(company if subject.product is None else subject.product.name)


def subject_heading(subject: Subject, company: str, language: Language) -> str:
    """Return the line that names a product, or the company."""
    name, product = subject_name(subject, company), subject.product
    if product is None:
        return f"{name} · {COMPANY.in_(language)}"
    return f"{name} ({product.id}) · {PRODUCT_KIND_WORDS[product.kind].in_(language)}"


def definition_title(questionnaire: Questionnaire, language: Language) -> str:
    """Return a questionnaire's title and version."""
    return f"{on_one_line(questionnaire.title.in_(language))} {on_one_line(questionnaire.version)}"


def questionnaire_heading(score: QuestionnaireScore, language: Language) -> str:
    """Return a questionnaire's title, version and state on one line."""
    questionnaire = score.standing.questionnaire
    status = STATUS_WORDS[score.standing.status].in_(language)
    kind = KIND_WORDS[questionnaire.kind].in_(language)
    return f"{definition_title(questionnaire, language)} · {kind} · {status}"


def item_title(id_: str, title: Text, language: Language) -> str:
    """Return an axis or a criterion by its id and title."""
    return f"{id_} {on_one_line(title.in_(language))}"


def criterion_title(criterion: Criterion, language: Language) -> str:
    """Return a criterion's id and title, and its mark where it is an official item."""
    title = item_title(criterion.id, criterion.title, language)
    if criterion.origin is Origin.PROPOSED:
        return title
    code = criterion.published_code
    mark = _OFFICIAL.in_(language) if code is None else on_one_line(code.code)
    return f"{title} [{mark}]"


def labelled(label: Text | str, text: str, language: Language) -> str:
    """Return a text after what it is called."""
    return LABELLED.fill(label=label, text=text).in_(language)


def nomenclature(name: str, os: str | None, device: str | None) -> str:
    """Return a name by the portal's nomenclature, [Name] [OS] [Device] (F012)."""
    return " ".join(each for each in (name, os, device) if each)


def joined(texts: Iterable[str]) -> str:
    """Return texts as a list to read."""
    return ", ".join(texts)


def trimmed(number: Fraction) -> str:
    """Return an exact decimal number without needless zeros."""
    value = Decimal(number.numerator) / Decimal(number.denominator)
    return f"{value.normalize():f}"
