"""The command line: its verbs, in the order in which they are needed."""

from typing import Annotated

import typer

from convergence_cli import __version__
from convergence_cli.cli.check import check
from convergence_cli.cli.demo import demo
from convergence_cli.cli.explain import explain
from convergence_cli.cli.gap import gap
from convergence_cli.cli.init import init
from convergence_cli.cli.init_product import init_product
from convergence_cli.cli.profile import profile
from convergence_cli.cli.radar import radar
from convergence_cli.cli.score import score

app = typer.Typer(
    name="convergence",
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for command in (init, init_product, check, profile, score, gap, radar, explain, demo):
    app.command()(command)


def _print_version(is_asked: bool) -> None:  # noqa: FBT001 - the signature that typer calls
    if is_asked:
        typer.echo(f"convergence {__version__}")
        raise typer.Exit


@app.callback()
def convergence(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, help="Print the version.")
    ] = False,
) -> None:
    """Keep compliance answers as reviewed files: check, score and draw them."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
