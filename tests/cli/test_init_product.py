"""`convergence init-product`: a declaration that is right, and answers to fill in."""

import os
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convergence_cli.loading.workspace import load_workspace
from convergence_cli.model.workspace import Product
from tests.cli.running import Finished, run
from tests.cli.small import product, typed_workspace, write

NEEDED = {"name": "Médicab Web", "deployment": "production", "versions": "5.2, 5.3"}


def declare(root: Path, *options: str, **assigned: str) -> Finished:
    """Run `init-product` with what every product needs, and with these assignments."""
    assignments = {**NEEDED, **assigned}
    asked = [part for key, value in assignments.items() for part in ("--set", f"{key}={value}")]
    return run("init-product", *asked, *options, at=root)


def declared(root: Path, id_: str) -> Product:
    """Return a product as the tool reads it back, when nothing is wrong with its files."""
    loaded = load_workspace(root)
    assert loaded.diagnostics == ()
    return loaded.workspace.products[id_]


def test_what_it_writes(tmp_path: Path) -> None:
    """A product.yaml with what was said, what is open as comments, and an answers file."""
    root = typed_workspace(tmp_path)

    finished = declare(root, shares="yes", wave="2")

    assert (finished.code, finished.out) == (0, "")
    assert finished.err == (
        "wrote products/medicab-web/product.yaml\n"
        "wrote products/medicab-web/answers/care.yaml\n"
        "next: convergence answer medicab-web, or answer in the files above; "
        "then convergence status\n"
    )
    assert (root / "products/medicab-web/product.yaml").read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../../.convergence/schemas/product.schema.json\n"
        "format: 1\n"
        "id: medicab-web\n"
        "name: Médicab Web\n"
        "kind: base\n"
        "status: active\n"
        "deployment: production\n"
        'versions: ["5.2", "5.3"]\n'
        "profile:\n"
        "  shares: true\n"
        '  wave: "2"\n'
        "  # Not answered yet: remove the # in front of a line and answer.\n"
        "  # Which kinds?\n"
        "  # kinds: [letters, images]\n"
        "  # A note?\n"
        "  # note: text\n"
        "  # How many?\n"
        "  # number: number\n"
        "  # Since when?\n"
        "  # since: date\n"
    )


def test_the_answers_to_fill_in(tmp_path: Path) -> None:
    """An answers file holds each criterion as a comment: its levels, the expected, the target."""
    root = typed_workspace(tmp_path)

    declare(root, shares="true", wave="wave-1")

    care = (root / "products/medicab-web/answers/care.yaml").read_text(encoding="utf-8")
    assert care.startswith(
        "# yaml-language-server: $schema=../../../.convergence/schemas/answers-care.schema.json\n"
        "format: 1\n"
        "questionnaire: care\n"
        'version: "1"\n'
        "status: draft\n"
        "# Answer a criterion: "
    )
    assert care.endswith(
        "  # D · Shared\n"
        "  #   0 No\n"
        "  #   1 A little (expected)\n"
        "  #   2 A lot\n"
        "  #   3 All (target)\n"
        "  # D:\n"
        "  #   level:\n"
        '  #   comment: ""\n'
    )
    waves = (root / "products/medicab-web/answers/waves.yaml").read_text(encoding="utf-8")
    assert "  # W-1 · Consent\n  # It is recorded.\n  #   0 Red\n" in waves


def test_only_what_applies_is_asked(tmp_path: Path) -> None:
    """A criterion, a question and a questionnaire that do not apply are in no file."""
    root = typed_workspace(tmp_path)

    declare(root, shares="false", wave="2")

    written = "".join(
        path.read_text(encoding="utf-8") for path in (root / "products").rglob("*.yaml")
    )
    assert "Criterion A" in written
    assert "Shared" not in written
    assert "kinds" not in written
    assert not (root / "products/medicab-web/answers/waves.yaml").exists()


def test_what_is_undetermined_is_named(tmp_path: Path) -> None:
    """What the profile leaves open is told: criteria in the file, questionnaires on stderr."""
    root = typed_workspace(tmp_path)

    finished = declare(root)

    care = (root / "products/medicab-web/answers/care.yaml").read_text(encoding="utf-8")
    assert "# Undetermined until the profile is answered: D\n" in care
    assert "D:" not in care
    declaration = (root / "products/medicab-web/product.yaml").read_text(encoding="utf-8")
    assert "profile:\n  # Not answered yet" in declaration
    assert "waves: undetermined, until the profile answers wave\n" in finished.err


def test_the_result_passes_check(tmp_path: Path) -> None:
    """A new product has no error; what is still open is a warning."""
    root = typed_workspace(tmp_path)
    declare(root)

    finished = run("check", at=root)

    assert finished.code == 0
    assert finished.out.count("warning CV307 unanswered-question") == 2
    assert finished.out.count(": warning ") == 2


@pytest.mark.parametrize(
    ("question", "written", "value"),
    [
        ("shares", "true", True),
        ("shares", "Yes", True),
        ("shares", "oui", True),
        ("shares", "vrai", True),
        ("shares", "FALSE", False),
        ("shares", "no", False),
        ("shares", "non", False),
        ("shares", "faux", False),
        ("wave", "wave-1", "wave-1"),
        ("wave", "2", "2"),
        ("note", "a = b, [c]", "a = b, [c]"),
        ("note", "true", "true"),
        ("note", "2026-01-01", "2026-01-01"),
        ("number", "12", 12),
        ("number", "-12", -12),
        ("number", "1.5", 1.5),
        ("number", "1e3", 1000.0),
        ("since", "2026-01-31", "2026-01-31"),
    ],
)
def test_an_assignment_has_the_type_of_its_question(
    question: str, written: str, value: object, tmp_path: Path
) -> None:
    """--set reads each answer by the type of its question, and the file gives it back."""
    root = typed_workspace(tmp_path)

    finished = declare(root, **{question: written})

    assert finished.code == 0, finished.err
    stored = declared(root, "medicab-web").profile[question]
    assert (stored, type(stored)) == (value, type(value))


@pytest.mark.parametrize(
    ("written", "value"),
    [("letters,images", ("letters", "images")), ("[images]", ("images",)), ("[]", ()), ("", ())],
)
def test_lists_are_written_by_commas(written: str, value: tuple[str, ...], tmp_path: Path) -> None:
    """--set takes a list by commas; the empty list is an answer: none of the choices."""
    root = typed_workspace(tmp_path)

    finished = declare(root, shares="true", kinds=written)

    assert finished.code == 0, finished.err
    assert declared(root, "medicab-web").profile["kinds"] == value


def test_an_answers_file_gives_everything(tmp_path: Path) -> None:
    """--answers takes any key of product.yaml, the profile included, and nothing of it is lost."""
    content = (
        "id: web\nname: Web\nos: Linux\ndevice: website\nkind: base\nstatus: archived\n"
        "archived_on: 2026-01-01\narchived_because: 'Replaced: by #2'\ndeployment: imminent\n"
        'versions: ["1.0", next]\ndescription: |\n  Two\n  lines\npurpose: Care\n'
        "certifications:\n  - {title: HDS, reference: '2024', issued_on: 2024-01-01, "
        "expires_on: 2027-01-01}\n  - {title: 'ISO: 27001'}\nmanager: a.martin\n"
        "profile:\n  shares: true\n  kinds: [images]\n  wave: null\n  number: 1.5\n"
    )
    root = write(typed_workspace(tmp_path), {"web.yaml": content})

    finished = run("init-product", "--answers", "web.yaml", at=root)

    assert finished.code == 0, finished.err
    written = declared(root, "web")
    assert written == Product(
        **{
            **_fields(written),
            "id": "web",
            "name": "Web",
            "os": "Linux",
            "device": "website",
            "status": "archived",
            "archived_on": "2026-01-01",
            "archived_because": "Replaced: by #2",
            "deployment": "imminent",
            "versions": ("1.0", "next"),
            "description": "Two\nlines\n",
            "purpose": "Care",
            "manager": "a.martin",
            "profile": {"shares": True, "kinds": ("images",), "number": 1.5},
        }
    )
    assert [_fields(each) for each in written.certifications] == [
        {
            "title": "HDS",
            "reference": "2024",
            "issued_on": "2024-01-01",
            "expires_on": "2027-01-01",
        },
        {"title": "ISO: 27001", "reference": None, "issued_on": None, "expires_on": None},
    ]


def test_assignments_win_over_the_file(tmp_path: Path) -> None:
    """--set changes what --answers gives, in the declaration and in the profile."""
    content = (
        "name: Web\ndeployment: project\nversions: ['1']\nprofile: {shares: true, wave: '2'}\n"
    )
    root = write(typed_workspace(tmp_path), {"web.yaml": content})

    asked = ("--set", "deployment=production", "--set", "shares=false")
    finished = run("init-product", "--answers", "web.yaml", *asked, at=root)

    assert finished.code == 0, finished.err
    written = declared(root, "web")
    assert written.deployment == "production"
    assert written.profile == {"shares": False, "wave": "2"}


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Médicab Web", "medicab-web"),
        ("  Œuvre & Soin 2.0 ", "uvre-soin-2-0"),
        ("2024", "2024"),
        ("True", "true"),
        ("1e3", "1e3"),
        ("null", "null"),
        ("x" * 100, "x" * 64),
        ("x" * 63 + " y", "x" * 63),
    ],
)
def test_a_name_suggests_the_id(name: str, id_: str, tmp_path: Path) -> None:
    """Without an id, the folder is named after the product, whatever that name looks like."""
    root = typed_workspace(tmp_path)

    finished = declare(root, name=name)

    assert finished.code == 0, finished.err
    assert declared(root, id_).name == name.strip()


def test_a_name_without_letters_suggests_none(tmp_path: Path) -> None:
    """A name that no id can be made of asks for one."""
    root = typed_workspace(tmp_path)

    refused = declare(root, name="診療")

    assert refused.code == 2
    assert refused.err == (
        "convergence: no id can be made of the name '診療'\n   give one: --set id=…\n"
    )
    assert declare(root, name="診療", id="shinryo").code == 0
    assert declared(root, "shinryo").name == "診療"


def test_the_nomenclature_of_the_portal_is_proposed(tmp_path: Path) -> None:
    """A name that leaves out the system or the device gets a proposal; a full one gets none."""
    root = typed_workspace(tmp_path)

    proposed = declare(root, name="Medicab", os="Android", device="mobile")
    full = declare(root, name="Medicab iOS Mobile", os="iOS", device="mobile")

    assert "the portal's nomenclature would call it 'Medicab Android Mobile'\n" in proposed.err
    assert "nomenclature" not in full.err


ERRORS: dict[str, tuple[dict[str, str], str]] = {
    "an unknown key": (
        {"devise": "mobile"},
        "'devise' is no key of product.yaml and no preliminary question\n"
        "   did you mean 'device'?\n",
    ),
    "a boolean": (
        {"shares": "perhaps"},
        "'perhaps' does not answer 'shares': write true or false\n",
    ),
    "a number": ({"number": "many"}, "'many' does not answer 'number': write a number\n"),
    "a number that is none": ({"number": "nan"}, "error CV303 wrong-answer-type"),
    "a date": ({"since": "yesterday"}, "error CV303 wrong-answer-type"),
    "an option": ({"wave": "wave-3"}, "error CV203 unknown-option: 'wave-3'"),
    "an option of several": (
        {"shares": "yes", "kinds": "letters,faxes"},
        "error CV203 unknown-option: 'faxes'",
    ),
    "a choice": (
        {"deployment": "prod"},
        "products/medicab-web/product.yaml (deployment): error CV104 unknown-choice: 'prod'",
    ),
    "no version": (
        {"versions": ""},
        "products/medicab-web/product.yaml (versions): error CV108 empty-list",
    ),
    "one version twice": ({"versions": "1,1"}, "error CV109 repeated-item"),
    "an empty name": ({"name": "", "id": "x"}, "error CV107 empty-text"),
    "an id with capitals": ({"id": "Web"}, "error CV106 malformed-text: 'Web'"),
    "an id that leads away": ({"id": "../../etc"}, "error CV106 malformed-text: '../../etc'"),
    "an option without a base": ({"kind": "option"}, "error CV311 option-without-base"),
    "an unknown base": (
        {"kind": "option", "requires": "nope"},
        "error CV205 unknown-product: no product is called 'nope'",
    ),
    "an unknown edition": (
        {"extends": "nope"},
        "error CV205 unknown-product: no product is called 'nope'",
    ),
    "an edition of itself": ({"extends": "medicab-web"}, "error CV210 extends-loop"),
    "an unknown member": ({"manager": "nobody"}, "error CV206 unknown-member"),
    "archived without a reason": ({"status": "archived"}, "error CV310 archived-without-reason"),
    "a list by name": (
        {"certifications": "HDS"},
        "products/medicab-web/product.yaml (certifications): error CV103 wrong-type",
    ),
    "another format": ({"format": "2"}, "error CV105 unsupported-format"),
}


@pytest.mark.parametrize("case", ERRORS)
def test_what_is_wrong_is_named_and_nothing_is_written(case: str, tmp_path: Path) -> None:
    """A declaration that is not right is 2, says why, and leaves the disk as it was."""
    assigned, message = ERRORS[case]
    root = typed_workspace(tmp_path)

    finished = declare(root, **assigned)

    assert (finished.code, finished.out) == (2, "")
    assert message in finished.err
    assert not (root / "products").exists()


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    """All that a product needs and was not given is told at once."""
    root = typed_workspace(tmp_path)

    finished = run("init-product", "--set", "name=X", at=root)

    assert finished.code == 2
    assert finished.err.count("error CV101 missing-key") == 2
    assert "'deployment'" in finished.err
    assert "'versions'" in finished.err


@pytest.mark.parametrize("text", ["name", "", "no equals sign here"])
def test_an_assignment_has_an_equals_sign(text: str, tmp_path: Path) -> None:
    """--set without key=value is 2."""
    finished = run("init-product", "--set", text, at=typed_workspace(tmp_path))

    assert finished.code == 2
    assert finished.err == f"convergence: '{text}' is no key=value\n"


FILES: dict[str, tuple[str, str]] = {
    "a list": ("- a\n", "file.yaml holds no keys of product.yaml"),
    "nothing": ("", "file.yaml holds no keys of product.yaml"),
    "no YAML": ("a: [\n", "file.yaml:2:1: error CV006 yaml-syntax"),
    "a key twice": ("a: 1\na: 2\n", "file.yaml:2:1: error CV009 duplicate-key"),
    "an unknown key": ("devise: mobile\n", "(devise): error CV102 unknown-key"),
    "a profile that is a list": ("name: X\nprofile: [a]\n", "(profile): error CV103 wrong-type"),
    "a profile that is text": ("name: X\nprofile: a\n", "(profile): error CV103 wrong-type"),
    "an unknown question": (
        "name: X\ndeployment: production\nversions: ['1']\nprofile: {share: true}\n",
        "(profile → share): error CV202 unknown-question",
    ),
    "an answer of another type": (
        "name: X\ndeployment: production\nversions: ['1']\nprofile: {shares: 1}\n",
        "(profile → shares): error CV303 wrong-answer-type",
    ),
}


@pytest.mark.parametrize("case", FILES)
def test_what_is_wrong_with_the_file_is_named(case: str, tmp_path: Path) -> None:
    """A file of answers that is not right is 2, says why, and leaves the disk as it was."""
    content, message = FILES[case]
    root = write(typed_workspace(tmp_path), {"file.yaml": content})

    finished = run("init-product", "--answers", "file.yaml", at=root)

    assert (finished.code, finished.out) == (2, "")
    assert message in finished.err
    assert not (root / "products").exists()


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    """A file of answers that is no UTF-8 text is 2, and says why."""
    root = typed_workspace(tmp_path)
    (root / "file.yaml").write_bytes("name: Médicab\n".encode("latin-1"))

    finished = run("init-product", "--answers", "file.yaml", at=root)

    assert (finished.code, finished.out) == (2, "")
    assert "file.yaml: error CV003 not-utf-8" in finished.err


def test_a_file_that_is_not_there_is_2(tmp_path: Path) -> None:
    """--answers names a file that exists."""
    root = typed_workspace(tmp_path)

    for name in ("nowhere.yaml", "questionnaires"):
        finished = run("init-product", "--answers", name, at=root)

        assert finished.code == 2
        assert "--answers" in finished.err


def test_nobody_is_asked_without_a_terminal(tmp_path: Path) -> None:
    """Without options and without a terminal, `init-product` is 2 and says what to give."""
    finished = run("init-product", at=typed_workspace(tmp_path))

    assert (finished.code, finished.out) == (2, "")
    assert finished.err == (
        "convergence: nobody can be asked here: this is no terminal\n"
        "   give --set name=… --set deployment=… --set versions=…, or --answers FILE\n"
    )


def test_a_workspace_with_errors_gets_no_product(tmp_path: Path) -> None:
    """Where files are wrong, what applies cannot be told: nothing is written."""
    root = write(typed_workspace(tmp_path), {"questionnaires/broken.yaml": "a: [\n"})

    finished = declare(root)

    assert finished.code == 2
    assert "questionnaires/broken.yaml" in finished.err
    assert not (root / "products").exists()


def test_an_existing_folder_is_refused(tmp_path: Path) -> None:
    """A product whose folder is there already is 2, and the folder stays as it is."""
    root = typed_workspace(tmp_path)
    declare(root, name="Web")
    before = (root / "products/web/product.yaml").read_bytes()

    finished = declare(root, name="web", deployment="project")

    assert (finished.code, finished.out) == (2, "")
    assert finished.err == "convergence: products/web is there already\n"
    assert (root / "products/web/product.yaml").read_bytes() == before


def test_a_dry_run_prints_and_writes_nothing(tmp_path: Path) -> None:
    """--dry-run prints the very product.yaml that a run would write."""
    root = typed_workspace(tmp_path)

    dry = declare(root, "--dry-run", shares="true")

    assert dry.code == 0
    assert dry.err.endswith("nothing was written\n")
    assert not (root / "products").exists()
    declare(root, shares="true")
    assert (root / "products/medicab-web/product.yaml").read_bytes() == dry.stdout


def test_a_dry_run_is_utf_8_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    """The YAML of a dry run can be piped into a file on a terminal that speaks ASCII."""
    root = typed_workspace(tmp_path)
    assigned = [part for key, value in NEEDED.items() for part in ("--set", f"{key}={value}")]

    poor = run("init-product", *assigned, "--dry-run", at=root, encoding="ascii")

    assert poor.stdout == declare(root, "--dry-run").stdout
    assert "name: Médicab Web\n" in poor.out


def test_the_language_of_the_comments_can_be_chosen(tmp_path: Path) -> None:
    """--lang decides the language of the comments; the keys stay."""
    root = typed_workspace(tmp_path)

    declare(root, "--lang", "fr", shares="true")

    written = (root / "products/medicab-web/product.yaml").read_text(encoding="utf-8")
    assert "  # Une note ?\n  # note: text\n" in written


def test_an_edition_inherits(tmp_path: Path) -> None:
    """An edition asks neither what its product answers, nor what the profile says already."""
    base = product("web").replace("profile: {}", "profile: {shares: true, wave: '2'}")
    given_answers = "format: 1\nquestionnaire: care\nversion: '1'\nstatus: draft\nanswers:\n"
    root = write(
        typed_workspace(tmp_path),
        {
            "products/web/product.yaml": base,
            "products/web/answers/care.yaml": given_answers + "  A: {level: 1}\n  D: {level: 2}\n",
        },
    )

    finished = declare(root, name="Mobile", extends="web")

    assert finished.code == 0, finished.err
    declaration = (root / "products/mobile/product.yaml").read_text(encoding="utf-8")
    assert "extends: web\n" in declaration
    assert "profile:\n  #" in declaration
    assert "shares" not in declaration
    assert "# note: text\n" in declaration
    care = (root / "products/mobile/answers/care.yaml").read_text(encoding="utf-8")
    assert "# 2 answers are inherited from web; give one here only where this edition" in care
    assert [line for line in care.splitlines() if line.endswith(":") and "#" in line] == [
        "  # B:",
        "  #   level:",
    ]


def test_an_edition_of_an_edition_names_who_gives_the_answers(tmp_path: Path) -> None:
    """In a chain of editions, the answers file names the products that give what is inherited."""
    head = "format: 1\nquestionnaire: care\nversion: '1'\nstatus: draft\nanswers:\n"
    root = write(
        typed_workspace(tmp_path),
        {
            "products/web/product.yaml": product("web"),
            "products/web/answers/care.yaml": head + "  A: {level: 1}\n",
            "products/ios/product.yaml": product("ios") + "extends: web\n",
        },
    )

    declare(root, name="Mobile", extends="ios")

    care = (root / "products/mobile/answers/care.yaml").read_text(encoding="utf-8")
    assert "# 1 answers are inherited from web; give one here only" in care


def test_an_edition_that_changes_its_profile_leaves_what_it_leaves(tmp_path: Path) -> None:
    """An edition that answers a question otherwise loses the criteria that rested on it."""
    base = product("web").replace("profile: {}", "profile: {shares: false}")
    root = write(typed_workspace(tmp_path), {"products/web/product.yaml": base})

    declare(root, name="Mobile", extends="web", shares="true")

    care = (root / "products/mobile/answers/care.yaml").read_text(encoding="utf-8")
    assert "# D:\n" in care


_TEXTS = st.text(min_size=1).filter(lambda text: bool(text.strip()))


@settings(max_examples=40)
@given(name=_TEXTS, note=st.text(), versions=st.lists(_TEXTS, min_size=1, unique=True))
def test_any_text_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, note: str, versions: list[str]
) -> None:
    """Whatever a product is called, its files are valid and hold that very text."""
    root = typed_workspace(tmp_path_factory.mktemp("workspace"))
    given_file = {"id": "x", "name": name, "versions": versions, "description": name}
    write(root, {"x.yaml": _quoted({**given_file, "deployment": "production"}, note)})

    finished = run("init-product", "--answers", "x.yaml", at=root)

    assert finished.code == 0, finished.err
    written = declared(root, "x")
    assert (written.name, written.description, list(written.versions)) == (name, name, versions)
    assert written.profile == {"note": note}
    assert run("check", at=root).code == 0


@settings(max_examples=40)
@given(name=_TEXTS.filter(lambda text: "\0" not in text))
def test_any_argument_is_read_back(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    """Whatever --set gives as a name is the name, but for the blanks around it."""
    root = typed_workspace(tmp_path_factory.mktemp("workspace"))

    finished = declare(root, name=name, id="x")

    assert finished.code == 0, finished.err
    assert declared(root, "x").name == name.strip()


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """A name with bytes that are no UTF-8 is 2, and nothing is written."""
    root = typed_workspace(tmp_path)

    finished = declare(root, name=os.fsdecode(b"caf\xe9"), id="x")

    assert finished.code == 2
    assert not (root / "products").exists()


def test_a_very_long_number_is_read_back(tmp_path: Path) -> None:
    """A whole number too long for decimal digits is written so that it reads back."""
    number = 16**990
    content = "name: X\ndeployment: production\nversions: ['1']\nprofile:\n  number: "
    root = write(typed_workspace(tmp_path), {"x.yaml": f"{content}{number:#x}\n"})

    finished = run("init-product", "--answers", "x.yaml", at=root)

    assert finished.code == 0, finished.err
    assert declared(root, "x").profile == {"number": number}


def _fields(record: Any) -> dict[str, Any]:
    return {each.name: getattr(record, each.name) for each in fields(record)}


def _quoted(data: dict[str, Any], note: str) -> str:
    from tests.cli.hostile import yaml

    return yaml({**data, "profile": {"note": note}})
