"""What may stand in a cell of a CSV file that a spreadsheet opens.

Owns the one rule: a text that a spreadsheet would calculate gets an apostrophe in front, and
loses it again when it is read. Knows nothing of columns.
"""

from __future__ import annotations

_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")  # the apostrophe itself, so that it comes back


def safe_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_STARTS) else text


def restored_cell(cell: str) -> str:
    """The text that `safe_cell` was given."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_STARTS) else cell


def joined(texts: tuple[str, ...]) -> str:
    """Several texts in one cell, with semicolons between them."""
    return ";".join(_escaped(text) for text in texts)


def parted(cell: str) -> tuple[str, ...]:
    r"""The texts that `joined` was given. A backslash takes the next character as it is; `\-` is
    an empty text."""
    if not cell:
        return ()
    found = [""]
    chars = iter(cell)
    for char in chars:
        if char == ";":
            found.append("")
        elif char == "\\":
            after = next(chars, "\\")
            found[-1] += "" if after == "-" else after
        else:
            found[-1] += char
    return tuple(found)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;") or "\\-"
