"""What is wrong with a file, and where: values, never exceptions."""

from convergence_cli.diagnostics.catalogue import RULES
from convergence_cli.diagnostics.diagnostic import (
    Diagnostic,
    Related,
    Rule,
    Severity,
    in_reading_order,
    lines_escaped,
    shapeless_escaped,
    shapeless_replaced,
    shown,
)
from convergence_cli.diagnostics.place import Part, Place, Route, Span

__all__ = [
    "RULES",
    "Diagnostic",
    "Part",
    "Place",
    "Related",
    "Route",
    "Rule",
    "Severity",
    "Span",
    "in_reading_order",
    "lines_escaped",
    "shapeless_escaped",
    "shapeless_replaced",
    "shown",
]
