"""The interview of `init-product`: only the questions that apply, a summary before writing."""

from collections.abc import Iterator

from convergence_cli.cli.product_draft import Declaration, slug
from convergence_cli.cli.prompts import ask_one, ask_several, ask_text
from convergence_cli.cli.session import Session
from convergence_cli.language import Language, Text
from convergence_cli.model.condition import Value
from convergence_cli.model.day import is_day
from convergence_cli.model.questionnaire import Option, Preliminary, Question, QuestionType, Scope
from convergence_cli.model.workspace import Deployment, Device, ProductKind
from convergence_cli.profiling.engine import Engine
from convergence_cli.profiling.inheritance import Given, given_values
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering.condition_text import value_text
from convergence_cli.rendering.product_words import DEPLOYMENT_WORDS, DEVICE_WORDS
from convergence_cli.rendering.words import nomenclature, with_origin

_LATER = ""
_NONE = ""

_KINDS: dict[ProductKind, Text] = {
    ProductKind.BASE: Text(en="base product, sold on its own", fr="produit socle, vendu seul"),
    ProductKind.OPTION: Text(
        en="option, bought with a base product", fr="option, achetée avec un produit socle"
    ),
}


class Interview:
    """Asks for the declaration and the profile of a product, in the session's language."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._language = session.language

    def declaration(self) -> Declaration:
        """Ask for everything; what is left for later stays out."""
        declaration = self._identity()
        preliminary = self._session.workspace.preliminaries.get(Scope.PRODUCT)
        declaration["profile"] = {}
        if preliminary is not None:
            answers = self._profile(preliminary, declaration.get("extends"))
            declaration["profile"] = {
                id_: list(each) if isinstance(each, tuple) else each
                for id_, each in answers.items()
            }
        return declaration

    def _say(self, en: str, fr: str) -> str:
        return Text(en=en, fr=fr).in_(self._language)

    def _identity(self) -> Declaration:
        name = ask_text(self._say("Commercial name", "Nom commercial"), problem=self._is_empty)
        os = ask_text(self._say("Operating system (may be empty)", "Système (facultatif)"))
        device = ask_one(
            self._say("Device", "Support"),
            [(_NONE, "–"), *((each, DEVICE_WORDS[each].in_(self._language)) for each in Device)],
        )
        device_words = DEVICE_WORDS[Device(device)].in_(self._language) if device else None
        proposed = nomenclature(name, os or None, device_words)
        name = ask_text(
            self._say(
                "Declared name, by the nomenclature [Name] [OS] [Device]",
                "Nom déclaré, selon la nomenclature [Nom] [OS] [Support]",
            ),
            proposed,
            self._is_empty,
        )
        id_ = ask_text(self._say("Id (folder name)", "Identifiant (nom du dossier)"), slug(name))
        declaration: Declaration = {"id": id_, "name": name}
        declaration |= {key: each for key, each in (("os", os), ("device", device)) if each}
        declaration |= self._kind()
        declaration["deployment"] = ask_one(
            self._say("Deployment", "Déploiement"),
            [(each, DEPLOYMENT_WORDS[each].in_(self._language)) for each in Deployment],
        )
        versions = ask_text(
            self._say(
                "Versions assessed, by commas", "Versions évaluées, séparées par des virgules"
            ),
            problem=self._is_empty,
        )
        declaration["versions"] = [each.strip() for each in versions.split(",") if each.strip()]
        declaration |= self._texts()
        return declaration

    def _kind(self) -> Iterator[tuple[str, object]]:
        kind = ask_one(
            self._say("Kind", "Type"),
            [(each, _KINDS[each].in_(self._language)) for each in ProductKind],
        )
        yield "kind", kind
        products = self._session.workspace.products.values()
        others = [(each.id, f"{each.name} ({each.id})") for each in products]
        if kind == ProductKind.OPTION and others:
            asked = self._say("Bought with which products?", "Achetée avec quels produits ?")
            required = ask_several(asked, others)
            if required:
                yield "requires", list(required)
        if others:
            asked = self._say("Edition of another product?", "Édition d'un autre produit ?")
            extends = ask_one(asked, [(_NONE, self._say("no", "non")), *others])
            if extends:
                yield "extends", extends

    def _texts(self) -> Iterator[tuple[str, object]]:
        for key, asked in (
            ("description", self._say("Description (may be empty)", "Description (facultative)")),
            ("purpose", self._say("Purpose (may be empty)", "Finalité (facultative)")),
        ):
            text = ask_text(asked)
            if text:
                yield key, text
        members = [(each.id, each.name) for each in self._session.workspace.members]
        if members:
            manager = ask_one(self._say("Manager", "Responsable"), [(_NONE, "–"), *members])
            if manager:
                yield "manager", manager

    def _profile(self, preliminary: Preliminary, extends: str | None) -> dict[str, Value]:
        products = self._session.workspace.products
        given: dict[str, Given] = {}
        if extends is not None and extends in products:
            given = given_values(products[extends], products)
        inherited = {id_: each.value for id_, each in given.items()}
        engine = Engine(preliminary, ())
        answers: dict[str, Value] = {}
        for question in preliminary.questions:
            # Asked again before each question: an answer makes others appear or vanish.
            states = engine.profile({**inherited, **answers}).states
            if states[question.id].applies is Truth.YES:
                value = self._ask(question, given.get(question.id))
                if value is not None:
                    answers[question.id] = value
        return answers

    def _ask(self, question: Question, inherited: Given | None) -> Value | None:
        language = self._language
        asked = question.title.in_(language)
        later = self._say("answer later", "répondre plus tard")
        if inherited is not None:
            value = value_text(inherited.value, language)
            kept = with_origin(value, inherited.product, "", language)
            later = self._say(f"keep {kept}", f"garder {kept}")
        match question.type:
            case QuestionType.BOOLEAN:
                yes, no = self._say("yes", "oui"), self._say("no", "non")
                answer = ask_one(asked, [("true", yes), ("false", no), (_LATER, later)])
                return None if answer == _LATER else answer == "true"
            case QuestionType.CHOICE:
                options = _labelled(question, language)
                return ask_one(asked, [*options, (_LATER, later)]) or None
            case QuestionType.CHOICES:
                now = self._say("choose now", "choisir maintenant")
                if ask_one(asked, [("now", now), (_LATER, later)]) == _LATER:
                    return None
                return ask_several(asked, _labelled(question, language))
            case _:
                return self._typed(question, asked)

    def _typed(self, question: Question, asked: str) -> Value | None:
        def problem(text: str) -> str | None:
            if text and question.type is QuestionType.DATE and not is_day(text):
                return self._say("a day such as 2026-11-21", "un jour comme 2026-11-21")
            if text and question.type is QuestionType.NUMBER and _number(text) is None:
                return self._say("a number", "un nombre")
            return None

        text = ask_text(f"{asked} ({self._say('may be empty', 'facultatif')})", problem=problem)
        if not text:
            return None
        return _number(text) if question.type is QuestionType.NUMBER else text

    def _is_empty(self, text: str) -> str | None:
        return None if text else self._say("this is needed", "c'est nécessaire")


def _labelled(question: Question, language: Language) -> list[tuple[str, str]]:
    def label(option: Option) -> str:
        track = question.track_titles.get(option.track or "")
        name = option.label.in_(language)
        return name if track is None else f"{track.in_(language)} · {name}"

    return [(option.value, label(option)) for option in question.options]


def _number(text: str) -> float | None:
    try:
        return int(text) if text.lstrip("-").isdecimal() else float(text.replace(",", "."))
    except ValueError:
        return None
