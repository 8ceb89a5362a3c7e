"""Each published fact that decides something has what enforces it, and a test that proves it."""

import ast
import re

import pytest

from tests.catalogue.test_rules import RULES
from tests.handbook import DOCS, ROOT, Page
from tests.provenance import facts

TEXT = Page(DOCS / "reference" / "facts-and-rules.md").text
_ROW = re.compile(r"^\| (F\d{3}) \| .* \| `(\S+)::(\w+)` \|$", re.MULTILINE)
ENFORCED = _ROW.findall(TEXT)
"""Of the facts that the tool enforces: the fact, the file of the test, and its name."""


def test_the_table_is_read() -> None:
    """The rows of the page are found: what is compared below is not empty."""
    by_hand = TEXT.partition("## Facts that consistency rules enforce")[0]

    assert len(ENFORCED) == len(re.findall(r"^\| F\d{3} \|", by_hand, re.MULTILINE)) > 10


@pytest.mark.parametrize(("fact", "file", "name"), ENFORCED, ids="-".join)
def test_the_test_of_a_fact_exists(fact: str, file: str, name: str) -> None:
    """The fact is one of those that are known, and the test that proves it is there."""
    tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))

    assert fact in facts()
    assert name in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}


def test_every_fact_that_a_rule_cites_is_listed_with_it() -> None:
    """Each fact behind a rule is on the page, with every rule that cites it, and no other."""
    section = TEXT.partition("## Facts that consistency rules enforce")[2]
    listed = {
        fact: set(re.findall(r"`(RULE-[A-Z0-9-]+)`", rules))
        for fact, rules in re.findall(r"^\| \[(F\d{3})\]\S+ \| (.*) \|$", section, re.MULTILINE)
    }
    cited: dict[str, set[str]] = {}
    for rule in RULES.values():
        for fact in rule.facts:
            cited.setdefault(fact, set()).add(rule.id)

    assert listed == cited


def test_every_rule_cites_a_fact() -> None:
    """No rule is made up: each rests on at least one fact, and names the document that says so."""
    assert [each.id for each in RULES.values() if not each.facts] == []
