"""CV4xx: definitions of questionnaires that do not hold together."""

from convergence_cli.diagnostics.diagnostic import Rule, Severity
from convergence_cli.language import Text

CONDITION_LOOP = Rule(
    "CV401",
    "condition-loop",
    Severity.ERROR,
    Text(
        en="the questions decide one another in a loop: {loop}",
        fr="les questions se décident l'une l'autre en boucle : {loop}",
    ),
    Text(
        en="let one of them apply without the others",
        fr="que l'une d'elles s'applique sans les autres",
    ),
)
CONDITION_TYPE_MISMATCH = Rule(
    "CV402",
    "condition-type-mismatch",
    Severity.ERROR,
    Text(
        en="the condition compares '{question}', which takes {wanted}, with {found}",
        fr="la condition compare « {question} », qui attend {wanted}, avec {found}",
    ),
    Text(
        en="write the value as the question's type asks; a bare id is for boolean questions only",
        fr="écrivez la valeur selon le type de la question ; un identifiant seul vaut pour les questions booléennes",
    ),
)
LEVELS_OFF_SCALE = Rule(
    "CV403",
    "levels-off-scale",
    Severity.ERROR,
    Text(
        en="the texts of '{criterion}' are for levels {given}, and the scale has {scale}",
        fr="les textes de « {criterion} » valent pour les niveaux {given}, et les niveaux de l'échelle sont {scale}",
    ),
    Text(en="give one text for each level", fr="donnez un texte par niveau"),
)
SCALE_NOT_ASCENDING = Rule(
    "CV404",
    "scale-not-ascending",
    Severity.ERROR,
    Text(
        en="the levels of the scale are {given}, not whole numbers that ascend from 0",
        fr="les niveaux de l'échelle sont {given}, et non des entiers croissants à partir de 0",
    ),
    Text(
        en="number them 0, 1, 2 and so on, in this order",
        fr="numérotez-les 0, 1, 2 et ainsi de suite, dans cet ordre",
    ),
)
EXPECTED_STEPS_UNORDERED = Rule(
    "CV405",
    "expected-steps-unordered",
    Severity.ERROR,
    Text(
        en="the step from {day} does not come after the one from {previous}",
        fr="l'étape du {day} ne suit pas celle du {previous}",
    ),
    Text(
        en="order the steps by date, each date once",
        fr="rangez les étapes par date, une fois chacune",
    ),
)
MISSING_PRELIMINARY = Rule(
    "CV406",
    "missing-preliminary",
    Severity.ERROR,
    Text(
        en="conditions refer to preliminary questions, and no preliminary questionnaire of scope '{scope}' is there",
        fr="des conditions renvoient à des questions préliminaires, et aucun questionnaire préliminaire de portée « {scope} » n'est là",
    ),
    Text(
        en="copy one into questionnaires/ ('convergence init' in an empty folder writes them)",
        fr="copiez-en un dans questionnaires/ (« convergence init » dans un dossier vide les écrit)",
    ),
)
NEVER_APPLIES = Rule(
    "CV407",
    "never-applies",
    Severity.WARNING,
    Text(
        en="'{id}' can never apply: no profile makes its condition true",
        fr="« {id} » ne peut jamais s'appliquer : aucun profil ne rend sa condition vraie",
    ),
    Text(
        en="mend the condition, or remove what stands under it",
        fr="corrigez la condition, ou retirez ce dont elle décide",
    ),
)
CONDITION_ALWAYS_TRUE = Rule(
    "CV408",
    "condition-always-true",
    Severity.WARNING,
    Text(
        en="the condition of '{id}' is true whatever is answered",
        fr="la condition de « {id} » est vraie quoi que l'on réponde",
    ),
    Text(
        en="remove it if nothing else was meant: left out, it is 'always'",
        fr="retirez-la si rien d'autre n'était voulu : absente, elle vaut « always »",
    ),
)
QUESTION_DECIDES_NOTHING = Rule(
    "CV409",
    "question-decides-nothing",
    Severity.WARNING,
    Text(
        en="no answer to '{question}' changes what applies",
        fr="aucune réponse à « {question} » ne change ce qui s'applique",
    ),
    Text(
        en="read it in a condition, mark it 'informative: true', or remove it",
        fr="employez-la dans une condition, marquez-la « informative: true » ou retirez-la",
    ),
)
ANALYSIS_TOO_LARGE = Rule(
    "CV410",
    "analysis-too-large",
    Severity.WARNING,
    Text(
        en="the conditions of scope '{scope}' are too entangled to be worked out: what never applies, or decides nothing, is not known",
        fr="les conditions de portée « {scope} » sont trop enchevêtrées pour être démêlées : ce qui ne s'applique jamais, ou ne décide rien, n'est pas connu",
    ),
    Text(
        en="let each condition read fewer questions",
        fr="que chaque condition lise moins de questions",
    ),
)
INFORMATIVE_QUESTION_DECIDES = Rule(
    "CV411",
    "informative-question-decides",
    Severity.WARNING,
    Text(
        en="'{question}' is marked informative, and its answer changes what applies",
        fr="« {question} » est marquée informative, et sa réponse change ce qui s'applique",
    ),
    Text(
        en="remove 'informative: true' ('convergence explain {question}' lists what reads it)",
        fr="retirez « informative: true » (« convergence explain {question} » énumère ce qui la lit)",
    ),
)
DANGLING_LINK = Rule(
    "CV414",
    "dangling-link",
    Severity.WARNING,
    Text(
        en="no criterion is called '{criterion}', here or among the built-in ones",
        fr="aucun critère ne s'appelle « {criterion} », ni ici ni parmi ceux qui sont livrés",
    ),
    Text(
        en="correct the id, or remove what names it",
        fr="corrigez l'identifiant, ou retirez ce qui le nomme",
    ),
)
