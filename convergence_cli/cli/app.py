"""The command line: its verbs, in the order in which they are needed."""

from collections.abc import Mapping
from importlib import import_module
from typing import Annotated, Any, ClassVar, NamedTuple

import typer
from typer.core import TyperGroup

from convergence_cli import __version__

_SETTINGS: dict[str, Any] = {
    "add_completion": False,
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}

COMMANDS: dict[str, str] = {
    "init": "init",
    "init-product": "init_product",
    "answer": "answer",
    "sync": "sync",
    "status": "status",
    "validate": "validate",
    "check": "check",
    "profile": "profile",
    "score": "score",
    "gap": "gap",
    "radar": "radar",
    "diff": "diff",
    "history": "history",
    "explain": "explain",
    "schema": "schema",
    "export": "export",
    "import": "import_",
    "merge-file": "merge_file",
    "demo": "demo",
}
"""By verb: the module of this room that holds the function of the same name."""


class Group(NamedTuple):
    """Verbs that belong together, under a verb of their own."""

    help: str
    modules: Mapping[str, str]
    """As in `COMMANDS`."""


PLAN_COMMANDS: dict[str, str] = {
    "init": "plan_init",
    "show": "plan_show",
    "status": "plan_status",
    "project": "plan_project",
    "forecast": "plan_forecast",
    "check": "plan_check",
}
MEMBER_COMMANDS: dict[str, str] = {
    "list": "member_list",
    "add": "member_add",
    "change": "member_change",
    "remove": "member_remove",
    "hand-over": "member_hand_over",
    "audit": "member_audit",
    "codeowners": "member_codeowners",
}
PRODUCT_COMMANDS: dict[str, str] = {
    "list": "product_list",
    "show": "product_show",
    "diff": "product_diff",
    "archive": "product_archive",
    "restore": "product_restore",
    "duplicate": "product_duplicate",
    "convert": "product_convert",
}
QUESTIONNAIRE_COMMANDS: dict[str, str] = {
    "list": "questionnaire_list",
    "show": "questionnaire_show",
    "check": "questionnaire_check",
    "new": "questionnaire_new",
    "diff": "questionnaire_diff",
    "update": "questionnaire_update",
}
GROUPS: dict[str, Group] = {
    "plan": Group("Say when each criterion reaches its target, and follow it.", PLAN_COMMANDS),
    "product": Group("Look at products, compare them, archive them.", PRODUCT_COMMANDS),
    "member": Group("Say and see who may do what, and who did what without.", MEMBER_COMMANDS),
    "questionnaire": Group(
        "Keep the definitions that the workspace is judged by.", QUESTIONNAIRE_COMMANDS
    ),
}
"""By verb, in the order of `--help`."""


class LazyCommands(TyperGroup):
    """Imports the module of a command when it runs: a start costs what it needs, no more."""

    modules: ClassVar[Mapping[str, str]] = COMMANDS

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the verbs, in order."""
        return [*self.modules]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return one command; None for a verb that does not exist."""
        module = self.modules.get(cmd_name)
        if module is None:
            return None
        function = getattr(import_module(f"convergence_cli.cli.{module}"), module)
        alone = typer.Typer(**_SETTINGS)
        alone.command(cmd_name, context_settings=_SETTINGS["context_settings"])(function)
        return typer.main.get_command(alone)


class AllCommands(LazyCommands):
    """The verbs, and the groups of verbs."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the verbs, in order, then the groups."""
        return [*super().list_commands(ctx), *GROUPS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return one command, or a group of them; None for a verb that does not exist."""
        group = GROUPS.get(cmd_name)
        return super().get_command(ctx, cmd_name) if group is None else _group(cmd_name, group)


app = typer.Typer(name="convergence", cls=AllCommands, invoke_without_command=True, **_SETTINGS)


def _group(name: str, group: Group) -> Any:
    class OfGroup(LazyCommands):
        modules = group.modules

    alone = typer.Typer(
        name=name, cls=OfGroup, help=group.help, invoke_without_command=True, **_SETTINGS
    )
    alone.callback()(_help_where_alone)
    return typer.main.get_command(alone)


def _help_where_alone(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


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
    _help_where_alone(context)
