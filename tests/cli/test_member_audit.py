"""`member audit`: real histories, and what each commit is told to have done without a right."""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.cli import hostile
from tests.cli.running import Finished, run
from tests.scripted_history import (
    DURAND,
    ENVIRONMENT,
    LEFEVRE,
    MARTIN,
    MEMBERS,
    ScriptedHistory,
    identity,
)

ANSWERS = "products/visiocab/answers/interoperability.yaml"
MEDICAB_ANSWERS = "products/medicab/answers/interoperability.yaml"
SETTINGS = "convergence.yaml"
STRANGER = "z.nobody@example.org"
MEMBER_LINES = {line.split("id: ")[1].split(",")[0]: line for line in MEMBERS.splitlines()[4:]}
FRESH_MEMBER = (
    "  - {id: c.petit, name: C. Petit, email: c.petit@example.org, role: contributor, "
    "rights: [manage_members], products: [medicab]}\n"
)


@pytest.fixture
def history(tmp_path: Path) -> ScriptedHistory:
    """Return a history with three members and two products in its first commit."""
    return ScriptedHistory.founded(tmp_path)


def audit(history: ScriptedHistory, *args: str, against: str = "base") -> Finished:
    """Run the audit as JSON, with no configuration of the machine."""
    command = ("member", "audit", "--against", against, *args)
    return run(*command, at=history.root, env=ENVIRONMENT)


def document_of(history: ScriptedHistory, against: str = "base") -> Any:
    """Return what the audit prints as JSON; its verdict is its exit code."""
    finished = audit(history, "--format", "json", against=against)
    document = finished.json()
    assert (finished.code, document["verdict"]) in {(0, "pass"), (1, "fail")}
    assert (finished.code == 1) == bool(document["findings"])
    return document


def found(history: ScriptedHistory, against: str = "base") -> list[tuple[str, str]]:
    """Return the code and the path of each finding."""
    return [
        (each["code"], each["path"]) for each in document_of(history, against=against)["findings"]
    ]


def sealed(by: str) -> str:
    """Return the lines of a sealed file that stand in the place of `status: draft`."""
    digest = f"sha256:{'0' * 64}"
    return f'status: validated\nseal: {{by: {by}, on: 2026-11-20, digest: "{digest}"}}'


# It is done when


def test_the_four_wrongs_of_a_history_are_found(history: ScriptedHistory) -> None:
    """A seal without the right, another's product, a self-granted one, a manager removed."""
    history.replace(MEDICAB_ANSWERS, "status: draft", sealed("b.durand"))
    seal = history.commit(DURAND)
    history.append(ANSWERS, "  INT-TRA-02: {level: 1}\n")
    edit = history.commit(DURAND)
    history.replace(SETTINGS, "products: [medicab]", "products: [medicab, visiocab]")
    grant = history.commit(DURAND)
    history.replace(SETTINGS, f"{MEMBER_LINES['q.lefevre']}\n", "")
    removal = history.commit(MARTIN)

    document = document_of(history)

    assert [(each["commit"], each["code"]) for each in document["findings"]] == [
        (seal, "CV705"),
        (edit, "CV702"),
        (grant, "CV706"),
        (grant, "CV707"),
        (removal, "CV709"),
    ]
    assert (document["commits"], document["changing"]) == (4, 4)


def test_a_history_in_which_everybody_does_what_they_may_passes(history: ScriptedHistory) -> None:
    """Each member answers their products, validates, and members are managed by those who may."""
    history.append(ANSWERS, "  INT-TRA-02: {level: 1}\n")
    history.commit("Q.Lefevre@EXAMPLE.org")
    history.replace(ANSWERS, "status: draft", sealed("q.lefevre"))
    history.commit(LEFEVRE)
    history.replace(ANSWERS, sealed("q.lefevre"), "status: draft")
    history.commit(LEFEVRE)
    history.append(MEDICAB_ANSWERS, "# read again\n")
    history.commit(DURAND)
    history.write("products/medicab/plan.yaml", "format: 1\nplan:\n  INT-TRA-01: {by: 2027-Q2}\n")
    history.commit(DURAND)
    history.replace(MEDICAB_ANSWERS, "status: draft", sealed("a.martin"))
    history.commit(MARTIN)
    history.append(SETTINGS, FRESH_MEMBER)
    history.commit(MARTIN)
    history.replace("products/medicab/product.yaml", "manager: b.durand", "manager: c.petit")
    history.commit(DURAND)
    history.replace(SETTINGS, f"{MEMBER_LINES['b.durand']}\n", "")
    history.commit("c.petit@example.org")

    finished = audit(history, "--lang", "en")

    assert (finished.code, finished.out) == (0, "")
    told = "9 commits between base and HEAD, the workspace touched by 9: nothing is wrong\n"
    assert finished.err == told


BY_COMMAND = (
    (LEFEVRE, "answer visiocab --set INT-TRA-01=2"),
    (LEFEVRE, "validate visiocab"),
    (DURAND, "answer medicab --set INT-TRA-02=2"),
    (MARTIN, "validate medicab -q interoperability"),
    (MARTIN, "member add c.petit --name Petit --email c.petit@example.org --role contributor"),
    (MARTIN, "member change c.petit --products medicab,visiocab --rights manage_members"),
    ("c.petit@example.org", "member hand-over b.durand --to c.petit"),
    ("c.petit@example.org", "member remove b.durand"),
    (LEFEVRE, "product archive visiocab --because Sold"),
    (LEFEVRE, "product restore visiocab"),
)


def test_what_commands_allow_is_no_finding(history: ScriptedHistory) -> None:
    """Whoever does it by command, and commits it in their own name, does what they may."""
    for email, command in BY_COMMAND:
        finished = run(*command.split(), at=history.root, env={**ENVIRONMENT, **identity(email)})
        assert finished.code == 0, finished.err
        history.commit(email)

    assert found(history) == []
    assert document_of(history)["changing"] == len(BY_COMMAND)


# Who


def test_rights_count_only_once_they_were_given(history: ScriptedHistory) -> None:
    """A commit that gives a right and uses it is judged without it; the next one has it."""
    history.replace(SETTINGS, "products: [medicab]", "products: [medicab, visiocab]")
    history.append(ANSWERS, "  INT-TRA-02: {level: 1}\n")
    both = history.commit(DURAND)
    history.append(ANSWERS, "# and\n  INT-TRA-03: {level: 1}\n")
    history.commit(DURAND)

    findings = document_of(history)["findings"]

    assert {each["commit"] for each in findings} == {both}
    assert [each["code"] for each in findings] == ["CV706", "CV707", "CV702"]


def test_everything_of_a_stranger_is_reported(history: ScriptedHistory) -> None:
    """Somebody who is no member may change no data, and every other file."""
    history.append(ANSWERS, "  INT-TRA-02: {level: 1}\n")
    history.append("questionnaires/telehealth.yaml", "# a comment\n")
    history.write("evidence/new.txt", "no data\n")
    history.write("README.md", "no data\n")
    history.commit(STRANGER)
    history.replace(ANSWERS, "status: draft", sealed("q.lefevre"))
    history.commit(STRANGER)
    mine = FRESH_MEMBER.replace("c.petit@example.org", STRANGER)
    history.append(SETTINGS, mine)
    history.commit(STRANGER)

    assert found(history) == [
        ("CV701", ANSWERS),
        ("CV704", ANSWERS),
        ("CV706", SETTINGS),
        ("CV707", SETTINGS),
    ]


def test_an_author_without_email_is_nobody(history: ScriptedHistory) -> None:
    """An empty email is that of no member."""
    history.append(ANSWERS, "  INT-TRA-02: {level: 1}\n")
    history.git("add", "--all")
    history.git("commit", "-qm-", GIT_AUTHOR_EMAIL="", GIT_AUTHOR_NAME="q.lefevre", **COMMITTER)

    assert found(history) == [("CV701", ANSWERS)]


COMMITTER = {"GIT_COMMITTER_NAME": "C", "GIT_COMMITTER_EMAIL": LEFEVRE}


# What


COMPANY_CHANGES = {
    SETTINGS: ("company: {name: Exemple Santé}", "company: {name: Autre}"),
    "questionnaires/telehealth.yaml": ('version: "2026.1"', 'version: "2026.2"'),
}


@pytest.mark.parametrize("path", COMPANY_CHANGES)
def test_what_is_of_the_company_is_changed_by_those_of_all_products(
    path: str, history: ScriptedHistory
) -> None:
    """The settings and the definitions are not those of one product."""
    history.replace(path, *COMPANY_CHANGES[path])
    history.commit(DURAND)
    history.replace(path, *reversed(COMPANY_CHANGES[path]))
    history.commit(MARTIN)

    assert found(history) == [("CV703", path)]


def test_company_answers_are_of_the_company(history: ScriptedHistory) -> None:
    """Answers and plan of the company belong to those with `products: all`; so do its seals."""
    head = 'format: 1\nquestionnaire: strategy\nversion: "1"\n'
    history.write("company/answers/strategy.yaml", f"{head}status: draft\nanswers: {{}}\n")
    history.write("company/plan.yaml", "format: 1\nplan: {}\n")
    history.commit(DURAND)
    history.replace("company/answers/strategy.yaml", "status: draft", sealed("q.lefevre"))
    history.commit(LEFEVRE)

    document = document_of(history)

    assert [each["code"] for each in document["findings"]] == ["CV703", "CV705"]
    assert "of 'company' although" in document["findings"][1]["message"]


def test_comments_order_and_layout_are_no_edit(history: ScriptedHistory) -> None:
    """What is compared is data: a stranger may lay out a file anew."""
    history.write(
        ANSWERS,
        "# laid out anew\nanswers:\n"
        "    INT-SEM-01: {comment: 'The product codes nothing', level: na}\n\n"
        "    INT-TRA-01:\n"
        "      evidence: [{path: evidence/test-report.txt, title: Test report}]\n"
        "      level: 3\n"
        "status: draft\nversion: '2026.1'\nquestionnaire: interoperability\nformat: 1\n",
    )
    history.replace(SETTINGS, MEMBER_LINES["q.lefevre"] + "\n", "")
    lines = history.read(SETTINGS).splitlines()
    lines.insert(4, MEMBER_LINES["q.lefevre"])
    history.write(SETTINGS, "\n".join(lines) + "\n")
    history.commit(STRANGER)

    assert found(history) == []


@pytest.mark.parametrize(
    ("old", "new"), [("shares_documents: false", "shares_documents: 0"), ("level: 3", "level: 3.0")]
)
def test_another_type_is_another_value(old: str, new: str, history: ScriptedHistory) -> None:
    """`false` and `0` are two values, and so are an answer that is there and one that is not."""
    path = ANSWERS if "level" in old else "products/visiocab/product.yaml"
    history.replace(path, old, new)
    history.commit(DURAND)

    assert [code for code, _ in found(history)] == ["CV702"]


def test_a_new_product_is_nobodys_until_it_is_given(history: ScriptedHistory) -> None:
    """A product that is declared before it is given to its author is not theirs."""
    text = history.read("products/visiocab/product.yaml").replace("visiocab", "newcab")
    history.write("products/newcab/product.yaml", text)
    history.commit(LEFEVRE)
    history.remove("products/newcab")
    history.commit(MARTIN)
    history.write("products/newcab/product.yaml", text)
    history.commit(MARTIN)

    product = "products/newcab/product.yaml"
    assert found(history) == [("CV702", product), ("CV711", product)]


def test_a_message_names_what_was_changed(history: ScriptedHistory) -> None:
    """The entries of one file are named, and else the files."""
    history.append(ANSWERS, "  INT-TRA-02: {level: 1}\n  INT-TRA-03: {level: 1}\n")
    history.commit(DURAND)
    history.append(ANSWERS, "  INT-TRA-04: {level: 1}\n")
    history.replace("products/visiocab/product.yaml", "kind: base", "kind: option")
    history.commit(DURAND)

    messages = [each["message"] for each in document_of(history)["findings"]]

    assert [each.rpartition(": ")[2] for each in messages] == [
        "INT-TRA-02, INT-TRA-03",
        "answers/interoperability.yaml, product.yaml",
    ]


# Seals


@pytest.mark.parametrize(
    ("author", "named", "code"),
    [
        (LEFEVRE, "q.lefevre", None),
        (MARTIN, "a.martin", None),
        (LEFEVRE, "a.martin", "CV704"),
        (DURAND, "a.martin", "CV704"),
        (DURAND, "b.durand", "CV705"),
        (STRANGER, "a.martin", "CV704"),
    ],
)
def test_a_seal_is_put_by_the_one_it_names(
    author: str, named: str, code: str | None, history: ScriptedHistory
) -> None:
    """A seal is one finding at most: whose it is, then whether they may, then on what."""
    history.replace(ANSWERS, "status: draft", sealed(named))
    history.commit(author)

    assert found(history) == ([] if code is None else [(code, ANSWERS)])


def test_a_seal_on_the_product_of_others_is_without_right(history: ScriptedHistory) -> None:
    """The right to validate is for one's own products."""
    history.replace(MEDICAB_ANSWERS, "status: draft", sealed("q.lefevre"))
    history.commit(LEFEVRE)

    assert found(history) == [("CV705", MEDICAB_ANSWERS)]


def test_to_call_answers_validated_needs_the_right(history: ScriptedHistory) -> None:
    """`status: validated` without a seal is judged like a seal; back to draft, like an answer."""
    history.replace(MEDICAB_ANSWERS, "status: draft", "status: validated")
    history.commit(DURAND)
    history.replace(MEDICAB_ANSWERS, "status: validated", "status: draft")
    history.commit(DURAND)

    assert found(history) == [("CV705", MEDICAB_ANSWERS)]


def test_a_seal_is_judged_each_time_it_changes(history: ScriptedHistory) -> None:
    """Another day in a seal is a new seal; one that is taken away is an edit."""
    history.replace(ANSWERS, "status: draft", sealed("q.lefevre"))
    history.commit(LEFEVRE)
    history.replace(ANSWERS, "on: 2026-11-20", "on: 2026-11-21")
    history.commit(MARTIN)
    history.replace(ANSWERS, sealed("q.lefevre").replace("-20", "-21"), "status: draft")
    history.commit(DURAND)

    assert found(history) == [("CV704", ANSWERS), ("CV702", ANSWERS)]


# Members


def test_nobody_changes_what_they_may_do_themselves(history: ScriptedHistory) -> None:
    """Whatever their rights, for more as for less; other keys of one's own are no rights."""
    for old, new in (
        ("rights: [validate, manage_members]", "rights: [manage_members]"),
        ("products: all", "products: [medicab, visiocab]"),
        ("name: A. Martin", "name: Anne Martin"),
        ("role: manager", "role: contributor"),
        ("rights: [manage_members]", "rights: [manage_members, validate]"),
    ):
        history.replace(SETTINGS, old, new)
        history.commit(MARTIN)

    messages = [each["message"] for each in document_of(history)["findings"]]

    assert [each.rpartition(": ")[2] for each in messages] == ["rights", "products", "rights"]


def test_two_entries_of_one_person_are_one_person(history: ScriptedHistory) -> None:
    """A second entry with one's own email is a grant to oneself, and a doubled id a change."""
    history.append(SETTINGS, FRESH_MEMBER.replace("c.petit@example.org", DURAND.upper()))
    history.commit(MARTIN)
    history.append(SETTINGS, MEMBER_LINES["a.martin"] + "\n")
    history.commit(DURAND)

    codes = Counter(code for code, _ in found(history))

    assert codes == {"CV708": 1, "CV706": 1}


@pytest.mark.parametrize(
    ("changes", "n_found"),
    [
        ({"email: q.lefevre@": "email: quitterie@"}, 0),
        ({"name: Q. Lefèvre": "name: Quitterie Lefèvre"}, 0),
        ({"email: q.lefevre@": "email: z@", "name: Q. Lefèvre": "name: Z"}, 1),
        ({"id: q.lefevre": "id: q.martin"}, 1),
        ({"email: q.lefevre@": "email: other@", "email: b.durand@": "email: q.lefevre@"}, 1),
    ],
)
def test_an_identity_is_not_handed_on(
    changes: dict[str, str], n_found: int, history: ScriptedHistory
) -> None:
    """A new address or a new name is the same person; both at once, or another id, is not."""
    history.replace("products/visiocab/product.yaml", "manager: q.lefevre\n", "manager: a.martin\n")
    history.commit(MARTIN)
    for old, new in changes.items():
        history.replace(SETTINGS, old, new)
    history.commit(MARTIN)

    assert [code for code, _ in found(history)] == ["CV708"] * n_found


def test_an_author_does_not_become_somebody(history: ScriptedHistory) -> None:
    """Whoever writes their own email over that of a member takes the member's place."""
    history.replace(SETTINGS, "a.martin@example.org", STRANGER)
    history.commit(STRANGER)

    assert [code for code, _ in found(history)] == ["CV706", "CV707", "CV708"]


def test_a_manager_is_removed_after_the_product_was_handed_over(history: ScriptedHistory) -> None:
    """The products are looked at as the commit leaves them: both may be one commit."""
    history.replace(SETTINGS, f"{MEMBER_LINES['q.lefevre']}\n", "")
    history.replace("products/visiocab/product.yaml", "manager: q.lefevre", "manager: a.martin")
    history.commit(MARTIN)

    assert found(history) == []


@pytest.mark.parametrize("handed", ["", "manager: somebody\n"])
def test_a_product_is_not_handed_to_nobody(handed: str, history: ScriptedHistory) -> None:
    """A manager is followed by another member."""
    path = "products/visiocab/product.yaml"
    history.replace(path, "manager: q.lefevre\n", handed)
    history.commit(LEFEVRE)

    assert found(history) == [("CV710", path)]


# Folders


def test_a_deleted_product_is_reported_by_whom(history: ScriptedHistory) -> None:
    """Products are archived, never deleted, not even by their manager; the hint brings it back."""
    before = history.git("rev-parse", "HEAD")
    history.remove("products/visiocab")
    history.commit(LEFEVRE)

    [finding] = document_of(history)["findings"]

    assert (finding["code"], finding["email"]) == ("CV711", LEFEVRE)
    command = f"git checkout {before[:12]} -- products/visiocab"
    assert command in finding["hint"]
    history.git(*command.split()[1:])
    history.commit(LEFEVRE)
    assert (history.root / ANSWERS).is_file()


def test_a_renamed_folder_is_no_deleted_product(history: ScriptedHistory) -> None:
    """A product under another id is the same, its list of members follows, its answers are kept."""
    history.git("mv", "products/visiocab", "products/vidcab")
    history.replace("products/vidcab/product.yaml", "id: visiocab", "id: vidcab")
    history.commit(LEFEVRE)
    history.git("mv", "products/medicab", "products/medicab2")
    history.replace("products/medicab2/product.yaml", "id: medicab", "id: medicab2")
    history.replace(SETTINGS, "products: [medicab]", "products: [medicab2]")
    history.commit(MARTIN)

    assert found(history) == []


def test_a_renamed_folder_hides_no_edit(history: ScriptedHistory) -> None:
    """Whose the product was under its old id still counts, and each change is seen."""
    history.git("mv", "products/visiocab", "products/vidcab")
    history.replace("products/vidcab/product.yaml", "id: visiocab", "id: vidcab")
    sheet = ANSWERS.replace("visiocab", "vidcab")
    history.replace(sheet, "status: draft", sealed("b.durand"))
    history.append(sheet, "  INT-TRA-02: {level: 1}\n")
    history.commit(DURAND)

    assert sorted(found(history)) == [("CV702", sheet), ("CV705", sheet)]


# Merges


ADDED = "  INT-TRA-02: {level: 1}\n"
REWORDED = ("The product codes nothing", "It codes nothing")
PROMOTED = ("role: contributor, products: [medicab]", "role: manager, products: [medicab]")


def merging(history: ScriptedHistory) -> None:
    """Write two branches that change the same files, and merge them, but for the commit."""
    history.git("checkout", "--quiet", "-b", "side")
    history.append(ANSWERS, ADDED)
    history.replace(SETTINGS, *PROMOTED)
    history.commit(MARTIN)
    history.git("checkout", "--quiet", "main")
    history.append(SETTINGS, FRESH_MEMBER)
    history.replace(ANSWERS, *REWORDED)
    history.commit(MARTIN)
    history.start_merge("side")
    history.append(ANSWERS, ADDED)
    history.replace(SETTINGS, *PROMOTED)


def test_a_merge_is_nobodys_edit(history: ScriptedHistory) -> None:
    """Whoever merges makes none of the changes that stand in one of the branches."""
    merging(history)
    history.commit(STRANGER)

    document = document_of(history)

    assert document["findings"] == []
    assert (document["commits"], document["changing"]) == (3, 3)


def test_what_only_the_merge_says_is_an_edit_of_its_author(history: ScriptedHistory) -> None:
    """An entry that is like none of the branches is judged, by the members of the first parent."""
    merging(history)
    history.replace(ANSWERS, "INT-TRA-02: {level: 1}", "INT-TRA-02: {level: 2}")
    merge = history.commit(DURAND)

    [finding] = document_of(history)["findings"]

    assert (finding["code"], finding["commit"]) == ("CV702", merge)
    assert finding["message"].endswith(": INT-TRA-02")


# What cannot be judged


def test_the_first_commit_founds_the_workspace(tmp_path: Path) -> None:
    """Without members before it there is nothing to judge a commit by, and the result says so."""
    history = ScriptedHistory(tmp_path)
    history.write("README.md", "nothing yet\n")
    history.commit(STRANGER)
    history.tag("empty")
    history.write(SETTINGS, "format: 1\ncompany: {name: Exemple}\nlanguage: en\n")
    without_members = history.commit(STRANGER)
    history.write(SETTINGS, MEMBERS)
    with_members = history.commit(STRANGER)
    history.append(SETTINGS, FRESH_MEMBER)
    judged = history.commit(STRANGER)

    document = document_of(history, against="empty")
    text = audit(history, "--lang", "fr", against="empty")

    assert [each["commit"] for each in document["not_judged"]] == [without_members, with_members]
    assert {each["commit"] for each in document["findings"]} == {judged}
    assert text.err.count("non jugé : ") == 2


UNREADABLE = {
    "no YAML": "plan: [\n",
    "not of its form": "format: 1\nplan: {a: {by: never}}\n",
    "too large": "#" * (1 << 20) + "\nformat: 1\nplan: {}\n",
    "a control character": "format: 1\nplan: {}\n# \x07\n",
}


@pytest.mark.parametrize("defect", UNREADABLE)
def test_a_file_that_cannot_be_read_is_said(defect: str, history: ScriptedHistory) -> None:
    """Nothing is passed over silently, and what it changed is taken for an edit of the file."""
    plan = "products/medicab/plan.yaml"
    history.write(plan, UNREADABLE[defect])
    broken = history.commit(LEFEVRE)
    history.write(plan, "format: 1\nplan: {}\n")
    mended = history.commit(DURAND)

    findings = document_of(history)["findings"]

    assert [(each["code"], each["commit"]) for each in findings] == [
        ("CV702", broken),
        ("CV712", broken),
    ]
    assert mended not in {each["commit"] for each in findings}


def test_bytes_and_repositories_in_place_of_files_are_said(history: ScriptedHistory) -> None:
    """What is no text, or another repository, is no data."""
    plan = history.root / "products/medicab/plan.yaml"
    plan.write_bytes(b"format: 1\nplan: {} # \xe9\n")
    history.commit(DURAND)
    plan.unlink()
    ScriptedHistory(plan).commit(DURAND)
    history.git("config", "advice.addEmbeddedRepo", "false")
    history.commit(DURAND)

    assert [code for code, _ in found(history)] == ["CV712"] * 2


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("products/medicab/plan.yaml", "/etc/passwd"),
        ("products/medicab/plan.yaml", "{format: 1, plan: {}}"),
        ("products/medicab/answers", "../../evidence"),
        ("products/other", "medicab"),
        ("company", "evidence"),
    ],
)
def test_a_link_in_place_of_data_is_said(path: str, target: str, history: ScriptedHistory) -> None:
    """Behind a link, answers could change without a file of the workspace that does."""
    link = history.root / path
    if link.exists():
        history.remove(path)
    link.symlink_to(target)
    history.commit(MARTIN)
    history.write("products/note.txt", "no data\n")
    (history.root / "evidence/link").symlink_to("test-report.txt")
    history.commit(STRANGER)

    assert found(history) == [("CV712", path)]


def test_who_removes_the_settings_removes_the_members(history: ScriptedHistory) -> None:
    """Without settings nobody is a member: managers are missed, and what follows is not judged."""
    history.remove(SETTINGS)
    history.commit(MARTIN)
    history.write(SETTINGS, MEMBERS.replace("a.martin@example.org", STRANGER))
    after = history.commit(STRANGER)

    document = document_of(history)

    assert [each["code"] for each in document["findings"]] == ["CV709", "CV709"]
    assert [each["commit"] for each in document["not_judged"]] == [after]


def test_settings_that_cannot_be_read_give_nobody_a_right(history: ScriptedHistory) -> None:
    """Breaking the list of members does not suspend it: the last one that could be read counts."""
    good = history.read(SETTINGS)
    history.append(SETTINGS, "gate: [\n")
    history.commit(MARTIN)
    history.tag("broken")
    history.append(ANSWERS, "  INT-TRA-02: {level: 1}\n")
    history.commit(STRANGER)
    history.append(ANSWERS, "  INT-TRA-03: {level: 1}\n")
    history.commit(LEFEVRE)
    history.write(SETTINGS, good)
    history.commit(MARTIN)

    assert found(history) == [("CV712", SETTINGS), ("CV701", ANSWERS)]
    assert found(history, against="broken") == [("CV701", ANSWERS)]


def test_no_commit_in_between_is_no_finding(history: ScriptedHistory) -> None:
    """An audit of nothing passes, and says that it was of nothing."""
    finished = audit(history, "--lang", "en")

    assert (finished.code, finished.out) == (0, "")
    told = "there is no commit between base and HEAD: nothing to audit\n"
    assert finished.err == told
    history.write("README.md", "no data\n")
    history.commit(STRANGER)
    told = "1 commit between base and HEAD, the workspace touched by 0: nothing is wrong\n"
    assert audit(history, "--lang", "en").err == told


def test_without_a_history_there_is_no_verdict(tmp_path: Path) -> None:
    """No repository, no commit, no such name, no git: exit 2, and what to do."""
    history = ScriptedHistory.founded(tmp_path / "with", "below")
    outside = tmp_path / "without"
    outside.mkdir()
    (outside / SETTINGS).write_text(MEMBERS, encoding="utf-8")
    command = ("member", "audit", "--against")

    for finished, told in (
        (run(*command, "HEAD", at=outside, env=ENVIRONMENT), "git init"),
        (run(*command, "none", at=history.root, env=ENVIRONMENT), "git fetch origin none"),
        (run(*command, "--upload-pack=x", at=history.root, env=ENVIRONMENT), "git log"),
        (run(*command, "HEAD", at=history.root, env={"PATH": str(outside)}), "install"),
    ):
        assert (finished.code, finished.out) == (2, "")
        assert told in finished.err


# Places


@pytest.mark.parametrize("below", ["services/conformité", "a b [c]"])
def test_the_workspace_may_lie_below_the_root(below: str, tmp_path: Path) -> None:
    """Paths start at the workspace; another one in the same repository is not judged."""
    history = ScriptedHistory.founded(tmp_path, below)
    other = history.top / f"{below}-other"
    (other / "products/x").mkdir(parents=True)
    (other / "products/x/product.yaml").write_text("{", encoding="utf-8")
    history.append(ANSWERS, "  INT-TRA-02: {level: 1}\n")
    history.commit(STRANGER)

    assert found(history) == [("CV701", ANSWERS)]


def test_a_hook_of_another_repository_changes_nothing(
    tmp_path: Path, history: ScriptedHistory
) -> None:
    """The variables that git sets for a hook do not lead the audit elsewhere."""
    history.append(ANSWERS, "  INT-TRA-02: {level: 1}\n")
    history.commit(STRANGER)
    told = {"GIT_DIR": os.devnull, "GIT_WORK_TREE": "/", "GIT_INDEX_FILE": "x", "GIT_PREFIX": "y/"}

    command = ("member", "audit", "--against", "base")
    finished = run(*command, at=history.root, env={**ENVIRONMENT, **told})

    assert finished.code == 1
    assert "CV701" in finished.out


def test_an_uncommitted_change_is_not_judged(history: ScriptedHistory) -> None:
    """The audit reads commits: what stands in the folder has no author yet."""
    history.append(ANSWERS, "  INT-TRA-02: {level: 1}\n")

    assert found(history) == []


# Hostile text


@pytest.mark.parametrize("name", hostile.TEXTS)
def test_an_author_is_only_a_name(name: str, history: ScriptedHistory) -> None:
    """Whatever an author is called, or whatever a file, no line is forged and none is coloured."""
    text = hostile.TEXTS[name]
    history.append(ANSWERS, "  INT-TRA-02: {level: 1}\n")
    history.git("add", "--all")
    author = {"GIT_AUTHOR_NAME": text, "GIT_AUTHOR_EMAIL": f"{text}@example.org"}
    history.git("commit", "--quiet", "--message=-", **{**identity(STRANGER), **author})

    finished = audit(history, "--lang", "en")

    [heading, finding, hint] = finished.out.splitlines()
    assert heading.endswith("@example.org>")
    assert finding.startswith(f"{ANSWERS}: error CV701 author-no-member: ")
    assert hint.startswith("   hint: ")
    assert hostile.is_shown(finished.out)


def test_a_path_is_only_a_path(history: ScriptedHistory) -> None:
    """A folder with any name is a product of nobody's."""
    folder = "products/a\x1b[31m\nb"
    history.write(f"{folder}/product.yaml", history.read("products/medicab/product.yaml"))
    history.commit(DURAND)

    finished = audit(history, "--lang", "en")

    assert finished.code == 1
    assert hostile.is_shown(finished.out)
    assert [path for _, path in found(history)] == [f"{folder}/product.yaml"]
