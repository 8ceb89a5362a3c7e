"""Consistency rules: what an answer of the profile implies, and what contradicts it."""

from pathlib import Path

import pytest

from tests.checking.judging import RULES, answered, found, profiled, rule, ruled
from tests.cli import small
from tests.cli.running import AS_OF, run

FAULTS = ("CV601", "CV602")
OF_DEFINITIONS = ("CV202", "CV203", "CV208", "CV215", "CV301", "CV114")
NA = "{level: na, comment: no}"


@pytest.mark.parametrize(
    ("requirement", "answer", "is_fault"),
    [
        ("{criterion: A, at_least: 2}", "{level: 1}", True),
        ("{criterion: A, at_least: 2}", "{level: 2}", False),
        ("{criterion: A, at_least: 2}", "{level: 3}", False),
        ("{criterion: A, at_least: 0}", NA, True),
        ("{criterion: A, is: na}", "{level: 0}", True),
        ("{criterion: A, is: na}", NA, False),
        ("{criterion: A, is_not: na}", NA, True),
        ("{criterion: A, is_not: na}", "{level: 0}", False),
    ],
)
def test_a_criterion_must_be_as_the_rule_says(
    requirement: str,
    answer: str,
    is_fault: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    """A level under the one implied, `na` where it is not, and a level where it is, are faults."""
    root = answered(ruled(tmp_path, rule(f"[{requirement}]")), {"A": answer})

    faults = found(root, *FAULTS)

    assert [each["path"] for each in faults] == ["products/med/answers/care.yaml"] * is_fault


def test_rules_are_no_questionnaire_to_choose(tmp_path: Path) -> None:
    """Who asks for a questionnaire that is not there is offered those that are."""
    root = ruled(tmp_path, rule("[{criterion: A, at_least: 3}]"))

    for name in ("nope", "rules"):
        done = run("score", "-q", name, *AS_OF, at=root)
        assert done.code == 2
        assert f"no questionnaire is called '{name}'" in done.err
        assert "there are: care, waves\n" in done.err


@pytest.mark.parametrize(
    "requirement",
    ["{criterion: A, at_least: 3}", "{criterion: A, is: na}", "{criterion: Z, is: na}"],
)
def test_no_answer_contradicts_nothing(requirement: str, tmp_path: Path) -> None:
    """Unanswered criteria, and those of no questionnaire here, are not judged."""
    assert (
        found(answered(ruled(tmp_path, rule(f"[{requirement}]")), {"B": "{level: 0}"}), *FAULTS)
        == []
    )


def test_an_obsolete_answer_contradicts_nothing(tmp_path: Path) -> None:
    """An answer outside the profile is read as absent by rules too."""
    root = ruled(tmp_path, rule("[{criterion: D, at_least: 3}]", when="always"))
    small.write(
        root, {"products/med/product.yaml": small.product("med").replace("{}", "{shares: false}")}
    )

    assert found(answered(root, {"D": "{level: 0}"}), *FAULTS) == []


@pytest.mark.parametrize("profile", ["{shares: false}", "{}"])
def test_a_rule_whose_condition_is_false_or_open_is_not_judged(
    profile: str, tmp_path: Path
) -> None:
    """A rule speaks of the profiles that fulfil its condition, and of no other."""
    root = ruled(tmp_path, rule("[{criterion: A, at_least: 3}]"))
    profiled(root, profile)

    assert found(answered(root, {"A": "{level: 0}"}), *FAULTS) == []


@pytest.mark.parametrize(
    ("condition", "profile", "place"),
    [
        ("{not: shares}", "{shares: true}", (8, 19)),
        ("{kinds: letters}", "{shares: true, kinds: [images]}", (8, 32)),
        ("{kinds: letters}", "{shares: true}", None),
        ("{kinds: letters}", "{shares: true, kinds: [letters]}", None),
        ("{wave: wave-1}", '{shares: true, wave: "2"}', (8, 31)),
        ("{product.deployment: [experiment, imminent]}", "{shares: true}", (6, 13)),
        ("{product.deployment: production}", "{shares: true}", None),
        ("{product.device: website}", "{shares: true}", None),
    ],
)
def test_a_profile_must_not_deny_what_is_implied(
    condition: str, profile: str, place: tuple[int, int] | None, tmp_path: Path
) -> None:
    """What the profile or the declaration denies is told where it stands; what is open is not."""
    root = ruled(tmp_path, rule(f"[{{profile: {condition}}}]"))
    profiled(root, profile)

    faults = [(each["line"], each["column"]) for each in found(root, *FAULTS)]

    assert faults == ([] if place is None else [place])


@pytest.mark.parametrize(
    ("requirement", "certification", "is_fault"),
    [
        ("valid: true", None, True),
        ("valid: true", "{title: Certificat hds}", False),
        ("valid: true", "{title: HDS, expires_on: 2026-11-22}", False),
        ("valid: true", "{title: HDS, expires_on: 2026-11-21}", True),
        ("valid: true", "{title: ISO 27001}", True),
        ("max_years: 3", None, False),
        ("max_years: 3", "{title: HDS, issued_on: 2024-02-29, expires_on: 2027-02-28}", False),
        ("max_years: 3", "{title: HDS, issued_on: 2024-03-01, expires_on: 2027-03-01}", False),
        ("max_years: 3", "{title: HDS, issued_on: 2024-03-01, expires_on: 2027-03-02}", True),
        ("max_years: 3", "{title: HDS, expires_on: 2099-03-02}", False),
        ("max_years: 3", "{title: ISO, issued_on: 2024-03-01, expires_on: 2099-03-02}", False),
    ],
)
def test_a_certificate_must_be_as_the_rule_says(
    requirement: str,
    certification: str | None,
    is_fault: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    """A certificate is looked for by the words of its title, its day and its term."""
    root = ruled(tmp_path, rule(f"[{{certification: HDS, any_of: [HDS], {requirement}}}]"))
    declared = "" if certification is None else f"certifications:\n  - {certification}\n"
    written = small.product("med").replace("{}", "{shares: true}") + declared
    small.write(root, {"products/med/product.yaml": written})

    assert len(found(root, *FAULTS)) == is_fault


def test_the_more_severe_of_two_rules_speaks(tmp_path: Path) -> None:
    """Two rules that fault one answer give one diagnostic, the error rather than the warning."""
    requires = "[{criterion: A, at_least: 3}]"
    root = ruled(
        tmp_path,
        rule(requires, severity="warning", id_="RULE-A"),
        rule(requires, severity="error", id_="RULE-B"),
        rule(requires, severity="error", id_="RULE-C"),
    )

    (fault,) = found(answered(root, {"A": "{level: 1}"}), *FAULTS)

    assert fault["code"] == "CV601"
    assert "RULE-B" in fault["message"]


def test_an_error_fails_the_check_and_stops_no_score(tmp_path: Path) -> None:
    """A contradiction is an error of `check`; the files are right, so a score is computed."""
    root = answered(ruled(tmp_path, rule("[{criterion: A, at_least: 3}]")), {"A": "{level: 1}"})

    assert run("check", *AS_OF, at=root).code == 1
    assert run("score", *AS_OF, at=root).code == 0


def test_an_inherited_answer_is_faulted_where_it_is_written(tmp_path: Path) -> None:
    """What an edition takes over contradicts its own profile in the file of its base."""
    root = ruled(tmp_path, rule("[{criterion: A, at_least: 3}]", when="{wave: wave-1}"))
    edition = small.product("med-web").replace(
        "profile: {}", "extends: med\nprofile: {wave: wave-1}"
    )
    small.write(root, {"products/med-web/product.yaml": edition})

    (fault,) = found(answered(root, {"A": "{level: 1}"}), *FAULTS)

    assert (fault["path"], fault["line"]) == ("products/med/answers/care.yaml", 6)


def test_archived_products_are_not_judged(tmp_path: Path) -> None:
    """An archived product contradicts nothing any more."""
    root = ruled(tmp_path, rule("[{criterion: A, at_least: 3}]"))
    written = (
        small.product("med")
        .replace("{}", "{shares: true}")
        .replace(
            "status: active", "status: archived\narchived_on: 2026-01-01\narchived_because: old"
        )
    )
    small.write(root, {"products/med/product.yaml": written})

    assert found(answered(root, {"A": "{level: 1}"}), *FAULTS) == []


_COMPANY_FILES = {
    "questionnaires/strategy.yaml": small.questionnaire("strategy", {"S": 2}, "company"),
    "company/answers/strategy.yaml": 'format: 1\nquestionnaire: strategy\nversion: "1"\n'
    "status: draft\nanswers:\n  S:\n    level: 2\n    evidence:\n"
    "      - {title: ISO 9001, url: 'https://example.org/iso', expires_on: 2026-11-21}\n",
}


@pytest.mark.parametrize(
    ("requires", "faults"),
    [
        ("[{criterion: S, at_least: 3}]", ["company/answers/strategy.yaml"]),
        ("[{criterion: S, at_least: 2}]", []),
        (
            "[{criterion: S, at_least: 2}, {certification: ISO, any_of: [iso], valid: true}]",
            ["convergence.yaml"],
        ),
    ],
)
def test_the_company_is_judged_by_its_own_rules(
    requires: str, faults: list[str], tmp_path: Path
) -> None:
    """For the company, the evidence of a rule's criteria stands for certificates."""
    root = ruled(tmp_path, rule(requires, when="always", scope="company"))
    small.write(root, _COMPANY_FILES)

    assert [each["path"] for each in found(root, *FAULTS)] == faults


_ANY = "[{criterion: A, is_not: na}]"


@pytest.mark.parametrize(
    ("written", "code", "line"),
    [
        (rule("[{profile: shares}]").replace("source: S1", "source: S2"), "CV215", 13),
        (rule("[{profile: shares}]", when="share"), "CV202", 10),
        (rule("[{profile: {kinds: movies}}]"), "CV203", 11),
        (rule("[{profile: {product.device: phone}}]"), "CV203", 11),
        (rule("[{profile: {product.name: Med}}]"), "CV202", 11),
        (rule("[{criterion: A, at_least: 4}]"), "CV301", 11),
        (rule("[{profile: shares}]") * 2, "CV208", 15),
        (
            rule("[{criterion: A, is: na}]", when="{product.device: mobile}", scope="company"),
            "CV202",
            10,
        ),
        (rule("[{criterion: A}]"), "CV114", 11),
    ],
)
def test_a_rule_is_checked_like_any_definition(
    written: str, code: str, line: int, tmp_path: Path
) -> None:
    """Unknown sources, questions, options and levels, and doubled ids, are errors of the rules."""
    errors = [
        (each["code"], each["path"], each["line"])
        for each in found(
            ruled(tmp_path, written), "CV202", "CV203", "CV208", "CV215", "CV301", "CV114"
        )
    ]

    assert errors == ([(code, RULES, line)] if code else [])
