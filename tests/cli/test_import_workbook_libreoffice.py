"""A workbook that went through LibreOffice says what its people said, and nothing of its own."""

import shutil
from pathlib import Path

from convergence_cli.exchanging.layout import escaped
from convergence_cli.loading.workspace import load_workspace
from convergence_cli.model.workspace import NA
from tests.cli.workbooks import contents, exported, imported, opened
from tests.loading.libreoffice import needs_libreoffice, resaved
from tests.loading.test_workbook_returned import HOSTILE

EXAMPLE = Path(__file__).parents[2] / "examples" / "exemple-sante"
Q = "interoperability"
# LibreOffice 7 takes the text _x005F_x0041_ for the spelling of another, in every file it saves.
KEPT = [each for each in HOSTILE if each.strip() and "_x005F_" not in each]


def comments_of(root: Path) -> dict[str, str]:
    """Return the comment of each answer that is a level, from all questionnaires of a product."""
    sheets = load_workspace(root).workspace.products["medicab"].sheets.values()
    answers = [each for sheet in sheets for each in sheet.answers.items()]
    return {id_: answer.comment for id_, answer in answers if answer.level is not NA}


@needs_libreoffice
def test_libreoffice_takes_nothing_away_and_adds_nothing(tmp_path: Path) -> None:
    """Unedited, edited with hostile texts, and unedited with these texts in the files."""
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "here"))
    before, said = contents(root), comments_of(root)
    unedited = exported(root, "medicab")
    edited = opened(Path(shutil.copy(unedited, tmp_path / "edited.xlsx")))
    typed = dict(zip([each for each in said if each.startswith("INT-")], KEPT, strict=False))
    for id_, text in typed.items():
        cell = edited.cell(Q, id_, "comment")
        cell.value, cell.data_type = escaped(text), "s"
    first, second = resaved(tmp_path, unedited, edited.save())

    done = imported(root, first)
    assert (done.code, contents(root)) == (0, before), done.err
    done = imported(root, second)
    assert done.code == 0, done.err
    assert len(typed) == len(KEPT)
    assert comments_of(root) == {**said, **{id_: text.strip() for id_, text in typed.items()}}

    before = contents(root)
    (again,) = resaved(tmp_path, exported(root, "medicab"))
    done = imported(root, again)
    assert (done.code, contents(root)) == (0, before), done.err
