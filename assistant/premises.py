"""What a question takes for granted of an authority's grades, and whether it is so.

"Why was Leeds judged inadequate in 2021?" claims something; "Was Leeds judged inadequate?" asks it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.grades_said import ADVERBS, ENDS, NAME, without_names
from assistant.held import AREA_NAMES
from assistant.practice_areas import areas_named
from assistant.sets_of_authorities import AREAS_OF_JUDGEMENT, GRADE, area_named, grade_named
from assistant.understand import Understood
from corpus.types import FULL_INSPECTIONS, Authority, Document

_WHOSE = rf"(?:its|their|our|your|the|{NAME}(?:['’]s?)?)"
_AREA = "|".join(pattern for _, pattern in AREAS_OF_JUDGEMENT)
#: Of whom a grade is said: an authority, or what inspectors grade of it.
_SUBJECT = (
    rf"(?:(?:(?:{_WHOSE}|services for|in {NAME}) )*(?P<area>{_AREA})(?: (?:services|in {NAME}))*"
    rf"|(?:(?:{NAME}(?:,| and|,? &) )*{NAME}|it|they|we|the (?:council|authority|borough|county"
    rf"|city|department|trust))"
    r"(?:['’]s?)?(?: (?:city |county |borough )?council)?"
    r"(?: (?:children.?s (?:services|social care)|social care|services))*) "
)
#: What a grade follows: "was last judged to be", "got an", "dropped back to", "being rated".
_VERB = (
    r"(?:(?:was|were|is|are|been|being|became|becomes?|becoming|remain(?:s|ed)|stayed|judged|rated"
    r"|graded|found|declared|deemed|ranked|got|gets?|getting|given|received?|c[oa]me out"
    r"|(?:drop|fell|fall|go|went|slip|rose|move|improv|climb|jump)\w* (?:back )?(?:in)?to"
    rf"|(?:go|went|mov|chang|slip|drop|fall|fell|slid|rise|rose|jump|climb|declin|improv)\w*"
    rf" from [\w ]{{3,22}} to) {ADVERBS}(?:(?:as|to be|overall|an?) )*)+"
)
_ASKS_WHY = (
    r"\b(?:why|how come|when|(?:in )?(?:which|what) years?|what (?:led to|made|caused|was behind"
    r"|explains))"
    r"(?: (?:was|were|is|are|did|does|has|have|had))?(?: ofsted)?"
    rf"(?: (?:judge|rate|grade|find|give))? {ADVERBS}"
)
_SETTING = (
    r"\b(?:since|after|when|before|until|despite|although|(?:even )?though|because|now(?: that)?"
    rf"|given(?: that)?|following) (?:{_SUBJECT})?(?:(?:had|has|have) )?"
)
_NTH = {"second": 2, "third": 3, "fourth": 4, "2nd": 2, "3rd": 3}

#: The words before a grade that make it a claim.
_BEFORE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "their second (inadequate)"
        rf"(?<!\w){_WHOSE} (?P<nth>{'|'.join(_NTH)}) (?:consecutive |successive )?$",
        # "why was Hull judged (inadequate)", "how come it is only (good)"
        rf"{_ASKS_WHY}{_SUBJECT}{ADVERBS}(?:get |{_VERB})?$",
        # "what made inspectors go for (inadequate)", "why did Ofsted give them (good)"
        r"\b(?:why|how come|what|made|led|caused|reason)\b.{0,60}\b(?:ofsted|inspectors|they) "
        r"(?:to )?(?:go(?:ing)? for|went for|give|gave|giving|settled? on|settling on|decided? on"
        r"|deciding on|come down on|came down on|land(?:ed)? on|award(?:ed)?|choose|chose)"
        rf"(?: (?:it|them|{NAME}))? {ADVERBS}(?:an? )?$",
        # "since it became (outstanding)", "despite being rated (good)"
        rf"{_SETTING}{ADVERBS}{_VERB}$",
        # "Hull was judged (inadequate) in 2019. What …": told, not asked
        rf"^\W*(?:(?:so|we know|given) (?:that )?)?{_SUBJECT}{ADVERBS}{_VERB}$",
    )
)
_REASONS = _BEFORE[1:3]
#: "despite its (outstanding) grade", "the (inadequate) judgement of 2019"
_BEFORE_NOUN = re.compile(rf"(?<!\w){_WHOSE} (?:(?:last|latest|first|\d{{4}}) )*$", re.IGNORECASE)
_NOUN = re.compile(r" (?:overall )?(?:judge?ment|rating|grade|verdict|result)\b", re.IGNORECASE)
#: What may follow it: "(good) overall for care leavers in 2021".
_AFTER = re.compile(
    rf"(?:{_NOUN.pattern}| overall)*(?: (?:for|on|in) (?P<area>{_AREA})\b)?"
    r"(?:[^,.;?]{0,25}?\b(?P<year>20\d\d)\b)?",
    re.IGNORECASE,
)
_GRADE = re.compile(rf"\b{GRADE}\b{ENDS}", re.IGNORECASE)
_FAILED = re.compile(
    rf"\b(?:why|when|how|since|after) (?:(?:did|has|had) )?{_SUBJECT}(?:fail|flunk)(?:ed)?\b"
    r"(?! to\b)(?:[^,.;?]{0,25}?\b(?P<year>20\d\d)\b)?",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:why|how come)\b.{0,12}\b(?:is|are|still)\b|\bnow\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """A grade that a question takes for granted."""

    grade: str
    """In the words of the contract."""
    area: str | None = None
    """An area of the contract, None for the authority as a whole."""
    year: int | None = None
    """The year told beside it."""
    times: int = 1
    """How many times it was given: 2 of "their second inadequate"."""
    now: bool = False
    """Whether it is claimed to be so now."""
    why: bool = field(default=False, compare=False)
    """Whether its reasons are asked for: nothing is left of the question if it is false."""


def claimed_grade(question: str) -> Claim | None:
    """The grade that a question takes for granted of the authority it names, if it does.

    "Why was supervision inadequate?" claims none: supervision is not graded.
    """
    text = without_names(question)
    for grade in _GRADE.finditer(text):
        before = text[: grade.start()]
        found = next((m for pattern in _BEFORE if (m := pattern.search(before))), None)
        if not found and _NOUN.match(text, grade.end()):
            found = _BEFORE_NOUN.search(before)
        if not found:
            continue
        parts = found.groupdict()
        after = _AFTER.match(text, grade.end())
        area = parts.get("area") or (after and after["area"])
        year = after and after["year"]
        return Claim(
            grade_named(grade.group()),
            area_named(area) if area else None,
            int(year) if year else None,
            _NTH.get((parts.get("nth") or "").lower(), 1),
            bool(_NOW.search(before)) and not year,
            bool(found and found.re in _REASONS),
        )
    if failed := _FAILED.search(text):
        return Claim("inadequate", None, int(failed["year"]) if failed["year"] else None)
    return None


def false_premise(asked: Understood, documents_of_authority: Sequence[Document]) -> str | None:
    """What is false in what a question takes for granted, in a sentence; None if nothing is.

    `documents_of_authority` are all documents that are known of the authorities asked about, held
    or from the register: those with judgements tell. Where none is known, nothing is said.
    """
    claim = claimed_grade(asked.question)
    if not claim:
        return None
    for authority in asked.authorities:
        graded = sorted(
            (
                d
                for d in documents_of_authority
                if d.urn == authority.urn and d.kind in FULL_INSPECTIONS and d.judgements
            ),
            key=lambda d: d.last_day,
        )
        if graded and (false := _false(claim, _year(claim, asked), authority, graded)):
            return false
    return None


def asks_only_why(asked: Understood) -> bool:
    """Whether a question asks for the reasons of a grade, of nothing but what is graded."""
    claim = claimed_grade(asked.question)
    areas = areas_named(asked.subject)
    return bool(claim and claim.why and all(area_named(area.name) for area in areas))


def _year(claim: Claim, asked: Understood) -> int | None:
    """The year claimed: told beside the grade, or the one that the question is about."""
    windows = asked.time.windows
    if (
        claim.year
        or len(windows) != 1
        or claim.now
        or not re.search(r"\bwhy\b", asked.question, re.I)
    ):
        return claim.year
    first, last = windows[0].first, windows[0].last
    return first.year if first and last and first.year == last.year else None


def _false(
    claim: Claim, year: int | None, authority: Authority, graded: Sequence[Document]
) -> str | None:
    name, grade = authority.name, claim.grade
    when = [d for d in graded if year is None or year in _years(d)]
    if not when:
        return (
            f"No inspection of {name} that gives grades is known of {year}: {_told(graded, claim)}."
        )
    if claim.now:
        when = when[-1:]
    given = [d for d in when if _has(d, claim)]
    if len(given) >= claim.times:
        return None
    about = f" for {AREA_NAMES[claim.area]}" if claim.area else ""
    if claim.times > 1:
        count = {0: "never", 1: "only once", 2: "only twice"}.get(
            len(given), f"only {len(given)} times"
        )
        return f"{name} was judged {grade}{about} {count} in the inspections known here."
    if year is None and not claim.now:
        return (
            f"{name} was judged {grade}{about} in no inspection known here: {_told(when, claim)}."
        )
    said = _was(name, when[-1], claim, year)
    if not claim.area and "overall" not in _grades(when[-1]):
        return f"{said}, and no area was judged {grade}."
    return f"{said}, not {grade}.{_elsewhere(when[-1], claim)}"


def _years(document: Document) -> set[int]:
    """The years by which users name an inspection: of its visits, and of its publication."""
    days = [day for visit in document.visits for day in visit]
    return {day.year for day in (*days, document.published, document.letter_date) if day}


def _grades(document: Document) -> dict[str, str]:
    grades = {judgement.area: judgement.grade for judgement in document.judgements}
    if grades.get("care_leavers") == "combined_with_care":
        grades["care_leavers"] = grades.get("in_care", "")
    return grades


def _has(document: Document, claim: Claim) -> bool:
    """Whether an inspection gave the grade: overall, or in any area where it gave no overall."""
    grades = _grades(document)
    if claim.area:
        return grades.get(claim.area) == claim.grade
    if "overall" in grades:
        return grades["overall"] == claim.grade
    return claim.grade in {grade for area, grade in grades.items() if area != "lscb"}


def _was(name: str, document: Document, claim: Claim, year: int | None) -> str:
    """ "Leeds was judged good overall in 2021"."""
    grades = _grades(document)
    area = claim.area or "overall"
    when = f"in {year}" if year else f"at its last inspection ({document.year})"
    if area not in grades:
        no_grade = "no overall grade" if area == "overall" else f"no grade for {AREA_NAMES[area]}"
        return f"{name} was given {no_grade} {when}"
    about = "overall" if area == "overall" else f"for {AREA_NAMES[area]}"
    return f"{name} was judged {grades[area]} {about} {when}"


def _elsewhere(document: Document, claim: Claim) -> str:
    """The areas that were given the grade claimed of the whole."""
    if claim.area:
        return ""
    areas = [
        AREA_NAMES[area]
        for area, grade in _grades(document).items()
        if grade == claim.grade and area not in ("overall", "lscb")
    ]
    return f" Judged {claim.grade} then: {', '.join(areas)}." if areas else ""


def _told(graded: Sequence[Document], claim: Claim) -> str:
    """ "good in 2018, outstanding in 2022": the grades known, oldest first."""
    area = claim.area or "overall"
    told = [
        f"{grade} in {d.year}" if grade else f"no {AREA_NAMES[area]} grade in {d.year}"
        for d in graded
        for grade in [_grades(d).get(area)]
    ]
    return ", ".join(told)
