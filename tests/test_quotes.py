"""The basket: what is kept, how it is cited, and what is written out of it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document as WordFile
from typer import Exit

from assistant.app.citation_links import read_citation_id
from assistant.app.keeping import UNREADABLE, changed
from assistant.app.quotes_parts import list_html
from assistant.citations import make_quote
from assistant.quotations.basket import (
    Basket,
    Kept,
    added,
    annotated,
    basket_file,
    basket_json,
    by_theme,
    id_at,
    id_of,
    in_order,
    joined,
    moved,
    put_back,
    read_basket,
    read_basket_file,
    taken_out,
    theme_moved,
    themed,
)
from assistant.quotations.export import NOT_FOUND, cited, format_of, paper_of, table_of, write_out
from assistant.quotations.look_up import REPLACED, Found, look_up
from assistant.quotations.styles import Cited, cite, style_called
from corpus.types import Document, Paragraph, SourceRun

if TYPE_CHECKING:
    from stores import Store

MADE = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)


def letter(
    name: str, day: date | None, *words: str, authority: str = "Ambershire", **more: Any
) -> Document:
    """A letter of these paragraphs, numbered from 1, each on a page of its own."""
    spans, start = [], 0
    for text in words:
        spans.append((start, start + len(text)))
        start += len(text) + 2
    told: dict[str, Any] = {
        "sha256": hashlib.sha256("".join((name, *words)).encode()).hexdigest(),
        "kind": "focused_visit",
        "authority": authority,
        "visits": ((day, day),) if day else (),
        "letter_date": day,
        "paragraphs": tuple(
            Paragraph(*span, "body", str(n), True, ("Findings",)) for n, span in enumerate(spans, 1)
        ),
        "source_runs": tuple(
            SourceRun(first, last - first, n, 0) for n, (first, last) in enumerate(spans, 1)
        ),
        "pages": len(words),
    }
    return Document(name, text="\n\n".join(words), **(told | more))


class Shelf:
    """A catalogue of these documents, with what was replaced."""

    def __init__(self, *documents: Document, replaced: dict[str, dict[str, str]] | None = None):
        self.held = {document.name: document for document in documents}
        self.replaced = replaced or {}

    def documents(self) -> list[Document]:
        return list(self.held.values())

    def document(self, name: str) -> Document | None:
        return self.held.get(name)

    def replaced_on(self, version: str) -> dict[str, str] | None:
        return self.replaced.get(version)


EARLY = letter("a.pdf", date(2022, 3, 1), "Children wait too long.", "Leaders know why.")
LATE = letter(
    "b.pdf", date(2022, 9, 1), "Children are seen promptly.", source_url="https://x.test/b"
)
SHELF = Shelf(EARLY, LATE)


def paragraph_id(document: Document, number: int = 1) -> str:
    paragraph = document.paragraphs[number - 1]
    return id_at(document, paragraph.start, paragraph.end)


def quoted(document: Document, number: int = 1) -> Cited:
    paragraph = document.paragraphs[number - 1]
    return make_quote(document, paragraph.start, paragraph.end), document


A1, A2, B1 = paragraph_id(EARLY), paragraph_id(EARLY, 2), paragraph_id(LATE)
THREE = added((), [A1, A2, B1])


def ids(basket: Basket) -> list[str]:
    return [kept.id for kept in basket]


# The basket


def test_what_is_kept_twice_is_kept_once() -> None:
    assert ids(added(added((), [A1, A1]), [B1, A1])) == [A1, B1]


def test_a_link_that_is_no_citation_keeps_nothing() -> None:
    with pytest.raises(ValueError, match="not a citation"):
        added((), ["nonsense"])


def test_what_is_removed_goes_back_where_it_was_though_others_came_since() -> None:
    annotated_three = annotated(THREE, A2, "For section 2")
    left, taken = taken_out(annotated_three, [A2])
    since = added(left, [paragraph_id(letter("c.pdf", None, "More."))])

    assert ids(left) == [A1, B1]
    assert put_back(since, taken)[:3] == annotated_three
    assert put_back(put_back(since, taken), taken) == put_back(since, taken)


def test_all_that_is_removed_at_once_goes_back_in_order() -> None:
    left, taken = taken_out(THREE, ids(THREE))

    assert left == ()
    assert put_back(left, taken) == THREE


def test_quotations_are_grouped_by_theme_those_without_one_last() -> None:
    basket = themed(themed(THREE, B1, " Front  door "), A2, "Leaders")

    assert [(theme, ids(group)) for theme, group in by_theme(basket)] == [
        ("Leaders", [A2]),
        ("Front door", [B1]),
        ("", [A1]),
    ]


def test_a_quotation_moves_within_its_theme_and_no_further() -> None:
    basket = themed(themed(THREE, A1, "Waiting"), B1, "Waiting")

    assert ids(in_order(moved(basket, B1, -1))) == [B1, A1, A2]
    assert ids(in_order(moved(basket, A1, -1))) == [A1, B1, A2]
    assert ids(in_order(moved(basket, A2, -1))) == [A1, B1, A2]


def test_a_theme_moves_with_all_its_quotations() -> None:
    basket = themed(themed(themed(THREE, A1, "One"), A2, "Two"), B1, "One")

    assert ids(in_order(theme_moved(basket, "Two", -1))) == [A2, A1, B1]
    assert ids(in_order(theme_moved(basket, "Two", 1))) == [A1, B1, A2]


def test_the_browser_gives_back_what_it_was_given() -> None:
    basket = annotated(themed(THREE, B1, "Front door"), A1, "A “note” <b>")

    assert read_basket(json.loads(json.dumps(basket_json(basket)))) == (basket, 0)
    assert read_basket_file(basket_file(basket)) == (basket, 0)


@pytest.mark.parametrize(
    ("told", "count", "unreadable"),
    [
        (None, 0, 0),
        ("x", 0, 1),
        ({"id": A1}, 0, 1),
        ([None, 3, [], {}, {"id": 5}, {"id": "spoilt"}], 0, 6),
        ([{"id": A1, "note": 5, "theme": None}, {"id": "x"}, {"id": A1}], 1, 1),
    ],
)
def test_what_a_spoilt_browser_kept_is_left_out_and_counted(
    told: object, count: int, unreadable: int
) -> None:
    basket, dropped = read_basket(told)

    assert (len(basket), dropped) == (count, unreadable)
    assert all(kept == Kept(A1) for kept in basket)


def test_the_quotations_of_an_answer_can_be_written_out() -> None:
    quote, _ = quoted(EARLY, 2)
    told = {
        "quotes": [
            {"document": "a.pdf", "start": quote.start, "end": quote.end, "text": quote.text},
            {"document": "a.pdf"},
        ]
    }
    basket, unreadable = read_basket_file(json.dumps(told))

    [found] = look_up(basket, SHELF)
    assert found.quote == quote
    assert unreadable == 1


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "{}", '{"quotes": 3}', "3", "null"])
def test_another_file_is_no_basket(text: str) -> None:
    with pytest.raises(ValueError, match="neither a basket"):
        read_basket_file(text)


def test_opening_a_basket_adds_to_the_one_there_and_keeps_its_notes() -> None:
    here = annotated(added((), [A1]), A1, "Mine")
    there = annotated(added((), [A1, B1]), A1, "Theirs")

    assert [(kept.id, kept.note) for kept in joined(here, there)] == [(A1, "Mine"), (B1, "")]


# Looking up


def test_the_words_are_those_of_the_document_held() -> None:
    [found] = look_up(added((), [A1]), SHELF)

    assert found.quote
    assert found.quote.text == "Children wait too long."
    assert found.said == ""


def test_a_document_replaced_or_removed_since_is_said_so_and_nothing_is_lost() -> None:
    newer = letter("a.pdf", date(2022, 3, 1), "Something new.", "Leaders know why.")
    shelf = Shelf(newer, replaced={read_citation_id(A1).version: {"day": "2 May 2026"}})
    gone, same, removed = look_up(THREE, shelf)

    assert gone.quote is None
    assert gone.said == (
        "The document cited was replaced by a newer version on 2 May 2026, and the words quoted "
        "are not in it any more."
    )
    assert same.quote
    assert same.quote.text == "Leaders know why."
    assert same.said == REPLACED
    assert removed.said == "The document cited is not held here any more."
    assert [found.kept for found in (gone, same, removed)] == list(THREE)


# Citation styles


def test_the_sectors_style_is_that_of_an_answer() -> None:
    one = quoted(EARLY)

    assert cite([one], "sector").citations == (one[0].citation,)


def test_harvard_tells_the_letters_of_a_year_apart_and_lists_them_once() -> None:
    harvard = cite([quoted(LATE), quoted(EARLY, 2), quoted(EARLY)], "harvard")

    assert harvard.citations == (
        "(Ofsted, 2022b, p. 1, para 1)",
        "(Ofsted, 2022a, p. 2, para 2)",
        "(Ofsted, 2022a, p. 1, para 1)",
    )
    assert [line[:14] for line in harvard.references] == ["Ofsted (2022a)", "Ofsted (2022b)"]
    assert "(letter of 1 March 2022)" in harvard.references[0]
    assert harvard.references[1].endswith("File b.pdf. Available at: https://x.test/b")
    assert not harvard.footnotes


def test_harvard_goes_by_the_year_of_publication_and_by_who_published() -> None:
    report = letter(
        "r.pdf",
        date(2021, 12, 9),
        "Words.",
        kind="ilacs",
        letter_date=None,
        published=date(2022, 1, 31),
    )
    joint = letter("j.pdf", date(2022, 2, 1), "Words.", kind="jtai")
    undated = [letter(f"u{n}.pdf", None, "Words.") for n in (1, 2)]
    harvard = cite([quoted(d) for d in (report, joint, *undated)], "harvard")

    assert harvard.citations == (
        "(Ofsted, 2022, p. 1, para 1)",
        "(Ofsted and others, 2022, p. 1, para 1)",
        "(Ofsted, n.d.-a, p. 1, para 1)",
        "(Ofsted, n.d.-b, p. 1, para 1)",
    )


def test_a_year_may_have_more_letters_than_the_alphabet() -> None:
    many = [letter(f"{n:02}.pdf", date(2022, 1, 1), "Words.") for n in range(28)]
    years = [
        citation.split(", ")[1] for citation in cite([*map(quoted, many)], "harvard").citations
    ]

    assert years[25:] == ["2022z", "2022aa", "2022ab"]


def test_paragraphs_that_print_no_number_are_counted_in_their_section() -> None:
    plain = tuple(replace(p, printed_number=False) for p in EARLY.paragraphs)
    bare = replace(EARLY, paragraphs=plain)
    across = (make_quote(bare, 0, len(bare.text)), bare)

    assert cite([across], "harvard").citations == (
        "(Ofsted, 2022, pp. 1–2, ‘Findings’, paras 1–2)",
    )


def test_footnotes_are_full_where_a_document_comes_first_and_short_after() -> None:
    first, other, second = quoted(EARLY), quoted(LATE), quoted(EARLY, 2)
    notes = cite([first, other, second], "footnote")

    assert notes.footnotes
    assert notes.citations == (
        first[0].citation,
        f"{other[0].citation}, https://x.test/b",
        "Ambershire, focused visit, 1 March 2022, para 2, page 2",
    )


def test_a_short_footnote_that_two_documents_share_stays_full() -> None:
    twin = replace(EARLY, name="twin.pdf", letter_date=date(2022, 4, 1))
    notes = cite([quoted(EARLY), quoted(twin), quoted(EARLY, 2)], "footnote")

    assert notes.citations[2] == quoted(EARLY, 2)[0].citation


def test_a_style_that_is_none_is_said_so() -> None:
    with pytest.raises(ValueError, match="choose sector, harvard, footnote"):
        style_called("oxford")


# Writing out


def kept_two_ways() -> Basket:
    basket = themed(annotated(THREE, A1, "=1+1"), B1, "Front door")
    return added(basket, [paragraph_id(letter("gone.pdf", None, "Gone."))])


def found_in_order() -> list[Found]:
    return look_up(in_order(kept_two_ways()), SHELF)


def test_a_paper_has_the_themes_the_notes_and_what_could_not_be_had() -> None:
    paper = paper_of(found_in_order(), SHELF.documents(), "sector", MADE)
    told = [
        getattr(block, "citation", None) or getattr(block, "text", "") for block in paper.blocks
    ]

    assert paper.subtitle == "3 quotations from 2 letters and reports"
    assert told[0] == "Front door"
    assert told[2] == "Without a theme"
    assert told[-2:] == [NOT_FOUND, "gone.pdf: The document cited is not held here any more."]
    assert [entry.text for entry in paper.manifest.entries] == [
        "Children are seen promptly.",
        "Children wait too long.",
        "Leaders know why.",
    ]


def test_a_paper_without_themes_has_no_headings() -> None:
    paper = paper_of(look_up(THREE, SHELF), SHELF.documents(), "harvard", MADE)

    assert len(paper.blocks) == 3
    assert len(paper.references) == 2


def test_a_table_says_for_each_quotation_by_what_it_can_be_checked() -> None:
    table = table_of(found_in_order(), "sector")
    rows = [dict(zip(table.header, row, strict=True)) for row in table.rows]

    assert [row["Number"] for row in rows] == ["1", "2", "3", ""]
    assert rows[1]["Note"] == "=1+1"
    assert rows[0]["SHA-256"] == LATE.sha256
    assert LATE.text[int(rows[0]["Start"]) : int(rows[0]["End"])] == rows[0]["Quotation"]
    assert rows[3]["Document"] == "gone.pdf"
    assert "not held" in rows[3]["Citation"]


def test_nothing_is_written_of_an_empty_basket(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no quotation"):
        write_out([], SHELF, "sector", "word", tmp_path / "x.docx", MADE)

    assert list(tmp_path.iterdir()) == []


def of_the_letter(store: Store) -> tuple[Basket, list[str]]:
    """Two quotations of the bundled letter, kept, and their words."""
    [document] = store.catalogue.documents()
    whole = store.catalogue.document(document.name)
    assert whole
    body = [p for p in whole.paragraphs if p.role == "body" and p.number][:2]
    quotes = [make_quote(whole, p.start, p.end) for p in body]
    return added((), map(id_of, quotes)), [quote.text for quote in quotes]


def test_a_word_file_has_the_words_exactly_and_the_list_of_references(
    letter_store: Store, tmp_path: Path
) -> None:
    basket, words = of_the_letter(letter_store)
    path = tmp_path / "x.docx"
    found = look_up(basket, letter_store.catalogue)
    write_out(found, letter_store.catalogue, "harvard", "word", path, MADE)
    lines = [paragraph.text for paragraph in WordFile(str(path)).paragraphs]

    assert all(f"“{text}”" in lines for text in words)
    assert any(line.startswith("Ofsted (2022) Monitoring visit to Middlesbrough") for line in lines)


def test_a_table_is_written_as_it_stands(letter_store: Store, tmp_path: Path) -> None:
    basket, words = of_the_letter(letter_store)
    path = tmp_path / "x.csv"
    found = look_up(basket, letter_store.catalogue)
    write_out(found, letter_store.catalogue, "sector", "csv", path, MADE)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))

    assert [row["Quotation"] for row in rows[:2]] == words


@pytest.mark.parametrize("name", ["x", "x.odt", "docx"])
def test_a_file_of_another_ending_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"\.docx or \.pdf or \.md"):
        format_of(Path(name), evidence=False)


def test_evidence_is_a_pdf() -> None:
    assert format_of(Path("x.PDF"), evidence=True) == "evidence"
    with pytest.raises(ValueError, match=r"end with \.pdf\."):
        format_of(Path("x.docx"), evidence=True)


# The page's side


def asked(act: str, of: str = "", **typed: object) -> dict[str, object]:
    return {"act": act, "of": of, **typed}


def test_keeping_says_how_many_are_kept() -> None:
    first = changed((), (), asked("keep", f"{A1},{B1}"))
    again = changed(first.basket, (), asked("keep", A1))

    assert (ids(first.basket), first.said) == ([A1, B1], "Kept: 2 quotations")
    assert (again.basket, again.said) == (first.basket, "Already kept. Kept: 2 quotations")


def test_what_was_typed_is_kept_with_whatever_is_done_next() -> None:
    after = changed(THREE, (), asked("down", A1, notes={A1: "A note"}, themes={A1: ""}))

    assert after.basket[1] == Kept(A1, "A note")
    assert not changed(THREE, (), asked("typed", notes={A1: "A"})).drawn_anew


def test_removing_all_is_undone() -> None:
    empty = changed(THREE, (), asked("clear"))
    back = changed(empty.basket, empty.taken, asked("undo"))

    assert empty.basket == ()
    assert (back.basket, back.taken) == (THREE, ())


@pytest.mark.parametrize(
    "told", [None, "x", {}, {"act": 5}, asked("keep", "spoilt"), asked("open", "no file"),
             asked("remove", "x"), asked("typed", notes=3, themes={A1: 4})]
)  # fmt: skip
def test_what_makes_no_sense_changes_nothing(told: object) -> None:
    assert changed(THREE, (), told).basket == THREE
    assert changed(THREE, (), asked("keep", "spoilt")).said == UNREADABLE


def test_hostile_words_stay_words_in_the_list() -> None:
    hostile = "<img src=x onerror=alert(1)> ' onfocus='alert(1)' \""
    document = letter(f"{hostile}.pdf", None, hostile, authority=hostile)
    basket = annotated(themed(added((), [paragraph_id(document)]), paragraph_id(document), hostile),
                       paragraph_id(document), "</textarea>" + hostile)  # fmt: skip
    for shelf in (Shelf(document), Shelf()):
        found = look_up(basket, shelf)
        html = list_html(found, cited(found, "harvard"))

        assert "<img" not in html
        assert "' onfocus" not in html
        assert html.count("</textarea>") == 1


def test_a_basket_saved_is_written_out_by_the_command(
    letter_store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from assistant.quotations_commands import export

    monkeypatch.setenv("FINDINGS_HOME", str(letter_store.home))
    basket, _ = of_the_letter(letter_store)
    saved, out = tmp_path / "basket.json", tmp_path / "x.md"
    saved.write_text(basket_file(basket), encoding="utf-8")
    export(saved, out, "footnote")
    assert capsys.readouterr().out == f"2 of 2 quotations are in {out}.\n"
    assert out.read_text(encoding="utf-8").startswith("# Quotations")

    saved.write_text(basket_file(added(basket, [A1])), encoding="utf-8")
    with pytest.raises(Exit):
        export(saved, out)
    assert "a.pdf: The document cited is not held here any more." in capsys.readouterr().out
