"""What a citation says of a quotation's section and of grades, and whether that is so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.citations import visit_name
from assistant.held import AREA_NAMES
from assistant.quotations.folding import fold, occurrences, word_count
from assistant.sets_of_authorities import grade_named
from corpus.types import KIND_NAMES, LETTERS, Document, Quote
from ingest.judgements import GRADE

#: Areas of judgement, as headings and citations name them.
_AREAS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (area, re.compile(pattern, re.IGNORECASE))
    for area, pattern in (
        ("overall", r"\boverall(?: effectiveness| judge?ment| grade)?\b"),
        ("lscb", r"\b(?:local )?safeguarding (?:children.?s? )?board\b|\bl?scb\b"),
        ("leaders", r"\bimpact of leaders\b|\bleadership(?:, management| and management)?\b"),
        ("help_and_protection", r"\bhelp (?:and|or) protection\b"),
        (
            "in_care",
            r"\bchildren in care\b|\bchildren looked after\b|\blooked[- ]after children\b",
        ),
        ("care_leavers", r"\bcare leavers\b"),
        ("adoption", r"\badoption\b"),
    )
)
#: What else the name of an area has, in headings of every framework.
_FILLER = re.compile(
    r"\b(?:the|experiences?|and|progress|of|for|about|children|young|people|who|need|needing|in|on"
    r"|social|work|practice|with|families|services?|governance|management|judge?ments?|judged"
    r"|graded?|as|was|were|is|are|that|it|rated|rating|section|area|heading|performance|achieving"
    r"|permanence)\b|[^\w]",
    re.IGNORECASE,
)
_SEGMENTS = re.compile(r"[;()\n]|,(?!\s*(?:management|governance)\b)|\.(?:\s|$)|\s[—–]\s")


def wrong_section(citation: str, document: Document, quotes: Sequence[Quote]) -> list[str]:
    """What a citation says of section and grade that is not so, in sentences."""
    path = _path(document, quotes)
    said = list(_areas_said(citation))
    return [
        *(_wrong_heading(citation, document, path) or _wrong_area(said, path)),
        *(
            sentence
            for areas, grade in said
            if (sentence := _wrong_grade(areas, grade, document, path))
        ),
    ]


def _path(document: Document, quotes: Sequence[Quote]) -> list[str]:
    """The headings over the quotations' paragraphs, outermost first, and those quoted."""
    found: list[str] = []
    for paragraph in document.paragraphs:
        if any(paragraph.start < q.end and q.start < paragraph.end for q in quotes):
            found += paragraph.section
            if paragraph.role == "heading":
                found.append(document.text[paragraph.start : paragraph.end])
    return list(dict.fromkeys(" ".join(heading.split()) for heading in found))


def _plain(text: str) -> str:
    return fold(text).casefold().strip(" .:?")


def _wrong_heading(citation: str, document: Document, path: Sequence[str]) -> list[str]:
    """That the citation names another heading of the document than those above the words."""
    cited, visit = _plain(citation), _plain(visit_name(document))
    segments = {_plain(part) for whole in _SEGMENTS.split(citation) for part in whole.split(":")}
    known = {_plain(heading): heading for p in document.paragraphs for heading in p.section}
    named = [
        heading
        for heading in known
        if heading not in visit
        and (occurrences(heading, cited) if word_count(heading) > 1 else heading in segments)
    ]
    named = [one for one in named if not any(one != other and one in other for other in named)]
    own = {_plain(heading) for heading in path}
    if not named or not own or any(one in heading for one in named for heading in own):
        return []
    return [_elsewhere(path, f"“{known[named[0]]}”")]


def _wrong_area(said: Sequence[tuple[frozenset[str], str]], path: Sequence[str]) -> list[str]:
    """That the citation names another area of judgement than the headings above the words."""
    own = _areas(" \n ".join(path))
    named = frozenset(area for areas, _ in said for area in areas if area != "overall")
    if not named or not own - {"overall"} or named & own:
        return []
    return [_elsewhere(path, _names(named))]


def _elsewhere(path: Sequence[str], said: str) -> str:
    return f"The words stand under “{path[-1]}”, not under {said}."


def _wrong_grade(areas: frozenset[str], grade: str, document: Document, path: Sequence[str]) -> str:
    """That the document gives another grade; empty where it does not, or none was read."""
    given = {judgement.area: judgement.grade for judgement in document.judgements}
    if given.get("care_leavers") == "combined_with_care":
        given["care_leavers"] = given.get("in_care", "")
    if not grade:
        return ""
    if not given:
        gives = document.kind in LETTERS and areas
        return (
            f"A {KIND_NAMES[document.kind]} gives no grade; the draft says {grade}."
            if gives
            else ""
        )
    meant = areas or (_areas(" \n ".join(path)) | {"overall"})
    if not areas and any(grade in _plain(heading) for heading in path):
        return ""
    judged = {area: given[area] for area in meant if given.get(area)}
    if not judged and areas:
        return f"The document gives no grade for {_names(areas)}; the draft says {grade}."
    if not judged or grade in judged.values():
        return ""
    own = " and ".join(f"{g} for {_names({a})}" for a, g in sorted(judged.items()))
    return f"The document’s grade is {own}, not {grade}."


def _areas_said(citation: str) -> Iterator[tuple[frozenset[str], str]]:
    """The areas of judgement that a citation names, and the grade beside each, if any.

    A part of a citation between commas counts where it has nothing else: "help and protection:
    inadequate", not "letter about leadership of the board".
    """
    for segment in _SEGMENTS.split(citation):
        grades = [grade_named(match[1]) for match in GRADE.finditer(segment)]
        rest = GRADE.sub(" ", segment)
        areas = _areas(rest)
        for _, pattern in _AREAS:
            rest = pattern.sub(" ", rest)
        if (areas or grades) and not _FILLER.sub("", rest):
            yield areas, grades[-1] if grades else ""


def _areas(text: str) -> frozenset[str]:
    return frozenset(area for area, pattern in _AREAS if pattern.search(text))


def _names(areas: frozenset[str] | set[str]) -> str:
    return " or ".join(name for area, name in AREA_NAMES.items() if area in areas)
