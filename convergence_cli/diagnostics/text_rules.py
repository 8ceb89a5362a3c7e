"""CV0xx: the file as text and as YAML."""

from convergence_cli.diagnostics.diagnostic import Rule, Severity
from convergence_cli.language import Text

UNREADABLE_FILE = Rule(
    "CV001",
    "unreadable-file",
    Severity.ERROR,
    Text(en="the file cannot be read: {reason}", fr="le fichier est illisible : {reason}"),
    Text(
        en="check that it is a file and that you may read it",
        fr="vérifiez que c'est un fichier et que vous avez le droit de le lire",
    ),
)
FILE_TOO_LARGE = Rule(
    "CV002",
    "file-too-large",
    Severity.ERROR,
    Text(
        en="the file has more than the {limit} bytes that are read",
        fr="le fichier compte plus que les {limit} octets qui sont lus",
    ),
    Text(
        en="keep long texts in an evidence file and name its path",
        fr="gardez les longs textes dans un fichier de preuve et donnez son chemin",
    ),
)
NOT_UTF_8 = Rule(
    "CV003",
    "not-utf-8",
    Severity.ERROR,
    Text(
        en="the file is not UTF-8 text (byte {offset} is {byte})",
        fr="le fichier n'est pas du texte UTF-8 (l'octet {offset} vaut {byte})",
    ),
    Text(
        en="save the file as UTF-8 in your editor",
        fr="enregistrez le fichier en UTF-8 dans votre éditeur",
    ),
)
CONTROL_CHARACTER = Rule(
    "CV004",
    "control-character",
    Severity.ERROR,
    Text(
        en="the text holds the control character {character}",
        fr="le texte contient le caractère de contrôle {character}",
    ),
    Text(en="delete the character", fr="supprimez ce caractère"),
)
BYTE_ORDER_MARK = Rule(
    "CV005",
    "byte-order-mark",
    Severity.WARNING,
    Text(
        en="the file starts with a byte-order mark, which is ignored",
        fr="le fichier commence par une marque d'ordre des octets, qui est ignorée",
    ),
    Text(
        en='save the file as "UTF-8 without BOM"', fr="enregistrez le fichier en « UTF-8 sans BOM »"
    ),
)
YAML_SYNTAX = Rule(
    "CV006",
    "yaml-syntax",
    Severity.ERROR,
    Text(en="this is not YAML: {problem}", fr="ceci n'est pas du YAML : {problem}"),
    Text(
        en="check the indentation, the colons and the quotes on this line and the one above",
        fr="vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente",
    ),
)
EMPTY_FILE = Rule(
    "CV007",
    "empty-file",
    Severity.ERROR,
    Text(en="the file holds no data", fr="le fichier ne contient aucune donnée"),
    Text(
        en="fill it in, or delete it if it is not needed",
        fr="remplissez-le, ou supprimez-le s'il est inutile",
    ),
)
SEVERAL_DOCUMENTS = Rule(
    "CV008",
    "several-documents",
    Severity.ERROR,
    Text(
        en="a second YAML document starts here; a file holds one",
        fr="un second document YAML commence ici ; un fichier n'en contient qu'un",
    ),
    Text(
        en="move it to a file of its own, or remove the '---' line",
        fr="déplacez-le dans un autre fichier, ou retirez la ligne « --- »",
    ),
)
DUPLICATE_KEY = Rule(
    "CV009",
    "duplicate-key",
    Severity.ERROR,
    Text(en="'{key}' is given twice", fr="« {key} » est donné deux fois"),
    Text(en="keep one of the two", fr="gardez l'un des deux"),
)
ANCHOR = Rule(
    "CV010",
    "anchor-or-alias",
    Severity.ERROR,
    Text(
        en="'{name}' is a YAML anchor or alias, which these files do not use",
        fr="« {name} » est une ancre ou un alias YAML, que ces fichiers n'emploient pas",
    ),
    Text(
        en="write the value out, or put it in quotes if it is text",
        fr="écrivez la valeur en toutes lettres, ou entre guillemets si c'est du texte",
    ),
)
MERGE_KEY = Rule(
    "CV011",
    "merge-key",
    Severity.ERROR,
    Text(
        en="'<<' merges another entry in, which these files do not use",
        fr="« << » fusionne une autre entrée, ce que ces fichiers n'emploient pas",
    ),
    Text(en="write the merged keys out", fr="écrivez les clés fusionnées en toutes lettres"),
)
TAG = Rule(
    "CV012",
    "tag",
    Severity.ERROR,
    Text(
        en="'{tag}' is a YAML tag, which these files do not use",
        fr="« {tag} » est une étiquette YAML, que ces fichiers n'emploient pas",
    ),
    Text(
        en="remove it, or put the value in quotes if it is text",
        fr="retirez-la, ou mettez la valeur entre guillemets si c'est du texte",
    ),
)
KEY_NOT_TEXT = Rule(
    "CV013",
    "key-not-text",
    Severity.ERROR,
    Text(en="the key {key} is not text", fr="la clé {key} n'est pas du texte"),
    Text(
        en="write the name that is meant, or put the key in quotes",
        fr="écrivez le nom voulu, ou mettez la clé entre guillemets",
    ),
)
NESTED_TOO_DEEP = Rule(
    "CV014",
    "nested-too-deep",
    Severity.ERROR,
    Text(
        en="the data is nested more than {limit} levels deep",
        fr="les données sont imbriquées sur plus de {limit} niveaux",
    ),
    Text(en="flatten the data", fr="mettez les données à plat"),
)
TOO_MANY_ENTRIES = Rule(
    "CV015",
    "too-many-entries",
    Severity.ERROR,
    Text(
        en="the file has {count} lines, commas, colons and brackets, more than the {limit} that are read",
        fr="le fichier compte {count} lignes, virgules, deux-points et crochets, plus que les {limit} qui sont lus",
    ),
    Text(en="split the file", fr="divisez le fichier"),
)
OUTSIDE_WORKSPACE = Rule(
    "CV016",
    "outside-workspace",
    Severity.ERROR,
    Text(
        en="the path leads out of the workspace, so it is not followed",
        fr="le chemin sort de l'espace de travail, il n'est donc pas suivi",
    ),
    Text(
        en="replace the link by the file itself",
        fr="remplacez le lien par le fichier lui-même",
    ),
)
TOO_MANY_PROBLEMS = Rule(
    "CV017",
    "too-many-problems",
    Severity.NOTE,
    Text(
        en="this file has more problems, which are not shown",
        fr="ce fichier a d'autres problèmes, qui ne sont pas montrés",
    ),
    Text(
        en="mend those above and run the command again",
        fr="corrigez ceux qui précèdent et relancez la commande",
    ),
)
DIRECTIVE = Rule(
    "CV018",
    "directive",
    Severity.ERROR,
    Text(
        en="'{directive}' is a YAML directive, which these files do not use",
        fr="« {directive} » est une directive YAML, que ces fichiers n'emploient pas",
    ),
    Text(
        en="remove the line; files are YAML 1.2",
        fr="retirez la ligne ; les fichiers sont en YAML 1.2",
    ),
)
CONFLICT_MARKER = Rule(
    "CV019",
    "conflict-marker",
    Severity.ERROR,
    Text(
        en="git left a conflict here, which somebody has to decide",
        fr="git a laissé ici un conflit, que quelqu'un doit trancher",
    ),
    Text(
        en="keep what is right of both sides, and remove the marker lines",
        fr="gardez ce qui est juste des deux côtés, et retirez les lignes de marque",
    ),
)
