"""The state of the store: what is not as it should be, and which command mends it."""

from __future__ import annotations

import hashlib
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from assistant.locate import FINDINGS
from assistant.outline import pages_name
from corpus.types import Document, Kind, Paragraph, Passage
from ingest.faults import advice, gaps

#: From this share of word 5-grams in common (Jaccard) two documents of one authority are taken
#: for versions of one. Of 2,131 pairs of different documents of one authority none reached 0.05.
ALIKE = 0.8

#: Kinds whose paragraphs Ofsted numbers in print.
_NUMBERED: frozenset[Kind] = frozenset({"ilacs", "sif", "sif_reinspection"})

#: "1. Accelerate plans to improve", "10.Communication with children": a number left in the text.
_NUMBER_IN_TEXT = re.compile(r"\d{1,3}\. ?[A-Z]")

#: Names given in one sentence; of more, the number.
_MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be."""

    check: str
    """The group that it is shown in: "Index"."""
    says: str
    """A sentence without its full stop."""
    documents: tuple[str, ...] = ()
    mend: str = ""
    """What to do about it; empty where it is a property of the document, and only to be known."""


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding as JSON."""
    return {
        "check": finding.check,
        "finding": finding.says,
        "documents": list(finding.documents),
        "needs_doing": bool(finding.mend),
        "mend": finding.mend or None,
    }


def finding_lines(findings: Sequence[Finding]) -> Iterator[str]:
    """The findings for a reader, by group in the order in which groups first occur, and a count."""
    for check in dict.fromkeys(finding.check for finding in findings):
        yield check
        for finding in findings:
            if finding.check == check:
                yield f"  {finding.says}.{f' {finding.mend}.' if finding.mend else ''}"
        yield ""
    to_do = sum(bool(finding.mend) for finding in findings)
    to_know = len(findings) - to_do
    if not findings:
        yield "Nothing is wrong."
    elif not to_do:
        yield f"Nothing needs doing; {_count(to_know, 'thing')} to know."
    else:
        yield f"{_count(to_do, 'thing')} to do, {to_know} to know."


def check_reports(set_aside: Iterable[Mapping[str, Any]]) -> Iterator[Finding]:
    """Files that were set aside, by what the catalogue keeps of the last ingest."""
    for report in set_aside:
        yield Finding(
            "Files set aside",
            f"{report['name']} was set aside on {report['time'][:10]}: {report['reason']}",
            (report["name"],),
            f"When that is done, `findings ingest` it again; {_remove(report['name'])} forgets it",
        )


def check_documents(
    groups: Iterable[Sequence[Document]], folders: Mapping[str, str]
) -> list[Finding]:
    """The findings of whole documents, which come an authority at a time.

    `folders` are those that the documents were taken in from, by name.
    """
    found: list[Finding] = []
    texts: dict[str, list[str]] = {}
    for documents in groups:
        for document in documents:
            found += _of_document(document, folders.get(document.name, ""))
            if document.text:
                key = hashlib.sha256(document.text.encode()).hexdigest()
                texts.setdefault(key, []).append(document.name)
        found += _nearly_the_same(documents)
    found += [
        Finding(
            "Documents held twice",
            f"{' and '.join(names)} have the same text",
            tuple(names),
            f"Keep one: {_remove(names[-1])}",
        )
        for names in texts.values()
        if len(names) > 1
    ]
    return sorted(found, key=lambda finding: (finding.check, finding.documents))


def _of_document(document: Document, folder: str) -> Iterator[Finding]:
    name, missing = document.name, gaps(document)
    for fault in dict.fromkeys((*document.faults, *missing)):
        mend = advice((fault,), Path(folder, name)).removesuffix(".")
        if document.authority is None and fault in missing[:1]:
            mend = "Give its URN in a sources.csv in its folder, and `findings ingest` that again"
        yield Finding("Faults", f"{name}: {fault}", (name,), mend[:1].upper() + mend[1:])
    for conflict in document.conflicts:
        yield Finding("Conflicts", f"{name}: {conflict}", (name,))
    for says in number_faults(document):
        yield Finding("Paragraph numbers", f"{name}: {says}", (name,))
    if document.kind == "other" and document.text:
        says = "is no inspection, visit or guidance that is known: it is held, but not searched"
        yield Finding("Not recognised", f"{name} {says}", (name,))


def number_faults(document: Document) -> Iterator[str]:
    """Gaps and repeats in the printed paragraph numbers, a clause each.

    ILACS reports run from 1 once; those under other frameworks may begin again at 1. Numbers
    are not kept where the publisher tells of inspections, so a gap there is none.
    """
    before, unkept, found = 0, False, False
    for paragraph in document.paragraphs:
        unkept = unkept or paragraph.role in ("about", "contents")
        if not paragraph.printed_number or not (paragraph.number or "").isdigit():
            continue
        number, where = int(paragraph.number or 0), _on(paragraph)
        if number == 1:
            if found and document.kind == "ilacs":
                yield f"its numbers begin again at 1{where}, after {before}"
        elif number <= before:
            yield f"para {number}{where} comes after para {before}"
        elif number > before + 1 and not unkept:
            missing = f"{before + 1}" + (f"–{number - 1}" if number > before + 2 else "")
            yield f"no para {missing} was read before para {number}{where}"
        before, unkept, found = number, False, True
    if not found and document.kind in _NUMBERED:
        opening = [
            p
            for p in document.paragraphs
            if p.role in FINDINGS and _NUMBER_IN_TEXT.match(document.text, p.start)
        ]
        what = f"the numbers of {len(opening)} paragraphs were read as part of their words"
        none = "its paragraphs have no numbers in print"
        yield f"{what if opening else none}, so citations count within each section"


def _on(paragraph: Paragraph) -> str:
    return f" on {pages_name(paragraph.pages[:1])}" if paragraph.pages else ""


def _nearly_the_same(documents: Sequence[Document]) -> Iterator[Finding]:
    grams = [(document, _word_grams(document.text)) for document in documents]
    for (one, ours), (other, theirs) in combinations(grams, 2):
        if one.text == other.text or not _alike(ours, theirs):
            continue
        older = min(one, other, key=lambda document: (document.last_day, len(document.text)))
        yield Finding(
            "Documents held twice",
            f"{one.name} and {other.name} are nearly word for word the same",
            (one.name, other.name),
            f"If they are versions of one document, keep the newer: {_remove(older.name)}",
        )


def _alike(ours: set[int], theirs: set[int]) -> bool:
    few, many = sorted((len(ours), len(theirs)))
    if few < ALIKE * many or not few:
        return False
    common = len(ours & theirs)
    return common >= ALIKE * (len(ours) + len(theirs) - common)


def _word_grams(text: str, length: int = 5) -> set[int]:
    """Hashes of each run of `length` words."""
    words = re.findall(r"\w+", text.lower())
    return {hash(tuple(words[i : i + length])) for i in range(len(words) - length + 1)}


def check_index(
    passages: Iterable[Passage], keys: set[str], unindexed: Sequence[str], leaving: Iterable[str]
) -> Iterator[Finding]:
    """Where the index does not have exactly the catalogue's passages.

    `keys` are those in the index; `unindexed` and `leaving` what the catalogue knows is to do.
    """
    check = "Index"
    wanted = {passage.key: passage.document for passage in passages}
    if unindexed:
        yield Finding(
            check,
            f"{_these(unindexed)} not all in the vector index yet",
            tuple(unindexed),
            "`findings ingest` with any file or folder finishes it",
        )
    known = set(unindexed)
    lacking = sorted({name for key, name in wanted.items() if key not in keys} - known)
    if lacking:
        yield Finding(
            check,
            f"{_these(lacking)} not whole in the vector index, though noted as being there",
            tuple(lacking),
            "`findings reindex` makes it again",
        )
    foreign = keys - wanted.keys()
    going = foreign & set(leaving)
    if going:
        yield Finding(
            check,
            f"Still in the vector index: {_count(len(going), 'passage')} of removed documents",
            mend="`findings ingest` with any file or folder takes them out",
        )
    if foreign - going:
        yield Finding(
            check,
            f"Only in the vector index, not in the catalogue: "
            f"{_count(len(foreign - going), 'passage')}",
            mend="`findings reindex` makes it again",
        )


def index_not_opened(message: str) -> Finding:
    """Of an index that cannot be opened, what its error says, which names the command."""
    said, _, mend = message.rstrip(".").rpartition(". ")
    return Finding("Index", said or mend, mend=mend)


def check_copies(held: Mapping[str, str], kept: set[str]) -> Iterator[Finding]:
    """Documents whose file is kept no more. `held` are names by sha256, `kept` sha256s."""
    for sha256, name in held.items():
        if sha256 not in kept:
            yield Finding(
                "Copies of files",
                f"The kept copy of {name} is gone: its pages cannot be shown, nor read again",
                (name,),
                f"{_remove(name)}, and `findings ingest` the file again",
            )


def check_reading(held: Mapping[str, str], reading: str) -> Iterator[Finding]:
    """Documents read otherwise than is read now. `held` is how, by name."""
    names = sorted(name for name, how in held.items() if how != reading)
    if names:
        yield Finding(
            "Reading",
            f"{_these(names)} read by an earlier version of Findings, or for another model",
            tuple(names),
            "`findings reindex` reads the kept copies again",
        )


def _remove(name: str) -> str:
    return f"`findings remove {shlex.quote(name)}`"


def _these(names: Sequence[str]) -> str:
    """ "a.pdf is", "a.pdf and b.pdf are", "790 documents are"."""
    if len(names) > _MOST_NAMES:
        return f"{len(names)} documents are"
    return f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'}"


def _count(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
