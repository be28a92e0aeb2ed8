"""Which kind of document a text is, from its own words: a title and the marks of its layout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from corpus.dates import Period
from corpus.types import LETTERS, Framework, Kind, Paragraph

_SERVICES = r"children.?s (?:social care )?services"
_FOR_HELP = r"inspection of services for children in need of help and protection"

#: Titles that only this kind has, alone on their line, first match wins (CORPUS, "Telling the
#: types apart"); never the file's name. "Council's response to the inspection of …" is none.
_TITLES: tuple[tuple[Kind, str], ...] = (
    ("monitoring_visit", rf"monitoring visit (?:to|of) .{{2,80}}{_SERVICES}"),
    ("focused_visit", rf"focused (?:assurance )?visit (?:to|of) .{{2,90}}{_SERVICES}"),
    ("jtai", r"joint (?:targeted )?area (?:child protection )?inspection (?:of|in)"),
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
_TITLE_OF = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _TITLES)

#: A letter's first sentence, where its title cannot be told.
_SENTENCES: tuple[tuple[Kind, str], ...] = (
    ("monitoring_visit", rf"monitoring visit (?:to|of) .{{2,80}}{_SERVICES}"),
    ("focused_visit", r"findings of (?:a|the) focused (?:assurance )?visit"),
    ("jtai", r"joint targeted area inspection|\(JTAI\)"),
)
_SENTENCE_OF = tuple(
    (kind, re.compile(words, re.IGNORECASE | re.DOTALL)) for kind, words in _SENTENCES
)

#: What a letter has besides its title: who signed it.
_SIGNED = re.compile(r"(?:her|his) majesty.?s inspector|\bHMI\b|inspectorates?\b|ofsted", re.I)

#: What a report has, two at least: a council's paper about an inspection may copy one.
_PARTS = tuple(
    re.compile(words, re.IGNORECASE | re.MULTILINE)
    for words in (
        r"^(?:inspection dates?|date of inspection)\b",
        r"^(?:lead|reporting) inspectors?\b",
        r"^(?:report )?published:? ?\d|^age group",
        r"^judgement ?grade",
        r"^the office for standards in education, children|^© ?crown copyright",
    )
)

#: First lines of what is not an inspection of children's services, or is another's paper about one.
_OTHERS = re.compile(
    r"report (?:to|of|for) (?:the )?(?:cabinet|council\b|executive|committee|overview|scrutiny"
    r"|corporate|strategic|director|head of|portfolio|lead member)"
    r"|(?:cabinet|scrutiny|select|executive|policy) (?:committee|meeting|panel|member|report|paper)"
    r"|agenda item|wards? affected|purpose of (?:the |this )?report|report author|key decision:"
    r"|minutes\b|press release|briefing (?:note|paper)|overview and scrutiny|scrutiny board"
    r"|^dear colleagues?\b|notification of"
    r"|^.{0,80}\b(?:self-?evaluation|(?:action|improvement) plan)$"
    r"|^(?:self-?evaluation|action plan|improvement plan|written statement of action)\b"
    r"|^.{0,40}\bresponse to\b"
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

#: From an inspection's last day to its report: 31 to 82 days in nine of ten of 419.
_TO_REPORT = timedelta(days=60)


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
    lines = [" ".join(line.split()) for line in f"{titles}\n{opening}".splitlines()]
    for kind, title in _TITLE_OF:
        if any(title.match(line) for line in lines):
            return kind if _bears_out(kind, text) else "other"
    for kind, sentence in _SENTENCE_OF:
        if sentence.search(opening):
            return kind if _bears_out(kind, text) else "other"
    return "other"


def _bears_out(kind: Kind, text: str) -> bool:
    """Whether a text has besides its title what a document of the kind has."""
    if kind in LETTERS or kind == "lscb_review":
        return _SIGNED.search(text) is not None
    return sum(part.search(text) is not None for part in _PARTS) > 1


def framework_of(
    kind: Kind, visits: Sequence[Period], letter_date: date | None, published: date | None = None
) -> Framework | None:
    """What a document's inspection was made under; the reform goes by the days on site.

    Where those are not known, they are reckoned back from the report.
    """
    if kind == "looked_after_2013":
        return "LAC 2013"
    if kind in ("sif", "sif_reinspection", "lscb_review"):
        return "SIF"
    if kind == "jtai":
        return "JTAI"
    if kind in ("guidance", "other"):
        return None
    day = visits[0][0] if visits else letter_date or (published and published - _TO_REPORT)
    if day is None or kind == "ilacs":
        return "ILACS 2026" if day and day >= REFORM else "ILACS"
    # Monitoring visits before 2018 followed inspections under the SIF.
    if day.year < 2018:
        return "SIF"
    return "ILACS 2026" if day >= REFORM else "ILACS"
