"""Authorities by areas: a row for each authority, made one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.comparison.areas import Area
from assistant.comparison.cell import Cell, Looking
from assistant.scope import Filters, searched
from corpus.register import is_held, not_held
from corpus.types import Authority, Document

if TYPE_CHECKING:
    from assistant.retrieve import Retriever

#: Cells made at once; a region has up to 33 authorities.
MOST_CELLS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One authority's cells, in the order of the areas."""

    authority: Authority
    held: int
    """How many of its letters and reports are held and searched."""
    cells: tuple[Cell, ...]


def rows(
    authorities: Sequence[Authority], areas: Sequence[Area], retriever: Retriever
) -> Iterator[Row]:
    """The comparison, an authority at a time, in their order.

    Raises:
        ValueError: it would have more than MOST_CELLS cells; the message says what to do.
        IndexUnavailable: the vector index cannot be read.
    """
    check_size(len(authorities), len(areas))
    held = retriever.catalogue.documents()
    known = searched([*held, *not_held(held)], Filters())
    return (
        _row(authority, areas, [d for d in known if d.urn == authority.urn], retriever)
        for authority in authorities
    )


def check_size(authorities: int, areas: int) -> None:
    """Refuse a comparison that would have more than MOST_CELLS cells.

    Raises:
        ValueError: it would; the message says what to do.
    """
    if authorities * areas > MOST_CELLS:
        raise ValueError(
            f"{authorities} authorities by {areas} areas would be {authorities * areas} cells, and "
            f"at most {MOST_CELLS} are compared at once: choose fewer areas, or fewer authorities."
        )


def frameworks_differ(compared: Iterable[Cell]) -> str:
    """A sentence where the grades of one area were given under different frameworks; else empty."""
    found = dict.fromkeys(cell.grade.inspection.framework for cell in compared if cell.grade)
    if len(found) < 2:
        return ""
    names = sorted(name or "no known framework" for name in found)
    return (
        f"these grades were given under different frameworks ({', '.join(names)}), which do not "
        "judge alike: each says its own."
    )


def _row(
    authority: Authority, areas: Sequence[Area], own: Sequence[Document], retriever: Retriever
) -> Row:
    """The authority's row; `own` are all that is known of it, held or not, newest first."""
    names = [document.name for document in own if is_held(document)]
    whole = {name: d for name in names if (d := retriever.catalogue.document(name))}
    cells = tuple(Looking(area, own, whole, retriever).cell() for area in areas)
    return Row(authority, len(whole), cells)
