"""Random TOML documents as text, in every form that a key and a value may be written in.

`documents()` are texts that a parser may still refuse (a key that stands twice): whoever uses
them leaves those out. Blanks, comments and line ends stand wherever TOML lets them.
"""

from __future__ import annotations

from hypothesis import strategies as st

_BARE = st.sampled_from(["a", "b", "c-d", "e_f", "7", "step", "hold", "-"])
_QUOTED = st.sampled_from(
    ['"a"', "'b'", '"x y"', "'[[step]]'", '"#"', '"a.b"', '"\\u0061"', '"\\""', '""', "'='", '"é"']
)
_PLAIN = st.sampled_from(
    [
        "1",
        "-17",
        "+9",
        "1_000",
        "0xdead_beef",
        "0o17",
        "0b101",
        "1.5",
        "-0.0",
        "6.02e23",
        "1E-9",
        "inf",
        "-inf",
        "true",
        "false",
        "1979-05-27",
        "07:32:00",
        "1979-05-27T07:32:00Z",
        "00:32",
        "1979-05-27 07:32:00.5-07:00",
    ]
)
_TEXTS = st.sampled_from(
    [
        '""',
        '"x"',
        '"# no comment"',
        '"[a]"',
        '"\\"q\\""',
        '"\\\\"',
        '"a = 1"',
        '"\\U0001F600"',
        "''",
        "'x'",
        "'\\'",
        "'\"'",
        "'# no'",
        '"é\u4e2d"',
        "'], }'",
        '"""x"""',
        '"""\nx\n"""',
        '"""a"b""c\\"""d"""',
        '"""""""',
        '"""a\\\n   b"""',
        '"""a"""""',
        "'''x'''",
        "'''\nx\n[[step]]\n'''",
        "'''a'b''c'''",
        "'''\\'''",
        "''''a''''",
        "''''''''",
        '"""\nhold = 3\n# x\n"""',
        '"""\\\\"""',
        '"""\t"""',
    ]
)
_BLANK = st.sampled_from(["", "", " ", "\t", "  "])
_GAP = st.sampled_from(["", " ", "\n", "\r\n", "  # a ] } \"comment'\n", "\n\n\t# x\n "])
_END = st.sampled_from(["\n", "\n", "\r\n", '  # "comment\n', "\n# [a]\n", "\n\n\t\n"])
_KEYS = st.lists(_BARE | _QUOTED, min_size=1, max_size=3)


@st.composite
def keys(draw: st.DrawFn) -> str:
    """A key of one part or several, with blanks around the dots."""
    dots = [f"{draw(_BLANK)}.{draw(_BLANK)}" for _ in range(2)]
    parts = draw(_KEYS)
    return "".join(part + (dots[no % 2] if no < len(parts) - 1 else "")
                   for no, part in enumerate(parts))  # fmt: skip


@st.composite
def arrays(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    """An array over one line or several, with or without a comma behind the last entry."""
    entries = draw(st.lists(inner, max_size=4))
    spaced = [f"{draw(_GAP)}{entry}{draw(_GAP)}" for entry in entries]
    last = draw(st.sampled_from(["", ","])) if entries else ""
    return f"[{','.join(spaced)}{last}{draw(_GAP)}]"


@st.composite
def inline_tables(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    """A table on one line."""
    pairs = [
        f"{draw(_BLANK)}{draw(keys())}{draw(_BLANK)}={draw(_BLANK)}{draw(inner)}{draw(_BLANK)}"
        for _ in range(draw(st.integers(0, 3)))
    ]
    return f"{{{','.join(pairs)}}}"


def values() -> st.SearchStrategy[str]:
    """Any value."""
    return st.recursive(
        _PLAIN | _TEXTS, lambda inner: arrays(inner) | inline_tables(inner), max_leaves=8
    )


@st.composite
def lines(draw: st.DrawFn) -> str:
    """A key and its value, or a header, with what may stand around them."""
    key = f"{draw(_BLANK)}{draw(keys())}{draw(_BLANK)}"
    match draw(st.integers(0, 5)):
        case 0:
            text = f"{draw(_BLANK)}[{key}]"
        case 1 | 2:
            text = f"{draw(_BLANK)}[[{key}]]"
        case _:
            text = f"{key}={draw(_BLANK)}{draw(values())}"
    return f"{text}{draw(_BLANK)}{draw(_END)}"


@st.composite
def documents(draw: st.DrawFn, parses: object) -> str:
    """Lines in a row; each is left out that `parses` (a function of the text) does not take."""
    assert callable(parses)
    text = draw(st.sampled_from(["", "\n", "# x\n"]))
    for line in draw(st.lists(lines(), min_size=1, max_size=12)):
        if parses(text + line):
            text += line
    return text
