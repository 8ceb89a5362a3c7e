"""Which criteria a person is asked, in which order, and what rules propose."""

from pathlib import Path

import pytest

from convergence_cli.checking.asking import Selection, asked, criteria_asked, is_waiting, waiting
from convergence_cli.checking.consistency import rules_of
from convergence_cli.loading.workspace import load_workspace
from convergence_cli.model.workspace import NA, Level, Shortfall
from convergence_cli.scoring.standing import Judge, Subject
from tests.checking.judging import rule, with_rules
from tests.cli.answering import SHEET, workspace
from tests.cli.running import DAY
from tests.cli.small import questionnaire, write


def subject(root: Path, id_: str = "med") -> Subject:
    """Return a product as its files say now."""
    return Judge(load_workspace(root).workspace).product(id_)


def selection(*shortfalls: Shortfall, **narrowed: str) -> Selection:
    """Return a selection of one id each, and of some shortfalls."""
    ids = {key: frozenset((value,)) for key, value in narrowed.items()}
    return Selection(**ids, shortfalls=frozenset(shortfalls))


def test_what_applies_is_asked_questionnaire_by_questionnaire(tmp_path: Path) -> None:
    """Criteria come in the order of their questionnaire; what does not apply is not asked."""
    root = workspace(tmp_path, care={"C": 1, "A": 1})
    write(root, {"questionnaires/before.yaml": questionnaire("before", {"Z": 1, "Y": 1})})

    ids = criteria_asked(subject(root), Selection(), DAY)

    assert ids == ("Z", "Y", "A", "B", "C", "D")


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        (selection(questionnaires="care"), ("A", "B", "C", "D")),
        (selection(questionnaires="other"), ()),
        (selection(axes="ONE"), ("A", "B", "C", "D")),
        (selection(axes="TWO"), ()),
        (selection(criteria="B"), ("B",)),
        (selection(Shortfall.UNANSWERED), ("C", "D")),
        (selection(Shortfall.UNDER_EXPECTED), ("A",)),
        (selection(Shortfall.UNANSWERED, Shortfall.UNDER_EXPECTED), ("A", "C", "D")),
        (selection(Shortfall.UNANSWERED, criteria="D"), ("D",)),
    ],
)
def test_a_selection_narrows_down(chosen: Selection, ids: tuple[str, ...], tmp_path: Path) -> None:
    """Each kind of filter leaves what it names; shortfalls are alternatives of each other."""
    root = workspace(tmp_path, care={"A": 1, "B": 2})

    assert criteria_asked(subject(root), chosen, DAY) == ids


def test_what_is_inherited_is_answered(tmp_path: Path) -> None:
    """An edition is asked what neither it nor its base answers."""
    root = workspace(tmp_path, care={"A": 1, "B": 2})

    ids = criteria_asked(subject(root, "kin"), selection(Shortfall.UNANSWERED), DAY)

    assert ids == ("C", "D")


def test_what_waits(tmp_path: Path) -> None:
    """A criterion without an answer waits, and one to be read again; na is an answer."""
    root = workspace(tmp_path, care={})
    lines = '  A: {level: 1, review: "1"}\n  B: {level: na, comment: none}\n'
    text = (root / SHEET).read_text(encoding="utf-8")
    write(root, {SHEET: text + lines})
    care = subject(root).standings["care"]

    assert [id_ for id_ in "ABCD" if is_waiting(id_, care)] == ["A", "C", "D"]


def test_what_is_undetermined_names_its_questions(tmp_path: Path) -> None:
    """A criterion, or a whole questionnaire, waits for preliminary answers."""
    root = workspace(tmp_path, care={}, profile="{shares: true}")
    whole = questionnaire("late", {"L": 1}) + "applies_when: prints\n"
    write(root, {"questionnaires/late.yaml": whole})

    found = list(waiting(subject(root), Selection()))

    assert found == [("E", ("prints",)), ("late", ("prints",))]
    assert list(waiting(subject(root), selection(questionnaires="late"))) == found[1:]


@pytest.mark.parametrize(
    ("requires", "level"),
    [
        ("[{criterion: A, at_least: 2}]", 2),
        ("[{criterion: A, is: na}]", NA),
        ("[{criterion: A, is_not: na}]", None),
    ],
)
def test_a_rule_that_holds_proposes(requires: str, level: Level | None, tmp_path: Path) -> None:
    """What a rule implies of a criterion is proposed, whatever is answered."""
    root = workspace(tmp_path, care={"A": 0})
    other_rule = rule("[{criterion: A, at_least: 3}]", when="prints", id_="RULE-B")
    with_rules(root, rule(requires), other_rule)
    loaded = load_workspace(root)
    assert loaded.diagnostics == ()
    med = subject(root)

    question = asked("A", med.standings["care"], med, rules_of(loaded.workspace))
    other = asked("B", med.standings["care"], med, rules_of(loaded.workspace))

    assert [(each.rule.id, each.level) for each in question.proposals] == [("RULE-A", level)]
    assert other.proposals == ()
