"""What is shown of a criterion fits the screen, whatever texts it holds."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from convergence_cli.checking.asking import Asked, Selection, asked, criteria_asked
from convergence_cli.checking.consistency import rules_of
from convergence_cli.cli.answer_conversation import Conversation
from convergence_cli.cli.answer_files import Who
from convergence_cli.cli.answer_menus import LevelMenu
from convergence_cli.cli.answer_saving import Saving
from convergence_cli.cli.session import open_session
from convergence_cli.language import Language
from convergence_cli.loading.shipped import examples_folder
from convergence_cli.rendering.answer_text import QuestionPage
from convergence_cli.rendering.screen import Screen
from tests.cli import hostile
from tests.cli.hostile import TEXTS
from tests.cli.running import DAY

EXAMPLE = examples_folder() / "exemple-sante"
NARROW = Screen(80)
_SHAPELESS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)


def saving(root: Path, product: str, language: Language) -> Saving:
    """Return the workspace of a conversation that nobody disturbs."""

    def reread() -> NoReturn:
        raise AssertionError(root)

    return Saving(open_session(root, language, DAY), Who(product), reread)


def shown(kept: Saving, rows: int) -> Iterator[tuple[Asked, QuestionPage, LevelMenu]]:
    """Yield each criterion that is asked, as it is shown on a terminal of some rows."""
    session, subject = kept.session, kept.subject()
    rules = rules_of(session.workspace)
    ids = criteria_asked(subject, Selection(), DAY)
    conversation = Conversation(kept, ids, NARROW)
    for id_ in ids:
        question = asked(id_, kept.standing(id_), subject, rules)
        menu = LevelMenu(question, DAY, session.language, NARROW)
        yield question, conversation.page(question, rows - menu.rows), menu


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("product", ["medicab", "medicab-agenda", "medicab-mobile", ""])
def test_a_criterion_fits_a_small_terminal(product: str, language: Language) -> None:
    """At 80 by 24, the question, its answer and its levels are on the screen at once."""
    count = 0
    for question, page, menu in shown(saving(EXAMPLE, product, language), 24):
        count += 1
        lines = page.text.splitlines()
        labels = "\n".join(label for _, label in menu.choices)
        assert len(lines) + menu.rows <= 24, question.criterion.id
        assert any(question.criterion.id in line for line in lines)
        assert all(len(line) <= 80 for line in lines)
        # A menu puts three characters in front of the first line of a label.
        firsts = [label.splitlines()[0] for _, label in menu.choices]
        assert all(len(line) <= 80 for line in (f"   {each}" for each in firsts))
        assert all(len(line) <= 80 for line in labels.splitlines())
        for level in question.standing.questionnaire.scale.levels:
            assert f"{level.level} {level.label.in_(language)}" in labels

    assert count > 20


def test_a_large_terminal_shows_everything() -> None:
    """With room, the guidance and the links are there without being asked for."""
    for question, page, _ in shown(saving(EXAMPLE, "medicab", Language.EN), 60):
        assert page.is_whole
        assert question.criterion.guidance is not None
        words = question.criterion.guidance.en.split()
        assert " ".join(words) in " ".join(page.text.split())


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("product", ["med", "kin"])
def test_hostile_text_is_text(name: str, product: str, tmp_path: Path) -> None:
    """No text of a definition or an answer moves the cursor, colours, or hides."""
    root = hostile.workspace(tmp_path, TEXTS[name])

    for rows in (24, 2000):
        for question, page, menu in shown(saving(root, product, Language.EN), rows):
            assert not _SHAPELESS.search(page.text), question.criterion.id
            assert not any(_SHAPELESS.search(label) for _, label in menu.choices)
