"""An answers file that is not there yet: every criterion that is asked, as a comment to fill in."""

from convergence_cli.cli.drafting import refuse_invalid
from convergence_cli.cli.session import Session
from convergence_cli.cli.workspace_files import schema_of_file
from convergence_cli.loading.contract import Contract
from convergence_cli.scoring.gap import questionnaire_gap
from convergence_cli.scoring.standing import Standing
from convergence_cli.writing.skeleton import answers_text


def answers_path(standing: Standing) -> str:
    """Return where the answers of the product, or of the company, to a questionnaire stand."""
    folder = f"products/{standing.holder}" if standing.holder else "company"
    return f"{folder}/answers/{standing.questionnaire.id}.yaml"


def answers_draft(session: Session, standing: Standing, path: str) -> str:
    """Return the answers file of a questionnaire for the product, or the company, that holds it."""
    gap = questionnaire_gap(standing, session.day)
    givers = standing.inherited_from
    text = answers_text(
        standing.questionnaire,
        gap.unanswered,
        schema=schema_of_file(session.root, path, Contract.ANSWERS),
        day=session.day,
        language=session.language,
        inherited=(sum(givers.values()), ", ".join(givers)) if givers else None,
        undetermined=gap.undetermined,
    )
    refuse_invalid(path, text, Contract.ANSWERS)
    return text
