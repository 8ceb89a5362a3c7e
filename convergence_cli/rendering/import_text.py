"""What an import says: what is wrong with a file, what stays, what became of seals and means."""

from collections.abc import Iterable, Iterator, Sequence

from convergence_cli.diagnostics import Diagnostic, Place, form_rules, shapeless_replaced
from convergence_cli.exchanging.restored import Misfit, Restored, Staying, rooted
from convergence_cli.language import Language, Text
from convergence_cli.model.workspace import Workspace
from convergence_cli.rendering.answer_effects import effect_text
from convergence_cli.rendering.diagnostics_text import SEVERITY_WORDS
from convergence_cli.rendering.screen import on_one_line
from convergence_cli.scoring.score import questionnaire_score
from convergence_cli.scoring.standing import Judge, Standing

NOTHING_DIFFERS = Text(
    en="nothing to do: the workspace says what the record says",
    fr="rien à faire : l'espace de travail dit ce que dit le relevé",
)
HOW_TO_FIT = Text(
    en="bring both sides to one version first: convergence questionnaire update",
    fr="mettez d'abord les deux côtés à la même version : convergence questionnaire update",
)
_EVERY_KEY = Text(
    en="add it: every key is there, with null where nothing is said",
    fr="ajoutez-la : chaque clé figure, avec null quand rien n'est dit",
)
_LINE = "the line"
_HINT = Text(en="hint:", fr="conseil :")
_SOME = 8
_MISFITS = Text(
    en="the record answers other definitions than those here: {found}",
    fr="le relevé répond à d'autres définitions que celles d'ici : {found}",
)
_OTHER_VERSION = Text(
    en="{whose}{questionnaire} {version} (here {here})",
    fr="{whose}{questionnaire} {version} (ici {here})",
)
_UNKNOWN = Text(
    en="{whose}{questionnaire} {version} (not here)",
    fr="{whose}{questionnaire} {version} (absent ici)",
)
_MORE = Text(en="{n} more", fr="{n} de plus")
_SEAL_REFUSED = Text(
    en="{whose}{questionnaire}: validated in the record, a draft here: "
    "its seal was put on other answers than those that stand here now",
    fr="{whose}{questionnaire} : validé dans le relevé, brouillon ici : "
    "son sceau portait sur d'autres réponses que celles d'ici désormais",
)
_STAYING = Text(
    en="here and not in the record, and left as they are: {counts} (--prune removes them)",
    fr="ici et pas dans le relevé, laissés tels quels : {counts} (--prune les retire)",
)
_GONE = Text(
    en="here and not in the record, and removed: {counts}",
    fr="ici et pas dans le relevé, retirés : {counts}",
)
_ANSWERS = Text(en="answers: {n}", fr="réponses : {n}")
_ENTRIES = Text(en="plan entries: {n}", fr="entrées de plan : {n}")
_VALUES = Text(en="profile values: {n}", fr="valeurs de profil : {n}")
_FILES = Text(en="files: {n}", fr="fichiers : {n}")
_OF = Text(en="{whose}{effect}", fr="{whose}{effect}")
_BOTH = (Language.EN, Language.FR)


def problem_lines(problems: Iterable[Diagnostic], language: Language) -> Iterator[str]:
    """Yield what is wrong with a record, each problem with its JSON pointer and its hint."""
    for each in problems:
        where = f"{shapeless_replaced(each.place.path)}: {pointer(each.place)}".rstrip(": ")
        word = SEVERITY_WORDS[each.rule.severity].in_(language)
        message = each.message.in_(language)
        yield f"{where}: {word} {each.rule.code} {each.rule.name}: {message}"
        hint = _hint(each)
        if hint is not None:
            yield f"   {_HINT.in_(language)} {hint.in_(language)}"


def pointer(place: Place) -> str:
    """Return a place of a JSON document as RFC 6901 writes it; the whole of it is empty."""
    steps = (str(each).replace("~", "~0").replace("/", "~1") for each in place.route)
    return shapeless_replaced("".join(f"/{each}" for each in steps))


def misfits_text(misfits: Sequence[Misfit]) -> Text:
    """Return which answers of a record belong to no definition here."""
    shown = [_misfit(each) for each in misfits[:_SOME]]
    if len(misfits) > _SOME:
        shown.append(_MORE.fill(n=len(misfits) - _SOME))
    return _MISFITS.fill(found=_listed(shown))


def seal_refused_text(standing: Standing) -> Text:
    """Return that what a record calls validated is a draft."""
    id_ = standing.questionnaire.id
    return _SEAL_REFUSED.fill(whose=_whose(standing.holder), questionnaire=id_)


def staying_text(staying: Staying) -> Text:
    """Return how much is left as it is, although a record does not have it."""
    return _STAYING.fill(counts=_counts(staying))


def gone_text(staying: Staying) -> Text:
    """Return how much was removed, since a record does not have it."""
    return _GONE.fill(counts=_counts(staying))


def effects_of(before: Workspace, after: Workspace, restored: Restored, day: str) -> Iterator[Text]:
    """Yield what a record did to the mean of each questionnaire whose answers it changed."""
    sound = rooted(before)
    was, now = Judge(sound), Judge(after)
    for holder, _ in restored.owners:
        if holder and holder not in sound.products:
            continue
        pair = [each.product(holder) if holder else each.company() for each in (was, now)]
        for id_, standing in pair[0].standings.items():
            other = pair[1].standings[id_]
            if standing.held != other.held:
                scores = [questionnaire_score(each, day) for each in (standing, other)]
                effect = effect_text(scores[0], scores[1])
                yield _OF.fill(whose=_whose(holder), effect=effect)


def _hint(problem: Diagnostic) -> Text | None:
    """Return what to do about a problem of JSON: hints of its rule may speak of lines of YAML."""
    if problem.rule is form_rules.MISSING_KEY:
        return _EVERY_KEY
    is_of_yaml = problem.hint is not None and _LINE in problem.hint.en
    return None if is_of_yaml else problem.hint


def _misfit(misfit: Misfit) -> Text:
    words = _UNKNOWN if misfit.here is None else _OTHER_VERSION
    return words.fill(
        whose=_whose(misfit.holder),
        questionnaire=misfit.questionnaire,
        version=on_one_line(misfit.version),
        here=on_one_line(misfit.here or ""),
    )


def _whose(holder: str) -> str:
    return f"{holder}, " if holder else ""


def _counts(staying: Staying) -> Text:
    return _listed(
        words.fill(n=n)
        for words, n in (
            (_ANSWERS, staying.answers),
            (_ENTRIES, staying.entries),
            (_VALUES, staying.values),
            (_FILES, staying.files),
        )
        if n
    )


def _listed(texts: Iterable[Text]) -> Text:
    found = tuple(texts)
    return Text(*("; ".join(each.in_(language) for each in found) for language in _BOTH))
