"""The options of the commands that change members."""

from typing import Annotated

import typer

from convergence_cli.model.rights import Role

MemberArgument = Annotated[str, typer.Argument(metavar="ID", help="The member's id.")]
NameOption = Annotated[
    str | None, typer.Option("--name", metavar="TEXT", help="The member's name.")
]
EmailOption = Annotated[
    str | None,
    typer.Option("--email", metavar="ADDRESS", help="The address that their commits bear."),
]
RoleOption = Annotated[
    Role | None, typer.Option("--role", help="What they are; it gives no right.")
]
RightsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--rights",
        metavar="RIGHTS",
        help="validate, manage_members, or both by commas; '' for none.",
    ),
]
ProductsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--products",
        metavar="IDS",
        help="The products that they work on, by commas; 'all', or '' for none.",
    ),
]
