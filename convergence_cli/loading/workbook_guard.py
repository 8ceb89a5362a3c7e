"""What of a foreign file is opened at all: a workbook of modest size, without anything active.

Everything is looked at in memory, in passing, by the standard library alone; nothing is written to
a disk, and no link that a workbook holds is followed.
"""

import stat
from pathlib import Path
from xml.etree.ElementTree import ParseError

from convergence_cli.language import Text
from convergence_cli.loading.workbook_archive import UNREADABLE, Package, package_of
from convergence_cli.loading.workbook_limits import MOST_BYTES
from convergence_cli.loading.workbook_markup import look_through
from convergence_cli.loading.workbook_refusal import (
    FETCH_AGAIN,
    MAKE_ONE,
    PROTECTED,
    SAVE_AS,
    UNPROTECT,
    damage,
    refusal,
)
from convergence_cli.loading.workbook_xml import starts

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How old Excel files begin, and those that are protected by a password."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ARCHIVE = b"PK"
CONTENTS = "[Content_Types].xml"
_OPEN_DOCUMENT = "mimetype"
_BINARY = "xl/workbook.bin"
_MACROS = ("macro", "vbaproject")
_TEMPLATE = "spreadsheetml.template"
_WORKBOOK = "spreadsheetml.sheet.main+xml"

_MISSING = Text(en="there is no such file", fr="ce fichier n'existe pas")
_UNREADABLE = Text(en="it cannot be read: {reason}", fr="il est illisible : {reason}")
_NO_FILE = Text(en="it is a folder, or no file at all", fr="c'est un dossier, ou autre chose")
_EMPTY = Text(en="it is empty", fr="il est vide")
_LARGE = Text(en="it has more than {limit} MB", fr="il dépasse {limit} Mo").fill(
    limit=MOST_BYTES >> 20
)
_OLD = Text(
    en="it is an old Excel file (.xls), or something else that is no .xlsx",
    fr="c'est un ancien fichier Excel (.xls), ou autre chose qu'un .xlsx",
)
_OTHER = Text(
    en="it is no Excel workbook, whatever its name says",
    fr="ce n'est pas un classeur Excel, quoi qu'en dise son nom",
)
_PLAIN = Text(
    en="it is plain text, such as CSV, and no workbook",
    fr="c'est du texte brut, comme un CSV, et non un classeur",
)
_ODS = Text(en="it is an OpenDocument file (.ods)", fr="c'est un fichier OpenDocument (.ods)")
_XLSB = Text(en="it is a binary workbook (.xlsb)", fr="c'est un classeur binaire (.xlsb)")
_XLSM = Text(
    en="it is a workbook with macros (.xlsm), and no macro is ever taken in",
    fr="c'est un classeur à macros (.xlsm), et aucune macro n'est jamais reprise",
)
_XLTX = Text(en="it is a template (.xltx)", fr="c'est un modèle (.xltx)")
_NAME_A_FILE = Text(
    en="name a workbook that convergence export made",
    fr="désignez un classeur fait par convergence export",
)
_UNLISTED = Text(en="it does not say what it contains", fr="il ne dit pas ce qu'il contient")


def guarded(file: Path) -> Package:
    """Return the parts of a workbook once all of them were looked at; stop at what is no good."""
    content = _bytes_of(file)
    if content.startswith(_OLE):
        is_locked = _ENCRYPTED in content
        raise refusal(file, PROTECTED if is_locked else _OLD, UNPROTECT if is_locked else SAVE_AS)
    if not content.startswith(_ARCHIVE):
        raise refusal(file, _OTHER if b"\0" in content else _PLAIN, MAKE_ONE)
    package = package_of(file, content)
    _look_at_kind(package)
    look_through(package)
    _look_at_contents(package)
    return package


def _bytes_of(file: Path) -> bytes:
    """Return the bytes of a file; never more of it than the limit, and nothing of a device."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise refusal(file, _NO_FILE, _NAME_A_FILE)
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise refusal(file, _MISSING, _NAME_A_FILE) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise refusal(file, _UNREADABLE.fill(reason=reason), _NAME_A_FILE) from error
    if not content:
        raise refusal(file, _EMPTY, FETCH_AGAIN)
    if len(content) > MOST_BYTES:
        raise refusal(file, _LARGE, SAVE_AS)
    return content


def _look_at_kind(package: Package) -> None:
    """Stop at archives of other kinds, by the parts that only they have."""
    parts = package.parts
    if CONTENTS not in parts:
        is_open = _OPEN_DOCUMENT in parts
        reason, hint = (_ODS, SAVE_AS) if is_open else (_OTHER, MAKE_ONE)
        raise refusal(package.file, reason, hint)
    if _BINARY in parts:
        raise refusal(package.file, _XLSB, SAVE_AS)


def _look_at_contents(package: Package) -> None:
    """Stop at workbooks that are active, or no workbooks, by what they say of their parts."""
    kinds = [kind.casefold() for kind in _kinds(package)]
    if any(sign in kind for sign in _MACROS for kind in kinds):
        raise refusal(package.file, _XLSM, SAVE_AS)
    if any(_TEMPLATE in kind for kind in kinds):
        raise refusal(package.file, _XLTX, SAVE_AS)
    if not any(kind.endswith(_WORKBOOK) for kind in kinds):
        raise refusal(package.file, _OTHER, MAKE_ONE)


def _kinds(package: Package) -> list[str]:
    try:
        with package.open(CONTENTS) as part:
            return [attributes.get("ContentType", "") for _, attributes in starts(part)]
    except (ParseError, *UNREADABLE) as error:
        raise damage(package.file, _UNLISTED) from error
