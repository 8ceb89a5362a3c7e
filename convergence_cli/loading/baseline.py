"""A score that was saved as JSON, read back: values, and nothing that its schema does not say."""

import json
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Language, Text
from convergence_cli.loading.shipped import schemas_folder
from convergence_cli.model.workspace import (
    NA,
    Answer,
    AnswerSheet,
    Company,
    Evidence,
    Plan,
    PlanEntry,
    PlanStep,
    Product,
    ProductKind,
    ProductStatus,
    SheetStatus,
    Workspace,
)
from convergence_cli.profiling.truth import Truth
from convergence_cli.reviewing.record import Record
from convergence_cli.reviewing.state import Footing, State, States
from convergence_cli.scoring.score import Tally

MAX_BYTES = 256 << 20

_UNREADABLE = Text(en="{file} cannot be read: {reason}", fr="{file} est illisible : {reason}")
_TOO_LARGE = Text(en="it has more than {limit} bytes", fr="il dépasse {limit} octets")
_NO_JSON = Text(en="it is no JSON", fr="ce n'est pas du JSON")
_NO_SCORE = Text(
    en="{file} is no score that this version saved", fr="{file} n'est pas une note de cette version"
)
_SAVE = Text(
    en="save one: convergence score --format json --output score.json",
    fr="enregistrez-en une : convergence score --format json --output score.json",
)


def load_baseline(file: Path) -> Record:
    """Return the score in a file; stop where it is none."""
    data = _json_of(file)
    if not _is_score(data):
        raise ConvergenceError(_NO_SCORE.fill(file=file), _SAVE)
    company = data["company"]
    products = {each["id"]: each for each in data["products"]}
    holders = frozenset(products)
    states = {id_: _states(each, id_) for id_, each in products.items()}
    return Record(
        Workspace(
            Company(
                "",
                profile=_values(company["profile"]),
                sheets=_sheets(company, frozenset()),
                plan=_plan(company["plan"]),
            ),
            Language.EN,
            products={id_: _product(each, holders) for id_, each in sorted(products.items())},
        ),
        {**states, "": _states(company, "")},
        data["definitions"],
        data["fingerprints"],
    )


def _json_of(file: Path) -> Any:
    try:
        if file.stat().st_size > MAX_BYTES:
            reason: Text | str = _TOO_LARGE.fill(limit=MAX_BYTES)
        else:
            return json.loads(file.read_bytes())
    except OSError as error:
        reason = error.strerror or type(error).__name__
    except (ValueError, RecursionError):
        reason = _NO_JSON
    raise ConvergenceError(_UNREADABLE.fill(file=file, reason=reason), _SAVE)


def _is_score(data: object) -> bool:
    return _validator()(data)


def _validator() -> Callable[[object], bool]:
    schema = json.loads((schemas_folder() / "output" / "score.schema.json").read_text("utf-8"))
    try:
        from jsonschema_rs import Draft202012Validator
    except ImportError:
        from jsonschema import Draft202012Validator as Explaining

        explaining: Callable[[object], bool] = Explaining(schema).is_valid
        return explaining
    compiled: Callable[[object], bool] = Draft202012Validator(schema).is_valid
    return compiled


def _product(data: Any, holders: frozenset[str]) -> Product:
    extends = data["extends"] if data["extends"] in holders else None
    return Product(
        data["id"],
        data["name"],
        ProductKind(data["kind"]),
        ProductStatus(data["status"]),
        profile=_values(data["profile"]),
        sheets=_sheets(data, holders),
        plan=_plan(data["plan"]),
        extends=extends,
    )


def _values(data: Mapping[str, Any]) -> dict[str, Any]:
    return {id_: tuple(each) if isinstance(each, list) else each for id_, each in data.items()}


def _sheets(data: Any, holders: frozenset[str]) -> dict[str, AnswerSheet]:
    return {
        each["id"]: AnswerSheet(
            each["id"],
            each["version"],
            SheetStatus(each["status"]),
            {
                id_: Answer(_level(level), "", _evidence(each, id_))
                for id_, level in each["answers"].items()
                # What another product gives comes from there again.
                if level is not None and each["inherited"].get(id_) not in holders
            },
        )
        for each in data["questionnaires"]
    }


def _level(level: int | str) -> Any:
    return NA if level == NA.value else level


def _evidence(questionnaire: Any, criterion: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(**each) for each in questionnaire["evidence"].get(criterion, ()))


def _plan(data: Mapping[str, Any]) -> Plan:
    return Plan({id_: _entry(each) for id_, each in data.items()}, "")


def _entry(data: Mapping[str, Any]) -> PlanEntry:
    steps = tuple(PlanStep(each["level"], each["by"]) for each in data["steps"])
    cannot = data["target_not_applicable"]
    return PlanEntry(by=data["by"], steps=steps, target_not_applicable=cannot)


def _states(data: Any, holder: str) -> States:
    return {each["id"]: _state(each, holder) for each in data["questionnaires"]}


def _state(data: Any, holder: str) -> State:
    footings = {
        id_: Footing(
            Truth.YES,
            None if level is None else _level(level),
            _evidence(data, id_),
            data["inherited"].get(id_, holder),
        )
        for id_, level in data["answers"].items()
    }
    return State(
        data["id"],
        data["version"],
        data["target"],
        Truth.YES,
        SheetStatus(data["status"]),
        footings,
        _tally(data),
        {each["id"]: _tally(each) for each in data["axes"]},
    )


def _tally(data: Any) -> Tally:
    counts = data["counts"]
    return Tally(
        _sum(data["mean"], counts["answered"]),
        _sum(data["expected_mean"], counts["answered"]),
        *(
            counts[each]
            for each in (
                "answered",
                "not_applicable",
                "unanswered",
                "undetermined",
                "obsolete",
                "inherited",
            )
        ),
    )


def _sum(mean: str | None, n: int) -> int:
    return 0 if mean is None else int(Fraction(mean) * n)
