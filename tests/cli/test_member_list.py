"""`member list`: who may do what, manages what and sealed what, in the words of the files."""

from pathlib import Path

import pytest

from tests.cli import hostile
from tests.cli.running import run
from tests.handbook import example_in

SEAL = """\
status: validated
seal: {{by: {by}, on: 2026-11-20, digest: "sha256:{zeros}"}}
"""


def sealed(root: Path, path: str, by: str) -> None:
    """Put a seal on a file of the example, whatever it is worth."""
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert "status: draft\n" in text
    seal = SEAL.format(by=by, zeros="0" * 64)
    file.write_text(text.replace("status: draft\n", seal), encoding="utf-8")


def test_a_member_has_what_files_say_of_them(tmp_path: Path) -> None:
    """Rights and products stand in the settings, the rest where somebody is named."""
    root = example_in(tmp_path)
    sealed(root, "products/medicab/answers/hds.yaml", "q.lefevre")
    sealed(root, "products/medicab/answers/security.yaml", "q.lefevre")

    [martin, durand, lefevre] = run("member", "list", "-f", "json", at=root).json()["members"]

    assert (martin["products"], martin["manages"]) == ("all", ["medicab-classic"])
    assert (durand["rights"], durand["manages"]) == ([], ["medicab", "medicab-mobile"])
    assert lefevre["rights"] == ["validate"]
    assert [each["questionnaire"] for each in martin["sealed"]] == ["strategy"]
    assert durand["sealed"] == []
    assert lefevre["sealed"] == [
        {"product": "medicab", "questionnaire": "hds", "on": "2026-11-20"},
        {"product": "medicab", "questionnaire": "security", "on": "2026-11-20"},
    ]
    text = run("member", "list", "--lang", "fr", at=root).out
    told = "  a scellé        medicab/hds le 2026-11-20, medicab/security le 2026-11-20\n"
    assert told in text


def test_a_company_without_members_says_so(tmp_path: Path) -> None:
    """No table is no answer: a sentence is."""
    root = hostile.workspace(tmp_path, "Exemple")

    finished = run("member", "list", "--lang", "en", at=root)

    assert finished.code == 0
    assert finished.out == "convergence.yaml names no member: nobody can validate\n"
    assert run("member", "list", "-f", "json", at=root).json()["members"] == []


@pytest.mark.parametrize("name", hostile.TEXTS)
def test_a_name_is_only_a_name(name: str, tmp_path: Path) -> None:
    """Whatever a member is called stays on its line, and is given back by JSON."""
    text = hostile.TEXTS[name]
    root = hostile.workspace(tmp_path, "Exemple")
    member = {"id": "m", "name": text, "email": "m@example.org", "role": "manager"}
    settings = root / "convergence.yaml"
    with settings.open("a", encoding="utf-8") as file:
        file.write(hostile.yaml({"members": [member]}))

    finished = run("member", "list", at=root, columns=20000)

    assert finished.code == 0
    [first, *rest] = finished.out.splitlines()
    assert first.startswith("m · ")
    assert first.endswith(" <m@example.org>")
    assert [line.split()[0] for line in rest] == ["role", "rights", "products"]
    assert hostile.is_shown(finished.out)
    [told] = run("member", "list", "-f", "json", at=root).json()["members"]
    assert told["name"] == text
