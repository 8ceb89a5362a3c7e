"""CV7xx: commits by people who had no right to make them."""

from convergence_cli.diagnostics.diagnostic import Rule, Severity
from convergence_cli.language import Text

_GRANTED_FIRST = Text(
    en="let somebody whose products hold it look at the change; rights are given before they are used, in a commit of their own",
    fr="faites relire ce changement par quelqu'un à qui revient ce périmètre ; un droit se donne avant de servir, dans un commit à part",
)

AUTHOR_NO_MEMBER = Rule(
    "CV701",
    "author-no-member",
    Severity.ERROR,
    Text(
        en="'{author}' is no member, and changed {what}",
        fr="« {author} » n'est pas membre, et a modifié {what}",
    ),
    Text(
        en="let a member look at the change; a colleague is added to 'members' first, with the email of their commits",
        fr="faites relire ce changement par un membre ; un collègue s'ajoute d'abord à « members », avec l'adresse de ses commits",
    ),
)
PRODUCT_OF_OTHERS = Rule(
    "CV702",
    "product-of-others",
    Severity.ERROR,
    Text(
        en="'{author}' changed '{product}', which is none of their products: {what}",
        fr="« {author} » a modifié « {product} », qui n'est pas de ses produits : {what}",
    ),
    _GRANTED_FIRST,
)
COMPANY_OF_OTHERS = Rule(
    "CV703",
    "company-of-others",
    Severity.ERROR,
    Text(
        en="'{author}' changed what belongs to the whole company, without 'products: all': {what}",
        fr="« {author} » a modifié ce qui revient à toute l'entreprise, sans « products: all » : {what}",
    ),
    _GRANTED_FIRST,
)
SEAL_OF_ANOTHER = Rule(
    "CV704",
    "seal-of-another",
    Severity.ERROR,
    Text(
        en="'{author}' put the seal of '{member}' on '{questionnaire}' of '{subject}'",
        fr="« {author} » a mis le sceau de « {member} » sur « {questionnaire} » de « {subject} »",
    ),
    Text(
        en="let '{member}' read the answers and validate them (convergence validate)",
        fr="que « {member} » relise les réponses et les valide (convergence validate)",
    ),
)
SEAL_WITHOUT_RIGHT = Rule(
    "CV705",
    "seal-without-right",
    Severity.ERROR,
    Text(
        en="'{author}' validated '{questionnaire}' of '{subject}' {without}",
        fr="« {author} » a validé « {questionnaire} » de « {subject} » {without}",
    ),
    Text(
        en="let a member who may read the answers and validate them (convergence member list)",
        fr="qu'un membre qui en a le droit relise les réponses et les valide (convergence member list)",
    ),
)
MEMBERS_CHANGED_WITHOUT_RIGHT = Rule(
    "CV706",
    "members-changed-without-right",
    Severity.ERROR,
    Text(
        en="'{author}' changed members without the right 'manage_members': {members}",
        fr="« {author} » a modifié des membres sans le droit « manage_members » : {members}",
    ),
    Text(
        en="let a member who has the right make the change, or undo it",
        fr="qu'un membre qui a ce droit fasse le changement, ou annulez-le",
    ),
)
OWN_RIGHTS_CHANGED = Rule(
    "CV707",
    "own-rights-changed",
    Severity.ERROR,
    Text(
        en="'{author}' changed their own rights or products: {what}",
        fr="« {author} » a modifié ses propres droits ou produits : {what}",
    ),
    Text(
        en="nobody does, whatever their rights: let another member with 'manage_members' make the change",
        fr="personne ne le fait, quels que soient ses droits : qu'un autre membre qui a « manage_members » fasse le changement",
    ),
)
IDENTITY_TAKEN_OVER = Rule(
    "CV708",
    "identity-taken-over",
    Severity.ERROR,
    Text(
        en="'{author}' gave the {what} of a member to somebody else: {before} became {after}",
        fr="« {author} » a donné à quelqu'un d'autre {what} d'un membre : {before} est devenu {after}",
    ),
    Text(
        en="seals and commits name people by these: add a new member instead, and remove the old one",
        fr="sceaux et commits désignent les personnes par là : ajoutez plutôt un membre, et retirez l'ancien",
    ),
)
MANAGER_REMOVED = Rule(
    "CV709",
    "manager-removed",
    Severity.ERROR,
    Text(
        en="'{author}' removed the member '{member}', who still managed: {products}",
        fr="« {author} » a retiré le membre « {member} », encore responsable de : {products}",
    ),
    Text(
        en="name another 'manager' in the product.yaml of each",
        fr="donnez à chacun un autre « manager » dans son product.yaml",
    ),
)
PRODUCT_WITHOUT_MANAGER = Rule(
    "CV710",
    "product-without-manager",
    Severity.ERROR,
    Text(
        en="'{author}' took '{product}' from its manager '{member}' and handed it to nobody",
        fr="« {author} » a retiré « {product} » à son responsable « {member} » sans le confier à personne",
    ),
    Text(
        en="name a member as 'manager' in its product.yaml",
        fr="donnez-lui un membre pour « manager » dans son product.yaml",
    ),
)
PRODUCT_DELETED = Rule(
    "CV711",
    "product-deleted",
    Severity.ERROR,
    Text(
        en="'{author}' deleted the product '{product}'",
        fr="« {author} » a supprimé le produit « {product} »",
    ),
    Text(
        en="bring the folder back (git checkout {parent} -- products/{product}) and archive the product: 'status: archived', and why",
        fr="restaurez le dossier (git checkout {parent} -- products/{product}) et archivez le produit : « status: archived », et pourquoi",
    ),
)
UNREADABLE_COMMIT = Rule(
    "CV712",
    "unreadable-commit",
    Severity.ERROR,
    Text(
        en="'{author}' left a file that cannot be read, so what it changes is not known: {code} {why}",
        fr="« {author} » a laissé un fichier illisible, si bien qu'on ignore ce qui y change : {code} {why}",
    ),
    Text(
        en="read the commit yourself (git show {commit})",
        fr="lisez ce commit vous-même (git show {commit})",
    ),
)
