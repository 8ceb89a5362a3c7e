"""JSON that a log may show: no text in it commands a runner or a terminal."""

import json
import re

from convergence_cli.rendering.json_document import fit_for_a_log

_SURROGATE = re.compile("[\ud800-\udfff]")


def platform_json(value: object) -> str:
    """Return data as JSON in which no character lacks a shape, and nothing looks like `##[`."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    # Bytes of a name that is no text are no text in JSON either, which some readers refuse whole.
    text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return fit_for_a_log(text) + "\n"
