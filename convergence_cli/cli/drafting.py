"""Files that are about to be written are judged first: nothing invalid reaches the disk."""

from collections.abc import Iterable

import typer

from convergence_cli.cli.boundary import ExitCode
from convergence_cli.cli.console import say, spoken
from convergence_cli.diagnostics import Diagnostic, in_reading_order
from convergence_cli.loading.contract import Contract
from convergence_cli.loading.reading import read_explaining
from convergence_cli.loading.source import Source
from convergence_cli.rendering.diagnostics_text import diagnostics_text
from convergence_cli.rendering.screen import Screen


def refuse_invalid(path: str, text: str, contract: Contract) -> None:
    """Stop, without a verdict, where a text is not what its schema asks for."""
    loaded = read_explaining(Source(path, text), lambda _data: contract)
    refuse(loaded.diagnostics)


def refuse(diagnostics: Iterable[Diagnostic]) -> None:
    """Show the errors among some diagnostics and stop; go on where there is none."""
    errors = in_reading_order(each for each in diagnostics if each.is_error)
    if errors:
        say(diagnostics_text(errors, spoken(), Screen()).rstrip("\n"))
        raise typer.Exit(ExitCode.NO_VERDICT)
