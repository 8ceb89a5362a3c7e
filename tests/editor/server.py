"""A YAML language server, spoken to as an editor does: JSON-RPC over its standard streams."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO, Any

Message = dict[str, Any]

PATIENCE = 60
"""Seconds for one answer: a busy machine is no defect."""

_SETTINGS: Message = {
    "yaml": {
        "schemaStore": {"enable": False, "url": ""},
        "kubernetesCRDStore": {"enable": False},
        "completion": True,
        "hover": True,
        "validate": True,
    },
    "redhat": {"telemetry": {"enabled": False}},
    "http": {"proxy": "", "proxyStrictSSL": True},
}
"""What an editor would send; nothing in it may lead to the network."""


_FOLDER = Path(__file__).parent
_SCRIPT = _FOLDER / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"


@contextmanager
def language_server(root: Path) -> Iterator["LanguageServer"]:
    """Run a server on a folder; it ends with the block."""
    assert _SCRIPT.is_file(), "make test installs it: npm install in tests/editor"
    node = shutil.which("node")
    assert node is not None, "the tests need Node.js"
    pipe = subprocess.PIPE
    command = [node, str(_SCRIPT), "--stdio"]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=root) as process:
        server = LanguageServer(process, root)
        try:
            server.start()
            yield server
        finally:
            process.kill()
            for stream in (process.stdin, process.stdout):
                _pipe(stream).close()


@dataclass
class LanguageServer:
    """One server at work. A caret in a text is where the cursor stands; it is not in the file.

    Each question is about a document of its own: an editor's, that is not on the disk.
    """

    process: subprocess.Popen[bytes]
    root: Path
    _inbox: "Queue[Message | None]" = field(default_factory=Queue)
    _published: dict[str, list[Message]] = field(default_factory=dict)
    _last: int = 0

    def completions(self, folder: str, text: str) -> dict[str, Message]:
        """Return what is offered at the caret, by label."""
        found = self._asked("completion", folder, text)
        items = found["items"] if isinstance(found, dict) else found
        return {each["label"]: each for each in items}

    def hover(self, folder: str, text: str) -> str:
        """Return what is shown at the caret, as Markdown; the empty text where nothing is."""
        found = self._asked("hover", folder, text)
        return "" if found is None else str(found["contents"]["value"])

    def underlined(self, folder: str, text: str) -> dict[str, str]:
        """Return what is said of the parts of a text that are underlined, by part."""
        with self._document(folder, text) as uri:
            found = self.diagnostics(uri)
        lines = text.splitlines()
        return {_part(lines, each["range"]): each["message"] for each in found}

    def _asked(self, what: str, folder: str, marked: str) -> Any:
        before, _, after = marked.partition("^")
        line, character = before.count("\n"), len(before) - before.rfind("\n") - 1
        with self._document(folder, before + after) as uri:
            place = {
                "textDocument": {"uri": uri},
                "position": {"line": line, "character": character},
            }
            return self.request(f"textDocument/{what}", place)

    @contextmanager
    def _document(self, folder: str, text: str) -> Iterator[str]:
        self._last += 1
        uri = (self.root / folder / f"open-{self._last}.yaml").as_uri()
        opened = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": opened})
        yield uri
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def start(self) -> None:
        """Shake hands."""
        Thread(target=self._listen, daemon=True).start()
        capabilities = {
            "textDocument": {
                "completion": {
                    "completionItem": {
                        "snippetSupport": True,
                        "documentationFormat": ["markdown", "plaintext"],
                    }
                },
                "hover": {"contentFormat": ["markdown", "plaintext"]},
                "publishDiagnostics": {"relatedInformation": True},
            },
            "workspace": {"configuration": True, "didChangeConfiguration": {}},
        }
        self.request(
            "initialize",
            {
                "processId": None,
                "rootUri": self.root.as_uri(),
                "capabilities": capabilities,
                "workspaceFolders": [{"uri": self.root.as_uri(), "name": self.root.name}],
            },
        )
        self.notify("initialized", {})
        self.notify("workspace/didChangeConfiguration", {"settings": _SETTINGS})

    def request(self, method: str, params: Message | None = None) -> Any:
        """Ask, and return the answer."""
        self._last += 1
        asked = self._last
        self._send({"id": asked, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == asked and "method" not in message:
                assert "error" not in message, message
                return message.get("result")
            self._take(message)

    def notify(self, method: str, params: Message) -> None:
        """Tell, and wait for nothing."""
        self._send({"method": method, "params": params})

    def diagnostics(self, uri: str) -> list[Message]:
        """Return what the server underlines in a document, once it has said so."""
        while uri not in self._published:
            self._take(self._next())
        return self._published.pop(uri)

    def _send(self, message: Message) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode("utf-8")
        stream = _pipe(self.process.stdin)
        stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        stream.flush()

    def _listen(self) -> None:
        stream = _pipe(self.process.stdout)
        while line := stream.readline():
            length = 0
            header = line
            while header.strip():
                name, _, value = header.decode("ascii").partition(":")
                length = int(value) if name.lower() == "content-length" else length
                header = stream.readline()
            self._inbox.put(json.loads(stream.read(length)))
        self._inbox.put(None)

    def _next(self) -> Message:
        message = self._inbox.get(timeout=PATIENCE)
        assert message is not None, "the language server ended"
        return message

    def _take(self, message: Message) -> None:
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            params = message["params"]
            self._published[params["uri"]] = params["diagnostics"]
        elif "id" in message:
            self._send({"id": message["id"], "result": _answer(message)})


def _part(lines: list[str], span: Message) -> str:
    start, end = span["start"], span["end"]
    line: str = lines[start["line"]]
    is_one_line = start["line"] == end["line"]
    return line[start["character"] : end["character"] if is_one_line else len(line)]


def _answer(message: Message) -> Any:
    """Return what an editor answers the server's own questions."""
    if message["method"] != "workspace/configuration":
        return None
    return [_SETTINGS.get(item.get("section")) for item in message["params"]["items"]]


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream
