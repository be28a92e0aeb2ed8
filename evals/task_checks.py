"""What a task's end must show, compared with the documents held.

Nothing here asks the page's own code whether it is right: files are read with the libraries that
anyone would open them with, and words are looked for in the stored text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.task_visitor import must, on_one_line

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue
    from corpus.types import Authority, Document

#: "“Most assessments are poor.”": what stands between curly quotation marks.
_QUOTED = re.compile("“([^“”]+)”")

#: Kinds of full inspection since 2013.
FULL = ("sif", "ilacs")

#: "What needs to improve?"
_TO_IMPROVE = re.compile("what needs to improve", re.IGNORECASE)

#: "page 3", "pages 3–4", at the end of a citation.
_PAGES = re.compile(r"\bpages? (\d+)(?:–(\d+))?")


@dataclass(frozen=True, slots=True)
class Stood:
    """Where words quoted stand in a document."""

    document: Document
    start: int
    end: int

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages, from 1."""
        return self.document.pages_at(self.start, self.end)


class Held:
    """The documents held, to compare with."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.documents = catalogue.documents()

    def whole(self, document: Document) -> Document:
        """The document with its text.

        Raises:
            TaskFailed: it is not held any more.
        """
        found = self._catalogue.document(document.name)
        must(found, f"{document.name} is not held any more.")
        assert found
        return found

    def of(self, authority: str, *kinds: str) -> list[Document]:
        """An authority's documents, of these kinds if any are named, oldest first."""
        own = [d for d in self.documents if d.authority == authority]
        return sorted(
            (d for d in own if d.kind in kinds or not kinds), key=lambda document: document.last_day
        )

    def last_full(self, urn: str) -> Document | None:
        """An authority's last full inspection, with its judgements; None where none is known."""
        from assistant.authorities_meant import last_full
        from corpus.register import not_held

        own = [d for d in [*self.documents, *not_held(self.documents)] if d.urn == urn]
        return last_full(own).get(urn)

    def stands(self, words: str, documents: Sequence[Document]) -> Stood | None:
        """Where the words stand in one of the documents, letter by letter but for white space."""
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
        for document in documents:
            whole = self.whole(document)
            if found := pattern.search(whole.text):
                return Stood(whole, found.start(), found.end())
        return None

    def must_stand(self, words: str, documents: Sequence[Document]) -> Stood:
        """Where the words stand in one of the documents.

        Raises:
            TaskFailed: they stand in none.
        """
        found = self.stands(words, documents)
        must(found, f"“{words[:80]}…” does not stand in the documents that it should be from.")
        assert found
        return found


def authority_named(name: str) -> Authority:
    """The authority of this name."""
    from corpus.authorities import load_authorities

    return next(authority for authority in load_authorities() if authority.name == name)


def grade_given(inspection: Document | None, area: str) -> str | None:
    """The grade that an inspection gave for an area."""
    judged = inspection.judgements if inspection else ()
    return next((j.grade for j in judged if j.area == area), None)


def items_to_improve(document: Document) -> list[str]:
    """The bullets below "What needs to improve", each on one line."""
    return [
        on_one_line(document.text[p.start : p.end])
        for p in document.paragraphs
        if p.role == "item" and p.section and _TO_IMPROVE.match(p.section[-1])
    ]


def headings_of(document: Document) -> set[str]:
    """All headings that a paragraph stands under."""
    return {heading for paragraph in document.paragraphs for heading in paragraph.section}


def quoted(text: str) -> list[str]:
    """The quotations in a text, each on one line."""
    return [on_one_line(words) for words in _QUOTED.findall(text)]


def pages_cited(citation: str) -> tuple[int, ...]:
    """The pages that a citation names: first and last, or the one."""
    found = _PAGES.findall(citation)
    return tuple(int(page) for page in found[-1] if page) if found else ()


def must_cite_its_page(stood: Stood, citation: str) -> None:
    """The pages cited are those on which the words stand.

    Raises:
        TaskFailed: they are others, or none is cited.
    """
    right = (stood.pages[0], stood.pages[-1]) if stood.pages else ()
    cited = pages_cited(citation)
    must(cited, f"No page is cited in “{citation}”.")
    must(
        set(cited) == set(right),
        f"The words stand on pages {right} of {stood.document.name}, and {cited} is cited.",
    )


def word_quotations(path: Path) -> list[tuple[str, str]]:
    """The quotations of a Word file, each with the paragraph below it, its citation."""
    import docx

    texts = [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
    found = []
    for text, after in zip(texts, [*texts[1:], ""], strict=True):
        if text.startswith("“") and text.endswith("”"):
            found.append((on_one_line(text[1:-1]), after))
    return found


def pdf_text(path: Path) -> str:
    """A PDF's text, without any white space: lines are broken anywhere."""
    from pypdf import PdfReader

    return without_space("".join(page.extract_text() for page in PdfReader(path).pages))


def without_space(text: str) -> str:
    """The text without white space and hyphens, which a PDF's line ends add and take away."""
    return re.sub(r"[\s\-\u2010\u2011\u00ad]+", "", text)


def highlighted_pages(path: Path) -> list[int]:
    """The pages of a PDF with a highlight on them, from 1."""
    from pypdf import PdfReader

    return [
        number
        for number, page in enumerate(PdfReader(path).pages, start=1)
        if any(note.get_object().get("/Subtype") == "/Highlight" for note in page.annotations or ())
    ]


def yellow_share(picture: bytes) -> float:
    """The share of a picture's points that are yellow, as the highlighter's are."""
    import io

    from PIL import Image

    small = Image.open(io.BytesIO(picture)).convert("RGB")
    colours: Any = small.getcolors(small.width * small.height)
    marked = sum(n for n, (red, green, blue) in colours if red > 200 and green > 180 and blue < 190)
    share: float = marked / (small.width * small.height)
    return share
