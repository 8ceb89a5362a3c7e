"""A history as a table for spreadsheets: one row for each point, product and questionnaire."""

import csv
from collections.abc import Iterator
from fractions import Fraction
from io import StringIO

from convergence_cli.language import Language
from convergence_cli.model.same import Same
from convergence_cli.rendering.history_result import HistoryResult, Point
from convergence_cli.rendering.history_words import reason_text
from convergence_cli.rendering.screen import on_one_line, uncommanding
from convergence_cli.rendering.tally_json import counts_json
from convergence_cli.rendering.words import subject_name
from convergence_cli.scoring.numbers import rounded
from convergence_cli.scoring.score import QuestionnaireScore, SubjectScore

COLUMNS = (
    *("commit", "day", "tag", "subject", "state", "error", "as_of"),
    *("scope", "product", "name", "questionnaire", "version", "target"),
    *("mean", "lowest", "highest", "expected_mean", "levels", "expected_levels"),
    *("applicable", "answered", "not_applicable", "unanswered"),
    *("undetermined", "obsolete", "inherited"),
)
_OF_A_FORMULA = tuple("=+-@\t\r＝＋－＠")
"""What spreadsheets may take for the start of a formula, wide signs of East Asian ones included."""

Row = dict[str, object]


def history_csv(result: HistoryResult, language: Language) -> str:
    """Return the table as RFC 4180 says; a cell without a value is empty."""
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    scores = _Scores()
    for point in result.points:
        writer.writerows(_rows(point, scores, language))
    return text.getvalue()


def text_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: such a one gets an apostrophe.

    Nor does a runner that shows the table in a log take it for a command.
    """
    line = uncommanding(on_one_line(text)).encode("utf-8", "backslashreplace").decode("utf-8")
    return f"'{line}" if line.lstrip().startswith(_OF_A_FORMULA) else line


class _Scores:
    """The rows of a subject: what points share is put in words once."""

    def __init__(self) -> None:
        self._known: dict[Same, list[Row]] = {}

    def of(self, subject: SubjectScore, company: str) -> list[Row]:
        key = Same(subject)
        if key not in self._known:
            self._known[key] = [_score(subject, each, company) for each in subject.questionnaires]
        return self._known[key]


def _rows(point: Point, scores: _Scores, language: Language) -> Iterator[Row]:
    moment, workspace = point.moment, point.workspace
    of_point: Row = {
        "commit": moment.commit,
        "day": moment.day,
        "tag": text_cell(moment.tag or ""),
        "subject": text_cell(moment.subject),
        "state": point.state.value,
        "as_of": point.as_of,
    }
    if workspace is None:
        yield {**of_point, "error": text_cell(reason_text(point).in_(language))}
        return
    company = workspace.company.name
    found = [row for each in point.subjects for row in scores.of(each, company)]
    if not found:
        yield of_point
    for row in found:
        yield {**of_point, **row}


def _score(subject: SubjectScore, score: QuestionnaireScore, company: str) -> Row:
    tally, top, questionnaire = score.tally, score.top, score.standing.questionnaire
    return {
        "scope": questionnaire.scope.value,
        "product": subject.subject.id,
        "name": text_cell(subject_name(subject.subject, company)),
        "questionnaire": questionnaire.id,
        "version": text_cell(questionnaire.version),
        "target": top,
        "mean": _number(tally.mean, top),
        "lowest": _number(tally.lowest, top),
        "highest": _number(tally.highest(top), top),
        "expected_mean": _number(tally.expected_mean, top),
        "levels": tally.levels,
        "expected_levels": tally.expected,
        **counts_json(tally),
    }


def _number(value: Fraction | None, top: int) -> str:
    return "" if value is None else str(rounded(value, top))
