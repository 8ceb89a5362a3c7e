"""`questionnaire diff` says what changed between two versions, and what that does here."""

from pathlib import Path

import pytest

from convergence_cli.loading.shipped import questionnaires_folder
from tests.cli.running import AS_OF, run
from tests.cli.small import SETTINGS, answers, product, questionnaire, workspace, write

CARE = "questionnaires/care.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace whose product answers A and B of the questionnaire `care`."""
    return workspace(tmp_path / "ws", {"A": 1, "B": 2})


def version_2(root: Path, text: str) -> str:
    """Write a newer definition beside the workspace, and return its path."""
    file = root.parent / "care-2.yaml"
    file.write_text(text.replace('version: "1"', 'version: "2"'), encoding="utf-8")
    return str(file)


def test_each_change_is_told_with_the_answers_it_touches(root: Path) -> None:
    """The worst comes first, then the rest, then each mean before and after."""
    text = questionnaire("care", {"A": 3, "C": 2, "D": 2}).replace("en: Care", "en: Nursing")
    text = text.replace("- id: D\n", "- id: D\n        applies_when: shares\n")

    done = run(
        *(
            "questionnaire",
            "diff",
            "care",
            version_2(root, text.replace("when: shares", "when: always")),
        ),
        *("--lang", "en", *AS_OF),
        at=root,
    )

    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "Nursing (care) 1 → 2 · major\n"
        "\n"
        "Removed: the answers become obsolete (1)\n"
        "  B Criterion B\n"
        "    answers: med (2)\n"
        "\n"
        "Added (1)\n"
        "  D Criterion D\n"
        "\n"
        "Expected level changed (1)\n"
        "  A Criterion A\n"
        "    expected: 2 → 3\n"
        "    answers: med (1)\n"
        "\n"
        "Wording: no answer changes its meaning (1)\n"
        "  the whole questionnaire\n"
        "    title: “Care” → “Nursing”\n"
        "\n"
        "Means as of 2026-11-22\n"
        "  med, care: 1.50 / 3 (2 answered) → 1.00 / 3 (1 answered)\n"
    )


def test_the_same_in_french(root: Path) -> None:
    """Every word of the result is in the language that was asked for."""
    path = version_2(root, questionnaire("care", {"A": 2, "C": 2}))

    done = run("questionnaire", "diff", "care", path, "--lang", "fr", *AS_OF, at=root)

    assert done.out == (
        "Soin (care) 1 → 2 · majeure\n"
        "\n"
        "Retirés : les réponses deviennent obsolètes (1)\n"
        "  B Critère B\n"
        "    réponses : med (2)\n"
        "\n"
        "Moyennes au 2026-11-22\n"
        "  med, care : 1.50 / 3 (2 répondus) → 1.00 / 3 (1 répondus)\n"
    )


def test_a_long_text_is_shown_where_it_differs(root: Path) -> None:
    """Of a sentence that changes at its end, the end is shown."""
    long = "A sentence that goes on and on before it comes to the point which is"
    care = (root / CARE).read_text(encoding="utf-8")
    (root / CARE).write_text(
        care.replace("en: Nothing", f"en: {long} nothing", 1), encoding="utf-8"
    )
    path = version_2(root, care.replace("en: Nothing", f"en: {long} everything", 1))

    done = run("questionnaire", "diff", "care", path, "--lang", "en", *AS_OF, at=root)

    assert "    level 0: “…to the point which is nothing” → " in done.out
    assert "“…to the point which is everything”\n" in done.out
    assert "A sentence" not in done.out


def test_hostile_texts_stay_on_their_line(root: Path) -> None:
    """Escapes, line breaks and marks of a definition are shown as characters."""
    care = (root / CARE).read_text(encoding="utf-8")
    hostile = '"\\e[31mred\\nWarning: forged [/red]\\u202E"'
    text = care.replace("en: Nothing}", f"en: {hostile}}}", 1).replace(
        "en: Care}", f"en: {hostile}}}"
    )

    done = run("questionnaire", "diff", "care", version_2(root, text), "--lang", "en", at=root)

    assert done.code == 0
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out
    assert not any(line.startswith("Warning") for line in done.out.splitlines())
    assert "[/red]" in done.out


def test_the_built_in_one_is_the_new_version(example: Path) -> None:
    """With one id, the workspace's copy is old and the built-in one is new."""
    file = example / "questionnaires/interoperability.yaml"
    text = file.read_text(encoding="utf-8").replace("expected: 1\n", "expected: 0\n", 1)
    file.write_text(text.replace('version: "2026.1"', 'version: "2025.1"', 1), encoding="utf-8")

    done = run("questionnaire", "diff", "interoperability", "--lang", "en", *AS_OF, at=example)

    assert done.code == 0
    assert done.out.startswith("Interoperability (interoperability) 2025.1 → 2026.1 · minor\n")
    assert "expected: 0 → 1" in done.out


def test_files_with_errors_still_have_differences(root: Path) -> None:
    """Answers to another version are what a diff is read for: only the means are missing."""
    path = version_2(root, questionnaire("care", {"A": 2, "C": 2}))
    (root / "products/med/product.yaml").write_text("format: 1\n", encoding="utf-8")

    done = run("questionnaire", "diff", "care", path, "--lang", "en", at=root)

    assert done.code == 0
    assert "Removed" in done.out
    assert "Means" not in done.out
    assert "no mean is compared" in done.err


def test_two_files_need_no_workspace(tmp_path: Path) -> None:
    """An author compares two drafts anywhere."""
    files = {
        "one.yaml": questionnaire("care", {"A": 2}),
        "two.yaml": questionnaire("care", {"A": 2, "B": 2}),
    }
    root = write(tmp_path, files)

    done = run("questionnaire", "diff", "one.yaml", "two.yaml", at=root)

    assert (done.code, done.err) == (0, "")
    assert done.out == "Care (care) 1 → 1 · minor\n\nAdded (1)\n  B Criterion B\n"


def test_a_copy_under_another_id_can_be_compared(root: Path) -> None:
    """A company that wrote its own version of a questionnaire sees what became of it."""
    path = root.parent / "nursing.yaml"
    path.write_text(questionnaire("nursing", {"A": 2, "B": 2}), encoding="utf-8")

    done = run("questionnaire", "diff", "care", str(path), "--lang", "en", *AS_OF, at=root)

    assert done.code == 0
    assert "Removed: the answers become obsolete (1)\n  C Criterion C\n" in done.out


def test_the_means_are_those_of_score_before_and_after_the_update(example: Path) -> None:
    """What the difference foretells is what `score` says once the version is brought in."""
    text = (questionnaires_folder() / "interoperability.yaml").read_text(encoding="utf-8")
    text = text.replace('version: "2026.1"', 'version: "2027.1"', 1)
    text = text.replace("id: INT-SEM-01\n", "id: INT-SEM-51\n        replaces: [INT-SEM-01]\n", 1)
    text = text.replace("id: INT-SEM-03\n", "id: INT-SEM-53\n", 1)
    head, mark, rest = text.partition("id: INT-SEM-02\n")
    assert "applies_when: exchanges_data\n" in rest
    text = head + mark + rest.replace("exchanges_data\n", "messaging\n", 1)
    path = example.parent / "newer.yaml"
    path.write_text(text, encoding="utf-8")
    before = _means(example)

    done = run(
        *("questionnaire", "diff", "interoperability", str(path), "--format", "json", *AS_OF),
        at=example,
    )
    run("questionnaire", "update", "--from", str(path), "--yes", *AS_OF, at=example)

    means = done.json()["means"]
    told = [
        {each["product"]: (each[side]["mean"], each[side]["answered"]) for each in means}
        for side in ("before", "after")
    ]
    assert told == [before, _means(example)]
    assert told[0] != told[1]


def _means(root: Path) -> dict[str, tuple[str, int]]:
    """Return the exact mean of each product, and its count of answers, as `score` gives them."""
    products = run("score", "--format", "json", *AS_OF, at=root).json()["products"]
    scores = {
        each["id"]: score
        for each in products
        for score in each["questionnaires"]
        if score["id"] == "interoperability"
    }
    return {id_: (each["mean"], each["counts"]["answered"]) for id_, each in scores.items()}


def test_preliminary_questionnaires_are_compared_by_question(example: Path) -> None:
    """A question that is gone, and an option that a product has chosen, are told."""
    path = example.parent / "newer.yaml"
    text = (questionnaires_folder() / "preliminary.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("value: base-evaluation", "value: base", 1), encoding="utf-8")

    done = run("questionnaire", "diff", "preliminary", str(path), "--lang", "en", at=example)

    assert done.code == 0
    assert "Options removed" in done.out
    assert "option base-evaluation" in done.out
    assert "medicab ([base-evaluation" in done.out
    assert "Options added (1)" in done.out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("car",), "no questionnaire is called 'car'"),
        (("care",), "'care' is not built in: there is nothing to compare it with"),
        (("care", "missing.yaml"), "missing.yaml: error CV001"),
        (("care", "odd.yaml"), "odd.yaml:1:5: error CV006"),
        (("care", "preliminary.yaml"), "and the other one is not"),
    ],
)
def test_what_cannot_be_compared_is_refused(root: Path, args: tuple[str, ...], said: str) -> None:
    """An unknown id, a file that is missing or wrong, two things of another nature: exit 2."""
    preliminary = questionnaires_folder() / "preliminary.yaml"
    write(root, {"odd.yaml": "a: {", "preliminary.yaml": preliminary.read_text(encoding="utf-8")})

    done = run("questionnaire", "diff", *args, "--lang", "en", at=root)

    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_an_unreadable_definition_of_the_workspace_is_shown(root: Path) -> None:
    """A definition with errors is not called unknown: its errors are what has to be mended."""
    (root / CARE).write_text("a: {", encoding="utf-8")

    done = run("questionnaire", "diff", "care", at=root)

    assert done.code == 2
    assert f"{CARE}:1:5: error CV006" in done.err


def test_company_answers_are_touched_too(tmp_path: Path) -> None:
    """What the company answers once is counted as its own."""
    files = {
        "convergence.yaml": SETTINGS,
        CARE: questionnaire("care", {"A": 2, "B": 2}, "company"),
        "company/answers/care.yaml": answers("care", {"A": 1}),
        "products/med/product.yaml": product("med"),
    }
    root = write(tmp_path / "ws", files)
    path = version_2(root, questionnaire("care", {"B": 2}, "company"))

    done = run("questionnaire", "diff", "care", path, *AS_OF, at=root)

    assert "    answers: Company (1)\n" in done.out
    assert "  Company, care: 1.00 / 3 (1 answered) → — / 3 (0 answered)\n" in done.out
