"""What a question is about: its words without those of place, time and asking."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.practice_areas import areas_named
from assistant.sets_of_authorities import COUNCILS, Span

_WAYS_OF_ASKING = (
    r"what (?:did|do|does|have|has|had|was|were) (?:(?:ofsted|(?:the )?inspectors?|they) )?"
    r"(?:says?|said|find|found|think|make|made|noted?|concluded?)(?: about| of| on)?",
    r"what (?:was|is) said(?: about| of| on)?",
    r"(?:can|could) (?:you|i) (?:please )?(?:find|give|get|have|show)(?: me)?",
    r"(?:find|give|show|tell|get)(?: me)?(?: about)?",
    r"i need|i want|looking for|talk me through|compare|trace"
    r"|list(?= (?:the|all|any|each|every\w*|what|which)\b)|(?:^|(?<=please )|(?<=you ))list",
    r"(?:(?:need|want|got) )?(?:an?|any|some|one) (?:[\w-]+ ){0,2}(?:quot(?:e|ation)|sentence"
    r"|line)s?"
    r"(?! manag)(?: wanted)?(?: on| about| for| from| praising)?",
    r"(?:a |any |some |one )?(?:verbatim |direct |exact |critical |positive |glowing )*"
    r"(?:quot(?:e|es|ation|ations)|sentences?|lines?)(?: wanted)?"
    r"(?: on| about| for| from| praising)?",
    r"(?:one|two|three|four|five|six|\d) (?:[\w-]+ )?(?:quot(?:e|ation)s?|sentences?|extracts?)"
    r"(?: wanted)?(?: on| about| for| from)?",
    r"(?:with|and|giving) (?:the |its |their )?(?:paragraphs?|pages?)(?: numbers?)?"
    r"(?: and (?:paragraphs?|pages?)(?: numbers?)?)?|paragraph and page|page and paragraph",
    r"(?:the )?exact words?(?: on| about| of)?|on paper|in (?:word|pdf|excel)"
    r"|(?:most recent|newest|oldest) first",
    r"verbatim|word for word|something (?:nice|good|bad)(?: and)?|quotable",
    r"i can (?:lift|quote|use)(?: in (?:a|my|our|the) \w+)?",
    r"i(?:.m| am|.ve| have) (?:new|just (?:started|joined))(?: (?:here|to))?|compared",
    r"(?:any|some)thing (?:positive|negative|nice|good|bad)(?: about| on| for)?",
    r"(?:did|does|do|was|were|has|have|had|is|are) (?:ofsted|inspectors?|they think|they)",
    rf"(?:which|what|any|all|how many) (?:other )?{COUNCILS}"
    r"(?: (?:that|which|have|has|had|were|was|are|is|been))*"
    r"(?: (?:good|best|strong|bad|poor|weak) at)?"
    r"|councils|(?:local )?authorities"
    r"|(?:anyone|anybody|who(?:.s)?) (?:is |are )?(?:the )?(?:doing (?:well|badly)|good|best"
    r"|strong(?:est)?|excellent|great|bad|poor|weak|worst|struggling) (?:on|at|with|in)"
    r"|best[- ]performing"
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

#: Of a question after a place or a time, "Hull's 2018 report": the report is no subject.
_USED_UP = "\N{OBJECT REPLACEMENT CHARACTER}"
_BARE = r"(?:sentences?|lines?|reports?|letters?|visits?)"
_BESIDE_SPAN = re.compile(
    rf"(?:{_USED_UP}\s*)+(?:['’]s\s+)?(?:{_BARE}\b(?!\s+(?:to|for|by|with)\b))?", re.IGNORECASE
)
#: Such a word alone asks for a document, or a line of it, only so: "the report", "lines on". In
#: "court reports" and "custodial sentences" it is what is asked about.
_FRAMES = re.compile(
    r"(?:^|[.,;:?!(]|\b(?:an?|any|all|both|each|every|one|some|the|this|that|these|those|its|their"
    r"|our|his|her|in|of|at|from|and|or|to|with|full|short|last|latest|recent|first|next|same"
    r"|other|inspection|ofsted(?:['’]?s)?))\W*$",
    re.IGNORECASE,
)
_ON = re.compile(r"\s*(?:on|about|wanted|praising)\b", re.IGNORECASE)

#: What leads in to a place or a time: "in Hull", "back in 2016", "at the 2017 visit".
LEADS_IN = re.compile(
    r"\b(?:(?:back )?(?:in|at|of|for|from|by|per|across|between|to|on|with|versus|vs?\.?)"
    r"(?: the| its| their)?|the)\s+$",
    re.IGNORECASE,
)

#: What is left at a subject's ends when place and time have gone: "and on fostering".
_EDGES = re.compile(
    r"^(?:\W|\b(?:and|but|so|on|for|about|what about|how about)\b)+|[\s,;:]+$", re.I
)

#: Signs that no subject has: of search engines, regular expressions, formats, code.
_SIGNS = re.compile(
    r"\bNOT\b\s*(?:\([^)]*\)|\w+\*?)|\b(?:AND|OR|NEAR)\b|\\[a-z]\b|%[a-z]\b|\(\?\W+\)|[{}$^\\|*<>=~`#\[\]\x00]+"
)


def blanked(text: str, spans: Sequence[Span]) -> str:
    """The text with spaces for those spans."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def subject_of(question: str, spans: Sequence[Span]) -> str:
    """The question without the words used up, and without the words of asking."""
    kept = list(question)
    for start, end in spans:
        before = LEADS_IN.search(question[:start])
        start = before.start() if before else start
        kept[start:end] = _USED_UP * (end - start)
    text = _BESIDE_SPAN.sub(" ", "".join(kept))
    text = _without_asking(" ".join(_SIGNS.sub(" ", text).split()))
    text = re.sub(r"\(\s*\)|[“”\"]|(?<=\s)['’]s\b|(?<!\w)[-–,:;]+(?!\w)", " ", text)
    text = re.sub(r"\s+(?=[?.,!])", "", " ".join(text.split()))
    return _EDGES.sub("", text)


def _without_asking(text: str) -> str:
    """The text without the words of asking, but for those that say what is asked about."""
    areas = set(areas_named(text))

    def left(found: re.Match[str]) -> str:
        before, after = text[: found.start()], text[found.end() :]
        bare = re.fullmatch(_BARE, found.group(), re.IGNORECASE)
        if bare and not (_FRAMES.search(before) or _ON.match(after)):
            return found.group()
        # "County lines" are no lines, and a "child permanence report" is no report of Ofsted's.
        return found.group() if areas - set(areas_named(f"{before} {after}")) else " "

    return ASKING.sub(left, text)
