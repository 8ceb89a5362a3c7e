"""Definitions from data that their schema accepts."""

from typing import Any

from convergence_cli.language import Text
from convergence_cli.loading.build_condition import build_condition
from convergence_cli.model.questionnaire import (
    DOCTRINE_SCALE,
    Axis,
    Colour,
    Criterion,
    ExpectedStep,
    Kind,
    Option,
    Origin,
    Preliminary,
    PublishedCode,
    Question,
    Questionnaire,
    QuestionType,
    Scale,
    ScaleLevel,
    Scope,
    Section,
    Strength,
)


def build_questionnaire(data: Any, path: str) -> Questionnaire:
    """Return a maturity questionnaire or a requirement set."""
    scale = _scale(data.get("scale"))
    return Questionnaire(
        id=data["id"],
        version=data["version"],
        kind=Kind(data["kind"]),
        scope=Scope(data["scope"]),
        title=_text(data["title"]),
        axes=tuple(_axis(each, scale) for each in data["axes"]),
        scale=scale,
        applies_when=build_condition(data.get("applies_when")),
        description=_text_or_none(data.get("description")),
        sources=tuple(source["id"] for source in data.get("sources", ())),
        removed=tuple(data.get("removed", ())),
        path=path,
    )


def build_preliminary(data: Any, path: str) -> Preliminary:
    """Return a preliminary questionnaire."""
    return Preliminary(
        id=data["id"],
        scope=Scope(data.get("scope", Scope.PRODUCT)),
        title=_text_or_none(data.get("title")) or Text(en=data["id"], fr=data["id"]),
        sections=tuple(_section(each) for each in data["sections"]),
        version=data.get("version", ""),
        path=path,
        description=_text_or_none(data.get("description")),
        sources=tuple(source["id"] for source in data.get("sources", ())),
    )


def _scale(data: Any) -> Scale:
    if data is None:
        return DOCTRINE_SCALE
    return Scale(
        tuple(
            ScaleLevel(int(each["level"]), Colour(each["colour"]), _text(each["label"]))
            for each in data
        )
    )


def _axis(data: Any, scale: Scale) -> Axis:
    criteria = tuple(_criterion(each, data["id"], scale) for each in data["criteria"])
    return Axis(data["id"], _text(data["title"]), criteria)


def _criterion(data: Any, axis: str, scale: Scale) -> Criterion:
    code = data.get("published_code")
    return Criterion(
        id=data["id"],
        axis=axis,
        title=_text(data["title"]),
        expected=_expected(data.get("expected"), scale),
        source_date=data["source_date"],
        applies_when=build_condition(data.get("applies_when")),
        levels={int(level): _text(each) for level, each in data.get("levels", {}).items()},
        statement=_text_or_none(data.get("statement")),
        guidance=_text_or_none(data.get("guidance")),
        strength=Strength(data["strength"]) if "strength" in data else None,
        origin=Origin(data.get("status", Origin.PROPOSED)),
        published_code=PublishedCode(code["code"], code["source"]) if code else None,
        see=tuple(data.get("see", ())),
        facts=tuple(data.get("facts", ())),
        replaces=tuple(data.get("replaces", ())),
    )


def _expected(data: Any, scale: Scale) -> tuple[ExpectedStep, ...]:
    if data is None:
        # A requirement that names no expected level is expected to be met.
        return (ExpectedStep("", scale.top),)
    if isinstance(data, list):
        return tuple(ExpectedStep(step["from"], int(step["level"])) for step in data)
    return (ExpectedStep("", int(data)),)


def _section(data: Any) -> Section:
    questions = tuple(_question(each) for each in data["questions"])
    description = _text_or_none(data.get("description"))
    return Section(data["id"], _text(data["title"]), questions, description)


def _question(data: Any) -> Question:
    return Question(
        id=data["id"],
        type=QuestionType(data["type"]),
        title=_text(data["title"]),
        applies_when=build_condition(data.get("applies_when")),
        options=tuple(_option(each) for each in data.get("options", ())),
        help=_text_or_none(data.get("help")),
        group=_text_or_none(data.get("group")),
        track_titles={each["id"]: _text(each["label"]) for each in data.get("tracks", ())},
        required=data.get("required", False),
        informative=data.get("informative", False),
    )


def _option(data: Any) -> Option:
    help_ = _text_or_none(data.get("help"))
    return Option(data["value"], _text(data["label"]), help_, data.get("track"))


def _text(data: Any) -> Text:
    return Text(en=data["en"], fr=data["fr"])


def _text_or_none(data: Any) -> Text | None:
    return None if data is None else _text(data)
