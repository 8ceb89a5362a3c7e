"""Two versions of a definition in a terminal: what changed, by what it does to answers."""

from collections.abc import Iterable, Iterator
from json import dumps

from convergence_cli.language import Language, Text
from convergence_cli.model.questionnaire import Preliminary, Questionnaire, Scale
from convergence_cli.model.workspace import NotApplicable
from convergence_cli.rendering import words
from convergence_cli.rendering.revision_result import Revision, written
from convergence_cli.rendering.screen import on_one_line
from convergence_cli.revising.changes import Aspect, Change, Difference, Shown
from convergence_cli.revising.effects import Mean, MeanChange, Touched
from convergence_cli.revising.kinds import ChangeKind, Release

RELEASE_WORDS: dict[Release, Text] = {
    Release.PATCH: Text(en="patch", fr="correctif"),
    Release.MINOR: Text(en="minor", fr="mineure"),
    Release.MAJOR: Text(en="major", fr="majeure"),
}
REVISED_WORDS: dict[ChangeKind, Text] = {
    ChangeKind.RECAST: Text(
        en="Another kind or scope of questionnaire", fr="Autre nature ou autre portée"
    ),
    ChangeKind.RESCALED: Text(
        en="Scale changed: every answer with a level is to be read again",
        fr="Échelle modifiée : chaque réponse par un niveau est à relire",
    ),
    ChangeKind.REMOVED: Text(
        en="Removed: the answers become obsolete", fr="Retirés : les réponses deviennent obsolètes"
    ),
    ChangeKind.SPLIT: Text(
        en="Split in several: the answers become obsolete",
        fr="Scindés en plusieurs : les réponses deviennent obsolètes",
    ),
    ChangeKind.MERGED: Text(
        en="Merged: an answer follows where it is the only one, to be read again",
        fr="Réunis : une réponse suit si elle est la seule, à relire",
    ),
    ChangeKind.RENAMED: Text(
        en="Renamed: the answers follow", fr="Renommés : les réponses suivent"
    ),
    ChangeKind.REWORDED: Text(
        en="Reworded: the meaning may have changed, the answers are to be read again",
        fr="Reformulés : le sens a pu changer, les réponses sont à relire",
    ),
    ChangeKind.RETYPED: Text(
        en="Another type of answer: the profile has to be corrected",
        fr="Autre type de réponse : le profil est à corriger",
    ),
    ChangeKind.OPTION_REMOVED: Text(
        en="Options removed: the profile has to be corrected where it holds one",
        fr="Options retirées : le profil est à corriger s'il en contient une",
    ),
    ChangeKind.ADDED: Text(en="Added", fr="Ajoutés"),
    ChangeKind.OPTION_ADDED: Text(en="Options added", fr="Options ajoutées"),
    ChangeKind.CONDITION: Text(en="Asked of other profiles", fr="Profils concernés modifiés"),
    ChangeKind.STRENGTH: Text(en="Strength changed", fr="Force modifiée"),
    ChangeKind.EXPECTED: Text(en="Expected level changed", fr="Niveau attendu modifié"),
    ChangeKind.MOVED: Text(en="Moved to another axis", fr="Déplacés sur un autre axe"),
    ChangeKind.WORDING: Text(
        en="Wording: no answer changes its meaning",
        fr="Rédaction : aucune réponse ne change de sens",
    ),
}
"""In the order in which they are told: the worst first."""
_ASPECTS: dict[Aspect, Text] = {
    Aspect.ID: Text(en="id", fr="identifiant"),
    Aspect.TITLE: Text(en="title", fr="intitulé"),
    Aspect.DESCRIPTION: Text(en="description", fr="description"),
    Aspect.GUIDANCE: Text(en="guidance", fr="aide"),
    Aspect.STATEMENT: Text(en="statement", fr="énoncé"),
    Aspect.LEVEL: Text(en="level", fr="niveau"),
    Aspect.LABEL: Text(en="label of level", fr="libellé du niveau"),
    Aspect.COLOUR: Text(en="colour of level", fr="couleur du niveau"),
    Aspect.SCALE: Text(en="scale", fr="échelle"),
    Aspect.EXPECTED: Text(en="expected", fr="attendu"),
    Aspect.CONDITION: Text(en="applies when", fr="s'applique si"),
    Aspect.STRENGTH: Text(en="strength", fr="force"),
    Aspect.AXIS: Text(en="axis", fr="axe"),
    Aspect.AXIS_TITLE: Text(en="title of axis", fr="intitulé de l'axe"),
    Aspect.STATUS: Text(en="status", fr="statut"),
    Aspect.CODE: Text(en="published code", fr="code publié"),
    Aspect.LINKS: Text(en="links", fr="liens"),
    Aspect.FACTS: Text(en="facts", fr="faits"),
    Aspect.SOURCES: Text(en="sources", fr="sources"),
    Aspect.SOURCE_DATE: Text(en="date of the source", fr="date de la source"),
    Aspect.REPLACES: Text(en="replaces", fr="remplace"),
    Aspect.KIND: Text(en="kind", fr="nature"),
    Aspect.SCOPE: Text(en="scope", fr="portée"),
    Aspect.ORDER: Text(en="order of the criteria", fr="ordre des critères"),
    Aspect.TYPE: Text(en="type", fr="type"),
    Aspect.OPTION: Text(en="option", fr="option"),
    Aspect.HELP: Text(en="help", fr="aide"),
    Aspect.GROUP: Text(en="heading", fr="rubrique"),
    Aspect.SECTION: Text(en="section", fr="section"),
    Aspect.REQUIRED: Text(en="required", fr="requise"),
    Aspect.INFORMATIVE: Text(en="informative", fr="informative"),
}
_NO_CHANGE = Text(
    en="no difference in what is asked", fr="aucune différence dans ce qui est demandé"
)
_QUOTED = Text(en="“{text}”", fr="« {text} »")
_ARRIVAL = Text(en="new here", fr="nouveau ici")
_WHOLE = Text(en="the whole questionnaire", fr="le questionnaire entier")
_ANSWERS = Text(en="answers", fr="réponses")
_MEANS = Text(en="Means as of {day}", fr="Moyennes au {day}")
_NOT_ASKED = Text(en="does not apply", fr="ne s'applique pas")
_ANSWERED = Text(en="{n} answered", fr="{n} répondus")

_SHORT = 60
_LEAD = 20
_MANY = 12
"""Answers listed for one change; the rest is counted."""


def revision_text(revision: Revision, language: Language, day: str) -> str:
    """Return what changed, the worst first, then each mean before and after."""
    lines = [_heading(revision, language)]
    for kind, label in REVISED_WORDS.items():
        changes = [each for each in revision.changes if each[0].kind is kind]
        if changes:
            lines += ["", f"{label.in_(language)} ({len(changes)})"]
        for change, touched in changes:
            lines += _change(change, touched, revision, language)
    return "".join(f"{line}\n" for line in lines) + means_text(revision.means, language, day)


def means_text(means: Iterable[MeanChange], language: Language, day: str) -> str:
    """Return the means that change, before and after; nothing where none does."""
    changed = [each for each in means if each.before != each.after]
    if not changed:
        return ""
    lines = ["", _MEANS.fill(day=day).in_(language)]
    lines += [_mean_change(each, language) for each in changed]
    return "".join(f"{line}\n" for line in lines)


def arrival_text(definition: Questionnaire | Preliminary, language: Language) -> str:
    """Return the line of a definition that a workspace did not have."""
    title = on_one_line(definition.title.in_(language))
    version = on_one_line(definition.version)
    return f"{title} ({definition.id}) {version} · {_ARRIVAL.in_(language)}\n"


def _heading(revision: Revision, language: Language) -> str:
    title = on_one_line(revision.title.in_(language))
    versions = " → ".join(on_one_line(each) for each in (revision.old, revision.new) if each)
    release = revision.release
    verdict = _NO_CHANGE if release is None else RELEASE_WORDS[release]
    return f"{title} ({revision.id}) {versions} · {verdict.in_(language)}"


def _change(
    change: Change, touched: tuple[Touched, ...], revision: Revision, language: Language
) -> Iterator[str]:
    ids = " → ".join(dict.fromkeys(each for each in (change.old, change.new) if each is not None))
    title = revision.titles.get(change.new or change.old or "")
    shown = _WHOLE.in_(language) if title is None else words.item_title(ids, title, language)
    yield f"  {shown}"
    for difference in change.differences:
        if _is_worth_a_line(change, difference):
            yield f"    {_difference(difference, language)}"
    if touched:
        yield f"    {words.labelled(_ANSWERS, _touched(touched, change, language), language)}"


def _is_worth_a_line(change: Change, difference: Difference) -> bool:
    if difference.aspect is Aspect.ID:
        return False
    return change.kind not in (ChangeKind.ADDED, ChangeKind.REMOVED)


def _difference(difference: Difference, language: Language) -> str:
    of = on_one_line(difference.of)
    name = f"{_ASPECTS[difference.aspect].in_(language)} {of}".rstrip()
    if difference.before is None and difference.after is None:
        return name
    before, after = _sides(difference.before, difference.after, language)
    return words.labelled(name, f"{before} → {after}", language)


def _sides(before: Shown, after: Shown, language: Language) -> tuple[str, str]:
    if (
        isinstance(before, Text)
        and isinstance(after, Text)
        and before.in_(language) == after.in_(language)
    ):
        # It is the other language that changed.
        language = next(each for each in Language if each is not language)
    old, new = _text(before, language), _text(after, language)
    common = next(
        (index for index, (a, b) in enumerate(zip(old, new, strict=False)) if a != b),
        min(len(old), len(new)),
    )
    start = max(0, common - _LEAD) if max(len(old), len(new)) > _SHORT else 0
    # From the start of a word: both texts are the same up to there.
    start = old.rfind(" ", 0, start) + 1
    sides = (_cut(old, start), _cut(new, start))
    return (_quoted(sides[0], before, language), _quoted(sides[1], after, language))


def _quoted(text: str, value: Shown, language: Language) -> str:
    return _QUOTED.fill(text=text).in_(language) if isinstance(value, Text) else text


def _cut(text: str, start: int) -> str:
    lead = "…" if start else ""
    rest = text[start:]
    return lead + (rest if len(rest) <= _SHORT else rest[: _SHORT - 1] + "…")


def _text(value: Shown, language: Language) -> str:
    match value:
        case None:
            return words.NO_MEAN
        case Text():
            return on_one_line(value.in_(language))
        case str():
            return on_one_line(value)
        case Scale():
            return words.joined(map(str, value.values))
        case _:
            return on_one_line(dumps(written(value), ensure_ascii=False).replace('"', ""))


def _touched(touched: tuple[Touched, ...], change: Change, language: Language) -> str:
    shown = [_answer(each, change, language) for each in touched[:_MANY]]
    more = len(touched) - len(shown)
    return words.joined([*shown, *([f"… +{more}"] if more else [])])


def _answer(touched: Touched, change: Change, language: Language) -> str:
    answer = touched.answer
    if isinstance(answer, NotApplicable):
        value = answer.value
    else:
        value = dumps(answer, ensure_ascii=False).replace('"', "")
    holder = touched.holder or words.COMPANY.in_(language)
    is_of_several = change.old is None and change.new is None
    name = f"{holder} {touched.asked}" if is_of_several else holder
    return on_one_line(f"{name} ({value})")


def _mean_change(change: MeanChange, language: Language) -> str:
    holder = change.holder or words.COMPANY.in_(language)
    sides = " → ".join(_mean(each, language) for each in (change.before, change.after))
    return f"  {words.labelled(f'{holder}, {change.questionnaire}', sides, language)}"


def _mean(mean: Mean | None, language: Language) -> str:
    if mean is None:
        return _NOT_ASKED.in_(language)
    counted = _ANSWERED.fill(n=mean.answered).in_(language)
    return f"{words.mean_text(mean.value, mean.top)} / {mean.top} ({counted})"
