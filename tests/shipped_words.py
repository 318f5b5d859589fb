"""What must not be said to a person, and the reading of all text that we ship.

A rule is a pattern for one sentence. A claim is excused where it is denied or told as hearsay
before it ends; a diagnosis and a promise never are.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_UNREAD = frozenset({"heard", "words", "cite", "id", "exercise"})  # a claim met elsewhere; names
_DENIED = re.compile(
    r"\b(?:no|not|nor|never|none|neither|without|hardly|does little|unlikely|rather than|instead of"
    r"|cannot|unproven|disputed|doubtful|wrong|wrongly|myth|belief|beliefs|claim|claims|idea"
    r"|said|says|named|blamed|heard)\b|n't\b"
    r"|\b(?:one|another|two|three)(?: articles?)? (?:has|have|lists?|calls?|tells?|ties|tie)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+|\n\s*\n")
_CALF = r"\bcal(?:f|ves)\b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Something that no text of ours may say. `firm`: a denial before it does not excuse it."""

    name: str
    pattern: re.Pattern[str]
    firm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A sentence that breaks a rule, and the file it stands in."""

    rule: str
    where: str
    sentence: str


def _rule(name: str, *patterns: str, firm: bool = False) -> Rule:
    whole = re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE)
    return Rule(name=name, pattern=whole, firm=firm)


_CAUSES = (
    r"(?:caus|mak|lead|bring|giv|produc|trigger|creat|result|build|accumul|stiffen|irritat)\w*"
)
_FROM = r"(?:caus|due|becaus|from|com(?:e|es) of|result|build-?up|accumulat|excess|too much)\w*"

CLAIMS = (
    _rule(
        "lactic acid as a cause",
        rf"\blact(?:ic|ate)\b.*\b{_CAUSES}",
        r"\blact(?:ic|ate)\b.*\b(?:is|are) (?:behind|to blame|responsible|the reason)",
        rf"\b{_FROM}\b.{{0,40}}\blact(?:ic|ate)\b",
        r"\b(?:flush|drain|wash|clear|remov)\w*\b.{0,30}\b(?:lact\w+|toxins?|waste)",
    ),
    _rule(
        "breaking up knots",
        r"\b(?:break|broke|melt|dissolv|crush|smash|releas)\w*\b[^,]{0,25}\bknots?\b",
        r"\b(?:iron|knead|rub|work|press|roll|get)\w* (?:out|away|rid of)\b[^,]{0,20}\bknots?\b",
        r"\b(?:break|broke|melt|dissolv|crush|smash|releas|deactivat|switch\w* off)\w*\b[^,]{0,25}"
        r"\b(?:trigger points?|adhesions?|scar tissue|tension away)",
        r"\bknots? (?:melts?|dissolves?|breaks? up|disappears?|goes? away)",
    ),
    _rule(
        "swelling from tight calves",
        rf"\b(?:tight\w*|stiff\w*)\b.{{0,60}}\b{_CAUSES}\b.{{0,30}}\b(?:swell\w*|swollen|oedema)",
        rf"\b(?:swelling|swollen|oedema)\b.{{0,40}}\b{_FROM}\b.{{0,30}}\b(?:tight|stiff)",
        r"\bswelling\b.{0,30}\b(?:is|are) (?:normal|harmless|nothing|a sign of tight)",
    ),
    _rule(
        "the soleus bends the knee",
        r"\bsoleus(?: muscles?)?(?:,? (?:can|may|also|helps?|to|alone|and|will))*,?"
        r" (?:bends?|flex(?:es)?)\b(?! both)",
        r"\bknee\b.{0,20}\b(?:bent|bending|flexed)\b.{0,10}\bby the soleus",
        r"\bsoleus\b.{0,40}\b(?:cross(?:es)?|starts? (?:at|from|in)|from) the knee\b",
    ),
    _rule(
        "inflammation of the heel or the Achilles",
        r"\b(?:plantar|fascia|heel|achilles|tendons?)\b.{0,60}\binflam\w*",
        r"\binflam\w*\b.{0,60}\b(?:plantar|fascia|heel|achilles|tendons?)\b",
    ),
    _rule(
        "a root cause in the spine",
        r"\broot causes?\b",
        rf"\b[LS][1-5]\b.{{0,60}}\b(?:{_CAUSES}|behind|source|origin|tight\w*)",
        rf"\b(?:spin\w*|nerve roots?)\b.{{0,40}}\b{_CAUSES}\b.{{0,30}}(?:\btight|{_CALF})",
        r"\bnight(?:time)? cramps?\b.{0,50}\b(?:sign|symptom)\w*\b.{0,30}\bnerve",
    ),
    _rule(
        "soreness prevented",
        r"\b(?:stretch\w*|cool\w*[- ]down|warm\w*[- ]up|routines?|massag\w*|roll\w*|it)\b"
        r".{0,60}\b(?:prevent|ward|spar|stop|avoid|sav|protect|reduc|lessen|eas|keep)\w*\b.{0,40}"
        r"\b(?:(?<!a )sore|soreness|DOMS)\b",
    ),
    _rule(
        "nerves squeezed by tight calves",
        r"\b(?:tight\w*|stiff\w*)\b.{0,60}"
        r"\b(?:compress|press|squeez|pinch|trap)\w*\b.{0,20}\bnerves?",
        rf"\b(?:numb\w*|tingling)\b.{{0,40}}\b{_FROM}\b.{{0,20}}\b(?:tight|stiff)\w*",
    ),
    _rule(
        "back pain from tight calves",
        rf"\b(?:tight|short|stiff)\w*\b.{{0,10}}{_CALF}.{{0,40}}"
        r"\b(?:caus|lead|bring|produc|creat|trigger|culprit)\w*.{0,40}\bback\b",
        rf"\bback pain\b.{{0,30}}\b{_FROM}\b.{{0,20}}{_CALF}",
        rf"\bpelvi\w*\b.{{0,60}}(?:\bsoleus\b|{_CALF})|(?:\bsoleus\b|{_CALF}).{{0,60}}\bpelvi\w*",
    ),
    _rule(
        "pain from wrong posture",
        r"\b(?:poor|bad|wrong|incorrect)(?:ly)? (?:posture|sitting|standing)\b.{0,30}"
        rf"\b{_CAUSES}\b.{{0,30}}\b(?:pain|aches?|tight\w*)",
        r"\bslouching\b.{0,20}\b(?:caus|lead|bring)\w*",
        r"\b(?:correct|right|proper|perfect) (?:posture|way to sit)\b",
    ),
    _rule(
        "cramps prevented by minerals or water",
        r"\b(?:magnesium|potassium|bananas?|electrolytes?|minerals|water|drinking|hydrat\w*)\b"
        r".{0,60}\b(?:prevent|stop|cure|keep|end|fix|reliev|help|avoid)\w*\b.{0,40}\bcramp",
        r"\bcramps?\b.{0,30}\b(?:caused by|due to|come from|because of|a sign of)\b.{0,30}"
        r"\b(?:dehydrat|lack|losing|low|too little|missing|mineral|magnesium|potassium|salt)",
    ),
    _rule(
        "a heel raise called a stretch",
        r"\b(?:calf|heel) raises?\b,? (?:is|are|as|counts? as|being) (?:a |an |good )?stretch",
        r"\bstretch\w*,? such as (?:calf|heel) raises",
    ),
    _rule(
        "better circulation",
        r"\b(?:improv|boost|speed|accelerat|increas|stimulat)\w*\b.{0,25}"
        r"\b(?:circulation|blood flow)",
        r"\b(?:slow|poor|bad) (?:blood )?circulation\b.{0,20}\b(?:caus|mak|lead)\w*",
    ),
    _rule("heels that strike more often", r"\bheels?\b.{0,10}\bstrikes?\b.{0,30}\bmore often"),
    _rule(
        "the big toe's muscle from the soleus",
        r"\b(?:flexor hallucis|big toe)\b.{0,60}\b(?:originat|start|aris|com)\w* (?:from|in|on)"
        r" the soleus",
    ),
    _rule(
        "heel walking that loosens calves",
        r"\b(?:heel[- ]walk\w*|walking on (?:your|the) heels)\b.{0,40}"
        rf"\b(?:loosen|lengthen|stretch)\w*.{{0,15}}{_CALF}",
    ),
    _rule(
        "advice on medicines",
        r"\b(?:take|use|try|swallow) (?:some |an? |your )?(?:ibuprofen|paracetamol|acetaminophen"
        r"|aspirin|quinine|painkillers?|muscle relaxants?|magnesium)",
        r"\b(?:acetaminophen|paracetamol)\b.{0,60}\binflam",
    ),
    _rule(
        "a new shape or alignment",
        r"\b(?:restor|reshap|slim|tone)\w*\b.{0,20}\b(?:muscle shape|shape|line)\b",
        r"\b(?:improv|restor|correct)\w*\b.{0,20}\b(?:body|spinal|overall) alignment",
    ),
)
_IF = r"(?<!if )(?<!when )(?<!where )(?<!whether )(?<!what )(?<!that )(?<!do )(?<!because )"
DIAGNOSES = (
    _rule(
        "a diagnosis",
        rf"{_IF}\byou(?:'ve got|'ve| (?:probably |likely |clearly |surely |must |may )*"
        r"(?:(?:might|could) )?have(?: got)?)(?= (?:an? |the )?(?:\w+ ){0,3}"
        r"(?:tear|rupture|clot|thrombosis|strain|sprain|inju\w+|fasciitis|tendin\w+|tendon\w*"
        r"|cramps?|spasms?|trigger points?|knots?|sciatica|nerve|disc|stenosis|arthritis|fracture"
        r"|infection|deficiency|condition|disease|syndrome|DVT|claudication|neuropathy)\b)",
        r"\byou (?:are suffering|suffer) from\b",
        r"\byour (?:\w+ )?(?:tendon|muscle|fascia|calf|nerve|ligament) is"
        r" (?:torn|ruptured|inflamed|strained|damaged|injured|trapped|pinched)",
        r"\b(?:this|it|that)(?: is|'s) (?:probably |likely |clearly |surely |just |only )?"
        r"(?:an? )?(?:tear|rupture|clot|blood clot|thrombosis|strain|sprain|plantar fasciitis"
        r"|tendin\w+|sciatica|pinched nerve|slipped disc)\b",
        r"\b(?:your|the) diagnosis is\b",
        firm=True,
    ),
)
PROMISES = (
    _rule(
        "a promise",
        r"\bwill (?:\w+ly )?(?:cure|heal|fix|relieve|eliminate|banish|get rid of)\b",
        r"\b(?:cures|heals|cured by|healed by)\b",
        r"\bguarantee[ds]?\b|\bguaranteeing\b",
        r"\b(?:always|certain to|sure to|bound to) (?:works?|helps?|relieves?|cures?|ends?)\b",
        r"\b(?:clinically )?proven to\b|\bmiracle\b|\brisk-free\b|\bsafe and effective\b",
        r"\b(?:permanent|instant|immediate)(?:ly)? (?:loos|fix|relie|cur|heal|pain)\w*",
        r"\b(?:pain|cramps?|tightness) (?:will be gone|will disappear|will vanish|goes for good)\b",
        r"\bpain[- ]free in\b|\b100 ?(?:%|percent) (?:effective|safe)\b",
        firm=True,
    ),
)
RULES = (*CLAIMS, *DIAGNOSES, *PROMISES)


# ----------------------------------------------------------------------------- reading


def findings(root: Path) -> list[Finding]:
    """What the shipped text of a checkout says against the rules."""
    return [
        Finding(rule=rule, where=where, sentence=sentence)
        for where, text in shipped_text(root)
        for rule, sentence in said_against_rules(text)
    ]


def said_against_rules(text: str) -> list[tuple[str, str]]:
    """The rules that a text breaks, each with the sentence."""
    sentences = [" ".join(one.split()) for one in _SENTENCE_END.split(text)]
    return [(rule.name, one) for one in sentences for rule in RULES if _breaks(rule, one)]


def _breaks(rule: Rule, sentence: str) -> bool:
    return any(
        rule.firm or not _DENIED.search(sentence[: match.end()])
        for match in rule.pattern.finditer(sentence)
    )


def shipped_text(root: Path) -> Iterator[tuple[str, str]]:
    """Every text that a person may read, with the file it stands in: the library, the routines,
    the README, the strings of the program."""
    library, program = root / "src" / "calfcoach" / "library", root / "src" / "calfcoach"
    for path in sorted((*library.rglob("*.toml"), *(root / "routines").glob("*.toml"))):
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        yield from ((str(path.relative_to(root)), text) for text in _texts(document))
    readme = root / "README.md"
    yield "README.md", readme.read_text(encoding="utf-8")
    for path in sorted(program.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        yield from ((str(path.relative_to(root)), text) for text in _strings(tree))


def _texts(value: object, *, myth: bool = False) -> Iterable[str]:
    match value:
        case str():
            return [value]
        case dict():
            myth = myth or "heard" in value
            kept = [(key, below) for key, below in value.items() if key not in _UNREAD]
            return [
                _under(key, text, myth=myth)
                for key, below in kept
                for text in _texts(below, myth=myth)
            ]
        case list():
            return [text for below in value for text in _texts(below, myth=myth)]
        case _:
            return []


def _under(key: str, text: str, *, myth: bool) -> str:
    """A text as its place makes it read: a myth's title and what its sources claim name the
    myth."""
    if key == "expect_not":
        return f"Not to be expected, {text}"
    return f"It is said, {text}" if myth and key in ("title", "claim") else text


def _strings(tree: ast.AST) -> Iterator[str]:
    """The strings of a module; of one with values in it, those stand as X."""
    joined: set[int] = set()
    for node in ast.walk(tree):  # a joined string comes before its parts
        if isinstance(node, ast.JoinedStr):
            joined.update(map(id, node.values))
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from () if id(node) in joined else (node.value,)
