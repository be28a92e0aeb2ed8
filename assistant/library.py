"""The library's list: every document held, file set aside and inspection known, as one table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from corpus.dates import day_name, period_name
from corpus.mentions import find_mentions
from corpus.register import is_held
from corpus.types import KIND_NAMES, Document, Kind
from ingest.faults import worth_saying

State = Literal["held", "held, with faults", "held, not searched", "set aside", "known, not held"]

#: What can be asked of the list by state: the name of the choice, and the states it takes.
STATES: dict[str, frozenset[State]] = {
    "Held or set aside": frozenset(
        {"held", "held, with faults", "held, not searched", "set aside"}
    ),
    "Held and searched": frozenset({"held", "held, with faults"}),
    "Held, with faults": frozenset({"held, with faults"}),
    "Held, but not searched": frozenset({"held, not searched"}),
    "Set aside": frozenset({"set aside"}),
    "Known, but not held": frozenset({"known, not held"}),
    "Everything": frozenset(
        {"held", "held, with faults", "held, not searched", "set aside", "known, not held"}
    ),
}

Column = Literal["authority", "kind", "visited", "issued", "pages", "state"]

#: Rows shown at once.
ROWS = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the library."""

    document: Document
    """As the catalogue or the register lists it, without its text; of a file set aside its name
    alone."""
    state: State
    reason: str = ""
    """Why a file was set aside."""
    set_aside: date | None = None

    @property
    def visited(self) -> str:
        """The days on site in words; of guidance none."""
        return " and ".join(period_name(first, last) for first, last in self.document.visits)

    @property
    def issued(self) -> date | None:
        """The day of the letter, of the publication, or of guidance's version."""
        return self.document.letter_date or self.document.published or self.document.updated

    @property
    def years(self) -> frozenset[int]:
        """Every year in which it was visited, dated or published."""
        document = self.document
        days = [day for visit in document.visits for day in visit]
        days += [d for d in (document.letter_date, document.published, document.updated) if d]
        return frozenset(day.year for day in days)

    @property
    def kind_name(self) -> str:
        """What a reader calls its kind; of a file set aside that it has none."""
        return KIND_NAMES[self.document.kind] if self.state != "set aside" else "file not read"

    @property
    def key(self) -> str:
        """What tells it from every other entry: a file set aside may have a held one's name."""
        return f"{'aside' if self.state == 'set aside' else 'document'}|{self.document.name}"

    @property
    def words(self) -> str:
        """What the search looks in, in lower case."""
        document = self.document
        issued = day_name(self.issued) if self.issued else ""
        parts = (
            document.authority,
            self.kind_name,
            document.name,
            document.focus,
            document.lead_inspector,
            *document.inspectors,
            self.visited,
            issued,
            self.reason,
        )
        return " ".join(filter(None, parts)).lower()


@dataclass(frozen=True, slots=True)
class View:
    """What of the library is shown, and how. Empty filters take everything."""

    search: str = ""
    authorities: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    years: tuple[int, ...] = ()
    state: str = "Held or set aside"
    """One of `STATES`."""
    column: Column = "authority"
    descending: bool = False
    page: int = 1

    def sorted_by(self, column: Column) -> View:
        """The same, sorted by that column: dates and pages from the greatest, then the reverse."""
        from_greatest = column in ("visited", "issued", "pages")
        descending = not self.descending if column == self.column else from_greatest
        return replace(self, column=column, descending=descending, page=1)


def entries(
    held: Iterable[Document], set_aside: Iterable[Mapping[str, Any]], not_held: Iterable[Document]
) -> list[Entry]:
    """All that the library knows of.

    Args:
        held: As `Catalogue.documents` gives them.
        set_aside: As `Catalogue.reports` gives those of files set aside.
        not_held: As `corpus.register.not_held` gives them.
    """
    return [
        *(Entry(document, _state(document)) for document in held),
        *(
            Entry(
                Document(report["name"], report["sha256"] or "", "other", ""),
                "set aside",
                report["reason"],
                date.fromisoformat(report["time"][:10]),
            )
            for report in set_aside
        ),
        *(Entry(document, "known, not held") for document in not_held),
    ]


def _state(document: Document) -> State:
    if document.kind == "other":
        return "held, not searched"
    return "held, with faults" if worth_saying(document.faults) else "held"


def chosen(every: Sequence[Entry], view: View) -> list[Entry]:
    """The entries that the view's filters and search leave, in its order."""
    left = [entry for entry in every if _takes(view, entry)]
    found = [entry for entry in left if _has_words(entry, view.search)]
    if not found and view.search.strip():
        found = _of_authorities_named(left, view.search)
    # Whatever the column, within it by authority and the newest first.
    found.sort(key=lambda entry: entry.document.last_day, reverse=True)
    found.sort(
        key=lambda entry: (entry.document.authority or "~", entry.document.authority is None)
    )
    found.sort(key=_ORDERS[view.column], reverse=view.descending)
    return found


_ORDERS: dict[Column, Callable[[Entry], Any]] = {
    "authority": lambda entry: entry.document.authority or "~",
    "kind": lambda entry: entry.kind_name,
    "visited": lambda entry: entry.document.visits[-1][1] if entry.document.visits else date.min,
    "issued": lambda entry: entry.issued or date.min,
    "pages": lambda entry: entry.document.pages,
    "state": lambda entry: entry.state,
}


def _takes(view: View, entry: Entry) -> bool:
    document = entry.document
    return (
        entry.state in STATES[view.state]
        and (not view.authorities or document.authority in view.authorities)
        and (not view.kinds or (document.kind in view.kinds and entry.state != "set aside"))
        and (not view.years or bool(entry.years & set(view.years)))
    )


def _has_words(entry: Entry, search: str) -> bool:
    words = entry.words
    return all(word in words for word in search.lower().split())


def _of_authorities_named(left: Sequence[Entry], search: str) -> list[Entry]:
    """The entries of the authorities named otherwise than in the list ("BANES 2019")."""
    mentions = find_mentions(search)
    urns = {authority.urn for mention in mentions for authority in mention.authorities}
    rest = search
    for mention in reversed(mentions):
        rest = rest[: mention.start] + rest[mention.end :]
    return [e for e in left if e.document.urn in urns and _has_words(e, rest)]


def page_of(found: Sequence[Entry], page: int) -> tuple[Sequence[Entry], int, int]:
    """The rows of that page, its number brought within range, and how many pages there are."""
    pages = max(1, -(-len(found) // ROWS))
    number = min(max(page, 1), pages)
    return found[(number - 1) * ROWS : number * ROWS], number, pages


def held_sentence(every: Sequence[Entry]) -> str:
    """What the library has in all: "790 documents are held …; 4 files were set aside"."""
    count = Counter(entry.state for entry in every)
    held = [entry for entry in every if is_held(entry.document) and entry.state != "set aside"]
    if not held:
        parts = ["No document is held yet"]
    else:
        of = len({entry.document.authority for entry in held if entry.document.authority})
        about = f", about {_count(of, 'authority', 'authorities')}" if of else ""
        are = "is" if len(held) == 1 else "are"
        parts = [f"{_count(len(held), 'document', 'documents')} {are} held{about}"]
    if n := count["held, with faults"]:
        parts.append(f"{n} {'has' if n == 1 else 'have'} faults")
    if n := count["held, not searched"]:
        parts.append(f"{n} {'is' if n == 1 else 'are'} held but not searched")
    if n := count["set aside"]:
        parts.append(f"{_count(n, 'file was', 'files were')} set aside")
    if n := count["known, not held"]:
        known = _count(n, "inspection or visit", "inspections and visits")
        are = "is not held stands" if n == 1 else "are not held stand"
        parts.append(f"{known} that {are} in the register")
    return "; ".join(parts) + "."


def shown_sentence(found: int, page: int, pages: int) -> str:
    """What of it the list shows: "312 match; 51 to 100 are shown."."""
    if not found:
        return "Nothing matches: take a filter away, or search for other words."
    if pages == 1:
        return f"{found} {'matches' if found == 1 else 'match'}."
    first = (page - 1) * ROWS + 1
    return f"{found:,} match; {first:,} to {min(page * ROWS, found):,} are shown."


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
