"""How users word what they ask: what is wanted, in what tone, common words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from assistant.asked_for import ASKED_FOR, RESULT, STRENGTHS
from assistant.sets_of_authorities import COUNCILS

_THEY = (
    r"(?:they|ofsted|inspectors?"
    r"|the (?:\w+ )?(?:visit|inspection|letter|jtai)s?(?: (?:to|of|in) [\w ]{2,40}?)?)"
)
_GRADES = r"(?:outstanding|good|inadequate|requires improvement)"

#: Inspections and visits of Ofsted's, as one asks which there have been.
_VISITS = (
    r"(?:(?:area|assurance|documents? of|first|focus+ed|full|graded|ilacs|joint|last|latest"
    r"|monitoring|most recent|next|ofsted|previous|published|second|short|sif|standard|targeted"
    r"|third) )*(?:(?:re-?)?inspections?|visits?|letters?|reports?|documents?|jtais?|ilacs|sif)"
)

#: What is wanted, by how it is asked; first match wins. Of what has none, the rest decides: see
#: `assistant.understand`.
INTENTS: tuple[tuple[str, str], ...] = (
    (
        "guidance",
        r"^(?:so )?(?:what(?:.?s| is| are)|explain|define)(?: an?| the)? (?:ilacs|sif|jtai"
        r"|monitoring visits?|focus+ed visits?|short inspections?|standard inspections?)\b(?! say)"
        r"|\bhow (?:is|are|do|does|long|often) (?:\w+ ){0,3}(?:ilacs|sif|jtais?|focus+ed visits?"
        r"|monitoring visits?|ofsted inspections?|inspections|authorities|councils)\b.{0,20}"
        r"\b(?:work|carried out|conducted|decided|done|happen|made|last|take|inspected|scheduled"
        r"|chosen)\b"
        r"|\b(?:does|do|did|will|is|are|has|have) (?:the |an? )?(?:(?:new|current|reformed|latest"
        r"|2026) )*(?:framework|ilacs|guidance)\b.{0,40}\b(?:grad(?:e[ds]?|ings?)|judge?ments?)\b"
        r"|\bilacs (?:framework|guidance|handbook)\b|\bwhat does the (?:framework|guidance) say"
        # "What does inadequate mean?", "what is a section 47?": what a word means, no finding
        r"|^(?:so |and )?what (?:do|does|did) (?:(?:a|an|the) )?[\w’'/-]+(?: [\w’'/-]+){0,3}"
        r" (?:mean|stand for)\W*$|^(?:so )?(?:what(?:.?s| is| are) meant by|define)\b"
        r"|^(?:so )?what(?:.?s| is) an? (?!(?:good|best|key|main|common|typical|example)\b)"
        r"(?:(?!(?:in|at|for|of|from|about|on)\b(?! (?:need|care|risk)\b)|(?:like|said|quote|line"
        r"|sentence|summary|overview)\b)[\w’'/-]+\W*){1,5}$",
    ),
    (
        "visits",
        r"^\W*(?:and |but |so )?when (?:was|is|were) (?:that|this|it|they|those)\W*$"
        r"|^\W*(?:(?:and|so|please|ok(?:ay)?|tell me|(?:can|could) you) )*"
        # Those of social workers, and of homes and schools, are none of Ofsted's to authorities.
        r"(?!.*\b(?:children(?!.?s services)|family|families|homes?|parents?|schools?"
        r"|social work(?:ers?)?|statutory|police|health)\b)(?:"
        rf"(?:which|what|how many|any)(?: (?:of|the|other))* {_VISITS}\b.{{0,60}}\b(?:do|have|does)"
        r" (?:you|we|findings) (?:hold|have|got|know)\b.{0,60}"
        rf"|(?:which|what|how many) (?:other )?{_VISITS}\b.{{0,60}}\b(?:is|are|were|was|have|has) "
        r"(?:there|held|known|(?:there )?been(?= (?:to|of|in|at|held|done|made|published|carried"
        r"|there)\b))\b.{0,60}"
        rf"|(?:which|what|how many) (?:other )?{_VISITS} (?:(?:has|have|had|did) .{{1,50}}"
        r"\b(?:had|have|received?|undergone)|.{1,40} (?:has|have) (?:had|received))\b.{0,40}"
        rf"|how many {_VISITS}(?: (?:of|to|in|for|at) .{{1,50}})?"
        r"|(?:list|(?:show|give|tell)(?: me| us)?(?: a list of|(?: the)? dates? of| all| every"
        r"| each)|(?:what (?:is|are|was|were) )?(?:the )?dates? of|a list of)"
        rf"(?: (?:me|all|every|each|the|of|its|their))* {_VISITS}(?: .{{1,60}})?"
        r"|when (?:was|were|is|are|did|has|have) .{0,60}\b(?:(?:re-?)?inspect(?:ed|ions?)?"
        r"|visit(?:ed|s)?|ilacs|jtais?)\b.{0,40}"
        r"|when did (?:ofsted|inspectors|they) (?:last |first )?(?:come|go)\b.{0,40}"
        r"|(?:has|have|had|did|does|do|is|was|were|are) .{0,50}?\b(?:had|been|have|received?|got"
        rf"|get|there) (?:ever )?(?:an?|any|its|their|another|one|(?:an?|its) first) {_VISITS}"
        r"(?: .{1,40})?"
        r"|(?:has|have|had|was|were) .{1,40} (?:re-?)?(?:inspected|visited)\b.{0,40}"
        r"|how (?:many times|often) (?:has|have|had|was|were|did) .{1,60}"
        r"\b(?:inspect|visit)(?:ed|s)?\b.{0,40}"
        r"|what (?:else )?do (?:you|we) (?:hold|have)(?: (?:on|for|about|from|of) .{1,50})?"
        rf"|(?:which|what|how many|list|any) .{{0,30}}\b{COUNCILS} .{{0,20}}\b(?:had|have|received)"
        rf" (?:ever )?(?:had )?(?:an?|any|the|another) {_VISITS}\b.{{0,40}}"
        r")\W*$",
    ),
    (
        "all grades",
        r"\b(?:which|what|how many|list|name|who) .{0,30}(?:councils|authorities|boroughs|counties"
        r"|(?:(?:every|each|any|which) (?:local )?(?:authority|council|borough)\b(?!['’])))\b"
        r".{0,20}\b(?:are|is|were|was|got|judged|rated|graded)\b.{0,20}"
        rf"\b{_GRADES}(?:\W+overall| now| today| currently| at the moment"
        r"| (?:in|for|on) .{1,40})?\W*$"
        # Words that mean all authorities may be used up: "list [every authority] rated good".
        r"|^\W*(?:(?:and|so) )?(?:(?:which|every|each) (?:local )?(?:authority|council)"
        r"|who(?:.s|.ve)?|list|name|(?:show|give)(?: me)?)"
        r"(?: +(?:is|are|was|were|has|have|got|been|currently|now|today|still|that|which|judged"
        rf"|rated|graded|found|as))* +{_GRADES}(?:\W+(?:overall|now|today|currently|at the moment"
        r"|for (?:care leavers|adoption|leadership|help and protection|children (?:in care"
        r"|looked after))|(?:in|across) (?:england|london|(?:the )?(?:north|south|east|west"
        r"|midlands|yorkshire)[\w -]{0,20})))*\W*$"
        # Changes of grade: "which authorities have been downgraded since 2022?"
        r"|\b(?:which|what|how many|list|name|any|all|every|who)\b.{0,50}\b(?:(?:down|up)graded"
        r"|(?:gone|moved|went|dropped|fallen|fell|risen|rose) (?:up|down)(?: (?:a|one|in))? grades?"
        rf"|(?:gone|moved|went|dropped|fallen|fell|risen|rose|improved|declined) from {_GRADES}"
        rf"(?: to be good)? to {_GRADES})\b",
    ),
    (
        "inspector",
        r"\bwho (?:was|were|is|are|led) .{0,30}\binspect(?:or|ors|ion|ed)\b|\blead inspectors?\b"
        r"|\bwho inspected\b|\bwhich inspectors?\b|^who (?:came|visited|went|wrote|signed|led)\b",
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
        r"|priority actions?|asked to (?:improve|do|work)|areas .{0,40}told to|action points?"
        rf"|{ASKED_FOR}|{STRENGTHS}",
    ),
    (
        "grade",
        r"(?<!audit )(?<!audits )\bgrad(?:e[ds]?|ings?)\b(?! care)|(?<!rag )\bratings?\b"
        r"|\brated\b(?! of)"
        r"|\b(?:ofsted|inspect\w+|report|they) (?:\w+ ){0,2}rate\b(?! of)|\bjudge?ments?\b"
        r"|\bjudged\b"
        rf"|\b(?:get|got|been|given|awarded) (?:an? )?{_GRADES}"
        r"(?=\W*$| (?:for|in|overall|twice|before|since|by|everywhere)\b)"
        r"|\bscored?\b|get overall|\bverdict\b"
        r"|\bwhat did (?:the )?(?:l?scb|(?:safeguarding (?:children(?:.?s)? )?)?board|leader\w+"
        r"|adoption|help and protection)(?: in .{2,40})? get\W*(?:in .{2,40})?$"
        r"|\bget for (?:adoption|care leavers|children (?:in care|looked after)|leader\w+"
        r"|protection)\b"
        rf"|\breach(?:ed|es)? {_GRADES}\b|overall (?:from|effectiveness)"
        rf"|headline (?:ofsted )?results"
        rf"|(?:still|was it|come out as|is \w+) {_GRADES}(?! for\W*$)"
        r"|which (?:areas?|parts?) .{0,40}(?:outstanding|inadequate|top|dragged)"
        r"|any part .{0,40}(?:as good|outstanding|inadequate)"
        rf"|{RESULT}",
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
        r"|\bevolv\w+\b|\b(?:each|every) time\b|\bthen (?:and|&|v|vs|versus) now\b"
        r"|\bsuccessive (?:findings|inspections|reports|visits|letters)\b"
        r"|\b(?:at|in|over|across) (?:each|all) (?:(?:of )?(?:its|their|the) )?(?:\w+ ){0,2}"
        r"(?:inspections|visits|reports|letters)\b"
        r"|^\W*(?:(?:and|but|so) )?what(?:.s)? changed(?=\W*$| (?:since|in|at|there|between)\b)"
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

#: "Who is good at adoption?" asks for praise; "Is Hull good at adoption?" asks whether.
_WHO = rf"(?:^\W*(?:(?:and|but|so) )?(?:who|where|anyone|anybody)|{COUNCILS})"
_WHO += r"(?:.s|.re| is| are| was| were)?(?: the)?"
_POSITIVE = r"(?:comments?|things?|quot\w+|lines?|sentences?|findings?|feedback|remarks?|about)"
PRAISE = re.compile(
    r"\b(?:prais\w*|glowing|flattering|complimentary|warm (?:and|words?)|kind words|commend(?:ed"
    r"|ation)?s?|compliment\w*|nice|good things?"
    r"|strengths?(?![- ](?:based|and difficulties))|impressed|shout-?outs?"
    rf"|(?:any|some)thing (?:positive|good)|positives|positive (?:\w+ )?{_POSITIVE}"
    r"|(?:what(?:.s| is| was| were| are| went)?|who(?:.s)?|which) (?:\w+ ){0,3}?(?:working|going"
    r"|went|done|doing) well|(?:good|best|strong|outstanding) practice"
    rf"|{_WHO} (?:good|best|great|excellent|(?:good|strong)est|strong) (?:at|on|with|in)"
    r"|best[- ]performing)\b",
    re.IGNORECASE,
)
CRITICISM = re.compile(
    r"\b(?:critici[sz]\w*|critical (?:\w+ )?(?:quot\w+|lines?|sentences?|comments?|of|about)"
    rf"|damning|scathing|harsh|stinging|unflattering|(?:blunt|sharp|cutting) (?:quote|line"
    rf"|sentence)|slat(?:e|ed|ing)|negatives?|negative (?:\w+ )?{_POSITIVE}|weakness\w*|worst"
    r"|(?:any|biggest|had|have|inspectors.?|main|ofsted.?s?|raised?|serious|their"
    r"|what) concerns? about|(?:un|not )happy with|gripes?|shortcomings?|failings?|fell short"
    r"|(?:went|gone) wrong|let(?:ting)? (?:\w+ )?down|poor practice"
    rf"|{_WHO} (?:bad|poor|weak|struggling|failing) (?:at|on|with|in))\b",
    re.IGNORECASE,
)
QUOTATION = re.compile(
    r"\b(?:quot(?:e|es|able|ation|ations)|verbatim|word for word|in their own words|exact words?"
    r"|i can lift"
    r"|(?:a|one|the most \w+) (?:\w+ ){0,2}(?:line|sentence))\b",
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
            "others",
            "sorted",
            "still",
            "story",
        ),
        *("summarise", "summary", "tell", "then", "there", "think", "time", "true"),
        *("visit", "visits", "went", "worse", "year", "years"),
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
