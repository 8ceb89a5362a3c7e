"""A workspace in which every text that a person may write is hostile."""

import json
import re
from pathlib import Path
from typing import Any

from tests.cli.small import SETTINGS, write

TEXTS: dict[str, str] = {
    "formula": "=1+1",
    "closing-markup": "[/red]",
    "markup": "[bold red]x[/] [link=https://example.org]y[/link]",
    "script": '<script>alert("1")</script>',
    "image": '"><img src=x onerror=alert(1)>',
    "cells": "a | b || c |",
    "escapes": "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b1m \x08\x08",
    "right-to-left": "\u202egnp.exe\u202c \u200f\u061c \u2066x\u2069",
    "lines": "first\nsecond\r\nthird\n# fourth\n- fifth\n::error::sixth",
    "other-lines": "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg",
    "long": "x" * 5000 + " " + "y" * 4999,
    "emoji": "👩‍⚕️ 🇫🇷 ✓ ﷽",
    "commands": "##[error]forged ::error::forged ##vso[task.complete] %0A::error::forged",
    "command": "::stop-commands::forged",
    "links": "[here](https://example.org) [there](1) [[ATTACHMENT|/etc/passwd]] ]]>",
    "backticks": "`rm -rf` ``` ~~~",
    "mention": "@team and #12 and &amp; \\| \\",
    "templates": "{name} {0} %s %(x)d $HOME ${x}",
    "numbers": "1. one",
    "tabs": "\ta\tb\t",
    "nothing-visible": "\u200b\ufeff\u00ad\u2060",
}
# Control characters, line separators and bidirectional marks; a new line ends a line of ours.
_CONTROLS = "\x00-\x09\x0b-\x1f\x7f-\x9f"
_MARKS = "\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
SHAPELESS = re.compile(f"[{_CONTROLS}{_MARKS}]")
"""What no output without colour may hold."""
_TO_ESCAPE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def is_shown(text: str) -> bool:
    """Return whether each character of a text ends a line of ours or has a shape, if a soft one."""
    return all(each.isprintable() or each in "\n\u00ad" for each in text)


def workspace(root: Path, text: str) -> Path:
    """Write a workspace whose company, definitions, products, answers and plans say one text."""
    both = {"fr": text, "en": text}
    axes = [_axis(axis, both) for axis in ("ONE", "TWO", "THREE")]
    return write(
        root,
        {
            "convergence.yaml": f"{SETTINGS.splitlines()[0]}\nlanguage: en\n"
            + yaml({"company": {"name": text}}),
            "questionnaires/preliminary.yaml": yaml(_preliminary(both)),
            "questionnaires/care.yaml": yaml(_questionnaire("care", both, axes)),
            "questionnaires/small.yaml": yaml(_questionnaire("small", both, [_axis("FOUR", both)])),
            "questionnaires/maybe.yaml": yaml(
                {
                    **_questionnaire("maybe", both, [_axis("FIVE", both)]),
                    "applies_when": "open_one",
                }
            ),
            "products/med/product.yaml": yaml(_product("med", text)),
            "products/med/answers/care.yaml": yaml(_answers("care", text)),
            "products/med/plan.yaml": yaml(_plan(text)),
            "products/kin/product.yaml": yaml({**_product("kin", text), "extends": "med"}),
            "products/kin/answers/care.yaml": yaml(_of_the_edition(text)),
        },
    )


def yaml(data: Any) -> str:
    """Return data as YAML of the flow kind, in which every text is quoted."""
    if isinstance(data, dict):
        return f"{_mapping(data)}\n"
    return _flow(data)


def _mapping(data: dict[Any, Any]) -> str:
    return "\n".join(f"{key}: {_flow(value)}" for key, value in data.items())


def _flow(data: Any) -> str:
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(_flow, data)) + "]"
    quoted = json.dumps(data, ensure_ascii=False)
    return _TO_ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _preliminary(both: dict[str, str]) -> dict[str, Any]:
    options = [{"value": value, "label": both} for value in ("first", "second")]
    questions = [
        {"id": "note", "type": "text", "title": both, "help": both},
        {"id": "some", "type": "choices", "title": both, "options": options},
        {"id": "open_one", "type": "boolean", "title": both},
    ]
    section = {"id": "only", "title": both, "questions": questions}
    return {
        "format": 1,
        "id": "preliminary",
        "version": both["en"],
        "kind": "preliminary",
        "title": both,
        "sections": [section],
    }


def _questionnaire(id_: str, both: dict[str, str], axes: list[Any]) -> dict[str, Any]:
    return {
        "format": 1,
        "id": id_,
        "version": both["en"],
        "kind": "maturity",
        "scope": "product",
        "title": both,
        "description": both,
        "sources": [{"id": "S1", "title": both["en"]}],
        "axes": axes,
    }


def _axis(axis: str, both: dict[str, str]) -> dict[str, Any]:
    criteria = [
        {
            "id": f"{axis}-{number}",
            "title": both,
            "guidance": both,
            "levels": dict.fromkeys(range(4), both),
            "expected": 2,
            "source_date": "2026-01-01",
            "published_code": {"code": both["en"], "source": "S1"},
            "status": "published",
        }
        for number in (1, 2)
    ]
    return {"id": axis, "title": both, "criteria": criteria}


def _product(id_: str, text: str) -> dict[str, Any]:
    return {
        "format": 1,
        "id": id_,
        "name": text,
        "os": text,
        "kind": "base",
        "status": "active",
        "deployment": "production",
        "versions": [text],
        "description": text,
        "purpose": text,
        "certifications": [{"title": text, "reference": text, "expires_on": "2026-01-01"}],
        "profile": {"note": text, "some": ["first"]} if id_ == "med" else {},
    }


def _answers(questionnaire: str, text: str) -> dict[str, Any]:
    url = "https://example.org/report"
    evidence = [{"title": text, "url": url, "expires_on": "2026-01-01"}]
    answers = {
        "ONE-1": {"level": 1, "comment": text, "evidence": evidence},
        "ONE-2": {"level": "na", "comment": text, "until": "2026-01-01"},
        "TWO-1": {"level": 3, "comment": text},
        "THREE-1": {"level": 2, "comment": text},
    }
    return {
        "format": 1,
        "questionnaire": questionnaire,
        "version": text,
        "status": "draft",
        "answers": answers,
    }


def _of_the_edition(text: str) -> dict[str, Any]:
    answer = {"level": 2, "comment": f"{text}, too"}
    return {**_answers("care", text), "answers": {"THREE-1": answer}}


def _plan(text: str) -> dict[str, Any]:
    entry = {"by": "2027-Q2", "effort": text, "comment": text}
    reason = {"target_not_applicable": True, "comment": text}
    return {"format": 1, "plan": {"ONE-1": entry, "THREE-1": reason}}
