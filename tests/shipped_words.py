"""What must not be said to a person, and the reading of all text that we ship.

A rule is a pattern for one sentence. A claim is excused where its verb is denied in its own
clause, or where it is told as hearsay or called unproven before it ends: a lone "not" somewhere
excuses nothing. A diagnosis, a promise and comfort over a warning sign are never excused.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_UNREAD = frozenset({"heard", "words", "cite", "id", "exercise"})  # a claim met elsewhere; names
_TOLD = re.compile(  # whatever follows is somebody's saying, or called unproven: all of it
    r"\bnot (?:true|shown|proven|proved|known|the case) that\b|\bnot to be expected\b"
    r"|\bno (?:\w+ ){0,2}(?:proof|evidence|study|trial|reason to (?:think|believe))\b"
    r"|\b(?:nobody|no one|no study|no trial) (?:has |have )?(?:ever )?(?:shown|showed|shows|knows"
    r"|proved|found|seen)\b"
    r"|\b(?:is|are|was|were|been|it) (?:\w+ )?"
    r"(?:said|claimed|named|blamed|disputed|unproven|wrong)\b"
    r"|\b(?:the|this|that|an?|old) (?:\w+ )?(?:myth|belief|claim|idea|name)\b|\bsays\b|\bwrongly\b"
    r"|\b(?:one|another|two|three)(?: articles?)?"
    r" (?:has|have|lists?|calls?|tells?|ties|tie|sends?)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(  # the verb of the claim is denied: only in the clause that it stands in
    r"\b(?:do|does|did|is|are|was|were|has|have|had|can|could|may|might|must|need|should|would)"
    r" not\b(?! (?:only|just|merely|all)\b)|\b(?:cannot|never|hardly|unlikely|without)\b|n't\b"
    r"|\b(?:do|does|did|make|makes|made) (?:very )?little\b|\b(?:rather than|instead of)\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"\b(?:no|nor|and not|but not)(?: an?| the| one)?(?: \w+)? $", re.IGNORECASE)
_ASIDE = re.compile(r", (?:which|who|whose|if|when|but|and|not)\b[^,]*(?=,)", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,()]|\b(?:and|but|while|because|which|so|yet)\b", re.IGNORECASE)
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")  # of a card or an exercise, not a text
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
        rf"\b(?:metabolites?|waste(?: products?)?|toxins?|acids?)\b.{{0,40}}\b{_CAUSES}\b.{{0,30}}"
        r"\b(?:cramp|spasm|stiff|sore|tight|ache)",
    ),
    _rule(
        "breaking up knots",
        r"\b(?:break|broke|melt|dissolv|crush|smash|releas)\w*\b[^,]{0,25}\bknots?\b",
        r"\b(?:iron|knead|rub|work|press|roll|get)\w* (?:out|away|rid of)\b[^,]{0,20}\bknots?\b",
        r"\b(?:break|broke|melt|dissolv|crush|smash|releas|deactivat|switch\w* off)\w*\b[^,]{0,25}"
        r"\b(?:trigger points?|adhesions?|scar tissue|tension away)",
        r"\bknots? (?:melts?|dissolves?|breaks? up|disappears?|goes? away)",
        r"\b(?:melt|dissolv)\w*(?: away| off)?(?: the| your| all| any)? (?:tension|tightness"
        r"|stiffness)|\b(?:tension|tightness|stiffness) (?:will )?(?:melts?|dissolves?)\b",
    ),
    _rule(
        "swelling from tight calves",
        rf"\b(?:tight\w*|stiff\w*)\b.{{0,60}}\b{_CAUSES}\b.{{0,30}}\b(?:swell\w*|swollen|oedema)",
        rf"\b(?:swelling|swollen|oedema)\b.{{0,40}}\b{_FROM}\b.{{0,30}}\b(?:tight|stiff)",
        r"\bswelling\b.{0,30}\b(?:is|are) a sign of tight",
    ),
    _rule(
        "the soleus bends the knee",
        r"\bsoleus(?: muscles?)?(?:,? (?:can|may|also|helps?|to|alone|and|will)|,? (?:but|and) not"
        r" the gastrocnemius)*,? (?:bends?|flex(?:es)?)\b(?! both)",
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
        rf"(?:\btight\w*|\bstiff\w*|{_CALF}).{{0,40}}\b{_FROM}\b.{{0,20}}"
        r"\b(?:nerve roots?|spine|spinal)\b",
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
        rf"\b(?:tight|short|stiff)\w*\b.{{0,10}}{_CALF}.{{0,40}}\b(?:spine|back)\b.{{0,20}}"
        r"\b(?:bears?|carr\w+|loads?|weight|strain\w*)",
        rf"\b(?:tight|short|stiff)\w*\b.{{0,10}}{_CALF}.{{0,40}}\b(?:loads?|strains?)\b.{{0,20}}"
        r"\b(?:spine|back)\b",
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
        r"\b(?:calf|heel) raises?\b,?(?: also| can| will| gently| do| to)* stretch(?:es)?"
        r"(?: out)? (?:the|your|both|tight|a|calves)\b",
    ),
    _rule(
        "better circulation",
        r"\b(?:improv|boost|speed|accelerat|increas|stimulat)\w*\b.{0,25}"
        r"\b(?:circulation|blood flow)",
        r"\b(?:slow|poor|bad) (?:blood )?circulation\b.{0,20}\b(?:caus|mak|lead)\w*",
        r"\b(?:stiff|tight)\w*\b.{0,30}\b(?:is|are|means?|from|through|due to|because of)\b.{0,15}"
        r"\b(?:slow|poor|bad|weak|sluggish)\w* (?:blood )?(?:circulation|flow)",
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
    _rule(
        "the soleus alone in standing",
        r"\bonly the soleus\b.{0,60}\bstand\w*|\bstand\w*\b.{0,40}\bonly the soleus\b",
        r"\bsoleus\b.{0,20}\b(?:alone|by itself)\b.{0,40}\b(?:stand\w*|upright)",
    ),
    _rule(
        "three calf muscles",
        r"\bthree (?:(?:types|kinds|sorts) of )?calf muscles\b",
        r"\bthree (?:(?:types|kinds|sorts) of )?muscles (?:in|of) (?:the|a) calf\b",
        r"\bcalf (?:has|is made of|consists of) three muscles",
        r"\btwo\b.{0,20}\b(?:called|named)\b.{0,15}\bgastrocnemius",
    ),
    _rule(
        "cramps of seconds alone",
        r"\bcramps?\b.{0,20}\b(?:lasts?|takes?|is over|are over)\b(?!.{0,80}\bminutes?\b).{0,40}"
        r"\bseconds\b",
    ),
    _rule(
        "an alarm over days of back pain",
        r"\bback (?:pain|hurts?|aches?)\b.{0,40}\bfew days\b.{0,60}\b(?:doctor|evaluat\w*|examin\w*"
        r"|medical|clinician|seek)\b",
        r"\b(?:doctor|evaluat\w*|examin\w*|medical|seek)\b.{0,60}\bback (?:pain|hurts?|aches?)\b"
        r".{0,40}\bfew days\b",
    ),
    _rule("a scale of spasticity for cramps", r"\bashworth\b"),
    _rule(
        "sitting that shortens calves",
        rf"\bsit(?:s|ting)?\b.{{0,60}}\bshorten\w*\b.{{0,20}}(?:\bsoleus\b|{_CALF}|\bmuscles?\b)",
        rf"(?:\bsoleus\b|{_CALF}).{{0,30}}\bshort(?:er|en\w*)?\b.{{0,20}}\b(?:from|by|through|when)\b"
        r".{0,15}\bsit(?:s|ting)?\b",
    ),
)
_ILLNESS = (
    r"(?:(?:\w+ ){0,3}(?:tear|rupture|clot|thrombosis|strain|sprain|inju\w+|fasciitis|tendin\w+"
    r"|tendon\w*|cramps?|spasms?|trigger points?|knots?|sciatica|nerve|disc|stenosis|arthritis"
    r"|fracture|infection|deficiency|condition|disease|syndrome|DVT|claudication|neuropathy)"
    r"|(?:\w+ ){0,2}(?:pulled|torn|strained|sprained|ruptured|inflamed|pinched|trapped|slipped))\b"
)
_SURELY = r"(?:probably |likely |clearly |surely |just |only |almost certainly |most likely )*"
_IF = r"(?<!if )(?<!when )(?<!where )(?<!whether )(?<!what )(?<!that )(?<!do )(?<!because )"
DIAGNOSES = (
    _rule(
        "a diagnosis",
        rf"{_IF}\byou(?:'ve got|'ve| (?:probably |likely |clearly |surely |must |may )*"
        rf"(?:(?:might|could) )?have(?: got)?)(?= (?:an? |the )?{_ILLNESS})",
        r"\byour (?:symptoms?|signs?|answers?|pain|calf|calves|leg|heel)\b.{0,20}"
        r"\b(?:points?|means?|suggests?|indicates?|shows?|sounds?|looks?)\b"
        rf"(?: (?:to|like|that|as|is))* (?:an? |the )?{_ILLNESS}",
        rf"\b(?:this|that|it|which) {_SURELY}(?:means|points to|indicates|suggests|shows)"
        rf" (?:an? |the )?{_ILLNESS}",
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
_ACHES = r"(?:pain|cramps?|tight\w*|stiff\w*|sore\w*|spasms?)"
PROMISES = (
    _rule(
        "a promise",
        r"\bwill (?:\w+ly )?(?:cure|heal|fix|relieve|eliminate|banish|get rid of)\b",
        r"\b(?:cures|heals|cured by|healed by)\b",
        r"\bguarantee[ds]?\b|\bguaranteeing\b",
        r"\b(?:always|certain to|sure to|bound to) (?:works?|helps?|relieves?|cures?|ends?)\b",
        r"\b(?:clinically )?proven to\b|\bmiracle\b|\brisk-free\b|\bsafe and effective\b",
        r"\b(?:permanent|instant|immediate)(?:ly)? (?:loos|fix|relie|cur|heal|pain)\w*",
        rf"\b{_ACHES} (?:will (?:\w+ )?(?:be gone|disappear|vanish|go|stop|end)|goes for good)\b",
        r"\b(?:fix(?:es)?|(?:will|can) end|ends|eliminates?|banish(?:es)?|gets? rid of)\b"
        rf"(?: \w+){{0,2}} {_ACHES}\b",
        r"\b(?:recover\w*|heal\w*|cured|(?:be|get|are) better|pain[- ]free) (?:with)?in"
        r" (?:\d+|two|three|four|a few) (?:to \d+ )?(?:days|weeks)\b",
        rf"\byou(?: will|'ll) (?:not|never) (?:be|get|feel|have) {_ACHES}\b",
        r"\bpain[- ]free in\b|\b100 ?(?:%|percent) (?:effective|safe)\b",
        firm=True,
    ),
)
_SIGN = (
    r"\b(?:swell\w*|swollen|oedema|numb\w*|tingl\w+|pins and needles|weakness|pop|snap|redness"
    r"|breathless\w*|chest pain|dark urine|discoloured)\b"
)
COMFORTS = (
    _rule(
        "comfort over a warning sign",
        rf"{_SIGN}[^,]{{0,40}}\b(?:is|are|means?) (?:usually |often |mostly |mainly |almost always "
        r"|always |probably |quite |just |nearly |generally |in most cases |as a rule )*"
        r"(?:harmless|nothing|normal|fine|ordinary|all right|common|safe|expected|not serious"
        r"|no (?:reason|cause|need|ground|matter)s?(?: for| to)? (?:worry|alarm|concern|see)"
        r"|no (?:worry|danger|problem|alarm))\b",
        rf"\b(?:do not|don't|never|no need to) (?:worry|mind|be alarmed)\b.{{0,40}}{_SIGN}",
        rf"{_SIGN}[^.]{{0,40}}\b(?:can be ignored|will pass|passes by itself|goes away by itself"
        r"|can wait)\b",
        firm=True,
    ),
)
RULES = (*CLAIMS, *DIAGNOSES, *PROMISES, *COMFORTS)


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
        rule.firm or not _excused(sentence, match.start(), match.end())
        for match in rule.pattern.finditer(sentence)
    )


def _excused(sentence: str, start: int, end: int) -> bool:
    """Whether the claim between two places is denied, or told as what somebody says."""
    said = _ASIDE.sub(lambda aside: " " * len(aside[0]), sentence[:end])
    if _TOLD.search(said) or _NONE.search(sentence[:start]):
        return True
    clauses = [0, *(one.end() for one in _CLAUSE_END.finditer(sentence[:start]))]
    return _DENIED.search(said, clauses[-1]) is not None


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
            return [] if _NAME.fullmatch(value) else [value]
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
