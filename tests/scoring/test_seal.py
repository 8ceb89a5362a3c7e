"""What a seal covers: everything that somebody validates, and nothing of how it is written."""

import json
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from convergence_cli.loading.contract import Contract
from convergence_cli.loading.reading import read_fast
from convergence_cli.loading.shipped import examples_folder
from convergence_cli.loading.source import Source
from convergence_cli.loading.workspace import load_workspace
from convergence_cli.model.workspace import SheetStatus
from convergence_cli.scoring.standing import Judge, Standing
from tests.cli import small
from tests.cli.running import run

EXAMPLE = examples_folder() / "exemple-sante"
CARE = "questionnaires/care.yaml"
SHEET = "products/med/answers/care.yaml"
PRODUCT = "products/med/product.yaml"
ANSWERS = """\
format: 1
questionnaire: care
version: "1"
status: draft
answers:
  A:
    level: 3
    comment: Done and tried
    evidence:
      - title: Report
        url: https://example.org/report
        issued_on: 2026-01-02
        expires_on: 2028-01-02
      - {title: Drawing, path: convergence.yaml}
  B: {level: na, comment: No messaging, approved_by: a.martin, until: 2027-01-01}
  D: {level: 0, comment: Later}
"""
DIGEST = "sha256:bff8c5099fe43ebc18d4d92e04ceb9aab049128b6e781eea0912f65b2f183d53"
"""Of the answers above: another value breaks every seal that anybody ever put."""


def written(root: Path) -> Path:
    """Write a small workspace in which a product shares, and has answered everything."""
    small.typed_workspace(root)
    product = small.product("med").replace("{}", "{shares: true}")
    return small.write(root, {PRODUCT: product, SHEET: ANSWERS})


def standing(root: Path, product: str = "med", questionnaire: str = "care") -> Standing:
    """Return a questionnaire of a product, or of the company, as the files give it."""
    loaded = load_workspace(root)
    assert not [each for each in loaded.diagnostics if each.is_error]
    judge = Judge(loaded.workspace)
    subject = judge.product(product) if product else judge.company()
    return subject.standings[questionnaire]


Change = Callable[[str], str]


def by(old: str, new: str) -> Change:
    """Return a change that replaces the one place of a text."""

    def change(text: str) -> str:
        assert text.count(old) == 1, text
        return text.replace(old, new)

    return change


def swapped(first: str, second: str) -> Change:
    """Return a change that lets two neighbours change places."""
    return by(first + second, second + first)


def after(root: Path, path: str, change: Change) -> str:
    """Return the digest once a file is changed."""
    file = root / path
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8", newline="")
    return standing(root).digest


_B = "  B: {level: na, comment: No messaging, approved_by: a.martin, until: 2027-01-01}\n"
_D = "  D: {level: 0, comment: Later}\n"
_REPORT = """\
      - title: Report
        url: https://example.org/report
        issued_on: 2026-01-02
        expires_on: 2028-01-02
"""
_DRAWING = "      - {title: Drawing, path: convergence.yaml}\n"
_A_AND_B = small.questionnaire("care", {"A": 2, "B": 2}).partition("criteria:\n")[2]
_CRITERION_B = _A_AND_B[_A_AND_B.index("      - id: B") :]
_CRITERION_A = _A_AND_B.removesuffix(_CRITERION_B)

_SCALE = """\
scale:
  - {level: 0, colour: red, label: {fr: Non, en: "No"}}
  - {level: 1, colour: orange, label: {fr: Un peu, en: Slightly}}
  - {level: 2, colour: yellow, label: {fr: Assez, en: Enough}}
  - {level: 3, colour: green, label: {fr: Tout, en: All}}
"""

SAME: Mapping[str, tuple[str, Change]] = {
    "answers stand in another order": (SHEET, swapped(_B, _D)),
    "evidence stands in another order": (SHEET, swapped(_REPORT, _DRAWING)),
    "keys stand in another order": (
        SHEET,
        by("{level: 0, comment: Later}", "{comment: Later, level: 0}"),
    ),
    "a comment is added to the file": (SHEET, by("answers:\n", "answers:\n  # read again\n")),
    "a value is quoted, and a mapping has lines": (
        SHEET,
        by(_D, '  D:\n    level: 0\n    comment: "Later"\n'),
    ),
    "lines end as on Windows": (SHEET, lambda text: text.replace("\n", "\r\n")),
    "criteria stand in another order": (CARE, swapped(_CRITERION_A, _CRITERION_B)),
    "the profile says what decides nothing here": (
        PRODUCT,
        by("{shares: true}", "{shares: true, note: x}"),
    ),
    "the product is renamed": (PRODUCT, by("name: Med", "name: Medicine")),
    "somebody becomes a member": (
        "convergence.yaml",
        lambda text: text + "  - {id: b, name: B, email: b@example.org, role: contributor}\n",
    ),
}
OTHER: Mapping[str, tuple[str, Change]] = {
    "a level": (SHEET, by("level: 3", "level: 2")),
    "a level instead of na": (SHEET, by("level: na", "level: 0")),
    "na instead of a level": (SHEET, by("level: 0", "level: na")),
    "a comment": (SHEET, by("Done and tried", "Done")),
    "no comment": (SHEET, by(", comment: Later", "")),
    "the reason of na": (SHEET, by("No messaging", "No messages")),
    "who approved": (SHEET, by("approved_by: a.martin, ", "")),
    "until when": (SHEET, by("until: 2027-01-01", "until: 2027-01-02")),
    "a mark for review": (SHEET, by("{level: 0, ", '{level: 0, review: "1", ')),
    "the title of evidence": (SHEET, by("title: Report", "title: Rapport")),
    "the address of evidence": (SHEET, by("/report\n", "/reports\n")),
    "the path of evidence": (SHEET, by("path: convergence.yaml", f"path: {CARE}")),
    "the issue of evidence": (SHEET, by("2026-01-02", "2026-01-03")),
    "the expiry of evidence": (SHEET, by("        expires_on: 2028-01-02\n", "")),
    "evidence removed": (SHEET, by(_DRAWING, "")),
    "evidence added": (
        SHEET,
        by(_DRAWING, _DRAWING + "      - {title: X, path: convergence.yaml}\n"),
    ),
    "an answer removed": (SHEET, by(_D, "")),
    "what applies": (PRODUCT, by("{shares: true}", "{shares: false}")),
    "what is not known to apply": (PRODUCT, by("{shares: true}", "{}")),
    "a condition of the definition": (
        CARE,
        by("applies_when: shares", "applies_when: {not: shares}"),
    ),
    "the title of a criterion in one language": (CARE, by("en: Criterion A", "en: Criterium A")),
    "the text of a level": (CARE, by("{fr: Un peu, en: A little}", "{fr: Très peu, en: A little}")),
    "an expected level": (CARE, by("expected: 1", "expected: 2")),
    "guidance": (
        CARE,
        by(
            "        title: {fr: Partagé, en: Shared}\n",
            "        title: {fr: Partagé, en: Shared}\n        guidance: {fr: Lire, en: Read}\n",
        ),
    ),
    "one more criterion": (CARE, lambda text: text + _CRITERION_A.replace("id: A", "id: E")),
    "the words of the scale": (CARE, by("axes:\n", f"{_SCALE}axes:\n")),
}


@pytest.mark.parametrize("name", SAME)
def test_a_seal_covers_no_layout(name: str, tmp_path: Path) -> None:
    """What is only written otherwise, or decides nothing here, leaves the digest as it was."""
    root = written(tmp_path)
    before = standing(root).digest

    assert after(root, *SAME[name]) == before


@pytest.mark.parametrize("name", OTHER)
def test_a_seal_covers_whatever_is_said(name: str, tmp_path: Path) -> None:
    """Each answer, what it rests on, what was asked and what applies makes another digest."""
    root = written(tmp_path)
    before = standing(root).digest

    assert after(root, *OTHER[name]) != before


def test_an_answer_that_is_not_in_force_is_not_covered(tmp_path: Path) -> None:
    """What a seal of today covers says nothing of an obsolete answer."""
    root = written(tmp_path)
    without = by("{shares: true}", "{shares: false}")
    obsolete = after(root, PRODUCT, without)

    assert after(root, SHEET, by(_D, "")) == obsolete


def test_an_inherited_answer_is_covered(tmp_path: Path) -> None:
    """A change of the base breaks the seal of its edition, unless the edition says otherwise."""
    root = written(tmp_path)
    edition = small.product("ed") + "extends: med\n"
    own = 'format: 1\nquestionnaire: care\nversion: "1"\nstatus: draft\nanswers:\n' + _D
    answers = "products/ed/answers/care.yaml"
    small.write(root, {"products/ed/product.yaml": edition, answers: own})
    before = standing(root, "ed").digest

    after(root, SHEET, by("level: 0", "level: 1"))
    overridden = standing(root, "ed").digest
    after(root, SHEET, by("level: 3", "level: 2"))

    assert overridden == before
    assert standing(root, "ed").digest != before


def test_the_digest_stays_from_version_to_version(tmp_path: Path) -> None:
    """A new version of this program breaks no seal: this value is for ever."""
    assert standing(written(tmp_path)).digest == DIGEST


def test_the_seal_of_the_example_holds() -> None:
    """What the example shows as validated is."""
    strategy = standing(EXAMPLE, "", "strategy")

    assert strategy.status is SheetStatus.VALIDATED


# Another reading of the same files


def read(path: Path) -> Any:
    """Return a file as any reader of YAML gives it, days as text."""
    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.add_constructor(
        "tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node)
    )
    return yaml.load(path.read_text(encoding="utf-8"))


def hashed(content: Any) -> str:
    """Return the hash of plain data."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def both(text: Mapping[str, str] | None) -> list[str]:
    """Return a text in two languages as a list."""
    return [] if text is None else [text["en"], text["fr"]]


def without_nothing(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what says something."""
    return {key: value for key, value in content.items() if value not in ("", [], {}, None)}


SCALE = [[0, "Red", "Rouge"], [1, "Orange", "Orange"], [2, "Yellow", "Jaune"], [3, "Green", "Vert"]]


def scale_of(definition: Mapping[str, Any]) -> list[list[Any]]:
    """Return what a seal covers of a scale, the doctrine's where a definition has none."""
    levels = definition.get("scale", ())
    return [[each["level"], *both(each["label"])] for each in levels] or SCALE


def criterion_of(axis: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a seal covers of a criterion, from its definition as written."""
    # A requirement that names no expected level is expected to be met.
    expected = data.get("expected", SCALE[-1][0])
    if isinstance(expected, int):
        expected = [{"from": "", "level": expected}]
    return without_nothing(
        {
            "axis": axis,
            "title": both(data["title"]),
            "levels": {str(level): both(text) for level, text in data.get("levels", {}).items()},
            "expected": [[each["from"], each["level"]] for each in expected],
            "statement": both(data.get("statement")),
            "guidance": both(data.get("guidance")),
            "strength": data.get("strength"),
        }
    )


def answer_of(data: Mapping[str, Any]) -> Any:
    """Return what a seal covers of an answer, as written."""
    if data.keys() <= {"level", "comment"}:
        return [data["level"], data.get("comment", "")]
    evidence = sorted(
        sorted(map(list, each.items()), key=_place) for each in data.get("evidence", ())
    )
    return {**without_nothing({**data, "evidence": evidence}), "level": data["level"]}


def _place(pair: list[str]) -> int:
    return ("title", "url", "path", "issued_on", "expires_on").index(pair[0])


def recounted(definition: Mapping[str, Any], applicable: Iterable[str], answers: Any) -> str:
    """Return the digest by another way than the program's."""
    criteria = {
        each["id"]: criterion_of(axis["id"], each)
        for axis in definition["axes"]
        for each in axis["criteria"]
    }
    content = {
        "form": 1,
        "definition": hashed(
            {
                "id": definition["id"],
                "version": definition["version"],
                "scale": scale_of(definition),
                "criteria": criteria,
            }
        ),
        "applicable": sorted(applicable),
        "answers": {id_: answer_of(each) for id_, each in answers.items()},
    }
    return f"sha256:{hashed(content)}"


@pytest.mark.parametrize("product", ["medicab", "medicab-agenda", "medicab-mobile"])
def test_the_digest_is_recounted_from_the_files(product: str) -> None:
    """Another reader and another count come to the same digests, what is inherited included."""
    told = run("profile", product, "-f", "json", at=EXAMPLE).json()["questionnaires"]
    asked = {
        each["id"]: [one["id"] for one in each["criteria"] if one["applies"] == "yes"]
        for each in told
        if each["applies"] == "yes"
    }
    folders = [product] if product != "medicab-mobile" else ["medicab", "medicab-mobile"]

    counted = {}
    for id_, applicable in asked.items():
        answers: dict[str, Any] = {}
        for folder in folders:
            file = EXAMPLE / "products" / folder / "answers" / f"{id_}.yaml"
            answers |= (read(file)["answers"] or {}) if file.is_file() else {}
        in_force = {each: answers[each] for each in applicable if each in answers}
        definition = read(EXAMPLE / "questionnaires" / f"{id_}.yaml")
        counted[id_] = recounted(definition, applicable, in_force)

    assert len(counted) > 3
    assert counted == {id_: standing(EXAMPLE, product, id_).digest for id_ in asked}


@pytest.mark.parametrize("digits", ["0" * 64, "1234567890" * 6 + "abcd", "0" + "1" * 63, "e" * 64])
def test_a_sealed_file_is_read_fast(digits: str) -> None:
    """A digest looks like a number, or like a key, and costs no second look."""
    seal = f'status: validated\nseal: {{by: a.martin, on: 2026-11-20, digest: "sha256:{digits}"}}\n'
    text = ANSWERS.replace("status: draft\n", seal)

    assert read_fast(Source(SHEET, text), lambda _data: Contract.ANSWERS) is not None
