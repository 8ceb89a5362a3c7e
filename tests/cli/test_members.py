"""`member add`, `change`, `remove` and `hand-over`: lines that change, and who may change them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from convergence_cli.loading.workspace import load_workspace
from convergence_cli.model.workspace import Member
from tests.checking.test_seals import changed
from tests.cli import hostile, small
from tests.cli.running import AS_OF, Finished, run
from tests.cli.test_terminal import DOWN, ENTER, terminal
from tests.cli.test_validate import contents
from tests.scripted_history import DURAND, ENVIRONMENT, MARTIN, ScriptedHistory

# Python 3.12 and later warn of forks beside threads, which the test runner has.
pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")

SETTINGS = """\
format: 1   # the form
company: {name: Exemple}
language: en
members:
  # who founded it
  - id: a.martin
    name: 'A. Martin'
    email: a.martin@example.org
    role: manager
    rights: [validate, manage_members]   # both
    products: all

  - {id: b.durand, name: B. Durand, email: b.durand@example.org, role: contributor, products: [med]}
gate: {fail_on: []}   # nothing yet
"""
PETIT = ("c.petit", "--name", "C. Petit", "--email", "c.petit@example.org")
FOUNDER = ("a.martin", "--name", "A. Martin", "--email", MARTIN)


def workspace(root: Path) -> Path:
    """Write a workspace of two products that two members work on."""
    small.workspace(root, {"A": 1, "B": 2})
    return small.write(
        root, {"convergence.yaml": SETTINGS, "products/kin/product.yaml": small.product("kin")}
    )


def member(root: Path, *args: str, by: str | None = "a.martin") -> Finished:
    """Run a command on members in somebody's name."""
    named = () if by is None else ("--by", by)
    return run("member", *args, *named, at=root)


def members(root: Path) -> Mapping[str, Member]:
    """Return the members of today, by id."""
    return {each.id: each for each in load_workspace(root).workspace.members}


def lines(root: Path) -> list[str]:
    """Return the lines of the settings."""
    return (root / "convergence.yaml").read_text(encoding="utf-8").splitlines()


# What is written


def test_a_member_is_added_as_the_last_one(tmp_path: Path) -> None:
    """New lines stand below those of the last member, and no other changes."""
    root = workspace(tmp_path)
    before = lines(root)

    finished = member(root, "add", *PETIT, "--rights", "validate", "--products", "med,kin")

    assert finished.code == 0, finished.err
    assert "wrote convergence.yaml" in finished.err
    assert lines(root) == [
        *before[:-1],
        "  - id: c.petit",
        "    name: C. Petit",
        '    email: "c.petit@example.org"',
        "    role: contributor",
        "    rights: [validate]",
        "    products: [med, kin]",
        before[-1],
    ]


def test_only_the_values_that_change_are_written(tmp_path: Path) -> None:
    """A member in one line stays in one; what was not said stays as it is."""
    root = workspace(tmp_path)
    before = lines(root)

    finished = member(root, "change", "b.durand", "--rights", "validate", "--products", "all")

    assert finished.code == 0, finished.err
    assert lines(root) == [
        *before[:-2],
        "  - {id: b.durand, name: B. Durand, email: b.durand@example.org, role: contributor, "
        "rights: [validate], products: all}",
        before[-1],
    ]


def test_lists_are_emptied_by_an_empty_text(tmp_path: Path) -> None:
    """No rights and no products are values too."""
    root = workspace(tmp_path)
    member(root, "change", "b.durand", "--rights", "validate,manage_members")

    assert member(root, "change", "b.durand", "--rights", "", "--products", "").code == 0
    assert (members(root)["b.durand"].rights, members(root)["b.durand"].products) == ((), ())


def test_a_member_who_is_removed_takes_their_lines_along(tmp_path: Path) -> None:
    """Nothing else of the file changes."""
    root = workspace(tmp_path)
    before = lines(root)

    assert member(root, "remove", "b.durand").code == 0
    assert lines(root) == [*before[:-2], before[-1]]


def test_one_who_is_added_and_removed_leaves_no_trace(tmp_path: Path) -> None:
    """The file is as it was, byte for byte."""
    root = workspace(tmp_path)
    before = contents(root)

    assert member(root, "add", *PETIT).code == 0
    assert member(root, "remove", "c.petit").code == 0
    assert contents(root) == before


def test_what_is_so_already_is_not_written(tmp_path: Path) -> None:
    """The same values again are nothing to do, and no failure."""
    root = workspace(tmp_path)
    before = contents(root)

    finished = member(root, "change", "b.durand", "--role", "contributor", "--products", "med")

    assert finished.code == 0
    assert "nothing to do" in finished.err
    assert contents(root) == before


@pytest.mark.parametrize(
    "args",
    [
        ("add", *PETIT),
        ("change", "b.durand", "--products", "kin"),
        ("remove", "b.durand"),
        ("hand-over", "b.durand", "--to", "a.martin"),
    ],
)
def test_a_difference_is_shown_and_nothing_written(args: tuple[str, ...], tmp_path: Path) -> None:
    """Every command can show what it would write."""
    root = workspace(tmp_path)
    if args[0] == "hand-over":
        changed(root, "products/med/product.yaml", "profile:", "manager: b.durand\nprofile:")
    before = contents(root)

    finished = member(root, *args, "--dry-run")

    assert finished.code == 0
    assert finished.out.startswith("--- a/")
    assert "nothing was written" in finished.err
    assert contents(root) == before


# Who may


def test_the_first_member_founds_the_rest(tmp_path: Path) -> None:
    """Nobody can be asked for a right yet; the first one must be able to add others."""
    root = small.workspace(tmp_path, {"A": 1})

    refused = member(root, "add", *FOUNDER, by=None)
    assert refused.code == 1
    assert "--rights manage_members" in refused.err

    founded = member(root, "add", *FOUNDER, "--rights", "manage_members", by=None)
    assert founded.code == 0, founded.err
    assert list(members(root)) == ["a.martin"]
    assert member(root, "add", *PETIT).code == 0


@pytest.mark.parametrize(
    "args", [("add", *PETIT), ("change", "a.martin", "--role", "manager"), ("remove", "a.martin")]
)
def test_without_the_right_nobody_manages_members(args: tuple[str, ...], tmp_path: Path) -> None:
    """Who may not is told who may."""
    root = workspace(tmp_path)
    before = contents(root)

    finished = member(root, *args, by="b.durand")

    assert finished.code == 1
    assert "the right 'manage_members' is missing" in finished.err
    assert "those who may: a.martin" in finished.err
    assert contents(root) == before


def test_where_nobody_may_the_way_out_is_named(tmp_path: Path) -> None:
    """A workspace whose members cannot manage members is mended by hand, under review."""
    root = workspace(tmp_path)
    changed(root, "convergence.yaml", "[validate, manage_members]", "[validate]")

    finished = member(root, "add", *PETIT)

    assert finished.code == 1
    assert "rights: [manage_members]" in finished.err


@pytest.mark.parametrize(
    "args", [("--products", "med"), ("--rights", "manage_members"), ("--rights", "")]
)
def test_nobody_changes_what_they_may_do(args: tuple[str, ...], tmp_path: Path) -> None:
    """Own rights and products are for another member to change; own names are not."""
    root = workspace(tmp_path)
    alone = member(root, "change", "a.martin", *args)
    member(root, "change", "b.durand", "--rights", "manage_members")
    among_others = member(root, "change", "a.martin", *args)

    assert (alone.code, among_others.code) == (1, 1)
    assert "nobody changes their own rights or products" in among_others.err
    assert "give somebody else the right 'manage_members' first" in alone.err
    assert "let another member do it: b.durand" in among_others.err
    assert member(root, "change", "a.martin", "--name", "Ana Martin").code == 0
    assert member(root, "change", "a.martin", "--products", "med", by="b.durand").code == 0


@pytest.mark.parametrize("args", [("remove", "a.martin"), ("change", "a.martin", "--rights", "")])
def test_one_who_manages_members_stays(args: tuple[str, ...], tmp_path: Path) -> None:
    """The last one can be neither removed nor deprived; with another, they can."""
    root = workspace(tmp_path)
    refused = member(root, *args)
    member(root, "change", "b.durand", "--rights", "manage_members")

    assert refused.code == 1
    assert member(root, *args, by="b.durand").code == 0


def test_a_name_and_an_email_at_once_are_another_person(tmp_path: Path) -> None:
    """An id that seals name is not given to somebody else."""
    root = workspace(tmp_path)
    other = ("--name", "C. Petit", "--email", "c.petit@example.org")

    assert member(root, "change", "b.durand", *other).code == 1
    assert member(root, "change", "b.durand", *other[:2]).code == 0
    assert member(root, "change", "b.durand", *other[2:]).code == 0


def test_what_the_commands_allow_is_no_finding_of_the_audit(tmp_path: Path) -> None:
    """Each command, committed by who did it, is right by the members before it."""
    history = ScriptedHistory.founded(tmp_path)
    env = {**ENVIRONMENT, "GIT_AUTHOR_NAME": "M", "GIT_AUTHOR_EMAIL": MARTIN}
    steps = (
        ("add", *PETIT, "--products", "medicab"),
        ("change", "c.petit", "--rights", "validate"),
        ("change", "a.martin", "--name", "Ana Martin"),
        ("hand-over", "b.durand", "--to", "c.petit"),
        ("remove", "b.durand"),
    )

    for step in steps:
        finished = run("member", *step, at=history.root, env=env)
        assert finished.code == 0, finished.err
        history.commit(MARTIN)

    audited = run("member", "audit", "--against", "base", at=history.root, env=ENVIRONMENT)
    assert audited.code == 0, audited.out
    assert run("check", *AS_OF, at=history.root).code == 0


# Handing over


PLAN = """\
format: 1
plan:
  A: {by: 2027-Q2, owner: b.durand}   # hers
  B: {by: 2027-Q2, owner: a.martin}
"""


def in_charge(root: Path) -> Path:
    """Write a workspace in which a member manages products and owns plan entries."""
    workspace(root)
    for id_ in ("med", "kin"):
        changed(root, f"products/{id_}/product.yaml", "profile:", "manager: b.durand\nprofile:")
    return small.write(root, {"products/med/plan.yaml": PLAN})


def test_who_is_in_charge_hands_over_first(tmp_path: Path) -> None:
    """The refusal names what they manage and own, and the command, which is enough."""
    root = in_charge(tmp_path)

    refused = member(root, "remove", "b.durand")
    assert refused.code == 1
    assert "still in charge of: kin, med, med/A" in refused.err
    assert "convergence member hand-over b.durand --to MEMBER" in refused.err

    assert member(root, "hand-over", "b.durand", "--to", "a.martin").code == 0
    plan = (root / "products/med/plan.yaml").read_text(encoding="utf-8")
    assert plan == PLAN.replace("b.durand", "a.martin")
    products = load_workspace(root).workspace.products
    assert {each.manager for each in products.values()} == {"a.martin"}
    assert member(root, "remove", "b.durand").code == 0


def test_some_products_are_handed_over(tmp_path: Path) -> None:
    """With --product, the rest stays where it is."""
    root = in_charge(tmp_path)

    finished = member(root, "hand-over", "b.durand", "--to", "a.martin", "--product", "kin")

    assert finished.code == 0
    assert "from 'b.durand' to 'a.martin': kin" in finished.err
    assert load_workspace(root).workspace.products["med"].manager == "b.durand"
    assert (root / "products/med/plan.yaml").read_text(encoding="utf-8") == PLAN


def test_only_what_is_theirs_is_handed_over(tmp_path: Path) -> None:
    """A file is changed by those it belongs to; who else may is told."""
    root = in_charge(tmp_path)

    refused = member(root, "hand-over", "b.durand", "--to", "a.martin", by="b.durand")
    own = ("hand-over", "b.durand", "--to", "a.martin", "--product", "med")

    assert refused.code == 1
    assert "kin" in refused.err
    assert "those who may: a.martin" in refused.err
    assert member(root, *own, by="b.durand").code == 0


def test_an_heir_without_the_product_is_told(tmp_path: Path) -> None:
    """Being in charge gives no product: a note says which are missing."""
    root = in_charge(tmp_path)
    member(root, "add", *PETIT, "--products", "med")

    finished = member(root, "hand-over", "b.durand", "--to", "c.petit")

    assert finished.code == 0
    assert "note: 'c.petit' may not change these yet: kin (" in finished.err


def test_what_somebody_gone_left_behind_is_handed_over(tmp_path: Path) -> None:
    """A member who was removed by hand leaves errors, which the command mends."""
    root = in_charge(tmp_path)
    settings = "\n".join(line for line in lines(root) if "b.durand" not in line)
    small.write(root, {"convergence.yaml": settings + "\n"})
    assert run("check", *AS_OF, at=root).code == 1

    finished = member(root, "hand-over", "b.durand", "--to", "a.martin")

    assert finished.code == 0, finished.err
    assert run("check", *AS_OF, at=root).code == 0


def test_a_company_plan_is_handed_over_too(tmp_path: Path) -> None:
    """The company's own entries go with the rest, by somebody with all products."""
    root = in_charge(tmp_path)
    strategy = small.questionnaire("strategy", {"S": 2}, scope="company")
    plan = "format: 1\nplan:\n  S: {by: 2027-Q2, owner: b.durand}\n"
    small.write(root, {"questionnaires/strategy.yaml": strategy, "company/plan.yaml": plan})

    refused = member(root, "remove", "b.durand")
    done = member(root, "hand-over", "b.durand", "--to", "a.martin")

    assert "company/S" in refused.err
    assert done.code == 0
    handed = (root / "company/plan.yaml").read_text(encoding="utf-8")
    assert handed == plan.replace("b.durand", "a.martin")


# Mistakes


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("add", "b.durand", "--name", "B", "--email", "x@example.org"), "member already"),
        (("add", "x", "--name", "X", "--email", "B.Durand@Example.org"), "email of 'b.durand'"),
        (
            ("add", "X", "--name", "X", "--email", "x@example.org"),
            "ID 'X' is not accepted: a member id",
        ),
        (
            ("add", "x", "--name", "X", "--email", "nowhere"),
            "'nowhere' is not accepted: an e-mail",
        ),
        (("add", "x", "--name", "X"), "--name and --email"),
        (("add",), "--name and --email"),
        (("add", *PETIT, "--products", "medd"), "did you mean 'med'?"),
        (("add", *PETIT, "--rights", "validat"), "did you mean 'validate'?"),
        (("change", "b.durant", "--name", "B"), "did you mean 'b.durand'?"),
        (("change", "b.durand"), "nothing to change"),
        (("change", "b.durand", "--email", MARTIN), "email of 'a.martin'"),
        (("change", "b.durand", "--name", ""), "--name '' is not accepted: a text that is not"),
        (("change", "b.durand", "--email", "no @ne"), "--email 'no @ne' is not accepted"),
        (("add", "x", "--name", " ", "--email", "x@example.org"), "; nothing was written"),
        (("remove", "nobody"), "no member is called 'nobody'"),
        (("hand-over", "b.durand", "--to", "b.durand"), "both"),
        (("hand-over", "b.durand", "--to", "nobody"), "no member is called 'nobody'"),
        (("hand-over", "b.durand", "--to", "a.martin"), "in charge of nothing"),
        (("hand-over", "b.durand", "--to", "a.martin", "--product", "me"), "did you mean 'med'?"),
    ],
)
def test_a_mistake_is_told_and_nothing_written(
    args: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    """What cannot be done as said is no verdict, with what was meant where it can be guessed."""
    root = workspace(tmp_path)
    before = contents(root)

    finished = member(root, *args)

    assert finished.code == 2, finished.err
    assert words in finished.err
    assert "convergence.yaml:" not in finished.err
    assert contents(root) == before


def test_who_acts_is_who_commits(tmp_path: Path) -> None:
    """Without --by, the right is that of git's identity."""
    history = ScriptedHistory.founded(tmp_path)
    durand = {**ENVIRONMENT, "GIT_AUTHOR_NAME": "D", "GIT_AUTHOR_EMAIL": DURAND}

    refused = run("member", "add", *PETIT, at=history.root, env=durand)
    allowed = run("member", "add", *PETIT, "--by", "a.martin", at=history.root, env=durand)

    assert refused.code == 1
    assert allowed.code == 0
    assert f"note: git commits here as {DURAND}" in allowed.err


@pytest.mark.parametrize("name", hostile.TEXTS)
def test_a_name_is_written_as_it_is(name: str, tmp_path: Path) -> None:
    """Whatever somebody is called is read back as that, and moves no line of a conversation."""
    text = hostile.TEXTS[name]
    root = workspace(tmp_path)

    finished = member(root, "add", "x", "--name", text, "--email", "x@example.org")

    assert finished.code == 0, finished.err
    assert members(root)["x"].name == text
    assert finished.err == "wrote convergence.yaml\n"


# On a terminal


def test_what_is_missing_is_asked_for(tmp_path: Path) -> None:
    """On a terminal, each thing that no option says is a question."""
    root = workspace(tmp_path)

    with terminal("member", "add", "--by", "a.martin", "--role", "contributor", at=root) as person:
        person.answer("Name", "C. Petit" + ENTER)
        person.answer("Id", ENTER)
        person.answer("Email", "c.petit@example.org" + ENTER)
        person.answer("Rights", " " + ENTER)
        person.answer("Products", DOWN + ENTER)
        person.answer("Products", DOWN + " " + ENTER)
        assert person.end() == 0

    found = members(root)["c-petit"]
    assert (found.name, found.email) == ("C. Petit", "c.petit@example.org")
    assert (found.rights, found.products) == (("validate",), ("med",))
    assert found.role == "contributor"


def test_each_question_says_what_is_wrong_with_its_answer(tmp_path: Path) -> None:
    """A name, an id or an email that no new member can have is asked for again, at once."""
    root = workspace(tmp_path)
    clear = "\x15"

    given = ("--by", "a.martin", "--role", "contributor", "--rights", "", "--products", "all")
    with terminal("member", "add", *given, at=root) as person:
        person.answer("Name", ENTER)
        person.answer("this is needed", "C. Petit" + ENTER)
        person.answer("Id", clear + "C Petit" + ENTER)
        person.answer("a member id such as", clear + "b.durand" + ENTER)
        person.answer("'b.durand'", clear + "c.petit" + ENTER)
        person.answer("Email", "nowhere" + ENTER)
        person.answer("an e-mail address", clear + "B.Durand@example.org" + ENTER)
        person.answer("'b.durand'", clear + "c@example.org" + ENTER)
        assert person.end() == 0

    assert members(root)["c.petit"].email == "c@example.org"


def test_settings_without_members_get_the_key(tmp_path: Path) -> None:
    """The members stand where the schema has them, before the gate."""
    root = small.workspace(tmp_path, {"A": 1}, "gate: {fail_on: []}\n")

    member(root, "add", *FOUNDER, "--rights", "manage_members", by=None)

    keys = [line.partition(":")[0] for line in lines(root) if not line.startswith(" ")]
    assert keys == ["format", "company", "language", "members", "gate"]
