"""CV3xx: answers that do not hold together."""

from convergence_cli.diagnostics.diagnostic import Rule, Severity
from convergence_cli.language import Text

LEVEL_NOT_ON_SCALE = Rule(
    "CV301",
    "level-not-on-scale",
    Severity.ERROR,
    Text(
        en="{level} is not a level of '{questionnaire}'",
        fr="{level} n'est pas un niveau de « {questionnaire} »",
    ),
    Text(en="the levels are: {levels}", fr="les niveaux sont : {levels}"),
)
NA_WITHOUT_REASON = Rule(
    "CV302",
    "na-without-reason",
    Severity.ERROR,
    Text(
        en="the answer 'na' (not applicable) has no reason",
        fr="la réponse « na » (non applicable) n'a pas de motif",
    ),
    Text(
        en="say in 'comment' why the criterion does not concern this product",
        fr="dites dans « comment » pourquoi le critère ne concerne pas ce produit",
    ),
)
WRONG_ANSWER_TYPE = Rule(
    "CV303",
    "wrong-answer-type",
    Severity.ERROR,
    Text(
        en="'{question}' takes {wanted}, and the answer is {found}",
        fr="« {question} » attend {wanted}, et la réponse est {found}",
    ),
    Text(
        en="write {wanted} ('convergence explain {question}' shows the question)",
        fr="écrivez {wanted} (« convergence explain {question} » montre la question)",
    ),
)
EXPIRED_CERTIFICATION = Rule(
    "CV304",
    "expired-certification",
    Severity.WARNING,
    Text(
        en="the certification '{title}' expired on {day}",
        fr="la certification « {title} » a expiré le {day}",
    ),
    Text(
        en="renew it, or remove it and review what rests on it",
        fr="renouvelez-la, ou retirez-la et relisez ce qui repose dessus",
    ),
)
EXPIRED_EVIDENCE = Rule(
    "CV305",
    "expired-evidence",
    Severity.WARNING,
    Text(
        en="the evidence '{title}' of '{criterion}' expired on {day}",
        fr="la preuve « {title} » de « {criterion} » a expiré le {day}",
    ),
    Text(
        en="replace the evidence, or lower the level",
        fr="remplacez la preuve, ou baissez le niveau",
    ),
)
PRODUCT_NOT_DEPLOYED = Rule(
    "CV306",
    "product-not-deployed",
    Severity.WARNING,
    Text(
        en="a product that is still a project is out of scope",
        fr="un produit encore à l'état de projet est hors périmètre",
    ),
    Text(
        en="declare it when its deployment is imminent (deployment: imminent)",
        fr="déclarez-le quand son déploiement est imminent (deployment: imminent)",
    ),
)
UNANSWERED_QUESTION = Rule(
    "CV307",
    "unanswered-question",
    Severity.WARNING,
    Text(
        en="the preliminary question '{question}' is not answered, which leaves undetermined: {undetermined}",
        fr="la question préliminaire « {question} » est sans réponse, ce qui laisse indéterminés : {undetermined}",
    ),
    Text(
        en="answer it under 'profile' (convergence explain {question})",
        fr="répondez-y sous « profile » (convergence explain {question})",
    ),
)
OBSOLETE_ANSWER = Rule(
    "CV308",
    "obsolete-answer",
    Severity.WARNING,
    Text(
        en="'{criterion}' is answered and does not apply, so the answer counts for nothing",
        fr="« {criterion} » a une réponse et ne s'applique pas : la réponse ne compte pas",
    ),
    Text(
        en="remove it (convergence sync --prune), or correct the profile (convergence explain {criterion}{option})",
        fr="retirez-la (convergence sync --prune), ou corrigez le profil (convergence explain {criterion}{option})",
    ),
)
OBSOLETE_FILE = Rule(
    "CV309",
    "obsolete-file",
    Severity.WARNING,
    Text(
        en="the questionnaire '{questionnaire}' does not apply, so its answers count for nothing",
        fr="le questionnaire « {questionnaire} » ne s'applique pas : ses réponses ne comptent pas",
    ),
    Text(
        en="remove the file (convergence sync --prune), or correct the profile",
        fr="retirez le fichier (convergence sync --prune), ou corrigez le profil",
    ),
)
ARCHIVED_WITHOUT_REASON = Rule(
    "CV310",
    "archived-without-reason",
    Severity.ERROR,
    Text(en="the product is archived without '{key}'", fr="le produit est archivé sans « {key} »"),
    Text(
        en="say when and why: 'archived_on' and 'archived_because'",
        fr="dites quand et pourquoi : « archived_on » et « archived_because »",
    ),
)
OPTION_WITHOUT_BASE = Rule(
    "CV311",
    "option-without-base",
    Severity.ERROR,
    Text(
        en="an option needs a base product, and 'requires' is missing",
        fr="une option va avec un produit socle, et « requires » manque",
    ),
    Text(en="name the base product: requires: [id]", fr="nommez le produit socle : requires: [id]"),
)
EVIDENCE_OUTSIDE = Rule(
    "CV312",
    "evidence-outside",
    Severity.ERROR,
    Text(
        en="the evidence path '{file}' leads out of the workspace",
        fr="le chemin de preuve « {file} » sort de l'espace de travail",
    ),
    Text(
        en="copy the file into the workspace and give its path from the root, such as evidence/report.pdf",
        fr="copiez le fichier dans l'espace de travail et donnez son chemin depuis la racine, comme evidence/report.pdf",
    ),
)
EVIDENCE_MISSING = Rule(
    "CV313",
    "evidence-missing",
    Severity.ERROR,
    Text(en="no file stands at '{file}'", fr="aucun fichier ne se trouve à « {file} »"),
    Text(
        en="add the file; the path starts at the workspace's root",
        fr="ajoutez le fichier ; le chemin part de la racine de l'espace de travail",
    ),
)
EXPIRED_NA = Rule(
    "CV314",
    "expired-na",
    Severity.WARNING,
    Text(
        en="'{criterion}' was declared not applicable until {day}, which is past",
        fr="« {criterion} » était déclaré non applicable jusqu'au {day}, qui est passé",
    ),
    Text(
        en="answer with a level, or give a new reason and date",
        fr="répondez par un niveau, ou donnez un nouveau motif et une nouvelle date",
    ),
)
HIDDEN_ANSWER = Rule(
    "CV315",
    "hidden-answer",
    Severity.NOTE,
    Text(
        en="'{question}' is answered and does not apply to this profile, so its answer is not read",
        fr="« {question} » a une réponse et ne concerne pas ce profil : elle n'est pas lue",
    ),
    Text(
        en="it is kept, and read again if the question comes back",
        fr="elle est gardée, et relue si la question revient",
    ),
)
TOP_LEVEL_WITHOUT_EVIDENCE = Rule(
    "CV316",
    "top-level-without-evidence",
    Severity.WARNING,
    Text(
        en="'{criterion}' is at the top level without evidence",
        fr="« {criterion} » est au niveau le plus haut sans preuve",
    ),
    Text(
        en="name a file or an address under 'evidence'",
        fr="donnez un fichier ou une adresse sous « evidence »",
    ),
)
EVIDENCE_WITHOUT_PLACE = Rule(
    "CV317",
    "evidence-without-place",
    Severity.ERROR,
    Text(
        en="the evidence names neither an address nor a file",
        fr="la preuve ne donne ni adresse ni fichier",
    ),
    Text(en="add 'url' or 'path'", fr="ajoutez « url » ou « path »"),
)
ANSWER_TO_REVIEW = Rule(
    "CV321",
    "answer-to-review",
    Severity.WARNING,
    Text(
        en="version {version} changed what '{criterion}' says, and this answer was not read again",
        fr="la version {version} a changé ce que dit « {criterion} », et cette réponse n'a pas été relue",
    ),
    Text(
        en="read the criterion (convergence explain {criterion}), correct the answer where needed, then remove 'review'",
        fr="relisez le critère (convergence explain {criterion}), corrigez la réponse au besoin, puis retirez « review »",
    ),
)
OBSOLETE_PLAN_ENTRY = Rule(
    "CV322",
    "obsolete-plan-entry",
    Severity.WARNING,
    Text(
        en="'{criterion}' is planned, and '{questionnaire}' has no such criterion any more",
        fr="« {criterion} » figure au plan, et « {questionnaire} » n'a plus ce critère",
    ),
    Text(
        en="remove the entry once nobody needs it (convergence sync --prune)",
        fr="retirez cette entrée quand elle ne sert plus (convergence sync --prune)",
    ),
)
BROKEN_SEAL = Rule(
    "CV323",
    "broken-seal",
    Severity.WARNING,
    Text(
        en="the seal of '{member}' of {day} is broken: what it covers has changed since, so '{questionnaire}' counts as a draft",
        fr="le sceau de « {member} » du {day} est rompu : ce qu'il couvre a changé depuis, et « {questionnaire} » compte comme brouillon",
    ),
    Text(
        en="a seal covers the definition, what applies, and the answers in force, inherited ones included (git log -p -- {paths}); read what changed, then {command}",
        fr="un sceau couvre la définition, ce qui s'applique, et les réponses en vigueur, héritées comprises (git log -p -- {paths}) ; lisez ce qui a changé, puis {command}",
    ),
)
VALIDATED_WITHOUT_SEAL = Rule(
    "CV324",
    "validated-without-seal",
    Severity.WARNING,
    Text(
        en="'{questionnaire}' is called validated and has no seal, so it counts as a draft",
        fr="« {questionnaire} » est dit validé et n'a pas de sceau : il compte comme brouillon",
    ),
    Text(
        en="seal it: {command}; or write status: draft",
        fr="scellez-le : {command} ; ou écrivez status: draft",
    ),
)
SEALED_DRAFT = Rule(
    "CV325",
    "sealed-draft",
    Severity.NOTE,
    Text(
        en="'{questionnaire}' is a draft, and still has the seal of '{member}' of {day}",
        fr="« {questionnaire} » est un brouillon, et porte encore le sceau de « {member} » du {day}",
    ),
    Text(
        en="take the seal away: {command} --withdraw; or seal anew: {command}",
        fr="retirez le sceau : {command} --withdraw ; ou scellez à nouveau : {command}",
    ),
)
UNENTITLED_SEAL = Rule(
    "CV326",
    "unentitled-seal",
    Severity.WARNING,
    Text(
        en="'{member}' sealed '{questionnaire}' {without}",
        fr="« {member} » a scellé « {questionnaire} » {without}",
    ),
    Text(
        en="let somebody who may read the answers and seal them ({command}): {entitled}",
        fr="que quelqu'un qui en a le droit relise les réponses et les scelle ({command}) : {entitled}",
    ),
)
FORMER_MEMBER = Rule(
    "CV327",
    "former-member",
    Severity.WARNING,
    Text(
        en="'{member}' is no member of this workspace",
        fr="« {member} » n'est pas membre de cet espace de travail",
    ),
    Text(
        en="for somebody who left, nothing is wrong: what they sealed or approved stays, until somebody else reads it again",
        fr="si la personne est partie, rien n'est faux : ce qu'elle a scellé ou approuvé reste, jusqu'à ce que quelqu'un d'autre le relise",
    ),
)
RESTS_ON_ARCHIVED = Rule(
    "CV330",
    "rests-on-archived",
    Severity.WARNING,
    Text(
        en="the product rests on '{product}', which is archived: nobody keeps it up any more",
        fr="le produit repose sur « {product} », qui est archivé : plus personne ne le tient à jour",
    ),
    Text(
        en="name a product that is active, or archive this one too (convergence product archive)",
        fr="nommez un produit actif, ou archivez aussi celui-ci (convergence product archive)",
    ),
)
