"""How users word what they ask: kinds of visit, what is wanted, ways of asking, common words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from corpus.types import Kind

#: Kinds of document by the words for them; first match wins.
KINDS: tuple[tuple[tuple[Kind, ...], str], ...] = (
    (("monitoring_visit",), r"monitoring (?:visits?|letters?)"),
    (("focused_visit",), r"focus+ed (?:assurance )?visits?"),
    (("jtai",), r"jtais?|joint (?:targeted )?(?:area )?inspections?"),
    (("focused_visit", "monitoring_visit", "jtai"), r"(?:visit )?letters?(?= from| of| to)"),
    (
        ("sif", "sif_reinspection"),
        r"(?:sif|single inspection framework)(?: inspections?| report)?",
    ),
    (("sif_reinspection",), r"re-?inspections?"),
    (("ilacs",), r"ilacs(?: inspections?| report)?"),
    (
        ("ilacs", "sif", "sif_reinspection", "looked_after_2013"),
        r"(?:full|standard|short|graded) inspections?(?: reports?)?",
    ),
)

_THEY = (
    r"(?:they|ofsted|inspectors?"
    r"|the (?:visit|inspection|letter|jtai)(?: (?:to|of|in) [\w ]{2,40}?)?)"
)
_GRADES = r"(?:outstanding|good|inadequate|requires improvement)"

#: What is wanted, by how it is asked; first match wins.
INTENTS: tuple[tuple[str, str], ...] = (
    (
        "guidance",
        r"^(?:so )?(?:what(?:.?s| is| are)|explain|define)(?: an?| the)? (?:ilacs|sif|jtai"
        r"|monitoring visits?|focus+ed visits?|short inspections?|standard inspections?)\b(?! say)"
        r"|\bilacs (?:framework|guidance|handbook)\b|\bwhat does the (?:framework|guidance) say",
    ),
    (
        "all grades",
        rf"\b(?:which|what|how many|list|who) .{{0,30}}(?:councils|authorities|boroughs|counties)\b"
        r".{0,20}\b(?:are|is|were|was|got|judged|rated|graded)\b.{0,20}"
        rf"\b{_GRADES}(?: overall| now| today| (?:in|for|on) .{{1,40}})?\W*$",
    ),
    (
        "inspector",
        r"\bwho (?:was|were|is|are|led) .{0,30}\binspect(?:or|ors|ion|ed)\b|\blead inspectors?\b"
        r"|\bwho inspected\b|\bwhich inspectors?\b|^who (?:came|visited|went|wrote|signed)\b",
    ),
    (
        "focus",
        rf"what (?:did|was|were) {_THEY}(?: \w+)? "
        r"(?:look(?:ed|ing)? (?:at|into)|review(?:ed)?|cover(?:ed)?|focus(?:ed)?(?: on)?)"
        r"|areas (?:covered|looked at|reviewed)|(?:focus|scope) of the (?:visit|inspection|letter)",
    ),
    (
        "improve",
        r"needs? to improve|needed to improve|need(?:s|ed)? improving|recom+end?ations?"
        r"|to-?do'?s?\b|to-do list|told\b.{0,60}\bto (?:work|put|sort|improve|do|fix|address)"
        r"|\bput right\b|areas? (?:for|of) (?:improvement|priority action|development)"
        r"|priority actions?|asked to (?:improve|do|work)|areas .{0,40}told to|action points?",
    ),
    (
        "grade",
        r"\bgrad(?:e[ds]?|ings?)\b|\bratings?\b|\brated?\b(?! of)|\bjudge?ments?\b|\bjudged\b"
        r"|\bscored?\b|get overall|overall (?:from|effectiveness)|headline (?:ofsted )?results"
        rf"|(?:still|was it|come out as|is \w+) {_GRADES}"
        r"|which (?:areas?|parts?) .{0,40}(?:outstanding|inadequate|top|dragged)"
        r"|any part .{0,40}(?:as good|outstanding|inadequate)",
    ),
    (
        "history",
        r"over (?:the )?(?:years|time)|\bhistory\b|\btrace\b|\bstory\b|\bjourney\b|up and down"
        r"|(?:has|have|did) .{0,80}(?:changed?|improved?|sorted|fixed|better|worse|progress)"
        r"|was that (?:fixed|sorted)|talk me through|\bv(?:s|ersus)?\.? (?:19|20)\d\d"
        r"|last (?:two|three|four|five) (?:\w+ )?(?:inspections|reports|visits)"
        r"|(?:through|in|at) every inspection",
    ),
)

PRAISE = re.compile(
    r"\b(?:prais\w*|glowing|positive|compliment\w*|nice|strengths?|good things?)\b", re.IGNORECASE
)
CRITICISM = re.compile(
    r"\b(?:critic\w*|damning|slat\w*|negative|weakness\w*|worst|concerns? about)\b", re.IGNORECASE
)
QUOTATION = re.compile(
    r"\b(?:quot(?:e|es|able|ation|ations)|verbatim|word for word|in their own words|i can lift"
    r"|(?:a|one|the most \w+) (?:\w+ ){0,2}(?:line|sentence))\b",
    re.IGNORECASE,
)

_ANY_SCHOOL = r"(?:primary|secondary|infant|junior|grammar|high|nursery|special) (?:school|academy)"

#: What Ofsted's inspections of children's services do not cover, and what to say of it.
ELSEWHERE: tuple[tuple[str, str], ...] = (
    (
        rf"\b{_ANY_SCHOOL}\b(?=.{{0,60}}\b(?:grad|rat|judg|ofsted|inspect|get|got))"
        rf"|\b(?:grad|rat|judg)\w*\b.{{0,60}}\b{_ANY_SCHOOL}\b"
        r"|\b(?!(?:Virtual|The|A|Sunday)\b)[A-Z]\w+ "
        r"(?:Primary|Academy|Junior|Infant|Grammar|School|College)\b",
        "Schools are inspected separately; their reports are not held here.",
    ),
    (
        r"\bchild-?minders?\b|\bnurser(?:y|ies)\b(?=.{0,40}\b(?:grad|rat|judg|ofsted))",
        "Childminders and nurseries are inspected separately; their reports are not held here.",
    ),
    (
        r"\b(?:rating|grade|inspection|report|assessment)s? (?:of|for|on) .{0,30}adult social care"
        r"|\b(?:cqc|CQC) (?:rat|report|assess|inspect)\w*"
        r"|\bcare homes? for (?:the )?(?:elderly|older|adults)\b",
        "Adult social care is assessed by the Care Quality Commission, not by Ofsted.",
    ),
)

_WAYS_OF_ASKING = (
    r"what (?:did|do|does|have|has|had|was|were) (?:ofsted|(?:the )?inspectors?|they) "
    r"(?:says?|said|find|found|think|make|made|noted?|concluded?)(?: about| of| on)?",
    r"what (?:was|is) said(?: about| of| on)?",
    r"(?:can|could) (?:you|i) (?:please )?(?:find|give|get|have|show)(?: me)?",
    r"(?:find|give|show|tell|get)(?: me)?(?: about)?",
    r"i need|i want|looking for|talk me through|list|compare|trace",
    r"(?:a |any |some |one )?(?:verbatim |direct |exact |critical |positive |glowing )*"
    r"(?:quot(?:e|es|ation|ations)|sentences?|lines?)(?: wanted)?"
    r"(?: on| about| for| from| praising)?",
    r"verbatim|word for word|something (?:nice|good|bad)(?: and)?|quotable",
    r"i can (?:lift|quote|use)",
    r"(?:did|does|do|was|were|has|have|had|is|are) (?:ofsted|inspectors?|they think|they)",
    r"according to|please|pls|thanks|ok(?:ay)?",
    r"(?:by )?ofsted(?:.s)?|inspectors?|local authority|council(?:.s)?",
    r"when (?:ofsted|inspectors) came(?: in)?|last time(?: ofsted came)?",
    r"(?:at|in|per|from|by|since|of|for|on) (?:the |its |their )?"
    r"(?:inspections?|reports?|letters?|visits?)",
    r"inspections?|reports?|letters?|visits?",
    r"most recent|latest|newest|current(?:ly)?|pick(?:ed)? up on",
)

#: Words of asking, which say nothing of the subject.
ASKING = re.compile(rf"\b(?:{'|'.join(_WAYS_OF_ASKING)})\b", re.IGNORECASE)

#: Asks of all authorities, whichever the talk was of.
NATIONALLY = re.compile(
    r"\b(?:nationally|(?:all|any|other|which) (?:authorities|councils|areas)|elsewhere|anywhere"
    r"|across (?:the country|england|authorities|councils))\b",
    re.IGNORECASE,
)

#: What leads in to a place or a time: "in Hull", "back in 2016", "at the 2017 visit".
LEADS_IN = re.compile(
    r"\b(?:(?:back )?(?:in|at|of|for|from|by|per|across|between|to|on|with|versus|vs?\.?)"
    r"(?: the| its| their)?|the)\s+$",
    re.IGNORECASE,
)


#: Words of a question that name no subject of their own: "was that still true?"
SUBJECTLESS = frozenset(
    {
        "true",
        "case",
        "happen",
        "happened",
        "change",
        "changed",
        "think",
        "find",
        "found",
        "tell",
        "findings",
        "summary",
        "summarise",
        "overview",
        "children",
        "service",
        "services",
        "social",
    }
)

#: Grades in so many words: "rated" and "judged" are said of much else.
ASKS_FOR_GRADE = re.compile(r"\b(?:grad(?:es?|ed|ings?)|ratings?|scored?|overall)\b", re.IGNORECASE)

#: What praise or criticism is looked for by, where a question has no subject of its own.
TONES = {
    "praise": "strengths, highly effective practice that makes a positive difference",
    "criticism": "weaknesses, gaps and delays, practice that is not consistently good enough",
}


def content_words(text: str) -> list[str]:
    """The words of a text worth searching by, in order, each once, in lower case."""
    words = re.findall(r"[a-z0-9][a-z0-9'’&/-]*[a-z0-9]|[a-z0-9]", text.lower())
    plain = (re.sub(r"['’]s$", "", word) for word in words)
    return list(dict.fromkeys(w for w in plain if w not in _common() and len(w) > 1))


def has_common_words(text: str) -> bool:
    """Whether a text has any of the words that hardly an English question is without."""
    return not _common().isdisjoint(re.findall(r"[^\W\d_]+", text.lower()))


@cache
def _common() -> frozenset[str]:
    """Words too common to search by."""
    path = Path(__file__).parent / "common_words.txt"
    return frozenset(path.read_text("utf-8").split())
