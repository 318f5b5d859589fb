"""Writes the scripts of src/calfcoach/library/completions, one a shell, from the commands.

Run it after a change of a command or an option; a test holds them together. Commands, options and
fixed words stand in the scripts themselves; only names are asked of the program, by its hidden
`calfcoach __complete KIND`, which imports next to nothing. No word that was typed is ever run,
expanded or handed on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from completion_scripts import BASH, FISH, ZSH
from completion_table import EVERY, Offer, Place, places

from calfcoach.cli.surroundings import COLORS

FOLDER = Path(__file__).parents[1] / "src" / "calfcoach" / "library" / "completions"

COLOR = "--color"  # an option of every command

_MADE = """\
# What {shell} completes behind `calfcoach` and `calf`. To use it:
#   {use}
# Made by `python docs/completions.py` from the commands. Do not edit."""


def scripts() -> dict[str, str]:
    """The name of each file and what stands in it."""
    known = places()
    return {
        "calfcoach.bash": _bash(known),
        "_calfcoach": _zsh(known),
        "calfcoach.fish": _fish(known),
    }


def _bash(known: Iterable[Place]) -> str:
    lines = [
        f"    {_quoted(place.path)}) commands={_quoted(' '.join(name for name, _ in place.below))}"
        f" options={_quoted(' '.join(option.name for option in place.options))}"
        f" valued={_quoted(' '.join(_valued(place)))} ;;"
        for place in known
    ]
    use = 'eval "$(calfcoach completion bash)"    in ~/.bashrc'
    head = _made("bash", use)
    return (
        head + "\n" + _filled(BASH, lines, _offers(known, lambda words: _quoted(" ".join(words))))
    )


def _zsh(known: Iterable[Place]) -> str:
    lines = []
    for place in known:
        below = " ".join(_described(name, text) for name, text in place.below)
        options = " ".join(_described(option.name, option.help) for option in place.options)
        lines.append(
            f"    {_quoted(place.path)}) commands=({below})\n"
            f"        options=({options})\n"
            f"        valued=({' '.join(_valued(place))}) ;;"
        )
    use = 'eval "$(calfcoach completion zsh)"    in ~/.zshrc, behind `compinit`'
    head = "#compdef calfcoach calf\n" + _made("zsh", use)
    return head + "\n" + _filled(ZSH, lines, _offers(known, lambda words: f"({' '.join(words)})"))


def _made(name: str, use: str) -> str:
    return _MADE.replace("{shell}", name).replace("{use}", use)


def _filled(text: str, known: Iterable[str], offers: Iterable[str]) -> str:
    return text.replace("@known@", "\n".join(known)).replace("@offers@", "\n".join(offers))


def _offers(known: Iterable[Place], written: Callable[[tuple[str, ...]], str]) -> list[str]:
    """The branches of `_calfcoach_offer`, alike in both shells but for how a list is written."""
    exact: dict[str, list[str]] = {f"offered={written(COLORS)}": [f"*{_quoted(f' {COLOR}')}"]}
    further: dict[str, list[str]] = {}
    for place in known:
        for key, offer in _keyed(place):
            if key == str(EVERY):
                pattern = _quoted(f"{place.path} ") + "*"
                further.setdefault(_sets(offer, written), []).append(pattern)
            elif key != COLOR:
                exact.setdefault(_sets(offer, written), []).append(_quoted(f"{place.path} {key}"))
    # What takes every further argument stands behind what is exact: an option's value is no such.
    branches = [*exact.items(), *further.items()]
    return [f"    {' | '.join(patterns)}) {sets} ;;" for sets, patterns in branches]


def _sets(offer: Offer, written: Callable[[tuple[str, ...]], str]) -> str:
    """The assignments that make an offer."""
    parts = (
        f"offered={written(offer.words)}" if offer.words else "",
        f"names={offer.names}" if offer.names else "",
        "files=yes" if offer.files else "",
    )
    return " ".join(filter(None, parts))


def _keyed(place: Place) -> list[tuple[str, Offer]]:
    values = [(each.name, each.value) for each in place.options if each.value is not None]
    numbered = [(str(number), offer) for number, offer in place.arguments]
    return [(key, offer) for key, offer in (*values, *numbered) if not offer.empty]


def _valued(place: Place) -> list[str]:
    return [option.name for option in place.options if option.value is not None]


def _fish(known: list[Place]) -> str:
    lines = []
    for place in known:
        at = f"complete -c calfcoach -n {_escaped(f'__calfcoach_at {_escaped(place.path)}')}"
        for name, text in place.below:
            first = _escaped(f"__calfcoach_at {_escaped(place.path)} 1")
            lines.append(f"complete -c calfcoach -n {first} -a {name} -d {_escaped(text)}")
        for option in place.options:
            takes = "" if option.value is None else f" -r{_taken(option.value)}"
            lines.append(f"{at} -l {option.name[2:]}{takes} -d {_escaped(option.help)}")
        for number, offer in place.arguments:
            there = _escaped(f"__calfcoach_at {_escaped(place.path)} {number}")
            lines.append(f"complete -c calfcoach -n {there}{_taken(offer)}")
    valued = [f"{place.path} {name}" for place in known for name in _valued(place)]
    text = FISH.replace("@lines@", "\n".join(lines)).replace("@every@", str(EVERY))
    text = text.replace("@paths@", " ".join(_escaped(p.path) for p in known if p.path))
    text = text.replace("@valued@", " ".join(map(_escaped, valued)))
    use = "calfcoach completion fish > ~/.config/fish/completions/calfcoach.fish"
    return _made("fish", use) + "\n" + text


def _taken(offer: Offer) -> str:
    words = f" -a {_escaped(' '.join(offer.words))}" if offer.words else ""
    names = f" -a {_escaped(f'(__calfcoach_names {offer.names})')}" if offer.names else ""
    return f"{words}{names}{' -F' if offer.files else ' -f'}"


def _quoted(text: str) -> str:
    """For bash and zsh."""
    return "'" + text.replace("'", "'\\''") + "'"


def _described(name: str, text: str) -> str:
    """For `_describe` of zsh."""
    return _quoted(f"{name}:{text.replace(':', chr(92) + ':')}")


def _escaped(text: str) -> str:
    """For fish."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def main() -> None:
    """Write them all."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in scripts().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
