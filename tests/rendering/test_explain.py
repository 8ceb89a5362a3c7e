"""Pages of `explain`: what is asked, and why, down to the preliminary answers."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli import small
from tests.cli.running import run

_QUESTION = "      - {{id: {id}, type: boolean, title: {{fr: Oui ?, en: Yes?}}{when}}}\n"
_PRELIMINARY = """\
format: 1
id: preliminary
kind: preliminary
sections:
  - id: only
    title: {fr: Tout, en: All}
    questions:
"""


def asked_when(root: Path, condition: str, profile: str = "{}") -> Path:
    """Write a workspace whose criterion C applies under a condition, to a product's profile."""
    small.typed_workspace(root)
    return small.write(
        root,
        {
            "questionnaires/care.yaml": small.questionnaire("care", {"C": 2})
            + f"        applies_when: {condition}\n",
            "products/med/product.yaml": small.product("med").replace("{}", profile),
        },
    )


def chained(root: Path, conditions: Sequence[str]) -> Path:
    """Write questions q0, q1, … of which q1 and on apply under these conditions; C reads the last.

    The product answers no to q0.
    """
    questions = [_QUESTION.format(id="q0", when="")] + [
        _QUESTION.format(id=f"q{number}", when=f", applies_when: {condition}")
        for number, condition in enumerate(conditions, 1)
    ]
    asked_when(root, f"q{len(conditions)}", "{q0: false}")
    (root / "questionnaires/waves.yaml").unlink()
    return small.write(root, {"questionnaires/preliminary.yaml": _PRELIMINARY + "".join(questions)})


def why(root: Path, lang: str = "en") -> list[str]:
    """Return the proof that C applies, or not, to the product."""
    finished = run("explain", "C", "--product", "med", "--lang", lang, at=root, columns=120)
    assert finished.code == 0, finished.err
    return finished.out.split("\n\n")[2].splitlines()


@pytest.mark.parametrize(
    ("condition", "profile", "proof"),
    [
        ("always", "{}", ["✓ always"]),
        ("shares", "{shares: true}", ["✓ shares is true · true"]),
        ("shares", "{shares: false}", ["✗ shares is true · false"]),
        ("shares", "{}", ["? shares is true · no answer"]),
        ("{wave: wave-1}", "{wave: '2'}", ["✗ wave is wave-1 · 2"]),
        ("{wave: [wave-1, '2']}", "{wave: '2'}", ["✓ wave is one of wave-1, 2 · 2"]),
        (
            "{kinds: images}",
            "{shares: true, kinds: [letters, images]}",
            ["✓ kinds is images · [letters, images]"],
        ),
        ("{answered: note}", "{note: x}", ["✓ note is answered · x"]),
        ("{not: shares}", "{shares: false}", ["✓ not:", "  ✗ shares is true · false"]),
        (
            "{all: [shares, {number: 2}]}",
            "{shares: true, number: 2}",
            ["✓ all of:", "  ✓ shares is true · true", "  ✓ number is 2 · 2"],
        ),
        (
            "{any: [shares, {since: 2026-01-01}]}",
            "{shares: false}",
            ["? any of:", "  ✗ shares is true · false", "  ? since is 2026-01-01 · no answer"],
        ),
        (
            "{kinds: images}",
            "{shares: false, kinds: [images]}",
            [
                "✗ kinds is images · the question does not apply:",
                "  ✗ shares is true · false",
            ],
        ),
        (
            "{kinds: images}",
            "{}",
            ["? kinds is images · the question may not apply:", "  ? shares is true · no answer"],
        ),
    ],
)
def test_a_proof_goes_down_to_the_answers(
    condition: str, profile: str, proof: list[str], tmp_path: Path
) -> None:
    """Each term of a condition is shown with its truth, and with the answer it rests on."""
    _, *lines = why(asked_when(tmp_path, condition, profile))

    assert lines == proof


def test_a_proof_speaks_french(tmp_path: Path) -> None:
    """The words of a proof are those of the language asked for."""
    root = asked_when(tmp_path, "{all: [{not: shares}, {kinds: images}]}", "{shares: false}")

    assert why(root, "fr") == [
        "Pourquoi : ne s'applique pas",
        "✗ tout ceci :",
        "  ✓ non :",
        "    ✗ shares vaut true · false",
        "  ✗ kinds vaut images · la question ne s'applique pas :",
        "    ✗ shares vaut true · false",
    ]


def test_a_reason_is_told_once(tmp_path: Path) -> None:
    """Where two terms rest on one question that does not apply, its reason is shown once."""
    root = asked_when(tmp_path, "{any: [{kinds: images}, {kinds: letters}]}", "{shares: false}")

    assert why(root)[1:] == [
        "✗ any of:",
        "  ✗ kinds is images · the question does not apply:",
        "    ✗ shares is true · false",
        "  ✗ kinds is letters · the question does not apply (see above)",
    ]


def test_shared_reasons_do_not_multiply(tmp_path: Path) -> None:
    """Questions that each read the one before twice make a page as long as they are many."""
    twice = [f"{{any: [q{number}, {{not: {{not: q{number}}}}}]}}" for number in range(200)]

    assert len(why(chained(tmp_path, twice))) < 2000


def test_a_long_chain_of_questions_is_told_to_its_end(tmp_path: Path) -> None:
    """A chain longer than the interpreter's stack, and than a line, is told to its first answer."""
    lines = why(chained(tmp_path, [f"q{number}" for number in range(850)]))

    assert len(lines) == 1 + 851
    assert lines[-1].strip() == "✗ q0 is true · false"
    assert max(map(len, lines)) < 80


@pytest.mark.parametrize(
    ("condition", "shown"),
    [
        ("always", ["Put to profiles where: always"]),
        ("shares", ["Put to profiles where: shares is true"]),
        (
            "{any: [shares, {not: {answered: note}}]}",
            [
                "Put to profiles where: any of:",
                "  shares is true",
                "  not:",
                "    note is answered",
            ],
        ),
    ],
)
def test_a_criterion_says_whom_it_is_put_to(
    condition: str, shown: list[str], tmp_path: Path
) -> None:
    """Without a product, the page of a criterion shows its whole condition."""
    finished = run("explain", "C", at=asked_when(tmp_path, condition))

    assert finished.out.split("\n\n")[-1].splitlines() == shown


def test_a_question_says_what_it_decides(tmp_path: Path) -> None:
    """The page of a question names the questions, criteria and questionnaires that read it."""
    root = small.typed_workspace(tmp_path)

    assert "Decides: kinds, D\n" in run("explain", "shares", at=root).out
    assert "Decides: waves\n" in run("explain", "wave", at=root).out
    assert "Decides" not in run("explain", "note", at=root).out


def test_a_requirement_is_stated(tmp_path: Path) -> None:
    """The page of a requirement holds its statement and strength, and the levels of the scale."""
    page = run("explain", "W-1", at=small.typed_workspace(tmp_path)).out

    assert "\n\nRequirement (must)\nIt is recorded.\n\nLevels\n  0 Red\n" in page
    assert "  3 Green (expected, target)\n" in page


@pytest.mark.parametrize(
    ("keys", "origin"),
    [
        ("", "proposed by this questionnaire, not an official item"),
        ("        status: proposed\n", "proposed by this questionnaire, not an official item"),
        ("        status: published\n", "published item"),
        (
            "        status: published\n        published_code: {code: A08.3.1, source: S4}\n",
            "published item A08.3.1, according to S4",
        ),
    ],
)
def test_a_proposed_item_never_passes_for_an_official_one(
    keys: str, origin: str, tmp_path: Path
) -> None:
    """The page of a criterion says whether the item is official, and by which code."""
    definition = small.questionnaire("care", {"A": 1}) + keys
    sources = "sources:\n  - {id: S4, title: A source}\naxes:\n"
    root = small.workspace(tmp_path, {"A": 1})
    small.write(root, {"questionnaires/care.yaml": definition.replace("axes:\n", sources)})

    assert f"\n{origin} · source of 2026-01-01\n" in run("explain", "A", at=root).out


def test_an_answer_is_shown_with_its_evidence_and_plan(tmp_path: Path) -> None:
    """With a product, the page holds the answer, its evidence, what it counts for and its plan."""
    answer = (
        "format: 1\nquestionnaire: care\nversion: '1'\nstatus: draft\nanswers:\n  A:\n"
        "    level: 1\n    comment: |\n      - first\n      # second\n\n      third\n"
        "    evidence:\n"
        "      - {title: A report, url: 'https://example.org/r'}\n"
        "      - {title: A file, path: proof.txt}\n  B: {level: 2}\n"
    )
    plan = "format: 1\nplan:\n  A: {target_not_applicable: true, comment: No service}\n"
    root = small.workspace(tmp_path, {})
    small.write(
        root,
        {
            "products/med/answers/care.yaml": answer,
            "products/med/plan.yaml": plan,
            "proof.txt": "",
        },
    )

    page = run("explain", "A", "--product", "med", at=root).out

    assert page.partition("Answer\n")[2] == (
        "Level 1\n- first\n# second\n\nthird\n"
        "  evidence: A report https://example.org/r\n  evidence: A file proof.txt\n\n"
        "Counts for\n1 of 2 levels of axis ONE (mean 1.50), of 2 in the whole (mean 1.50)\n\n"
        "Plan\nthe target cannot be planned\nNo service\n"
    )


def test_na_counts_for_nothing(tmp_path: Path) -> None:
    """An answer that is not applicable counts in no mean, and says until when."""
    answer = (
        "format: 1\nquestionnaire: care\nversion: '1'\nstatus: draft\nanswers:\n"
        "  A: {level: na, comment: No such use, until: 2030-01-01}\n"
    )
    root = small.write(small.workspace(tmp_path, {}), {"products/med/answers/care.yaml": answer})

    page = run("explain", "A", "--product", "med", at=root).out

    assert page.partition("Answer\n")[2] == (
        "Level na\nNo such use\nuntil 2030-01-01\n\n"
        "Counts for\nnothing: 'na' moves no mean, up or down\n"
    )


def test_a_questionnaire_that_does_not_apply_is_named_alone(tmp_path: Path) -> None:
    """`profile` names a questionnaire that does not apply, and lists none of its criteria."""
    root = small.typed_workspace(tmp_path)
    files = {"products/med/product.yaml": small.product("med").replace("{}", "{wave: '2'}")}

    text = run("profile", "med", at=small.write(root, files)).out

    assert text.endswith("\nWaves 1 · does not apply\n")
    assert "W-1" not in text
