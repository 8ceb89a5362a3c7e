"""JSON that a log may show: no text in it commands a runner or a terminal."""

import json
import re

from convergence_cli.diagnostics import shapeless_escaped

_SURROGATE = re.compile("[\ud800-\udfff]")


def platform_json(value: object) -> str:
    """Return data as JSON in which no character lacks a shape, and nothing looks like `##[`."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    # Bytes of a name that is no text are no text in JSON either, which some readers refuse whole.
    text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    lines = (shapeless_escaped(line) for line in text.split("\n"))
    # Runners obey `##[error]` and the like anywhere in a line of a log.
    return "\n".join(lines).replace("##", "#\\u0023") + "\n"
