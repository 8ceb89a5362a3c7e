"""What `questionnaire new` starts from: what was given, what is asked, what may not be taken."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from string import ascii_uppercase

from convergence_cli.cli.prompts import ask_one, ask_text
from convergence_cli.cli.session import Session
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Language, Text
from convergence_cli.loading.contract import Contract, schema_of
from convergence_cli.loading.shipped import questionnaires_folder
from convergence_cli.model.day import is_day
from convergence_cli.model.questionnaire import Kind, Scope
from convergence_cli.model.workspace import Workspace
from convergence_cli.rendering.words import KIND_WORDS, SCOPE_WORDS, joined
from convergence_cli.writing.questionnaire_skeleton import Draft

_TAKEN = Text(
    en="'{id}' is the id of a questionnaire already",
    fr="« {id} » est déjà l'identifiant d'un questionnaire",
)
_MALFORMED = Text(en="'{id}' is not {form}", fr="« {id} » n'est pas {form}")
_NO_DAY = Text(en="'{text}' is not {form}", fr="« {text} » n'est pas {form}")
_CHOOSE = Text(
    en="choose another id ('convergence questionnaire list' shows those in use)",
    fr="choisissez un autre identifiant (« convergence questionnaire list » montre ceux en usage)",
)
_MISSING = Text(en="the questionnaire is not described yet", fr="le questionnaire reste à décrire")
_GIVE = Text(en="give {missing}", fr="donnez {missing}")
_NEEDED = Text(en="this is needed", fr="c'est nécessaire")
_A_DAY = Text(en="a day such as 2026-11-21", fr="un jour comme 2026-11-21")


@dataclass(frozen=True)
class Wishes:
    """What was said of the questionnaire on the command line, and then on the terminal."""

    kind: Kind | None = None
    scope: Scope | None = None
    title_fr: str | None = None
    title_en: str | None = None
    source_date: str | None = None


def refuse_malformed(id_: str) -> None:
    """Stop where an id has not the form that the schema gives to those of questionnaires."""
    schema = schema_of(Contract.QUESTIONNAIRE)["properties"]["id"]
    if re.fullmatch(schema["pattern"].strip("^$"), id_) is None:
        raise ConvergenceError(_MALFORMED.fill(id=id_, form=Text(**schema["x-form"])))


def refuse_taken(id_: str, session: Session) -> None:
    """Stop where a questionnaire of that id is here, readable or not, or built in."""
    folders = (session.root / "questionnaires", questionnaires_folder())
    taken = {each.stem.lower() for folder in folders for each in folder.glob("*.yaml")}
    if id_ in taken | set(session.workspace.questionnaires):
        raise ConvergenceError(_TAKEN.fill(id=id_), _CHOOSE)


def asked(wishes: Wishes, language: Language) -> Wishes:
    """Ask for each thing that was not said."""

    def say(en: str, fr: str) -> str:
        return Text(en=en, fr=fr).in_(language)

    def is_empty(text: str) -> str | None:
        return None if text else _NEEDED.in_(language)

    def is_no_day(text: str) -> str | None:
        return None if is_day(text) else _A_DAY.in_(language)

    if wishes.kind is None:
        kinds = [(each, KIND_WORDS[each].in_(language)) for each in Kind]
        wishes = replace(wishes, kind=Kind(ask_one(say("Kind", "Nature"), kinds)))
    if wishes.scope is None:
        scopes = [(each, SCOPE_WORDS[each].in_(language)) for each in Scope]
        wishes = replace(wishes, scope=Scope(ask_one(say("Answered by", "Répondu par"), scopes)))
    if wishes.title_fr is None:
        title = ask_text(say("Title in French", "Titre en français"), problem=is_empty)
        wishes = replace(wishes, title_fr=title)
    if wishes.title_en is None:
        title = ask_text(say("Title in English", "Titre en anglais"), problem=is_empty)
        wishes = replace(wishes, title_en=title)
    if wishes.source_date is None:
        asked_day = say("Day of the text that it follows", "Jour du texte qu'il suit")
        wishes = replace(wishes, source_date=ask_text(asked_day, problem=is_no_day))
    return wishes


def draft_of(id_: str, wishes: Wishes, workspace: Workspace) -> Draft:
    """Return the questionnaire that was wished for; stop where something is not said."""
    fr, en, day = wishes.title_fr, wishes.title_en, wishes.source_date
    if not fr or not en or not day:
        given = {"--title-fr": fr, "--title-en": en, "--source-date": day}
        missing = joined(option for option, value in given.items() if not value)
        raise ConvergenceError(_MISSING, _GIVE.fill(missing=missing))
    if not is_day(day):
        raise ConvergenceError(_NO_DAY.fill(text=day, form=_A_DAY))
    kind, scope = wishes.kind or Kind.MATURITY, wishes.scope or Scope.PRODUCT
    drafts = (Draft(id_, kind, scope, Text(en=en, fr=fr), day, axis) for axis in _axes())
    taken = workspace.questionnaire_by_criterion.keys()
    return next(each for each in drafts if taken.isdisjoint(each.criteria))


def _axes() -> Iterator[str]:
    """Yield ids for a first axis: A, or another where its criteria would be somebody else's."""
    yield from ascii_uppercase
    number = 1
    while True:
        yield f"A{number}"
        number += 1
