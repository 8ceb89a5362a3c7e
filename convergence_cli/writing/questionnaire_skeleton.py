"""A questionnaire to be filled in: one axis, two criteria, and what else may be said as comments.

What is written is valid as it stands, so that a mistake made later is the first one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from convergence_cli.language import Language, Text
from convergence_cli.model.questionnaire import DOCTRINE_SCALE, Kind, Scale, ScaleLevel, Scope
from convergence_cli.writing.yaml_text import between_commas, modeline, scalar

_LONGEST_ID = 64
_APPLIES: dict[Scope, str] = {
    Scope.PRODUCT: "{procedures: [teleconsultation, telecare]}",
    Scope.COMPANY: "{company_labels: qhn}",
}
_LEVELS: tuple[Text, ...] = (
    Text(en="Nothing in place, or against the target", fr="Rien en place, ou contraire à la cible"),
    Text(en="Vendor-specific or partial", fr="Propre à l'éditeur, ou partiel"),
    Text(en="Near the target, known gaps", fr="Proche de la cible, écarts connus"),
    Text(en="Target in place", fr="Cible atteinte"),
)
_REQUIREMENT_SCALE = Scale(
    tuple(
        ScaleLevel(each.level, each.colour, label)
        for each, label in zip(
            DOCTRINE_SCALE.levels,
            (
                Text(en="Not met", fr="Non satisfait"),
                Text(en="Partly met", fr="Partiellement satisfait"),
                Text(en="Met, no proof kept", fr="Satisfait, sans preuve conservée"),
                Text(en="Met, proof kept", fr="Satisfait, preuve conservée"),
            ),
            strict=True,
        )
    )
)
_EXPECTED = 2
_PUT_TO = Text(
    en="Left out, it is put to everyone; remove the # and say to which profiles otherwise.",
    fr="Sans cette clé il s'adresse à tous ; sinon retirez le # et dites à quels profils.",
)
_DOCUMENTS = Text(
    en="The documents that it is drawn from; facts and published codes name them by their key.",
    fr="Les documents dont il est tiré ; les codes publiés les désignent par leur clé.",
)
_TELL_APART = Text(
    en="Two readers must choose the same level: say what is seen at each, not how good it is.",
    fr="Deux lecteurs doivent choisir le même niveau : dites ce qu'on constate à chacun.",
)
_STEPS = Text(
    en="Or by dates: [{from: 2026-01-01, level: 1}, {from: 2027-01-01, level: 2}]",
    fr="Ou par dates : [{from: 2026-01-01, level: 1}, {from: 2027-01-01, level: 2}]",
)
_STRENGTH = Text(en="must, should or may", fr="must (doit), should (devrait) ou may (peut)")
_OFFICIAL = Text(
    en="Only for an official item, with its code and where it was read:",
    fr="Seulement pour un critère officiel, avec son code et où il a été lu :",
)
_GUIDANCE = Text(
    en="Why it is asked, what to look at, what counts as proof:",
    fr="Pourquoi on le demande, quoi regarder, ce qui vaut preuve :",
)
_SEE = Text(
    en="The criteria that ask the same in another questionnaire:",
    fr="Les critères qui demandent la même chose dans un autre questionnaire :",
)
_TITLES = (
    Text(en="First criterion, to be named", fr="Premier critère, à nommer"),
    Text(en="Second criterion, to be named", fr="Second critère, à nommer"),
)
_STATEMENT = Text(
    en="The {who} does what is required here, to be written.",
    fr="{who} fait ce qui est exigé ici, à rédiger.",
)
_WHO: dict[Scope, Text] = {
    Scope.PRODUCT: Text(en="product", fr="Le produit"),
    Scope.COMPANY: Text(en="company", fr="L'entreprise"),
}
_AXIS = Text(en="First axis, to be named", fr="Premier axe, à nommer")


@dataclass(frozen=True)
class Draft:
    """What is known of a questionnaire that starts."""

    id: str
    kind: Kind
    scope: Scope
    title: Text
    source_date: str
    axis: str = "A"

    @property
    def criteria(self) -> tuple[str, ...]:
        """The ids of its first criteria, made from its own."""
        ending = f"-{self.axis}-01"
        stem = self.id.upper()[: _LONGEST_ID - len(ending)]
        return tuple(f"{stem}-{self.axis}-{number:02}" for number in (1, 2))


def questionnaire_skeleton(draft: Draft, schema: str, language: Language) -> str:
    """Return a questionnaire that `check` accepts, with hints in a language."""
    lines = [
        "format: 1",
        f"id: {scalar(draft.id)}",
        'version: "1"',
        f"kind: {draft.kind}",
        f"scope: {draft.scope}",
        f"# {_PUT_TO.in_(language)}",
        f"# applies_when: {_APPLIES[draft.scope]}",
        f"title: {_both(draft.title)}",
        f"# {_DOCUMENTS.in_(language)}",
        "# sources:",
        f"#   - {{id: D1, title: …, date: {draft.source_date}}}",
        *_scale(draft.kind),
        "axes:",
        f"  - id: {draft.axis}",
        f"    title: {_both(_AXIS)}",
        "    criteria:",
    ]
    for id_, title, hinted in zip(draft.criteria, _TITLES, (True, False), strict=True):
        written = _criterion(id_, title, draft, language)
        lines += written if hinted else [each for each in written if not _is_hint(each)]
    return modeline(schema) + "".join(f"{line}\n" for line in lines)


def _scale(kind: Kind) -> Iterator[str]:
    if kind is Kind.REQUIREMENTS:
        yield "scale:"
        for each in _REQUIREMENT_SCALE.levels:
            yield f"  - {{level: {each.level}, colour: {each.colour}, label: {_both(each.label)}}}"


def _criterion(id_: str, title: Text, draft: Draft, language: Language) -> Iterator[str]:
    yield f"      - id: {id_}"
    yield f"        title: {_both(title)}"
    match draft.kind:
        case Kind.MATURITY:
            yield f"        # {_TELL_APART.in_(language)}"
            yield "        levels:"
            for level, text in enumerate(_LEVELS):
                yield f"          {level}: {_both(text)}"
            yield f"        expected: {_EXPECTED}"
            yield f"        # {_STEPS.in_(language)}"
        case Kind.REQUIREMENTS:
            yield f"        strength: must  # {_STRENGTH.in_(language)}"
            yield f"        statement: {_both(_STATEMENT.fill(who=_WHO[draft.scope]))}"
        case _:
            assert_never(draft.kind)
    yield f"        source_date: {draft.source_date}"
    yield from _hints(language)


def _hints(language: Language) -> Iterator[str]:
    for hint, lines in (
        (_OFFICIAL, ("status: published", "published_code: {code: …, source: D1}")),
        (_GUIDANCE, ("guidance: {fr: …, en: …}",)),
        (_SEE, ("see: [INT-TRA-01]",)),
    ):
        yield f"        # {hint.in_(language)}"
        yield from (f"        # {line}" for line in lines)


def _is_hint(line: str) -> bool:
    return line.lstrip().startswith("#")


def _both(text: Text) -> str:
    return f"{{fr: {between_commas(text.fr)}, en: {between_commas(text.en)}}}"
