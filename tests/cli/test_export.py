"""`convergence export`: what a record and a table hold, and what is said to be left out."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli import hostile, small
from tests.cli.changing import company, sealed
from tests.cli.running import AS_OF, Finished, run
from tests.handbook import example_in

JSON, CSV = ("-f", "json"), ("-f", "csv")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a company whose product `med` has one questionnaire of two validated."""
    history = company(tmp_path_factory.mktemp("company"))
    sealed(history, "med", "-q", "care")
    return history.root


def exported(root: Path, *args: str) -> Finished:
    """Export, which is possible."""
    done = run("export", *args, *AS_OF, at=root)
    assert done.code == 0, done.err
    return done


def questionnaires(record: Any) -> dict[str, list[str]]:
    """Return the ids of questionnaires in a record, by holder."""
    owners = {each["id"]: each for each in record["products"]}
    if record["company"] is not None:
        owners["company"] = record["company"]
    return {
        id_: [each["questionnaire"] for each in owner["questionnaires"]]
        for id_, owner in owners.items()
    }


def rows(done: Finished) -> list[dict[str, str]]:
    """Return the rows of a table, as a spreadsheet reads it."""
    return list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig"), newline="")))


def test_only_what_is_validated_is_exported_and_the_rest_is_counted(root: Path) -> None:
    """Drafts and archived products are left out: the document and the conversation say so."""
    done = exported(root, *JSON)

    record = done.json()
    assert questionnaires(record) == {"med": ["care"], "med-mobile": [], "company": []}
    assert record["left_out"] == {
        "drafts": [
            {"product": "med", "questionnaire": "waves", "answers": 1},
            {"product": "med-mobile", "questionnaire": "care", "answers": 1},
            {"product": "med-mobile", "questionnaire": "waves", "answers": 0},
            {"product": None, "questionnaire": "strategy", "answers": 2},
        ],
        "archived": ["old"],
    }
    assert done.err.splitlines() == [
        "4 questionnaires are drafts and left out; --drafts takes them in",
        "1 archived product is left out; --archived takes it in",
    ]


def test_everything_is_exported_when_asked_for(root: Path) -> None:
    """With drafts and archived products, nothing is left out, and nothing is said."""
    done = exported(root, *JSON, "--drafts", "--archived")

    record = done.json()
    assert questionnaires(record) == {
        "med": ["care", "waves"],
        "med-mobile": ["care", "waves"],
        "old": ["care"],
        "company": ["strategy"],
    }
    assert record["left_out"] == {"drafts": [], "archived": []}
    assert done.err == ""


def test_products_and_questionnaires_can_be_named(root: Path) -> None:
    """Where products are named, the company is not in it; of a plan, what is about the rest."""
    record = exported(root, "med", *JSON, "-q", "waves", "--drafts").json()

    assert questionnaires(record) == {"med": ["waves"]}
    assert (record["company"], record["questionnaires"]) == (None, ["waves"])
    assert record["products"][0]["plan"] == {}
    assert exported(root, "old", *JSON).json()["left_out"]["archived"] == []


def test_the_company_can_be_exported_alone(root: Path) -> None:
    """With --company there is no product, and none can be named."""
    record = exported(root, "--company", "--drafts", *JSON).json()

    assert questionnaires(record) == {"company": ["strategy"]}
    refused = run("export", "med", "--company", *JSON, at=root)
    assert refused.code == 2
    assert "--company exports the company alone" in refused.err


def test_a_broken_seal_makes_a_draft(root: Path, tmp_path: Path) -> None:
    """What was changed since it was validated is a draft, whatever its file says."""
    small.write(tmp_path, {each: (root / each).read_text("utf-8") for each in files_in(root)})
    sheet = tmp_path / "products/med/answers/care.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("level: 1", "level: 2"), "utf-8")

    [med, _] = exported(tmp_path, *JSON, "--drafts").json()["products"]

    [care, _] = med["questionnaires"]
    assert (care["status"], care["seal"]["by"]) == ("draft", "a.martin")
    assert "care" not in questionnaires(exported(tmp_path, *JSON).json())["med"]


def files_in(root: Path) -> list[str]:
    """Return the YAML files of a workspace."""
    return [each.relative_to(root).as_posix() for each in root.rglob("*.yaml")]


def test_what_is_inherited_stands_apart(root: Path) -> None:
    """An edition holds its own answers; those that another product gives are listed beside."""
    [_, mobile] = exported(root, *JSON, "--drafts").json()["products"]

    care, waves = mobile["questionnaires"]
    assert set(care["answers"]) == {"B"}
    assert {id_: each["from"] for id_, each in care["inherited"].items()} == dict.fromkeys(
        "ACD", "med"
    )
    assert (waves["has_file"], waves["answers"], set(waves["inherited"])) == (False, {}, {"W-1"})


def test_an_answer_says_what_a_reader_wants_to_know(root: Path) -> None:
    """Beside what the file says stand the title, the axis, the label, what is expected."""
    [med, _] = exported(root, *JSON).json()["products"]

    answer = med["questionnaires"][0]["answers"]["B"]
    assert answer == {
        "level": 1,
        "comment": None,
        "evidence": [],
        "approved_by": None,
        "until": None,
        "review": None,
        "about": {
            "title": "Criterion B",
            "axis": "ONE",
            "level_label": "Orange",
            "expected": 2,
            "target": 3,
            "applies": "yes",
            "in_force": True,
        },
    }


def test_no_member_is_exported(tmp_path: Path) -> None:
    """Rights and e-mail addresses stay at home."""
    text = exported(example_in(tmp_path), *JSON, "--drafts", "--archived").out

    assert "@exemple" not in text
    assert "manage_members" not in text


def test_a_table_has_a_row_for_each_criterion(root: Path) -> None:
    """Criteria that apply are there, answered or not, with what the plan says of them."""
    found = rows(exported(root, *CSV, "--drafts", "med", "med-mobile", "-q", "care"))

    assert [(each["product"], each["criterion"], each["level"]) for each in found] == [
        *(("med", id_, level) for id_, level in zip("ABCD", ("3", "1", "na", "2"), strict=True)),
        *(("med-mobile", id_, lv) for id_, lv in zip("ABCD", ("3", "2", "na", "2"), strict=True)),
    ]
    [_, b, c, _, inherited, *_] = found
    assert (b["plan_by"], b["plan_steps"], b["target"]) == ("2027-Q2", "2: 2026-Q4", "3")
    assert (c["level_label"], c["comment"]) == ("not applicable", "No messaging")
    assert (inherited["given_by"], inherited["plan_by"]) == ("med", "")


def test_a_table_leaves_an_unanswered_criterion_empty(tmp_path: Path) -> None:
    """What has no answer has a row without a level; so has an obsolete answer, with one."""
    root = small.workspace(tmp_path, {"A": 1})

    found = rows(exported(root, *CSV, "--drafts"))

    assert [(each["criterion"], each["level"], each["applies"]) for each in found] == [
        ("A", "1", "yes"),
        ("B", "", "yes"),
        ("C", "", "yes"),
    ]


def test_excel_recognises_the_encoding(root: Path) -> None:
    """A table starts with a byte-order mark, and its lines end as RFC 4180 says."""
    table = exported(root, *CSV, "--drafts").stdout

    assert table.startswith(b"\xef\xbb\xbfscope,product,name,")
    assert table.count(b"\n") == table.count(b"\r\n") > 1


@pytest.mark.parametrize("name", hostile.TEXTS)
def test_no_cell_is_a_formula(name: str, tmp_path: Path) -> None:
    """Whatever texts say, every row has all columns, and no cell starts as a formula does."""
    root = hostile.workspace(tmp_path, hostile.TEXTS[name])

    found = rows(exported(root, *CSV, "--drafts"))

    assert len(found) == 16
    cells = [cell for row in found for cell in row.values()]
    assert all(isinstance(each, str) for each in cells)
    assert not [each for each in cells if each.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert not [each for each in cells if hostile.SHAPELESS.search(each)]


@pytest.mark.parametrize("name", hostile.TEXTS)
def test_json_gives_every_text_back(name: str, tmp_path: Path) -> None:
    """A record holds every text as it is, and taking it in again changes nothing."""
    text = hostile.TEXTS[name]
    root = hostile.workspace(tmp_path / "here", text)
    record = tmp_path / "record.json"

    exported(root, *JSON, "--drafts", "-o", str(record))

    data = json.loads(record.read_bytes())
    assert {each["name"] for each in (data["company"], *data["products"])} == {text}
    assert data["products"][1]["plan"]["ONE-1"]["comment"] == text
    (root / "products/med/answers/care.yaml").unlink()
    (root / "products/med/plan.yaml").unlink()
    back = run("import", str(record), *AS_OF, at=root)
    assert back.code == 0, back.err
    assert not hostile.SHAPELESS.search(back.err)
    again = exported(root, *JSON, "--drafts").json()
    assert again == data
