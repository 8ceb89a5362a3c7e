"""CV2xx: what one file says of another."""

from convergence_cli.diagnostics.diagnostic import Rule, Severity
from convergence_cli.language import Text

UNKNOWN_CRITERION = Rule(
    "CV201",
    "unknown-criterion",
    Severity.ERROR,
    Text(
        en="no criterion is called '{criterion}'", fr="aucun critère ne s'appelle « {criterion} »"
    ),
    Text(
        en="the criteria of '{questionnaire}' are listed by 'convergence explain {questionnaire}'",
        fr="« convergence explain {questionnaire} » énumère les critères de « {questionnaire} »",
    ),
)
UNKNOWN_QUESTION = Rule(
    "CV202",
    "unknown-question",
    Severity.ERROR,
    Text(
        en="no preliminary question is called '{question}'",
        fr="aucune question préliminaire ne s'appelle « {question} »",
    ),
    Text(
        en="the preliminary questions are listed by 'convergence explain {preliminary}'",
        fr="« convergence explain {preliminary} » énumère les questions préliminaires",
    ),
)
UNKNOWN_OPTION = Rule(
    "CV203",
    "unknown-option",
    Severity.ERROR,
    Text(
        en="'{option}' is not an option of '{question}'",
        fr="« {option} » n'est pas une option de « {question} »",
    ),
    Text(en="the options are: {options}", fr="les options sont : {options}"),
)
UNKNOWN_QUESTIONNAIRE = Rule(
    "CV204",
    "unknown-questionnaire",
    Severity.ERROR,
    Text(
        en="no questionnaire is called '{questionnaire}'",
        fr="aucun questionnaire ne s'appelle « {questionnaire} »",
    ),
    Text(
        en="the questionnaires of this workspace are: {questionnaires}",
        fr="les questionnaires de cet espace de travail sont : {questionnaires}",
    ),
)
UNKNOWN_PRODUCT = Rule(
    "CV205",
    "unknown-product",
    Severity.ERROR,
    Text(en="no product is called '{product}'", fr="aucun produit ne s'appelle « {product} »"),
    Text(en="the products are: {products}", fr="les produits sont : {products}"),
)
UNKNOWN_MEMBER = Rule(
    "CV206",
    "unknown-member",
    Severity.ERROR,
    Text(en="no member is called '{member}'", fr="aucun membre ne s'appelle « {member} »"),
    Text(
        en="add the member to convergence.yaml; the members are: {members}",
        fr="ajoutez le membre à convergence.yaml ; les membres sont : {members}",
    ),
)
WRONG_VERSION = Rule(
    "CV207",
    "wrong-version",
    Severity.ERROR,
    Text(
        en="these answers are to version '{version}' of '{questionnaire}', and the definition is '{defined}'",
        fr="ces réponses portent sur la version « {version} » de « {questionnaire} », et la définition est « {defined} »",
    ),
    Text(
        en='read what changed, review the answers, then write version: "{defined}"',
        fr='lisez ce qui a changé, relisez les réponses, puis écrivez version: "{defined}"',
    ),
)
DUPLICATE_ID = Rule(
    "CV208",
    "duplicate-id",
    Severity.ERROR,
    Text(en="'{id}' is already taken", fr="« {id} » est déjà pris"),
    Text(en="change this one, or the first one", fr="changez celui-ci, ou le premier"),
)
MISNAMED_FILE = Rule(
    "CV209",
    "misnamed-file",
    Severity.ERROR,
    Text(
        en="the file or its folder is named '{named}', and its content says '{said}'",
        fr="le fichier ou son dossier s'appelle « {named} », et son contenu dit « {said} »",
    ),
    Text(
        en="rename '{named}' to '{said}', or correct the content",
        fr="renommez « {named} » en « {said} », ou corrigez le contenu",
    ),
)
EXTENDS_LOOP = Rule(
    "CV210",
    "extends-loop",
    Severity.ERROR,
    Text(en="'extends' runs in a loop: {loop}", fr="« extends » tourne en boucle : {loop}"),
    Text(en="let one of them extend nothing", fr="que l'un d'eux n'étende rien"),
)
REQUIRES_LOOP = Rule(
    "CV211",
    "requires-loop",
    Severity.ERROR,
    Text(en="'requires' runs in a loop: {loop}", fr="« requires » tourne en boucle : {loop}"),
    Text(
        en="remove one of these links; an option requires a base product",
        fr="retirez l'un de ces liens ; une option requiert un produit socle",
    ),
)
REQUIRES_OPTION = Rule(
    "CV212",
    "requires-no-base",
    Severity.ERROR,
    Text(
        en="none of the products that it requires is a base product: {products}",
        fr="aucun des produits qu'il requiert n'est un produit socle : {products}",
    ),
    Text(
        en="name at least one product whose kind is base",
        fr="nommez au moins un produit dont le type est socle (base)",
    ),
)
MISSING_PRODUCT_FILE = Rule(
    "CV213",
    "missing-product-file",
    Severity.ERROR,
    Text(
        en="the folder of product '{product}' has no product.yaml",
        fr="le dossier du produit « {product} » n'a pas de product.yaml",
    ),
    Text(
        en="restore the file, or move the folder out of products/",
        fr="rétablissez le fichier, ou sortez le dossier de products/",
    ),
)
UNREAD_FILE = Rule(
    "CV214",
    "unread-file",
    Severity.WARNING,
    Text(
        en="nothing reads a file of this name at this place",
        fr="aucun fichier de ce nom n'est lu à cet endroit",
    ),
    Text(
        en="rename it to end in .yaml, move it where it belongs (convergence explain CV214), or remove it",
        fr="renommez-le en .yaml, rangez-le à sa place (convergence explain CV214), ou retirez-le",
    ),
)
UNKNOWN_SOURCE = Rule(
    "CV215",
    "unknown-source",
    Severity.ERROR,
    Text(
        en="no source of this questionnaire is called '{source}'",
        fr="aucune source de ce questionnaire ne s'appelle « {source} »",
    ),
    Text(en="add it under 'sources'", fr="ajoutez-la sous « sources »"),
)
MISPLACED_ANSWERS = Rule(
    "CV216",
    "misplaced-answers",
    Severity.ERROR,
    Text(
        en="'{questionnaire}' is not answered here",
        fr="on ne répond pas à « {questionnaire} » ici",
    ),
    Text(
        en="answers go to {where}",
        fr="les réponses vont dans {where}",
    ),
)
