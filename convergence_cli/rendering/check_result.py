"""The result of `check`: its verdict, as a sentence and as JSON."""

from collections import Counter
from collections.abc import Collection, Sequence

from convergence_cli.diagnostics import Diagnostic, Severity
from convergence_cli.language import Language, Text
from convergence_cli.model.workspace import Workspace

_PLURALS: dict[Severity, tuple[Text, Text]] = {
    Severity.ERROR: (Text(en="1 error", fr="1 erreur"), Text(en="{n} errors", fr="{n} erreurs")),
    Severity.WARNING: (
        Text(en="1 warning", fr="1 avertissement"),
        Text(en="{n} warnings", fr="{n} avertissements"),
    ),
    Severity.NOTE: (Text(en="1 note", fr="1 note"), Text(en="{n} notes", fr="{n} notes")),
}

_LOOKED_AT = Text(en="{products}, {sheets}: {found}", fr="{products}, {sheets} : {found}")
_PRODUCTS = (Text(en="1 product", fr="1 produit"), Text(en="{n} products", fr="{n} produits"))
_SHEETS = (
    Text(en="1 answers file", fr="1 fichier de réponses"),
    Text(en="{n} answers files", fr="{n} fichiers de réponses"),
)
_JUDGED = Text(en="{what}: {found}", fr="{what} : {found}")
_DEFINITIONS = (
    Text(en="1 definition", fr="1 définition"),
    Text(en="{n} definitions", fr="{n} définitions"),
)
_PLANS = (Text(en="1 plan", fr="1 plan"), Text(en="{n} plans", fr="{n} plans"))


def check_json(
    diagnostics: Sequence[Diagnostic],
    language: Language,
    failing: Collection[Severity] = (Severity.ERROR,),
) -> str:
    """Return the diagnostics and the verdict as JSON; `failing` are the severities that say no."""
    from convergence_cli.rendering.json_document import diagnostic_json, document

    has_failed = any(each.rule.severity in failing for each in diagnostics)
    return document(
        verdict="fail" if has_failed else "pass",
        diagnostics=[diagnostic_json(each, language) for each in diagnostics],
    )


def check_summary(diagnostics: Sequence[Diagnostic], workspace: Workspace) -> Text:
    """Return the closing sentence: what was looked at, and how much is wrong."""
    n_sheets = len(workspace.company.sheets)
    n_sheets += sum(len(product.sheets) for product in workspace.products.values())
    return _LOOKED_AT.fill(
        products=counted(len(workspace.products), *_PRODUCTS),
        sheets=counted(n_sheets, *_SHEETS),
        found=_counts(diagnostics),
    )


def plans_summary(diagnostics: Sequence[Diagnostic], n_plans: int) -> Text:
    """Return the closing sentence on plans: how many were looked at, how much is wrong."""
    return _JUDGED.fill(what=counted(n_plans, *_PLANS), found=_counts(diagnostics))


def definitions_summary(diagnostics: Sequence[Diagnostic], n_definitions: int) -> Text:
    """Return the closing sentence on definitions: how many were looked at, how much is wrong."""
    definitions = counted(n_definitions, *_DEFINITIONS)
    return _JUDGED.fill(what=definitions, found=_counts(diagnostics))


def counted(n: int, one: Text, many: Text) -> Text:
    """Return a count in words: `one` where it is 1, else `many` with its number."""
    return one if n == 1 else many.fill(n=n)


def _counts(diagnostics: Sequence[Diagnostic]) -> Text:
    if not diagnostics:
        return Text(en="nothing is wrong", fr="rien à redire")
    count = Counter(each.rule.severity for each in diagnostics)
    parts = [
        counted(count[severity], *_PLURALS[severity]) for severity in Severity if count[severity]
    ]
    return Text(en=", ".join(each.en for each in parts), fr=", ".join(each.fr for each in parts))
