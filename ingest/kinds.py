"""Which kind of document a text is, from its own words: a title and the marks of its layout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from corpus.dates import Period
from corpus.types import Framework, Kind, Paragraph

_SERVICES = r"children.?s (?:social care )?services"
_FOR_HELP = r"inspection of services for children in need of help and protection"

#: Title or opening words that only this kind has, first match wins (CORPUS, "Telling the types
#: apart"); never the file's name.
_PRINTED: tuple[tuple[Kind, str], ...] = (
    ("monitoring_visit", rf"monitoring visit (?:to|of) .{{2,80}}{_SERVICES}"),
    ("focused_visit", rf"focused (?:assurance )?visit (?:to|of) .{{2,90}}{_SERVICES}"),
    ("focused_visit", r"findings of (?:a|the) focused visit"),
    ("jtai", r"joint (?:targeted )?area (?:child protection )?inspection (?:of|in)|\(JTAI\)"),
    ("looked_after_2013", r"inspection of looked after children.?s? services"),
    ("sif_reinspection", rf"re-?{_FOR_HELP}"),
    ("sif", _FOR_HELP),
    (
        "lscb_review",
        r"review of the effectiveness of the .{0,60}local safeguarding children.?s? board",
    ),
    ("ilacs", rf"inspection of .{{2,90}}?(?:local authority )?{_SERVICES}"),
    ("ilacs", rf"inspection of {_SERVICES}"),
    (
        "ilacs",
        r"inspection of .{0,60}?(?:children.?s? (?:and families |services? )?trust|children first"
        r"|(?:together|achieving|futures) for children)\b",
    ),
)
_KINDS = tuple((kind, re.compile(words, re.IGNORECASE | re.DOTALL)) for kind, words in _PRINTED)

#: What each kind has besides its title: a council's paper about an inspection has the title only.
_LETTER = r"^dear |yours? sincerely|(?:her|his) majesty.?s inspector|\bHMI\b"
_REPORT = (
    r"^(?:inspection dates?|(?:lead|reporting) inspectors?)\b|^(?:report )?published:? ?\d"
    r"|^judgement ?grade"
)
_OF_KIND: tuple[tuple[Kind, str], ...] = (
    ("monitoring_visit", _LETTER),
    ("focused_visit", _LETTER),
    ("jtai", rf"{_LETTER}|inspectorates?\b"),
    ("looked_after_2013", rf"{_REPORT}|^age group"),
    ("sif_reinspection", _REPORT),
    ("sif", _REPORT),
    ("lscb_review", r"\bofsted\b"),
    ("ilacs", _REPORT),
)
_MARKS = {kind: re.compile(words, re.IGNORECASE | re.MULTILINE) for kind, words in _OF_KIND}

#: First lines of what is not an inspection of children's services, or is another's paper about one.
_OTHERS = re.compile(
    r"report (?:to|of|for) (?:the )?(?:cabinet|council\b|executive|committee|overview|scrutiny"
    r"|corporate|strategic|director|head of|portfolio|lead member)"
    r"|(?:cabinet|scrutiny|select|executive|policy) (?:committee|meeting|panel|member|report|paper)"
    r"|agenda item|wards? affected|purpose of (?:the |this )?report|report author|key decision:"
    r"|minutes of|press release|^.{0,80}\b(?:self-?evaluation|action plan|improvement plan)$"
    r"|annual (?:conversation|engagement meeting)|statutory direction"
    r"|unique reference number|\bschool report\b|section (?:5|8) inspection"
    r"|area send inspection|\bsend inspection|special educational needs and/or disabilit"
    r"|(?:inspection|visit) (?:of|to) .{0,60}(?:children.s home|fostering (?:agency|service)"
    r"|adoption agency|secure (?:children.s home|training centre)|residential|nursery|academy\b)",
    re.IGNORECASE | re.MULTILINE,
)

#: How many characters the first lines are: a title and what stands under it.
_FIRST_LINES = 350

#: Titles of the inspectorate's own guidance.
_GUIDANCE = re.compile(
    r"framework, evaluation criteria and inspector guidance"
    r"|^(?:inspecting local authority children.s services|guidance for inspecting)",
    re.IGNORECASE | re.MULTILINE,
)

#: How much of the text a title and the opening words may stand in.
_OPENING = 1_500

#: From this day inspections have given no overall grade (reports published in April to June 2026
#: about earlier fieldwork still do).
REFORM = date(2026, 4, 1)


def first_titles(text: str, paragraphs: Sequence[Paragraph]) -> str:
    """The first titles and headings of page 1, a line each; six at most."""
    early = [p for p in paragraphs if p.role in ("title", "heading") and p.pages in ((), (1,))]
    return "\n".join(text[p.start : p.end] for p in early[:6])


def kind_of(text: str, paragraphs: Sequence[Paragraph]) -> Kind:
    """The kind of document; "other" for what none of the known titles and layouts fits."""
    titles, opening = first_titles(text, paragraphs), text[:_OPENING]
    if _GUIDANCE.search(f"{titles}\n{text[:_FIRST_LINES]}"):
        return "guidance"
    if _OTHERS.search(text[:_FIRST_LINES]):
        return "other"
    for source in (titles, " ".join(opening.split())):
        for kind, pattern in _KINDS:
            if pattern.search(source):
                return kind if _MARKS[kind].search(text) else "other"
    return "other"


def framework_of(
    kind: Kind, visits: Sequence[Period], letter_date: date | None
) -> Framework | None:
    """What a document's inspection was made under; the reform goes by the days on site."""
    if kind == "looked_after_2013":
        return "LAC 2013"
    if kind in ("sif", "sif_reinspection", "lscb_review"):
        return "SIF"
    if kind == "jtai":
        return "JTAI"
    if kind in ("guidance", "other"):
        return None
    day = visits[0][0] if visits else letter_date
    if day is None or kind == "ilacs":
        return "ILACS 2026" if day and day >= REFORM else "ILACS"
    # Monitoring visits before 2018 followed inspections under the SIF.
    if day.year < 2018:
        return "SIF"
    return "ILACS 2026" if day >= REFORM else "ILACS"
