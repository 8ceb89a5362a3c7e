"""`questionnaire update` brings in newer definitions, and every answer follows."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from convergence_cli.cli.revision import read_definition
from convergence_cli.cli.update_plan import Offer, update_plan
from convergence_cli.errors import ConvergenceError
from convergence_cli.loading.shipped import questionnaires_folder
from convergence_cli.loading.workspace import load_workspace
from tests.cli.running import AS_OF, Finished, run
from tests.cli.small import SETTINGS, answers, product, questionnaire, write

SHEET = "products/med/answers/care.yaml"
CARE = "questionnaires/care.yaml"
PLAN = "products/med/plan.yaml"
CRITERIA = {"A": 2, "B": 2, "C": 2}
ANSWERS = """\
# yaml-language-server: $schema=../../../.convergence/schemas/answers.schema.json
format: 1
questionnaire: care
version: '1'      # the definition's
status: draft
answers:
  # by hand
  A: {level: 2, comment: "x: y"}   # first

  B:
    comment: |
      Two
      lines
    level: 1      # second
  C: {level: na, comment: No such use}
"""


def newer(criteria: Mapping[str, int]) -> str:
    """Return the definition of these criteria as version 2."""
    return questionnaire("care", criteria).replace('version: "1"', 'version: "2"')


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace whose product answers A, B and C by hand, and plans A and B."""
    return write(
        tmp_path / "ws",
        {
            "convergence.yaml": SETTINGS,
            CARE: questionnaire("care", CRITERIA),
            "products/med/product.yaml": product("med"),
            SHEET: ANSWERS,
            PLAN: "format: 1\nplan:\n  A: {by: 2027-Q2}  # soon\n  B: {by: 2027-Q4}\n",
        },
    )


def contents(root: Path) -> dict[str, bytes]:
    """Return every file of a workspace."""
    files = (each for each in root.rglob("*") if each.is_file())
    return {each.relative_to(root).as_posix(): each.read_bytes() for each in files}


def update(root: Path, definition: str, *args: str) -> Finished:
    """Bring in a definition that stands outside of the workspace."""
    file = root.parent / "newer.yaml"
    file.write_text(definition, encoding="utf-8", newline="")
    return run("questionnaire", "update", "--from", str(file), *args, *AS_OF, at=root)


def codes(root: Path) -> list[str]:
    """Return the codes and the entries of what `check` finds."""
    found = run("check", "--format", "json", *AS_OF, at=root).json()["diagnostics"]
    return sorted(f"{each['code']} {each['message'].split(' ')[0]}" for each in found)


def test_a_renamed_criterion_takes_answer_and_plan_along(root: Path) -> None:
    """Only the lines of the version and of the two keys change."""
    text = newer({"Z": 2, "B": 2, "C": 2}).replace("- id: Z\n", "- id: Z\n        replaces: [A]\n")

    done = update(root, text, "--yes")

    assert (done.code, done.err.count("wrote ")) == (0, 3)
    assert "Renamed: the answers follow (1)\n  A → Z Criterion Z" in done.out
    expected = ANSWERS.replace("version: '1' ", "version: '2' ").replace("  A: {", "  Z: {")
    # The texts of levels are those of A, so that nothing is to be read again.
    assert (root / SHEET).read_text(encoding="utf-8") == expected
    assert (root / PLAN).read_text(encoding="utf-8") == (
        "format: 1\nplan:\n  Z: {by: 2027-Q2}  # soon\n  B: {by: 2027-Q4}\n"
    )
    assert (root / CARE).read_text(encoding="utf-8").endswith(text)
    assert run("check", at=root).code == 0


def test_a_removed_criterion_leaves_its_answer_obsolete(root: Path) -> None:
    """The answer and the plan stay, `check` warns of both, and no mean counts them."""
    done = update(root, newer({"B": 2, "C": 2}), "--yes")

    assert done.code == 0
    assert "answers whose criterion is gone, kept and counted no more: 1 (CV308)" in done.err
    expected = ANSWERS.replace("version: '1' ", "version: '2' ")
    assert (root / SHEET).read_text(encoding="utf-8") == expected
    assert "\nremoved: [A]\naxes:" in (root / CARE).read_text(encoding="utf-8")
    assert codes(root) == ["CV308 'A'", "CV322 'A'"]
    score = run("score", "--format", "json", *AS_OF, at=root).json()
    counts = score["products"][0]["questionnaires"][0]["counts"]
    assert (counts["answered"], counts["obsolete"]) == (1, 1)


def test_a_reworded_criterion_is_marked(root: Path) -> None:
    """The mark stands below the level, the level counts, and `check` names it until it goes."""
    done = update(root, newer(CRITERIA).replace("en: Little}", "en: A lot}", 2), "--yes")

    assert done.code == 0
    assert "answers to read again: 2 (CV321 in 'convergence check')" in done.err
    text = (root / SHEET).read_text(encoding="utf-8")
    assert '  A: {level: 2, review: "2", comment: "x: y"}   # first\n' in text
    assert '    level: 1      # second\n    review: "2"\n' in text
    assert codes(root) == ["CV321 version", "CV321 version"]
    marked = (root / SHEET).read_text(encoding="utf-8")
    (root / SHEET).write_text(
        marked.replace(', review: "2"', "").replace('    review: "2"\n', ""), encoding="utf-8"
    )
    assert codes(root) == []


def test_a_new_scale_keeps_levels_and_says_which_are_off_it(root: Path) -> None:
    """Before writing and after, the level that is on no scale is named; it is not changed."""
    two = questionnaire("care", CRITERIA).replace('version: "1"', 'version: "2"')
    for level in ("2: {fr: Assez, en: Enough}", "3: {fr: Tout, en: All}"):
        two = two.replace(f"          {level}\n", "")
    scale = "".join(
        f"  - {{level: {level}, colour: red, label: {{fr: '{level}', en: '{level}'}}}}\n"
        for level in (0, 1)
    )
    two = two.replace("axes:\n", f"scale:\n{scale}axes:\n").replace("expected: 2", "expected: 1")

    done = update(root, two, "--yes")

    assert done.code == 0
    assert "Scale changed" in done.out
    assert "after the update, these files will have errors that only you can mend:" in done.err
    assert f"  {SHEET}: answers.A.level: CV301 2 is not a level of 'care'" in done.err
    assert "A: {level: 2, review:" in (root / SHEET).read_text(encoding="utf-8")
    found = run("check", "--format", "json", *AS_OF, at=root)
    assert found.code == 1
    errors = [each for each in found.json()["diagnostics"] if each["severity"] == "error"]
    assert [(each["code"], each["path"], each["line"]) for each in errors] == [("CV301", SHEET, 8)]


def test_another_scope_is_said_to_misplace_the_answers(root: Path) -> None:
    """A questionnaire that the company answers now leaves the product's file where it is."""
    text = newer(CRITERIA).replace("scope: product", "scope: company")

    done = update(root, text, "--dry-run")

    assert done.code == 0
    assert "scope: product → company" in done.out
    assert f"  {SHEET}: questionnaire: CV216 'care' is not answered here" in done.err


def test_nothing_is_written_without_a_yes(root: Path) -> None:
    """Without a terminal the differences are shown, and the run has no verdict."""
    before = contents(root)

    done = update(root, newer({"B": 2, "C": 2}))

    assert done.code == 2
    assert "Removed: the answers become obsolete (1)" in done.out
    assert "give --yes to write, or --dry-run to look only" in done.err
    assert contents(root) == before


def test_a_dry_run_shows_and_writes_nothing(root: Path) -> None:
    """`--dry-run` shows what `--yes` would do, and that is all."""
    before = contents(root)

    done = update(root, newer({"B": 2, "C": 2}), "--dry-run")

    assert (done.code, done.err) == (0, "nothing was written\n")
    assert "med, care: 1.50 / 3 (2 answered) → 1.00 / 3 (1 answered)" in done.out
    assert contents(root) == before


def test_a_second_update_has_nothing_to_do(root: Path) -> None:
    """What was brought in is there, removed ids included."""
    update(root, newer({"B": 2, "C": 2}), "--yes")
    before = contents(root)

    done = update(root, newer({"B": 2, "C": 2}), "--yes")

    assert (done.code, done.out) == (0, "")
    assert done.err == "nothing to bring in: the definitions here are the same\n"
    assert contents(root) == before


def test_the_modeline_and_the_line_ends_of_a_file_stay(root: Path) -> None:
    """Files of Windows stay so, and each file names its own schema."""
    modeline = "# yaml-language-server: $schema=../mine/questionnaire.schema.json\n"
    care = modeline + questionnaire("care", CRITERIA)
    for path, text in ((CARE, care), (SHEET, "\ufeff" + ANSWERS)):
        (root / path).write_bytes(text.replace("\n", "\r\n").encode("utf-8"))

    done = update(root, "# yaml-language-server: $schema=x.json\n" + newer({"B": 2, "C": 2}), "-y")

    assert done.code == 0
    definition = (root / CARE).read_bytes().decode("utf-8")
    assert definition.startswith(modeline.replace("\n", "\r\n") + "format: 1\r\n")
    assert "x.json" not in definition
    sheet = "\ufeff" + ANSWERS.replace("version: '1' ", "version: '2' ")
    assert (root / SHEET).read_bytes().decode("utf-8") == sheet.replace("\n", "\r\n")
    assert definition.count("\n") == definition.count("\r\n")


def test_line_ends_alone_are_no_difference(root: Path) -> None:
    """A definition that git wrote with other line ends is still the same."""
    care = (root / CARE).read_text(encoding="utf-8")
    (root / CARE).write_bytes(care.replace("\n", "\r\n").encode("utf-8"))

    assert "nothing to bring in" in update(root, care, "--yes").err


def test_a_file_that_changed_meanwhile_is_not_overwritten(root: Path) -> None:
    """All files are compared with what was read before the first one is written."""
    file = root.parent / "newer.yaml"
    file.write_text(newer({"B": 2, "C": 2}), encoding="utf-8")
    source, definition = read_definition(file)
    plan = update_plan(
        root, load_workspace(root).workspace, [Offer("care", source.text, definition)]
    )
    (root / CARE).write_text("# somebody was here\n", encoding="utf-8")
    before = contents(root)

    with pytest.raises(ConvergenceError, match="changed since it was read"):
        list(plan.changes.write())

    assert contents(root) == before


def test_a_file_that_no_edit_fits_is_left_with_all_others(root: Path) -> None:
    """Where an entry is laid out beyond what can be edited safely, nothing at all is written."""
    entry = ANSWERS[ANSWERS.index("    comment: |") : ANSWERS.index("  C: ")]
    odd = ANSWERS.replace(entry, "    ? level\n    : 1\n")
    (root / SHEET).write_text(odd, encoding="utf-8")
    before = contents(root)

    done = update(root, newer(CRITERIA).replace("en: Little}", "en: A lot}"), "--yes")

    assert done.code == 2
    assert f"{SHEET} is written in a way that no edit was found for" in done.err
    assert done.err.endswith("try again: answers.B.review\n")
    assert contents(root) == before


def test_rules_are_replaced_as_they_are(root: Path) -> None:
    """A file of definitions that nobody answers is taken over, with the modeline of the place."""
    rules = "# yaml-language-server: $schema=../schemas/rules.schema.json\nformat: 1\nrules: []\n"
    workspace = load_workspace(root).workspace

    plan = update_plan(root, workspace, [Offer("rules", rules)])

    assert list(plan.changes.write()) == ["questionnaires/rules.yaml"]
    text = (root / "questionnaires/rules.yaml").read_text(encoding="utf-8")
    assert text == rules.replace("../schemas/", "../.convergence/schemas/")
    assert update_plan(root, workspace, [Offer("rules", rules)]).changes.files == ()


def test_two_questionnaires_follow_in_one_plan(root: Path) -> None:
    """A plan speaks of criteria of several questionnaires: each keeps up with its own."""
    write(
        root,
        {
            "questionnaires/more.yaml": questionnaire("more", {"M": 2}),
            PLAN: "format: 1\nplan:\n  M: {by: 2027-Q2}\n  A: {by: 2027-Q3}  # soon\n",
        },
    )
    offers = []
    for id_, old, new, criteria in (("care", "A", "Z", CRITERIA), ("more", "M", "M2", {"M": 2})):
        file = root.parent / f"{id_}.yaml"
        replaced = f"- id: {new}\n        replaces: [{old}]\n"
        text = questionnaire(id_, criteria).replace(f"- id: {old}\n", replaced)
        file.write_text(text, encoding="utf-8")
        source, definition = read_definition(file)
        offers.append(Offer(id_, source.text, definition))

    list(update_plan(root, load_workspace(root).workspace, offers).changes.write())

    assert (root / PLAN).read_text(encoding="utf-8") == (
        "format: 1\nplan:\n  M2: {by: 2027-Q2}\n  Z: {by: 2027-Q3}  # soon\n"
    )
    assert run("check", at=root).code == 0


def test_explain_says_that_an_answer_is_to_be_read_again(root: Path) -> None:
    """Whoever looks at a criterion for a product sees the mark."""
    update(root, newer(CRITERIA).replace("en: Little}", "en: A lot}", 1), "--yes")

    page = run("explain", "A", "--product", "med", *AS_OF, at=root).out

    assert "to be read again: version 2 changed what the criterion says" in page


# What is refused


def test_an_id_is_not_removed_and_asked(root: Path) -> None:
    """A definition that lists one of its own criteria as removed contradicts itself."""
    text = newer(CRITERIA).replace("axes:\n", "removed: [B]\naxes:\n")

    done = update(root, text, "--yes")

    assert done.code == 2
    assert "newer.yaml:7:11: error CV208 duplicate-id: 'B' is already taken" in done.err


def test_a_second_preliminary_questionnaire_is_refused(example: Path) -> None:
    """Each scope has one: a file with another id would stand beside it."""
    text = (questionnaires_folder() / "preliminary.yaml").read_text(encoding="utf-8")
    before = contents(example)

    done = update(
        example, text.replace("id: preliminary\n", "id: other\n", 1), "--lang", "en", "-y"
    )

    assert done.code == 2
    assert "'other' has the scope of the preliminary questionnaire 'preliminary'" in done.err
    assert contents(example) == before


def test_an_unknown_id_is_refused(root: Path) -> None:
    """Only what is built in can be named, and the nearest id is proposed."""
    done = run("questionnaire", "update", "interoperabilty", at=root)

    assert done.code == 2
    assert "no built-in definition is called 'interoperabilty'" in done.err
    assert "interoperability" in done.err.splitlines()[1]


def test_a_file_of_another_id_is_refused(root: Path) -> None:
    """An id that is named has to be that of the file."""
    file = root.parent / "newer.yaml"
    file.write_text(newer(CRITERIA), encoding="utf-8")

    done = run("questionnaire", "update", "other", "--from", str(file), at=root)

    assert done.code == 2
    assert "the file defines 'care', and you named other" in done.err


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "CV006"),
        (newer(CRITERIA).replace("kind: maturity", "kind: maturty"), "CV104"),
        (newer(CRITERIA).replace("- id: B\n", "- id: A\n"), "CV208"),
        (newer(CRITERIA).replace("          1: {fr: Peu, en: Little}\n", ""), "CV403"),
    ],
)
def test_an_invalid_file_is_refused(root: Path, text: str, code: str) -> None:
    """The file's defects are shown with their places, and nothing is written."""
    before = contents(root)

    done = update(root, text, "--yes")

    assert done.code == 2
    assert "newer.yaml:" in done.err
    assert code in done.err
    assert contents(root) == before


def test_a_workspace_with_errors_is_refused_first(root: Path) -> None:
    """What cannot be read for sure is not migrated."""
    (root / SHEET).write_text(answers("care", {"A": 7}), encoding="utf-8")

    done = update(root, newer({"B": 2, "C": 2}), "--yes")

    assert (done.code, done.out) == (2, "")
    assert "CV301" in done.err


def test_a_definition_that_asks_unknown_questions_is_refused(root: Path) -> None:
    """The preliminary questionnaire has to come along."""
    text = newer(CRITERIA).replace(
        "expected: 2\n", "expected: 2\n        applies_when: shares\n", 1
    )
    before = contents(root)

    done = update(root, text, "--yes")

    assert done.code == 2
    assert f"{CARE}:" in done.err
    assert "CV406" in done.err
    assert "nothing was written" in done.err
    assert contents(root) == before


# Built-in definitions


def test_all_built_in_definitions_that_differ_are_brought_in(example: Path) -> None:
    """A copy that was changed here becomes the built-in one again; the same version is noticed."""
    file = example / "questionnaires/interoperability.yaml"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace("expected: 1\n", "expected: 0\n", 1), encoding="utf-8")
    own = write(example, {CARE: questionnaire("care", CRITERIA)}) / CARE
    own_text = own.read_bytes()

    done = run("questionnaire", "update", "--yes", "--lang", "en", *AS_OF, at=example)

    assert done.code == 0
    assert "Interoperability (interoperability) 2026.1 → 2026.1 · minor" in done.out
    assert "expected: 0 → 1" in done.out
    assert "'interoperability' has the same version as the one here" in done.err
    assert "wrote questionnaires/interoperability.yaml" in done.err
    assert done.err.count("wrote questionnaires/") == 1
    assert file.read_text(encoding="utf-8") == whole
    assert own.read_bytes() == own_text


def test_a_built_in_definition_that_is_not_here_comes_when_named(tmp_path: Path) -> None:
    """It is new here, with a modeline that leads to the workspace's schemas."""
    root = write(tmp_path, {"convergence.yaml": SETTINGS})
    names = ("preliminary", "interoperability")

    assert "nothing to bring in" in run("questionnaire", "update", "--yes", at=root).err
    done = run("questionnaire", "update", *names, "--yes", at=root)

    assert done.code == 0
    assert "Interoperability (interoperability) 2026.1 · new here" in done.out
    text = (root / "questionnaires/interoperability.yaml").read_text(encoding="utf-8")
    first, _, rest = text.partition("\n")
    schema = "../.convergence/schemas/questionnaire.schema.json"
    assert first == f"# yaml-language-server: $schema={schema}"
    shipped = (questionnaires_folder() / "interoperability.yaml").read_text(encoding="utf-8")
    assert rest == shipped.partition("\n")[2]
    assert run("check", at=root).code == 0


def test_a_preliminary_questionnaire_says_which_profiles_it_breaks(example: Path) -> None:
    """A question that is gone while products answer it is named first; no product file changes."""
    file = example / "questionnaires/preliminary.yaml"
    shipped = file.read_text(encoding="utf-8")
    extra = "      - {id: old_question, type: boolean, title: {fr: Avant ?, en: Before?}}\n"
    end = shipped.rindex("      - id: ")
    file.write_text(shipped[:end] + extra + shipped[end:], encoding="utf-8")
    declaration = example / "products/medicab/product.yaml"
    said = declaration.read_text(encoding="utf-8").replace(
        "profile:\n", "profile:\n  old_question: true\n"
    )
    declaration.write_text(said, encoding="utf-8")

    done = run("questionnaire", "update", "--yes", "--lang", "en", *AS_OF, at=example)

    assert done.code == 0
    assert "  old_question Before?\n    answers: medicab (true)\n" in done.out
    assert "products/medicab/product.yaml: profile.old_question: CV202" in done.err
    assert declaration.read_text(encoding="utf-8") == said
    assert file.read_text(encoding="utf-8") == shipped


def test_the_example_speaks_french(example: Path) -> None:
    """Everything is said in the language of the workspace."""
    file = example.parent / "newer.yaml"
    text = (questionnaires_folder() / "interoperability.yaml").read_text(encoding="utf-8")
    text = text.replace('version: "2026.1"', 'version: "2027.1"', 1)
    text = text.replace("id: INT-SEM-01\n", "id: INT-SEM-51\n        replaces: [INT-SEM-01]\n", 1)
    text = text.replace("        expected: 1\n", "        expected: 2\n", 1)
    file.write_text(text, encoding="utf-8")

    done = run("questionnaire", "update", "--from", str(file), "-y", *AS_OF, at=example)

    assert done.code == 0
    assert "Renommés : les réponses suivent (1)\n  INT-SEM-01 → INT-SEM-51 " in done.out
    assert "    réponses : medicab (1), medicab-agenda (1), medicab-classic (0)\n" in done.out
    assert "Niveau attendu modifié (1)" in done.out
    assert "écrit : questionnaires/interoperability.yaml" in done.err
    assert run("check", *AS_OF, at=example).code == 0


def test_the_schemas_of_the_workspace_follow(tmp_path: Path) -> None:
    """The copies that editors read are those of this version again; other files stay."""
    assert run("init", "--company", "Exemple", "--lang", "en", at=tmp_path).code == 0
    schema = tmp_path / ".convergence/schemas/answers.schema.json"
    whole = schema.read_bytes()
    schema.write_text("{}", encoding="utf-8")

    done = run("questionnaire", "update", "--yes", "--lang", "en", *AS_OF, at=tmp_path)

    assert (done.code, schema.read_bytes()) == (0, whole)
    assert done.err.count("wrote ") == 1
    assert "wrote .convergence/schemas/ (" in done.err
    again = run("questionnaire", "update", "--lang", "en", *AS_OF, at=tmp_path)
    assert (again.code, again.out) == (0, "")


@pytest.mark.parametrize(
    "command", [("diff", "interoperability"), ("update", "--yes", "--from")], ids=" ".join
)
def test_rules_are_nothing_to_compare(command: tuple[str, ...], example: Path) -> None:
    """A file of rules has no answers to follow: it is refused, and nothing is written."""
    rules = example / "questionnaires/rules.yaml"
    before = rules.read_bytes()

    done = run("questionnaire", *command, str(rules), "--lang", "en", *AS_OF, at=example)

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("convergence: rules.yaml holds rules, which nobody answers")
    assert rules.read_bytes() == before
