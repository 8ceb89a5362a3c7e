"""Texts that no one means to write: YAML made of odd pieces, and good files spoilt."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

ODD_SCALARS = (
    *("a", "b1", "é", "😀", "a b", "a  b", "a#b", "a #b", "a:b", "a::b", "a,b", "a-", "-a", "a?"),
    *("~", "null", "Null", "nUll", "true", "TRUE", "tRue", "false", "yes", "no", "on", "off", "="),
    *("0", "1", "-1", "+1", "01", "1_0", "_1", "1_", "0x1F", "0X1f", "0_x1", "0o17", "0o8", "0b11"),
    *(
        "0b2",
        "-0x1",
        "1.",
        ".5",
        "-.5",
        "1e3",
        "1E+3",
        "1e_+3",
        "1.e3",
        "1e",
        "1e400",
        "-0",
        "-0.0",
    ),
    *(
        ".inf",
        "-.INF",
        ".nan",
        ".NaN",
        "12:30",
        "2024-01-01",
        "1.2.3",
        "9" * 18,
        "9" * 25,
        "٣",
        "²",
    ),
    *("'a'", '"a"', "''", '""', "'it''s'", '"a\\nb"', '"\\x41"', '"\\u00e9"', '"\\"a\\""', '"\\ "'),
    *('"\\ud83d\\ude00"', '"\\ud83d"', '"\\U00110000"', '"\\q"', '"a\n  b"', "'a\n\n  b'"),
    *("[]", "{}", "[a]", "[a, b]", "[a,]", "[ a , b ]", "[a: b]", "{a}", "{a: b}", "{ a : b }"),
    *(
        "{a:}",
        "{a:, b}",
        "{a:b}",
        '{"a":b}',
        '{"a": b}',
        "{a: [b, {c: d}]}",
        "{a: b,}",
        "{a\n : b}",
    ),
    *(
        "[?a]",
        "[? a]",
        "{?a: b}",
        "[a,>b]",
        "{a: |}",
        "{a: |\n  b}",
        "{a: b #c\n  }",
        "[a]#c",
        "[-a]",
    ),
    *(
        "|\n  a",
        "|-\n  a",
        ">+\n  a\n\n",
        "|2\n    a",
        "|\n  \n  a",
        "|\n    \n  a",
        ">\n  a\n   b",
    ),
    *(
        "&a b",
        "*a",
        "!a b",
        "!!str a",
        "%a",
        "@a",
        "`a",
        "? a",
        "- a",
        "a: b",
        "<<",
        "|",
        ">",
        "#a",
    ),
    *("a\n  b", "a\n\n  b", "a\tb", "\ta", "a\rb", "a\r\n  b", "a\u00a0b", "\u3000", "a\u200b", ""),
)
INSERTED = (
    *"&*!%@`|>?:-[]{}#\"',~=<+._\\ \n\t\r019",
    *("é", "😀", "\x85", "\u2028", "\ufeff", "\0", "\x7f", "\u3000", "\u200b", "\x1b"),
    *("\n\n", "\r\n", ": ", "- ", " #", "? ", ", ", " :", "::", "  ", "\n  ", "\n ", "---", "..."),
    *(
        "\n---\n",
        "\n...\n",
        "%YAML 1.1\n---\n",
        "|-\n",
        "|2\n",
        ">+\n",
        "<<: ",
        "!!str ",
        "&a ",
        "*a ",
    ),
    *(
        "0x",
        "1_0",
        "1e400",
        ".nan",
        "null",
        "true",
        "[]",
        "{}",
        "[,]",
        "{?a",
        ":}",
        "\\ud83d",
        "\\x1c",
    ),
    *("\n<<<<<<< a\n", "\n=======\n", "\n>>>>>>> b\n", "\n||||||| c\n"),
    *("- - - ", "'k':", '"k":', "k:", "a: b", "na", "2024-02-30", "level: na", "extends: medicab"),
)


@st.composite
def spoilt(draw: DrawFn, text: str) -> str:
    """Draw a text with a few characters or lines changed, moved, doubled or lost."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        match draw(st.sampled_from(("insert", "insert", "replace", "delete", "line"))):
            case "insert":
                text = text[:start] + draw(st.sampled_from(INSERTED)) + text[start:]
            case "replace":
                text = text[:start] + draw(st.sampled_from(INSERTED)) + text[start + 1 :]
            case "delete":
                text = text[:start] + text[start + draw(st.integers(1, 6)) :]
            case _:
                text = draw(_with_a_line_changed(text))
    return text


@st.composite
def _with_a_line_changed(draw: DrawFn, text: str) -> str:
    lines = text.splitlines(keepends=True) or [""]
    one = draw(st.integers(0, len(lines) - 1))
    other = draw(st.integers(0, len(lines) - 1))
    match draw(st.sampled_from(("delete", "double", "indent", "end"))):
        case "delete":
            del lines[one]
        case "double":
            lines.insert(other, lines[one])
        case "indent":
            lines[one] = draw(st.sampled_from(("", "  ", "    "))) + lines[one].lstrip(" ")
        case _:
            lines[one] = lines[one].rstrip("\n") + draw(st.sampled_from(INSERTED)) + "\n"
    return "".join(lines)


@st.composite
def spoilt_bytes(draw: DrawFn, text: str) -> bytes:
    """Draw a spoilt text in UTF-8, or in what is none."""
    content = bytearray(draw(spoilt(text)).encode())
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, len(content)))
        content[start : start + 1] = draw(st.binary(min_size=1, max_size=3))
    return bytes(content)


def scalars() -> SearchStrategy[str]:
    """Draw a value: an odd one, or a few characters that mean something to YAML."""
    soup = st.text(alphabet="ab10 :-#,[]{}'\"\\\n._ex+|>?~é😀", max_size=8)
    return st.sampled_from(ODD_SCALARS) | soup


@st.composite
def documents(draw: DrawFn) -> str:
    """Draw a mapping of odd values; one in a few is YAML."""
    lines = []
    for number in range(draw(st.integers(1, 3))):
        key = draw(
            st.sampled_from(("k", "k", "key.k", "k-", "1", "true", '"k', "'k", "a b", "? k"))
        )
        key = f"{key}{number}{key[0]}" if key[0] in "\"'" else f"{key}{number}"
        after = draw(
            st.sampled_from((": ", ": ", ":  ", ":\n  ", ":\n  - ", ":\n- ", ":\n  z: ", ":"))
        )
        end = draw(st.sampled_from(("", "", "", " ", " # c", "#c", "\n", "\n# c", ",", "\n  # c")))
        lines.append(key + after + draw(scalars()) + end)
    text = "\n".join(lines) + draw(
        st.sampled_from(("\n", "\n", "\n", "", "\n\n", "\n...\n", "\n  "))
    )
    return text.replace("\n", "\r\n") if draw(st.integers(0, 9)) == 0 else text
