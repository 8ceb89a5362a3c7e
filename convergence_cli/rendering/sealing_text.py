"""What `validate` says: who may, what stands in the way, what was sealed over whose answers."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from convergence_cli.diagnostics.wording import named
from convergence_cli.language import Language, Text
from convergence_cli.model.rights import Lack
from convergence_cli.model.workspace import Member, Seal, SheetStatus
from convergence_cli.rendering.screen import on_one_line
from convergence_cli.revising.sealing import Hindrance, Obstacle
from convergence_cli.scoring.standing import Judge, Standing

_NO_RIGHT = Text(
    en="'{member}' may not validate: the right 'validate' is missing",
    fr="« {member} » ne peut pas valider : le droit « validate » lui manque",
)
_NOT_THEIRS = Text(
    en="'{member}' may not validate '{product}', which is none of their products",
    fr="« {member} » ne peut pas valider « {product} », qui n'est pas de ses produits",
)
_NOT_COMPANY = Text(
    en="'{member}' may not validate for the company, which takes 'products: all'",
    fr="« {member} » ne peut pas valider pour l'entreprise, ce qui demande « products: all »",
)
_WHO_MAY = Text(en="those who may: {members}", fr="qui le peut : {members}")
_NOBODY_MAY = Text(
    en="nobody may yet: convergence member change ID --rights validate --products …",
    fr="personne ne le peut encore : convergence member change ID --rights validate --products …",
)
_REFUSED = Text(en="{name} cannot be validated:", fr="{name} ne peut pas être validé :")
_WORDS: dict[Obstacle, Text] = {
    Obstacle.NOT_ASKED: Text(en="it does not apply", fr="il ne s'applique pas"),
    Obstacle.NOT_KNOWN: Text(
        en="whether it applies is not known, until the profile answers {questions}",
        fr="on ignore s'il s'applique, tant que le profil ne répond pas à {questions}",
    ),
    Obstacle.UNANSWERED: Text(en="unanswered: {ids}", fr="sans réponse : {ids}"),
    Obstacle.UNDETERMINED: Text(
        en="undetermined, until the profile answers {questions}: {ids}",
        fr="indéterminés, tant que le profil ne répond pas à {questions} : {ids}",
    ),
    Obstacle.OBSOLETE: Text(en="obsolete answers: {ids}", fr="réponses obsolètes : {ids}"),
    Obstacle.TO_REVIEW: Text(
        en="answers to read again, since what they answer changed: {ids}",
        fr="réponses à relire, ce à quoi elles répondent ayant changé : {ids}",
    ),
}
_NEXT: dict[Obstacle, str] = {
    Obstacle.NOT_ASKED: "convergence profile {product}",
    Obstacle.NOT_KNOWN: "convergence explain {question}",
    Obstacle.UNANSWERED: "convergence answer {subject} -q {questionnaire} --unanswered",
    Obstacle.UNDETERMINED: "convergence explain {question}",
    Obstacle.OBSOLETE: "convergence sync {product} --prune",
    Obstacle.TO_REVIEW: "convergence answer {subject} -q {questionnaire} {criteria}",
}
_ALREADY = Text(
    en="{name} is validated already, by {member} on {day}",
    fr="{name} est déjà validé, par {member} le {day}",
)
_SEALED = Text(
    en="{name} {version}: {n} answers, under the seal of {member} of {day}",
    fr="{name} {version} : {n} réponses, sous le sceau de {member} du {day}",
)
_INHERITED = Text(
    en="   {n} of them are inherited from {product}: the seal breaks when they change",
    fr="   dont {n} sont héritées de {product} : le sceau se rompt si elles changent",
)
_BASE_IS_DRAFT = Text(
    en="   note: in {product} itself, they are a draft",
    fr="   note : dans {product} même, elles sont à l'état de brouillon",
)
_WITHDRAWN = Text(en="{name}: a draft", fr="{name} : brouillon")
_SEAL_GONE = Text(
    en="{name}: a draft, without the seal of {member} of {day}",
    fr="{name} : brouillon, sans le sceau de {member} du {day}",
)


def lack_text(member: Member, lack: Lack, product: str | None) -> Text:
    """Return why a member may not validate; None stands for the company."""
    words = _NOT_COMPANY if product is None else _NOT_THEIRS
    words = _NO_RIGHT if lack is Lack.RIGHT else words
    return words.fill(member=member.id, product=product)


def who_may(entitled: Iterable[Member]) -> Text:
    """Return who may validate."""
    ids = [each.id for each in entitled]
    return _WHO_MAY.fill(members=named(ids)) if ids else _NOBODY_MAY


def hindrances_text(found: Iterable[Hindrance], language: Language) -> str:
    """Return what stands in the way, questionnaire by questionnaire, each with the next command."""
    lines: list[str] = []
    for name, group in groupby(found, key=lambda each: name_of(each.standing)):
        lines.append(_REFUSED.fill(name=name).in_(language))
        for each in group:
            words = _WORDS[each.obstacle]
            ids, questions = ", ".join(each.ids), ", ".join(each.questions)
            lines.append(f"   {words.fill(ids=ids, questions=questions).in_(language)}")
            lines.append(f"      {_command(each)}")
    return "".join(f"{on_one_line(line)}\n" for line in lines)


def already_text(standing: Standing, seal: Seal) -> Text:
    """Return that a seal is there and holds."""
    return _ALREADY.fill(name=name_of(standing), member=seal.by, day=seal.on)


def sealed_text(standing: Standing, seal: Seal, judge: Judge) -> Iterator[Text]:
    """Yield what a seal covers, and whose answers are among it."""
    yield _SEALED.fill(
        name=name_of(standing),
        version=on_one_line(standing.questionnaire.version),
        n=len(standing.held),
        member=seal.by,
        day=seal.on,
    )
    holders = Counter(each.holder for each in standing.held.values())
    for holder, n in sorted(holders.items()):
        if holder != standing.holder:
            yield _INHERITED.fill(n=n, product=holder)
            of_base = judge.product(holder).standings[standing.questionnaire.id]
            if of_base.status is not SheetStatus.VALIDATED:
                yield _BASE_IS_DRAFT.fill(product=holder)


def withdrawn_text(standing: Standing) -> Text:
    """Return that answers are a draft again, and whose seal went."""
    seal = standing.seal
    if seal is None:
        return _WITHDRAWN.fill(name=name_of(standing))
    return _SEAL_GONE.fill(name=name_of(standing), member=seal.by, day=seal.on)


def name_of(standing: Standing) -> str:
    """Return what a questionnaire of a product, or of the company, is called."""
    return f"{standing.holder or 'company'}/{standing.questionnaire.id}"


def _command(hindrance: Hindrance) -> str:
    words = _NEXT[hindrance.obstacle].format(
        subject=hindrance.holder or "--company",
        product=hindrance.holder,
        questionnaire=hindrance.standing.questionnaire.id,
        question=hindrance.questions[0] if hindrance.questions else "",
        criteria=" ".join(f"--criterion {each}" for each in hindrance.ids),
    )
    # Without a product, a command is about all of them, and the company.
    return " ".join(words.split())
