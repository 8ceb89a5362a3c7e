"""One definition from a text, wherever the text comes from."""

from dataclasses import dataclass

from convergence_cli.diagnostics import Diagnostic
from convergence_cli.loading.build_questionnaire import build_preliminary, build_questionnaire
from convergence_cli.loading.contract import Contract
from convergence_cli.loading.reading import read_explaining, read_fast
from convergence_cli.loading.source import Source
from convergence_cli.loading.workspace import contract_of_definition
from convergence_cli.model.questionnaire import Definition


@dataclass(frozen=True)
class Defined:
    """A definition as far as its text could be read, and what is wrong with its form."""

    definition: Definition | None
    """None where something is wrong, and for rules, which nobody answers."""
    diagnostics: tuple[Diagnostic, ...] = ()


def definition_of(source: Source) -> Defined:
    """Return the definition that a text holds."""
    data = read_fast(source, contract_of_definition)
    diagnostics: tuple[Diagnostic, ...] = ()
    if data is None:
        explained = read_explaining(source, contract_of_definition)
        data, diagnostics = explained.data, explained.diagnostics
    if data is None or any(each.is_error for each in diagnostics):
        return Defined(None, diagnostics)
    match contract_of_definition(data):
        case Contract.RULES:
            return Defined(None, diagnostics)
        case Contract.PRELIMINARY:
            return Defined(build_preliminary(data, source.path), diagnostics)
        case _:
            return Defined(build_questionnaire(data, source.path), diagnostics)
