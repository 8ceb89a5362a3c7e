"""A product that is not written yet: from options or an interview to checked files."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from convergence_cli.checking.references import check_references
from convergence_cli.cli.answers_draft import answers_draft, answers_path
from convergence_cli.cli.drafting import refuse, refuse_invalid
from convergence_cli.cli.session import Session
from convergence_cli.cli.workspace_files import schema_of_file
from convergence_cli.diagnostics.wording import did_you_mean, named
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
from convergence_cli.loading.build_workspace import build_product
from convergence_cli.loading.composed import compose
from convergence_cli.loading.contract import Contract, schema_of
from convergence_cli.loading.form import form_diagnostics
from convergence_cli.loading.source import Source, open_source
from convergence_cli.model.questionnaire import Preliminary, Question, QuestionType, Scope
from convergence_cli.model.workspace import Product, Workspace
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.standing import Judge, Subject
from convergence_cli.writing.skeleton import product_text

Declaration = dict[str, Any]
"""The content of a product.yaml as data, as far as it was given."""

_YES = ("true", "yes", "oui", "vrai")
_NO = ("false", "no", "non", "faux")
_LISTS = ("requires", "versions")

_NO_EQUALS = Text(en="'{text}' is no key=value", fr="« {text} » n'est pas de la forme clé=valeur")
_UNKNOWN_KEY = Text(
    en="'{key}' is no key of product.yaml and no preliminary question",
    fr="« {key} » n'est ni une clé de product.yaml ni une question préliminaire",
)
_KEYS = Text(en="keys: {keys}", fr="clés : {keys}")
_NOT_A_BOOLEAN = Text(
    en="'{value}' does not answer '{key}': write true or false",
    fr="« {value} » ne répond pas à « {key} » : écrivez true ou false",
)
_NOT_A_NUMBER = Text(
    en="'{value}' does not answer '{key}': write a number",
    fr="« {value} » ne répond pas à « {key} » : écrivez un nombre",
)
_NOT_A_MAPPING = Text(
    en="{path} holds no keys of product.yaml", fr="{path} ne contient aucune clé de product.yaml"
)
_NO_ID = Text(
    en="no id can be made of the name '{name}'", fr="aucun identifiant ne se tire du nom « {name} »"
)
_GIVE_ID = Text(en="give one: --set id=…", fr="donnez-en un : --set id=…")
_TAKEN = Text(en="{path} is there already", fr="{path} existe déjà")


@dataclass(frozen=True)
class Draft:
    """A product and the files to write, by path; nothing of them is on disk."""

    product: Product
    subject: Subject
    files: Mapping[str, str]
    workspace: Workspace
    """The workspace as it is once they are."""


def declaration_of(
    file: Path | None, assignments: list[str], preliminary: Preliminary | None
) -> Declaration:
    """Return what a file and `key=value` options declare; the options win."""
    declaration: Declaration = {} if file is None else _read(file)
    stored = declaration.get("profile")
    if stored is not None and not isinstance(stored, dict):
        # Not a profile: the schema of product.yaml says so.
        return declaration
    profile = dict(stored or {})
    for text in assignments:
        key, equals, value = text.partition("=")
        if not equals:
            raise ConvergenceError(_NO_EQUALS.fill(text=text))
        _assign(key.strip(), value.strip(), declaration, profile, preliminary)
    return {**declaration, "profile": profile}


def completed(declaration: Declaration) -> Declaration:
    """Return a declaration with what goes without saying: a new product is active and a base."""
    whole = {"format": 1, "kind": "base", "status": "active", "profile": {}, **declaration}
    if "id" not in whole and isinstance(whole.get("name"), str):
        whole["id"] = slug(whole["name"])
        if not whole["id"]:
            raise ConvergenceError(_NO_ID.fill(name=whole["name"]), _GIVE_ID)
    return whole


def slug(name: str) -> str:
    """Return the id that a name suggests; the empty text where it has no letter or digit."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")[:64].strip("-")


def drafted(session: Session, declaration: Declaration) -> Draft:
    """Return the files of a new product, judged as if they were there; stop on errors."""
    path = f"products/{declaration.get('id', 'new')}/product.yaml"
    refuse(form_diagnostics(declaration, Contract.PRODUCT, path))
    product = build_product(declaration, path)
    if (session.root / path).parent.exists():
        raise ConvergenceError(_TAKEN.fill(path=Path(path).parent.as_posix()))
    workspace = _with(product, session.workspace)
    case = replace(session.loaded.case(session.day), workspace=workspace)
    refuse(each for each in check_references(case) if each.place.path == path)
    subject = Judge(workspace).product(product.id)
    return Draft(product, subject, _files(session, product, subject), workspace)


def _with(product: Product, workspace: Workspace) -> Workspace:
    products = {**workspace.products, product.id: product}
    return replace(workspace, products=dict(sorted(products.items())))


def _files(session: Session, product: Product, subject: Subject) -> dict[str, str]:
    preliminary = session.workspace.preliminaries.get(Scope.PRODUCT)
    questions = {} if preliminary is None else preliminary.question_by_id
    open_questions = [questions[id_] for id_ in subject.profile.open_questions]
    schema = schema_of_file(session.root, product.path, Contract.PRODUCT)
    text = product_text(product, open_questions, schema, session.language)
    refuse_invalid(product.path, text, Contract.PRODUCT)
    files = {product.path: text}
    for standing in subject.standings_that(Truth.YES):
        path = answers_path(standing)
        files[path] = answers_draft(session, standing, path)
    return files


def _read(file: Path) -> Declaration:
    opened = open_source(file.parent, file.name)
    if opened.source is None:
        refuse(opened.diagnostics)
        raise AssertionError(file)
    composed = compose(Source(str(file), opened.source.text))
    refuse(composed.diagnostics)
    if not isinstance(composed.data, dict):
        raise ConvergenceError(_NOT_A_MAPPING.fill(path=file))
    return dict(composed.data)


def _assign(
    key: str,
    value: str,
    declaration: Declaration,
    profile: dict[str, Any],
    preliminary: Preliminary | None,
) -> None:
    questions = {} if preliminary is None else preliminary.question_by_id
    own_keys = [each for each in schema_of(Contract.PRODUCT)["properties"] if each != "profile"]
    if key in questions:
        profile[key] = _typed(value, questions[key])
    elif key in own_keys:
        declaration[key] = _listed(value) if key in _LISTS else value
    else:
        known = [*own_keys, *questions]
        hint = did_you_mean(key, known) or _KEYS.fill(keys=named(known))
        raise ConvergenceError(_UNKNOWN_KEY.fill(key=key), hint)


def _typed(value: str, question: Question) -> object:
    match question.type:
        case QuestionType.BOOLEAN:
            if value.lower() in (*_YES, *_NO):
                return value.lower() in _YES
            raise ConvergenceError(_NOT_A_BOOLEAN.fill(value=value, key=question.id))
        case QuestionType.CHOICES:
            return _listed(value)
        case QuestionType.NUMBER:
            try:
                return int(value) if value.lstrip("-").isdecimal() else float(value)
            except ValueError:
                message = _NOT_A_NUMBER.fill(value=value, key=question.id)
                raise ConvergenceError(message) from None
        case _:
            return value


def _listed(value: str) -> list[str]:
    parts = value.strip("[] ").split(",")
    return [part.strip() for part in parts if part.strip()]
