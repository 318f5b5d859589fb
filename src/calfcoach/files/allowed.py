"""What a key takes, in words: for the reference, and for what an editor shows beside a key.

Made from the readers of the tables, so that it cannot say anything else than they do. Knows no
single key.
"""

from __future__ import annotations

from calfcoach.files.amounts import BEAT_MAX_S, REPS_MAX, CountText, Duration, TempoText
from calfcoach.files.amounts import duration_words as words
from calfcoach.files.exercise_table import BeatWords
from calfcoach.files.fields import Field, LateTableOf, ListOf, NamedTables, TableOf, Tables
from calfcoach.files.picture import POSES_MAX, PosesOf
from calfcoach.files.problems import listed
from calfcoach.files.source_table import SourceOf
from calfcoach.files.values import Choice, Days, Flag, Reader, Text, Whole


def takes(read: Reader) -> str:
    """What a reader takes: the form, the range and the unit, without a full stop.

    Raises TypeError for a reader that no table of routines and exercises uses.
    """
    match read:
        case Whole(low=low, high=high):
            return f"{low}" if low == high else f"a whole number, {low} to {high}"
        case Flag():
            return "true or false"
        case Text(chars=chars):
            return f"text, at most {chars:,} characters"
        case Choice(words=known):
            return listed([f'"{word}"' for word in known])
        case Days():
            return '1 to 7, or days such as ["mon", "wed", "fri"]'
        case Duration(low_s=low_s, high_s=high_s, example=example):
            return f'a duration such as "{example}", {words(low_s)} to {words(high_s)}'
        case TempoText():
            return f'seconds such as "2-3-3", each 0 to {BEAT_MAX_S}'
        case CountText():
            return f'a whole number, 1 to {REPS_MAX}, a range such as "10-12", or "max"'
        case _:
            return _takes_more(read)


def _takes_more(read: Reader) -> str:
    """The same of readers that hold others."""
    match read:
        case ListOf(read=SourceOf()):
            return "text, or an array of sources: texts, or tables with the keys of a source"
        case ListOf(read=Text() as text, single=True):
            return f"{takes(text)}, or an array of such texts"
        case ListOf(example=example):
            return f"an array such as {example}"
        case BeatWords():
            return 'two words such as ["up", "down"]'
        case PosesOf():
            return f"1 to {POSES_MAX} tables that begin with [[picture.pose]]"
        case TableOf(table=table) | LateTableOf(table=table):
            return f"a table with the keys of {table.called}"
        case Tables(header=header) | NamedTables(header=header):
            return f"tables that begin with {header}"
        case _:
            raise TypeError(f"nothing is known of {type(read).__name__}")


def default_of(field: Field) -> str:
    """What holds where the key is left out: as a file would say it, or in words; may be empty."""
    match field.default:
        case None:
            return field.otherwise
        case bool():
            return "true" if field.default else "false"
        case int():
            return str(field.default)
        case str():
            return f'"{field.default}"'
        case _:
            return "[" + ", ".join(f'"{word}"' for word in field.default) + "]"
