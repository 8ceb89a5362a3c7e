"""Every option that several commands share, defined once."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from convergence_cli.cli.console import ColorChoice
from convergence_cli.language import Language
from convergence_cli.model.day import is_day, last_day
from convergence_cli.model.workspace import Shortfall


class CheckFormat(StrEnum):
    """How results for people or scripts are written, such as `profile`."""

    TEXT = "text"
    JSON = "json"


class FindingsFormat(StrEnum):
    """How `check` is written: for people, for scripts, for platforms."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"


class ReviewFormat(StrEnum):
    """How `score` and `diff` are written: for people, for scripts, for platforms."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"


class ScoreFormat(StrEnum):
    """How `gap`, `status` and `product` are written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


class RadarFormat(StrEnum):
    """How `radar` is written."""

    TEXT = "text"
    JSON = "json"
    SVG = "svg"


def day_of(text: str) -> str:
    """Return a day given as an option, or say what a day looks like."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        message = f"'{text}' is not a day such as 2026-11-21"
        raise typer.BadParameter(message) from None


def last_day_of(text: str) -> str:
    """Return the ISO day of a quarter or a day given as an option, or say what they look like."""
    day = last_day(text)
    if is_day(day):
        return day
    message = f"'{text}' is neither a quarter such as 2027-Q2 nor a day such as 2027-06-30"
    raise typer.BadParameter(message)


WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        "-w",
        metavar="DIR",
        help="The workspace; left out, it is found upward from the current folder.",
    ),
]
LanguageOption = Annotated[
    Language | None,
    typer.Option("--lang", help="The language of the result; left out, the workspace's."),
]
ColorOption = Annotated[
    ColorChoice, typer.Option("--color", help="When to colour; NO_COLOR is obeyed.")
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to a file instead of stdout."),
]
DayOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=day_of,
        help="The day that counts as today, as 2026-11-21; left out, today.",
    ),
]
AtOption = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar="DATE|QUARTER",
        parser=last_day_of,
        help="The day of the projection, as 2027-Q2 (its last day); left out, the plan's last one.",
    ),
]
QuestionnaireOption = Annotated[
    list[str] | None,
    typer.Option("--questionnaire", "-q", metavar="ID", help="Only this one; may be repeated."),
]
ArchivedOption = Annotated[
    bool, typer.Option("--archived", help="Include archived products, which count nowhere else.")
]
FailOnOption = Annotated[
    list[Shortfall] | None,
    typer.Option("--fail-on", help="Exit 1 on criteria that fall short so; may be repeated."),
]
StrictOption = Annotated[
    bool,
    typer.Option(
        "--strict",
        help="Also fail on what may be right: became na, left the profile, a seal, a later plan.",
    ),
]
ProductsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="PRODUCT...", help="Ids of products; left out, every active one."),
]
OneProductArgument = Annotated[
    str | None, typer.Argument(metavar="[PRODUCT]", help="The product's id; or give --company.")
]
CompanyOption = Annotated[
    bool, typer.Option("--company", help="The answers of the company, instead of a product's.")
]
PlansOfCompanyOption = Annotated[
    bool, typer.Option("--company", help="The plan of the company; with products, theirs too.")
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Print what would change as a diff and write nothing.")
]
ByOption = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="MEMBER",
        help="The id of the member who does it; left out, whoever git would commit as.",
    ),
]
ProductArgument = Annotated[str, typer.Argument(metavar="PRODUCT", help="The product's id.")]
CheckFormatOption = Annotated[
    CheckFormat, typer.Option("--format", "-f", help="How the result is written.")
]
FindingsFormatOption = Annotated[
    FindingsFormat, typer.Option("--format", "-f", help="How the result is written.")
]
ScoreFormatOption = Annotated[
    ScoreFormat, typer.Option("--format", "-f", help="How the result is written.")
]
ReviewFormatOption = Annotated[
    ReviewFormat, typer.Option("--format", "-f", help="How the result is written.")
]
RadarFormatOption = Annotated[
    RadarFormat, typer.Option("--format", "-f", help="How the result is written.")
]
