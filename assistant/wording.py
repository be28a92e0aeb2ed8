"""How users word what they ask: what is wanted, ways of asking, common words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from assistant.sets_of_authorities import COUNCILS

_THEY = (
    r"(?:they|ofsted|inspectors?"
    r"|the (?:\w+ )?(?:visit|inspection|letter|jtai)s?(?: (?:to|of|in) [\w ]{2,40}?)?)"
)
_GRADES = r"(?:outstanding|good|inadequate|requires improvement)"

#: What is wanted, by how it is asked; first match wins. Of what has none, the rest decides: see
#: `assistant.understand`.
INTENTS: tuple[tuple[str, str], ...] = (
    (
        "guidance",
        r"^(?:so )?(?:what(?:.?s| is| are)|explain|define)(?: an?| the)? (?:ilacs|sif|jtai"
        r"|monitoring visits?|focus+ed visits?|short inspections?|standard inspections?)\b(?! say)"
        r"|\bhow (?:is|are|do|does|long|often) (?:\w+ ){0,3}(?:ilacs|sif|jtais?|focus+ed visits?"
        r"|monitoring visits?|ofsted inspections?|inspections|authorities|councils)\b.{0,20}"
        r"\b(?:work|carried out|conducted|decided|last|take|inspected|scheduled|chosen)\b"
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
        "overview",
        r"^\W*(?:(?:and|give me|show|show me|an?|the) )*(?:overview|summary|headlines?)\W*$",
    ),
    (
        "improve",
        r"needs? to improve|needed to improve|need(?:s|ed)? improving|recom+end?ations?"
        r"|to-?do'?s?\b|to-do list|told\b.{0,60}\bto (?:work|put|sort|improve|do|fix|address)"
        r"|\bput right\b"
        r"|\b(?:areas|issues|matters|points|things?) to (?:address|develop|fix|improve|sort"
        r"|work on)\b"
        r"|\b(?:ofsted|inspect\w+|jtai|visit|report|letter)\b.{0,60}\b(?:ask|leave|set|tell|told"
        r"|want)"
        r"\w*\b.{0,70}\bto (?:address|change|do|fix|get better|improve|put|sort|tackle|work)\b"
        r"|\b(?:had|have|needs?|needed) to (?:address|fix|put right|sort|tackle|work on)\b"
        r"|\burgent (?:actions?|matters|priorities|weaknesses)\b|\bpriority (?:areas|matters"
        r"|ones)\b|areas? (?:for"
        r"|of) (?:improvement|priority action|development)"
        r"|priority actions?|asked to (?:improve|do|work)|areas .{0,40}told to|action points?",
    ),
    (
        "grade",
        r"(?<!audit )(?<!audits )\bgrad(?:e[ds]?|ings?)\b|(?<!rag )\bratings?\b|\brated\b(?! of)"
        r"|\b(?:ofsted|inspect\w+|report|they) (?:\w+ ){0,2}rate\b(?! of)|\bjudge?ments?\b"
        r"|\bjudged\b"
        rf"|\b(?:get|got|been|given|awarded) (?:an? )?{_GRADES}"
        r"(?=\W*$| (?:for|in|overall|twice|before|since|by|everywhere)\b)"
        r"|\bscored?\b|get overall|\bverdict\b"
        r"|\bget for (?:adoption|care leavers|children (?:in care|looked after)|leader\w+"
        r"|protection)\b"
        rf"|\breach(?:ed|es)? {_GRADES}\b|overall (?:from|effectiveness)"
        rf"|headline (?:ofsted )?results"
        rf"|(?:still|was it|come out as|is \w+) {_GRADES}"
        r"|which (?:areas?|parts?) .{0,40}(?:outstanding|inadequate|top|dragged)"
        r"|any part .{0,40}(?:as good|outstanding|inadequate)",
    ),
    (
        "history",
        r"over (?:the )?(?:years|time)|\b(?:full|improvement|inspection|its|ofsted|the"
        r"|whole) history\b|^\W*history\b"
        r"|\bhistory (?:from|since)\b|\bevery (?:inspection|verdict|visit)\b|\btrace\b"
        r"|(?<!life[ -])\bstory\b(?! (?:about|books?|of an?)\b)"
        r"|\b(?:me|some|the) background\W*$|\bjourney\b|up and down"
        r"|(?:has|have(?! to\b)|did) .{0,80}(?:changed|improved?|sorted|fixed|progress"
        r"|(?:any|become|been|get|getting|got|much) (?:any |much )?(?:better|worse))"
        r"|\bdid .{0,60}\bchange\b"
        r"|visit by visit|year (?:by|on) year|inspection by inspection"
        r"|was (?:it|that|this) (?:addressed|fixed|put right|resolved|sorted)|talk me through"
        r"|\bv(?:s|ersus)?\.? (?:19|20)\d\d"
        r"|last (?:two|three|four|five) (?:\w+ )?(?:inspections|reports|visits)"
        r"|(?:through|in|at) every inspection",
    ),
)

_PRAISED = r"(?:prais|critici[sz]|commend|compliment|slat(?:ed|ing)|singled)\w*"

#: Asks of all authorities, whichever the talk was of: which of them, who, how common.
NATIONALLY = re.compile(
    rf"\b(?:which|what|any|other|all|most|many|some|several|how many|list(?: the| all)?) "
    rf"(?:(?!about)\w+ )?{COUNCILS}\b|\b(?:no|any)(?:one|body) else\b|\bwho else\b"
    rf"|\b(?:which|any) (?:other )?(?:authority|council)\b|\b{COUNCILS} (?:that|which|who)\b"
    rf"|\b(?:who|anyone|anybody|where|which|nobody|no one)(?:.s|.ve| has| have| had| was| were)?"
    rf" (?:\w+ ){{0,2}}(?:been|was|were) (?:\w+ly )?{_PRAISED}|\bwho (?:got|gets|was|were|is"
    rf"|are) {_PRAISED}"
    rf"|\bhow (?:common|widespread|typical|usual)\b|\bnationally\b|\bnationwide\b|\belsewhere\b"
    r"|\banywhere\b|\beverywhere\b"
    rf"|\b(?:across|around) (?:(?:the|all|different|several|other) )?(?:country|england|nation"
    rf"|sector|{COUNCILS})\b",
    re.IGNORECASE,
)
#: Reads as of all authorities where none is named, and the talk was of none.
GENERAL = re.compile(
    r"\b(?:do|does|did|have|has|are|is|were|was) (?:ofsted|(?:the )?inspectors)\b"
    rf"|\b(?:do|does|are|is|have|how|should|can) (?:\w+ )?(?:{COUNCILS}|social workers|a council)\b"
    r"|\bwho (?:does|do|did|has|is|are|runs?|uses?)\b|\b(?:anyone|anybody|where)\b"
    r"|\b(?:examples?|instances?) of\b|\bhow often\b|\blooks? like\b|\bworks (?:well|best)\b"
    r"|\b(?:good|best|poor|weak|strong|outstanding|effective|innovative) practice\b"
    r"|\btypical(?:ly)?\b|\bgenerally\b|\bcommon\b|\bwhat(?:.s| is| was) said\b|\bthemes?\b",
    re.IGNORECASE,
)

_POSITIVE = r"(?:comments?|things?|quot\w+|lines?|sentences?|findings?|feedback|remarks?|about)"
PRAISE = re.compile(
    r"\b(?:prais\w*|glowing|flattering|complimentary|warm (?:and|words?)|kind words|commend(?:ed"
    r"|ation)?s?|compliment\w*|nice|good things?"
    r"|strengths?(?![- ](?:based|and difficulties))|impressed|shout-?outs?"
    rf"|(?:any|some)thing (?:positive|good)|positives|positive (?:\w+ )?{_POSITIVE}"
    r"|(?:what(?:.s| is| was| were| are| went)?|who(?:.s)?|which) (?:\w+ ){0,3}?(?:working|going"
    r"|went|done|doing) well|(?:good|best|strong|outstanding) practice)\b",
    re.IGNORECASE,
)
CRITICISM = re.compile(
    r"\b(?:critici[sz]\w*|critical (?:\w+ )?(?:quot\w+|lines?|sentences?|comments?|of|about)"
    rf"|damning|scathing|harsh|stinging|unflattering|(?:blunt|sharp|cutting) (?:quote|line"
    rf"|sentence)|slat(?:e|ed|ing)|negatives?|negative (?:\w+ )?{_POSITIVE}|weakness\w*|worst"
    r"|(?:any|biggest|had|have|inspectors.?|main|ofsted.?s?|raised?|serious|their"
    r"|what) concerns? about|(?:un|not )happy with|gripes?|shortcomings?|failings?|fell short"
    r"|(?:went|gone) wrong|let(?:ting)? (?:\w+ )?down|poor practice)\b",
    re.IGNORECASE,
)
QUOTATION = re.compile(
    r"\b(?:quot(?:e|es|able|ation|ations)|verbatim|word for word|in their own words|i can lift"
    r"|(?:a|one|the most \w+) (?:\w+ ){0,2}(?:line|sentence))\b",
    re.IGNORECASE,
)

_WAYS_OF_ASKING = (
    r"what (?:did|do|does|have|has|had|was|were) (?:(?:ofsted|(?:the )?inspectors?|they) )?"
    r"(?:says?|said|find|found|think|make|made|noted?|concluded?)(?: about| of| on)?",
    r"what (?:was|is) said(?: about| of| on)?",
    r"(?:can|could) (?:you|i) (?:please )?(?:find|give|get|have|show)(?: me)?",
    r"(?:find|give|show|tell|get)(?: me)?(?: about)?",
    r"i need|i want|looking for|talk me through|list|compare|trace",
    r"(?:(?:need|want|got) )?(?:an?|any|some|one) (?:[\w-]+ ){0,2}(?:quot(?:e|ation)|sentence"
    r"|line)s?"
    r"(?! manag)(?: wanted)?(?: on| about| for| from| praising)?",
    r"(?:a |any |some |one )?(?:verbatim |direct |exact |critical |positive |glowing )*"
    r"(?:quot(?:e|es|ation|ations)|sentences?|lines?)(?: wanted)?"
    r"(?: on| about| for| from| praising)?",
    r"verbatim|word for word|something (?:nice|good|bad)(?: and)?|quotable",
    r"i can (?:lift|quote|use)(?: in (?:a|my|our|the) \w+)?",
    r"i(?:.m| am|.ve| have) (?:new|just (?:started|joined))(?: (?:here|to))?|compared",
    r"(?:any|some)thing (?:positive|negative|nice|good|bad)(?: about| on| for)?",
    r"(?:did|does|do|was|were|has|have|had|is|are) (?:ofsted|inspectors?|they think|they)",
    rf"(?:which|what|any|all|how many) (?:other )?{COUNCILS}"
    r"(?: (?:that|which|have|has|had|were|was|are|is|been))*|councils|(?:local )?authorities"
    r"|(?:anyone|anybody|who(?:.s)?) (?:is |are )?(?:doing well|good) (?:on|at|with|in)"
    r"|how (?:does|do|did|is|are)(?: it)? compared?(?: (?:with|to|against))?"
    r"|elsewhere|anywhere(?: else)?|who else"
    r"|(?:any|no|some)(?:one|body) else"
    r"|who(?:.s| else)?(?: has| have| was| were| is| are)?(?= (?:been|prais|critic|commend|slat))"
    r"|where (?:has|have|was|were|is|are)(?= .{1,60}\b(?:prais|critic|commend))"
    r"|(?:been |be |get |got |gets )?(?:praised|criticised|criticized|commended|slated|singled out)"
    r"(?: for| over| on| about| because of)?"
    r"|(?:(?:any|some|more|good|best) )?examples of(?: (?:good|best|poor|weak|strong) practice)?"
    r"(?: on| in| around| with| for| about)?"
    r"|(?:good|best|poor) practice (?:on|in|around|with|for|about)"
    r"|how (?:common|widespread|typical) (?:is|are|was|were)(?: it| (?:praise|criticism) of)?"
    r""
    r"|how often (?:do|does|did) (?:ofsted|inspectors|they) (?:say|mention|find|see|praise)"
    rf"|nationally|nationwide|across (?:the country|england|(?:the |all |other )?{COUNCILS})",
    r"according to|please|pls|thanks|ok(?:ay)?",
    r"(?:by )?ofsted(?:.s)?(?: came(?: in)?)?|inspectors?|local authority|council(?:.s)?",
    r"(?:when )?(?:ofsted|inspectors) came(?: in)?|last time(?: ofsted came)?",
    r"(?:at|in|per|from|by|since|of|for|on) (?:the |its |their )?"
    r"(?:inspections?|reports?|letters?|visits?)",
    r"inspections?|reports?|letters?|visits?",
    r"most recent|latest|newest|current(?:ly)?|pick(?:ed)? up on",
)

#: Words of asking, which say nothing of the subject.
ASKING = re.compile(rf"\b(?:{'|'.join(_WAYS_OF_ASKING)})\b", re.IGNORECASE)

#: What leads in to a place or a time: "in Hull", "back in 2016", "at the 2017 visit".
LEADS_IN = re.compile(
    r"\b(?:(?:back )?(?:in|at|of|for|from|by|per|across|between|to|on|with|versus|vs?\.?)"
    r"(?: the| its| their)?|the)\s+$",
    re.IGNORECASE,
)


#: Words of a question that name no subject of their own: "was that still true?"
SUBJECTLESS = frozenset(
    {
        *("answer", "another", "authorities", "authority", "back", "background", "better", "case"),
        *("change", "compare", "changed", "children", "come", "council", "councils"),
        *("did", "else", "find", "fixed", "findings", "first", "found", "give", "given", "grade"),
        *("graded", "grades", "happen", "happened", "history", "improve", "improved"),
        *("improvement", "improving", "inspected", "inspection", "inspector"),
        *("inspectors", "kind", "last", "lead", "led", "letter", "like", "need"),
        *("needed", "needs", "next", "no", "overview", "please", "previous", "rated"),
        *(
            "rating",
            "report",
            "review",
            "see",
            "service",
            "services",
            "social",
            "sorted",
            "still",
            "story",
        ),
        *("summarise", "summary", "tell", "then", "there", "think", "time", "true"),
        *("visit", "visits", "went", "year", "years"),
    }
)

#: Grades in so many words: "rated" and "judged" are said of much else.
ASKS_FOR_GRADE = re.compile(r"\b(?:grad(?:es?|ed|ings?)|ratings?|scored?|overall)\b", re.IGNORECASE)

#: What praise or criticism is looked for by, where a question has no subject of its own.
TONES = {
    "praise": "strengths, highly effective practice that makes a positive difference",
    "criticism": "weaknesses, gaps and delays, practice that is not consistently good enough",
    "both": "strengths that make a positive difference, and weaknesses, gaps and delays",
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
