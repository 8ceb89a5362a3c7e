"""What an export is asked for, whatever its format."""

from dataclasses import dataclass

from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text

_ONE_OR_THE_OTHER = Text(
    en="--company exports the company alone: name no products with it",
    fr="--company exporte l'entreprise seule : ne nommez pas de produits avec elle",
)


@dataclass(frozen=True)
class Wanted:
    """What somebody wants exported."""

    products: tuple[str, ...]
    """Empty for every active one, and the company."""
    questionnaires: tuple[str, ...]
    """Empty for all."""
    company: bool
    """The company alone."""
    drafts: bool
    archived: bool
    at: str | None = None
    """The ISO day of projected means."""


def refuse_both(wanted: Wanted) -> None:
    """Stop where somebody wants the company alone, and products."""
    if wanted.company and wanted.products:
        raise ConvergenceError(_ONE_OR_THE_OTHER)
