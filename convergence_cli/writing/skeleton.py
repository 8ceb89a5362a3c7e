"""Files that a person fills in: what is known is written, what is not stands as a comment."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap

from convergence_cli.language import Language, Text
from convergence_cli.model.condition import Value
from convergence_cli.model.questionnaire import Criterion, Question, Questionnaire, QuestionType
from convergence_cli.model.workspace import Certification, Product
from convergence_cli.writing.yaml_text import comment, flow, modeline, scalar, text_scalar

_WIDTH = 96
_INDENT = "  "
_OPEN_QUESTIONS = Text(
    en="Not answered yet: remove the # in front of a line and answer.",
    fr="Sans réponse : retirez le # devant une ligne et répondez.",
)
_HOW_TO_ANSWER = Text(
    en="Answer a criterion: remove the # in front of its lines, and give a level of the scale, "
    "or na with the reason in comment.",
    fr="Pour répondre à un critère : retirez le # devant ses lignes et donnez un niveau de "
    "l'échelle, ou na avec le motif dans comment.",
)
INHERITED_NOTE = Text(
    en="{n} answers are inherited from {product}; give one here only where this edition differs.",
    fr="{n} réponses viennent de {product} ; n'en donnez ici que là où cette édition diffère.",
)
UNDETERMINED_NOTE = Text(
    en="Undetermined until the profile is answered: {criteria}",
    fr="Indéterminés tant que le profil est sans réponse : {criteria}",
)
_EXPECTED = Text(en="expected", fr="attendu")
_TARGET = Text(en="target", fr="cible")


def product_text(
    product: Product,
    open_questions: Sequence[Question],
    schema: str,
    language: Language,
) -> str:
    """Return a product.yaml, with the questions that wait for an answer as comments."""
    lines = [
        "format: 1",
        f"id: {scalar(product.id)}",
        f"name: {scalar(product.name)}",
        *_optional("os", product.os),
        *_optional("device", product.device),
        f"kind: {product.kind}",
        *([f"requires: {flow(product.requires)}"] if product.requires else []),
        *_optional("extends", product.extends),
        f"status: {product.status}",
        *_optional("archived_on", product.archived_on),
        *_optional("archived_because", product.archived_because),
        f"deployment: {product.deployment}",
        f"versions: [{', '.join(text_scalar(version) for version in product.versions)}]",
        *_optional("description", product.description),
        *_optional("purpose", product.purpose),
        *_certifications(product.certifications),
        *_optional("manager", product.manager),
        *_profile(product.profile, open_questions, language),
    ]
    return modeline(schema) + "".join(f"{line}\n" for line in lines)


def answers_text(
    questionnaire: Questionnaire,
    unanswered: Iterable[Criterion],
    *,
    schema: str,
    day: str,
    language: Language,
    inherited: tuple[int, str] | None = None,
    undetermined: Sequence[Criterion] = (),
) -> str:
    """Return an answers file in which each unanswered criterion is a commented block."""
    lines = [
        "format: 1",
        f"questionnaire: {scalar(questionnaire.id)}",
        f"version: {text_scalar(questionnaire.version)}",
        "status: draft",
        *_commented(_HOW_TO_ANSWER.in_(language), ""),
    ]
    if inherited is not None:
        count, product = inherited
        lines += note_lines(INHERITED_NOTE.fill(n=count, product=product).in_(language))
    if undetermined:
        ids = ", ".join(criterion.id for criterion in undetermined)
        lines += note_lines(UNDETERMINED_NOTE.fill(criteria=ids).in_(language))
    lines.append("answers:")
    for criterion in unanswered:
        lines += ["", *offer_lines(criterion, questionnaire, day, language, _INDENT)]
    return modeline(schema) + "".join(f"{line}\n" for line in lines)


def note_lines(text: str) -> list[str]:
    """Return a remark at the head of a file."""
    return _commented(text, "")


def offer_lines(
    criterion: Criterion, questionnaire: Questionnaire, day: str, language: Language, indent: str
) -> tuple[str, ...]:
    """Return the comment that offers a criterion: what it asks, and its answer to fill in."""
    return tuple(_offer(criterion, questionnaire, criterion.expected_on(day), language, indent))


def offers_as_written(
    criterion: Criterion, questionnaire: Questionnaire, indent: str
) -> frozenset[tuple[str, ...]]:
    """Return every comment that this program may have written to offer a criterion."""
    levels = {0, *(step.level for step in criterion.expected)}
    return frozenset(
        tuple(_offer(criterion, questionnaire, level, language, indent))
        for level in levels
        for language in Language
    )


def _offer(
    criterion: Criterion,
    questionnaire: Questionnaire,
    expected: int,
    language: Language,
    indent: str,
) -> Iterator[str]:
    yield from _commented(f"{criterion.id} · {criterion.title.in_(language)}", indent)
    if criterion.statement is not None:
        yield from _commented(criterion.statement.in_(language), indent, hanging="  ")
    for level in questionnaire.scale.levels:
        meaning = criterion.levels.get(level.level, level.label).in_(language)
        marks = [
            mark.in_(language)
            for mark, at in ((_EXPECTED, expected), (_TARGET, questionnaire.scale.top))
            if level.level == at
        ]
        shown = f" ({', '.join(marks)})" if marks else ""
        yield from _commented(f"  {level.level} {meaning}{shown}", indent, hanging="    ")
    yield f"{indent}# {scalar(criterion.id)}:"
    yield f"{indent}#   level:"
    yield f'{indent}#   comment: ""'


def _profile(
    profile: Mapping[str, Value | None], open_questions: Sequence[Question], language: Language
) -> Iterator[str]:
    given = {id_: value for id_, value in profile.items() if value is not None}
    if given:
        yield "profile:"
        for id_, value in given.items():
            written = flow(value) if isinstance(value, tuple) else scalar(value)
            yield f"  {scalar(id_)}: {written}"
    else:
        yield "profile:" if open_questions else "profile: {}"
    if open_questions:
        yield from _commented(_OPEN_QUESTIONS.in_(language), "  ")
        for question in open_questions:
            yield from _commented(question.title.in_(language), "  ")
            yield f"  # {scalar(question.id)}: {_choices(question)}"


def _choices(question: Question) -> str:
    match question.type:
        case QuestionType.BOOLEAN:
            return "true | false"
        case QuestionType.CHOICES:
            return flow(option.value for option in question.options)
        case QuestionType.CHOICE:
            return " | ".join(scalar(option.value) for option in question.options)
        case _:
            return question.type.value


def _certifications(certifications: Sequence[Certification]) -> Iterator[str]:
    if certifications:
        yield "certifications:"
    for each in certifications:
        yield f"  - title: {scalar(each.title)}"
        for key in ("reference", "issued_on", "expires_on"):
            yield from (f"    {line}" for line in _optional(key, getattr(each, key)))


def _optional(key: str, value: str | None) -> list[str]:
    return [] if value is None else [f"{key}: {scalar(value)}"]


def _commented(text: str, indent: str, hanging: str = "") -> list[str]:
    lines = wrap(
        comment_line(text), _WIDTH - len(indent) - 2, break_on_hyphens=False, break_long_words=False
    )
    first, *rest = lines or [""]
    lead = text[: len(text) - len(text.lstrip(" "))]
    return [f"{indent}# {lead}{first.lstrip()}", *(f"{indent}# {hanging}{each}" for each in rest)]


def comment_line(text: str) -> str:
    """Return a text without anything that would end the line of a comment."""
    return " ".join(comment(part) for part in text.split())
