"""Files that are not as they should be: what is kept of them, and what is said of it."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import invented
import pytest
import spoilt
from killed_runs import AnyModel
from stores import Store, open_store_in

from assistant.app.citation_links import Address, cited_document, cited_now, fingerprint
from assistant.app.source_panel import source_panel
from assistant.scope import Filters, searched
from corpus.catalogue import Catalogue
from ingest.faults import SCAN
from ingest.page_numbers import order_fault, printed_numbers
from ingest.pdf import read_pages
from ingest.read import read_document
from ingest.run import ingest, reindex
from ingest.text_quality import garbled_pages, is_garbled

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not here")


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Store]:
    """A data folder of the test's own, with a stand-in for the embedding model."""
    opened = open_store_in(tmp_path / "home", AnyModel())
    yield opened
    opened.catalogue.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def faults(content: bytes) -> tuple[str, ...]:
    return read_document("a.pdf", content).faults


def report_of(catalogue: Catalogue, name: str) -> dict:
    [report] = [report for report in catalogue.reports() if report["name"] == name]
    return report


# Scans


@pytest.mark.parametrize("stamp", ["", "Received 3 May 2023"])
def test_a_scan_is_held_without_text_and_its_fault_is_said(
    held: Store, folder: Path, stamp: str
) -> None:
    (folder / "scan.pdf").write_bytes(spoilt.scan(3, stamp))
    report = held.ingest(folder)

    assert (report.added, report.set_aside, report.unrecognised) == (["scan.pdf"], [], [])
    [(name, said)] = report.with_faults
    assert name == "scan.pdf"
    assert said.startswith(SCAN)
    document = held.catalogue.document("scan.pdf")
    assert document
    assert (document.kind, document.text, document.paragraphs) == ("other", "", ())
    assert (document.pages, document.faults) == (3, (SCAN,))
    assert searched(held.catalogue.documents(), Filters()) == []
    assert held.is_whole()
    assert held.ingest(folder).unchanged == ["scan.pdf"]


@pytest.mark.parametrize("installed", [True, False])
def test_a_scan_says_how_to_get_its_words(
    held: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, installed: bool
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if installed else None)
    path = folder / "it's a scan.pdf"
    path.write_bytes(spoilt.scan())
    [(_, said)] = held.ingest(folder).with_faults

    quoted = f"'{folder}/it'\"'\"'s a scan.pdf'"
    assert f"run `ocrmypdf --skip-text {quoted} {quoted}`" in said
    assert said.endswith("and ingest it again")
    assert ("not installed" in said) != installed


def test_a_scan_is_replaced_once_its_words_are_read(held: Store, folder: Path) -> None:
    (folder / "a.pdf").write_bytes(spoilt.scan(2))
    held.ingest(folder)
    (folder / "a.pdf").write_bytes(invented.focused_visit("Hull"))
    report = held.ingest(folder)

    assert (report.replaced, report.with_faults) == (["a.pdf"], [])
    assert held.catalogue.documents()[0].kind == "focused_visit"


def test_a_scan_does_not_replace_a_version_with_text(held: Store, folder: Path) -> None:
    (folder / "a.pdf").write_bytes(invented.focused_visit("Hull"))
    held.ingest(folder)
    (folder / "a.pdf").write_bytes(spoilt.scan(2))
    [(_, reason)] = held.ingest(folder).set_aside

    assert "no text" in reason
    assert reason.endswith("the version that is held, which has text, stays")
    assert "supervision" in held.catalogue.text("a.pdf")


def test_two_scans_are_two_documents(held: Store, folder: Path) -> None:
    (folder / "a.pdf").write_bytes(spoilt.scan(1))
    (folder / "b.pdf").write_bytes(spoilt.scan(2))

    assert held.ingest(folder).added == ["a.pdf", "b.pdf"]


def test_pages_without_text_are_named_and_the_rest_is_read() -> None:
    letter = invented.focused_visit()
    mixed = spoilt.joined(letter, spoilt.scan(2), spoilt.blank("5"), letter, spoilt.scan(1, "Copy"))

    assert faults(mixed)[:2] == ("pages 3, 4 and 8 have no text", "page 5 is blank")
    assert faults(spoilt.joined(letter, spoilt.scan()))[0] == "page 3 has no text"
    assert "Personal advisers are warm" in read_document("a.pdf", mixed).text


@pytest.mark.parametrize("number", ["", "3", "Page 3 of 4"])
def test_a_page_with_nothing_but_its_number_and_a_logo_is_blank(number: str) -> None:
    content = spoilt.joined(invented.focused_visit("Hull"), spoilt.blank(number))

    assert faults(content) == ("page 3 is blank",)


def test_a_blank_page_is_nothing_to_worry_about(held: Store, folder: Path) -> None:
    content = spoilt.joined(invented.focused_visit("Hull"), spoilt.blank())
    (folder / "a.pdf").write_bytes(content)

    assert held.ingest(folder).with_faults == []


@needs_corpus
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("reports/50007818.pdf", ("page 31 is blank",)),
        ("focused-visits/b92aa7c5a084.pdf", ("page 5 is blank",)),
        ("reports/50004305.pdf", ()),  # its last page says only "© Crown copyright 2015"
    ],
)
def test_blank_pages_of_published_reports(name: str, said: tuple[str, ...]) -> None:
    assert read_pages((CORPUS / name).read_bytes()).faults == said


# Text that is no words

GARBLED: dict[str, Callable[[int], int]] = {
    "letters shifted": spoilt.shifted,
    "private-use characters": lambda code: code + 0xE000,
    "control characters": lambda code: 14 + code % 12,
}


@pytest.mark.parametrize("how", GARBLED)
def test_a_letter_of_garbage_is_kept_as_a_scan_is(held: Store, folder: Path, how: str) -> None:
    content = spoilt.garbled(invented.focused_visit("Hull"), GARBLED[how])
    (folder / "a.pdf").write_bytes(content)
    [(_, said)] = held.ingest(folder).with_faults

    assert said.startswith("its text is not words")
    assert "ocrmypdf --force-ocr" in said
    document = held.catalogue.document("a.pdf")
    assert document
    assert (document.kind, document.text, document.pages) == ("other", "", 2)


@pytest.mark.parametrize("how", GARBLED)
def test_a_page_of_garbage_is_left_out_and_named(how: str) -> None:
    letter = invented.focused_visit("Hull")
    garbage = spoilt.in_order(spoilt.garbled(letter, GARBLED[how]), [1])
    document = read_document("a.pdf", spoilt.joined(letter, garbage))

    assert document.faults == (
        "the text of page 3 is not words (its letters are held as other characters), "
        "so it is left out",
    )
    assert document.text == read_document("a.pdf", letter).text


LISTS = {
    "figures": "\n".join(f"{year} {year * 7 % 911} 34.5% 1,204" for year in range(2000, 2040)),
    "grades": "\n".join("Ambershire Good Inadequate Outstanding Good" for _ in range(40)),
    "names": "Leeds Bradford York Hull Kirklees Calderdale Wakefield Barnsley Rotherham Sheffield "
    "Doncaster Lincoln Nottingham Derby Stoke Telford Shropshire Cheshire Wirral Sefton Bury "
    "Bolton Wigan Salford Trafford Tameside Oldham Rochdale Blackburn Blackpool Lancashire",
    "contents": "\n".join(f"Section {n} {'.' * 60} {n}" for n in range(1, 20)),
    "short": "8 Yours sincerely Yvette Stanley National Director",
}


@pytest.mark.parametrize("kind", LISTS)
def test_tables_lists_and_short_pages_are_not_taken_for_garbage(kind: str) -> None:
    assert not is_garbled(LISTS[kind])
    assert garbled_pages([LISTS[kind]]) == frozenset()


def test_short_pages_are_judged_together() -> None:
    words = "Wkh orfdo dxwkrulwb / lqvshfwruv vdz fkloguhq / zdlwlqj iru khos / dqg wkhlu idplolhv"
    page = words + " zhuh qrw hdvlob vhhq / vrfldo zrunhuv kdyh pdqb sodqv"

    assert garbled_pages([page, *words.split(" / ")]) == frozenset(range(5))
    assert garbled_pages([page, "Children are seen quickly"]) == frozenset({0})


@needs_corpus
@pytest.mark.parametrize(
    "name", ["reports/2761820.pdf", "reports/50004315.pdf", "joint-inspections/10c06c55dcfb.pdf"]
)
def test_published_pages_least_like_prose_are_words(name: str) -> None:
    assert not any(
        "not words" in fault for fault in read_pages((CORPUS / name).read_bytes()).faults
    )


# Page order


def test_pages_out_of_order_are_read_as_they_lie_and_said_so() -> None:
    report = spoilt.in_order(invented.sif("Hull"), [1, 3, 2, 4, 5, 6, 7, 8])

    assert faults(report) == ("its pages are out of order: printed 3 stands before 2",)


def test_printed_numbers_are_read_alone_and_after_a_running_title() -> None:
    assert printed_numbers(read_pages(invented.sif()).lines) == tuple(range(1, 9))
    assert printed_numbers(read_pages(invented.looked_after_2013()).lines)[2:] == (1, 2, 3)
    assert printed_numbers(read_pages(invented.focused_visit()).lines) == (None, None)


@pytest.mark.parametrize(
    "numbers",
    [
        (1, 2, 3, 1, 2, 3),  # two parts, each from 1
        (None, 2, None, 4),
        (1, 2, 9, 4),  # a 3 misread
        (2, 1),
    ],
)
def test_what_is_not_clearly_out_of_order_is_not_said(numbers: tuple[int | None, ...]) -> None:
    assert order_fault(numbers) is None


@needs_corpus
def test_a_published_report_numbered_from_its_third_page() -> None:
    pages = read_pages((CORPUS / "reports/50004248.pdf").read_bytes())

    assert printed_numbers(pages.lines)[:4] == (None, None, 1, 2)
    assert pages.faults == ()


# Great length


def test_2000_pages_are_read_page_by_page_and_progress_moves(
    held: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.run._ENCODE_AT_ONCE", 100)
    (folder / "long.pdf").write_bytes(spoilt.long(2_000))
    told: list[tuple[int, int, str]] = []
    progress = lambda *step: told.append(step)  # noqa: E731
    report = ingest([folder], held.catalogue, held.index, held.model, progress)

    assert report.added == ["long.pdf"]
    document = held.catalogue.document("long.pdf")
    assert document
    assert document.pages == 2_000
    start = document.text.index("Finding 1999 ")
    assert document.pages_at(start, start + 12) == (1_999,)
    assert told[0] == (0, 1, "long.pdf")
    encoded = [int(what.split()[0]) for _, _, what in told if "encoded" in what]
    assert len(encoded) > 3
    assert encoded == sorted(set(encoded))
    assert held.is_whole()


# What else a PDF may carry


def test_attached_files_scripts_fields_and_notes_are_not_read() -> None:
    plain = invented.focused_visit("Hull")
    loaded = read_document("a.pdf", spoilt.with_extras(plain))

    assert b"outstanding in Middlesbrough" in spoilt.with_extras(plain)
    assert loaded.text == read_document("a.pdf", plain).text
    assert loaded.faults == ()
    assert "outstanding" not in loaded.text.lower()


# Names

NAMES = [
    "/".join(["a folder of fifty characters and of some more words"] * 6) + "/letter.txt",
    "back\\slash.txt",
    "..\\..\\up.txt",
    'it\'s "quoted" & <b>.txt',
    "50% #1 ?a=b.txt",
    "-rf --force.txt",
    "ambershire – été 日本 🙂.txt",
    "a|b|3|4.txt",
    " spaces  .txt",
    "...txt.txt",
]


def test_any_name_is_held_listed_shown_and_removed(held: Store, tmp_path: Path) -> None:
    outside = {path for path in tmp_path.rglob("*") if "home" not in path.parts}
    for number, name in enumerate(NAMES):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Children in home {number} are seen.", "utf-8")
        outside |= {path, *path.parents}
    for name in NAMES:  # given themselves: in folders, names that begin with a dot are hidden
        held.ingest(tmp_path / "in" / name)
    plain = {name.rpartition("/")[2]: number for number, name in enumerate(NAMES)}

    assert {document.name for document in held.catalogue.documents()} == set(plain)
    for name, number in plain.items():
        assert f"home {number} are" in held.catalogue.text(name)
        assert report_of(held.catalogue, name)["outcome"] == "added"
        assert held.catalogue.remove(name)
    assert held.catalogue.documents() == held.catalogue.reports() == []
    assert {path for path in tmp_path.rglob("*") if "home" not in path.parts} <= outside


def test_a_name_of_300_characters_is_held_below_its_folder(held: Store, folder: Path) -> None:
    path = folder / NAMES[0]
    path.parent.mkdir(parents=True)
    path.write_text("Children are seen.", "utf-8")

    assert len(NAMES[0]) > 300
    assert held.ingest(folder).added == [NAMES[0]]
    assert held.catalogue.remove(NAMES[0])


# What a letter or report does not say


def test_an_authority_that_does_not_exist_is_said_and_taken_for_no_other(
    held: Store, folder: Path
) -> None:
    for layout in (invented.focused_visit, invented.monitoring_visit, invented.sif):
        (folder / f"{layout.__name__}.pdf").write_bytes(layout())
    report = held.ingest(folder)

    assert {document.authority for document in held.catalogue.documents()} == {None}
    assert len(report.added) == len(report.with_faults) == 3
    assert {said for _, said in report.with_faults} == {"it names no authority that is known"}


def test_a_letter_without_a_date_and_days_is_held_and_said(held: Store, folder: Path) -> None:
    letter = (
        "# Focused visit to Hull children’s services\n\nChildren wait.\n\nYours sincerely\n\n"
        "Jo Hale, His Majesty’s Inspector"
    )
    (folder / "a.md").write_text(letter, "utf-8")

    assert held.ingest(folder).with_faults == [
        (
            "a.md",
            "no days of an inspection or visit were found in it; "
            "the letter has no date that can be read",
        )
    ]


def test_a_report_without_inspection_dates_is_held_and_said(held: Store, folder: Path) -> None:
    report = (
        "# Inspection of Hull local authority children’s services\n\nLead inspector: Jo Hale\n\n"
        "1. Children wait.\n\n© Crown copyright 2024"
    )
    (folder / "a.md").write_text(report, "utf-8")

    assert held.ingest(folder).with_faults == [
        ("a.md", "no days of an inspection or visit were found in it")
    ]


# The same document twice


def test_a_file_that_differs_only_in_its_details_is_set_aside(held: Store, folder: Path) -> None:
    letter = invented.focused_visit("Hull")
    (folder / "a.pdf").write_bytes(spoilt.with_details(letter, "Final"))
    (folder / "b.pdf").write_bytes(spoilt.with_details(letter, "Draft 2"))
    report = held.ingest(folder)

    assert report.added == ["a.pdf"]
    assert report.set_aside == [
        (
            "b.pdf",
            "its text is that of a.pdf, which is held already: only the file's own details differ",
        )
    ]
    assert len(held.catalogue.documents()) == 1


def test_a_version_that_differs_only_in_its_details_replaces_its_own(
    held: Store, folder: Path
) -> None:
    letter = invented.focused_visit("Hull")
    (folder / "a.pdf").write_bytes(letter)
    held.ingest(folder)
    (folder / "a.pdf").write_bytes(spoilt.with_details(letter, "Final"))

    assert held.ingest(folder).replaced == ["a.pdf"]


# A newer version, and links made to the earlier

OLD = "Letter.\n\nChildren are seen quickly. Children are heard.\n\nCare leavers wait for homes."
NEW = "A letter, corrected.\n\nChildren are seen quickly.\n\nCare leavers have good homes."


@pytest.fixture
def replaced(held: Store, folder: Path) -> Callable[[str], Address]:
    """A letter quoted and then replaced; gives the address of words in its earlier version."""
    (folder / "a.txt").write_text(OLD, "utf-8")
    held.ingest(folder)
    old = held.catalogue.document("a.txt")
    assert old
    (folder / "a.txt").write_text(NEW, "utf-8")
    assert held.ingest(folder).replaced == ["a.txt"]

    def address(words: str) -> Address:
        start = old.text.index(words)
        return Address("a.txt", start, start + len(words), old.sha256[:12], fingerprint(words))

    return address


def test_a_link_to_an_earlier_version_finds_its_words_where_they_stand_now(
    held: Store, replaced: Callable[[str], Address]
) -> None:
    words = "Children are seen quickly."
    with pytest.raises(ValueError, match="has changed"):
        cited_document(replaced(words), held.catalogue.document)
    document, now = cited_now(replaced(words), held.catalogue.document, held.catalogue.replaced_on)

    assert document.text[now.start : now.end] == words
    panel = source_panel(document, now, "Cited", (1, 1), False)
    assert f"<mark>{words}</mark>" in panel
    assert "replaced by a newer version" in panel


def test_a_link_to_words_that_are_gone_says_so_and_when(
    held: Store, replaced: Callable[[str], Address]
) -> None:
    replacement = held.catalogue.replaced_on(replaced("Letter").version)
    assert replacement
    with pytest.raises(ValueError, match=r"was replaced .* on \d{4}-\d\d-\d\d.*not in it any more"):
        cited_now(
            replaced("Children are heard."), held.catalogue.document, held.catalogue.replaced_on
        )


def test_a_link_to_words_that_stand_twice_shows_neither(
    held: Store, replaced: Callable[[str], Address], folder: Path
) -> None:
    words = "Children are seen quickly."
    address = replaced(words)
    (folder / "a.txt").write_text(f"{NEW}\n\n{words}", "utf-8")
    held.ingest(folder)
    with pytest.raises(ValueError, match="more than once"):
        cited_now(address, held.catalogue.document, held.catalogue.replaced_on)


def test_a_version_that_is_held_again_is_no_earlier_one(held: Store, folder: Path) -> None:
    for text in (OLD, NEW, OLD):
        (folder / "a.txt").write_text(text, "utf-8")
        held.ingest(folder)
    old, new = (hashlib.sha256(text.encode()).hexdigest() for text in (OLD, NEW))

    assert held.catalogue.replaced_on(old) is None
    replacement = held.catalogue.replaced_on(new)
    assert replacement
    assert (replacement["name"], replacement["replaced_by"]) == ("a.txt", old)


# Listings


def write_listing(folder: Path, urn: str, published: str = "2023-06-29") -> None:
    rows = f"file,urn,published,url\na.pdf,{urn},{published},https://example.org/a\n"
    (folder / "sources.csv").write_text(rows, "utf-8")


def test_a_corrected_listing_is_applied_to_an_unchanged_file(held: Store, folder: Path) -> None:
    (folder / "a.pdf").write_bytes(invented.focused_visit("Hull"))
    write_listing(folder, "80520")
    held.ingest(folder)
    [before] = held.catalogue.documents()
    assert any("80520" in conflict for conflict in before.conflicts)
    write_listing(folder, before.urn or "", "2023-07-03")
    report = held.ingest(folder)

    [after] = held.catalogue.documents()
    assert (report.read_again, report.unchanged, report.passages_encoded) == (["a.pdf"], [], 0)
    assert not any("80520" in conflict for conflict in after.conflicts)
    assert str(after.published) == "2023-07-03"
    assert held.is_whole()
    assert held.ingest(folder).unchanged == ["a.pdf"]


def test_reading_again_keeps_what_the_listing_said(held: Store, folder: Path) -> None:
    (folder / "a.pdf").write_bytes(invented.focused_visit("Hull"))
    write_listing(folder, "80520")
    held.ingest(folder)
    [before] = held.catalogue.documents()
    held.catalogue._connection.execute("UPDATE documents SET reading = 'older', conflicts = '[]'")
    reindex(held.catalogue, held.index, held.model)
    assert held.catalogue.documents() == [before]
    held.catalogue._connection.execute("UPDATE documents SET reading = 'older', conflicts = '[]'")
    (folder / "sources.csv").unlink()
    assert held.ingest(folder).read_again == ["a.pdf"]
    assert held.catalogue.documents() == [before]


# Reports


def test_what_became_of_each_file_is_kept(held: Store, folder: Path) -> None:
    (folder / "a.pdf").write_bytes(invented.focused_visit("Hull"))
    held.ingest(folder)
    first = report_of(held.catalogue, "a.pdf")

    assert (first["outcome"], first["reason"]) == ("added", "")
    assert first["sha256"] == held.catalogue.documents()[0].sha256
    details = dict(first["details"])
    assert details.pop("seconds") > 0
    assert details.pop("reader")
    assert details.pop("passages") > 1
    assert details.pop("paragraphs") > 1
    assert details == {
        "pages": 2,
        "kind": "focused_visit",
        "authority": held.catalogue.documents()[0].authority,
        "conflicts": 0,
        "faults": 0,
    }
    held.ingest(folder)
    assert report_of(held.catalogue, "a.pdf") == first
    held.catalogue.remove("a.pdf")
    assert held.catalogue.reports() == []


def set_aside(held: Store) -> list[str]:
    return [report["name"] for report in held.catalogue.reports("set aside")]


def test_a_notice_of_a_file_that_is_gone_is_dropped(held: Store, folder: Path) -> None:
    (folder / "below").mkdir()
    for name in ("gone.txt", "stays.txt", "below/gone.txt"):
        (folder / name).write_bytes(b"")
    (folder / "a.txt").write_text("Children are seen.")
    held.ingest(folder)
    assert set_aside(held) == ["below/gone.txt", "gone.txt", "stays.txt"]
    for name in ("gone.txt", "below/gone.txt"):
        (folder / name).unlink()
    held.ingest(folder / "a.txt")
    assert len(set_aside(held)) == 3  # that was not the folder
    held.ingest(folder)
    assert set_aside(held) == ["stays.txt"]


def test_a_held_file_that_is_spoilt_and_mended_keeps_its_report(held: Store, folder: Path) -> None:
    (folder / "a.txt").write_text(OLD)
    held.ingest(folder)
    (folder / "a.txt").write_bytes(b"")
    held.ingest(folder)
    assert [report["outcome"] for report in held.catalogue.reports()] == ["added", "set aside"]
    (folder / "a.txt").write_text(OLD)
    assert held.ingest(folder).unchanged == ["a.txt"]
    assert [report["outcome"] for report in held.catalogue.reports()] == ["added"]


def test_a_store_of_the_first_layout_is_upgraded_to_the_second(tmp_path: Path) -> None:
    def columns(catalogue: Catalogue) -> set[tuple[str, str]]:
        rows = catalogue._connection.execute(
            "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c"
            " WHERE t.type = 'table'"
        )
        return {tuple(row) for row in rows}

    catalogue = Catalogue(tmp_path)
    second = columns(catalogue)
    new = ("framework", "updated", "faults", "text_sha256", "listing")
    catalogue._connection.executescript(
        "".join(f"ALTER TABLE documents DROP COLUMN {name};" for name in new)
        + """
        ALTER TABLE paragraphs DROP COLUMN boxes;
        ALTER TABLE paragraphs DROP COLUMN repeats;
        DROP TABLE ingest_reports;
        DROP TABLE earlier_versions;
        CREATE TABLE set_aside (name TEXT PRIMARY KEY, sha256 TEXT, reason TEXT, day TEXT);
        INSERT INTO set_aside VALUES ('a.pdf', NULL, 'it is empty', '2026-08-01');
        PRAGMA user_version = 1;
        """
    )
    catalogue.close()
    upgraded = Catalogue(tmp_path)

    assert columns(upgraded) == second
    [notice] = upgraded.reports("set aside")
    assert (notice["name"], notice["reason"]) == ("a.pdf", "it is empty")


def test_a_report_that_cannot_be_written_leaves_the_document_out(
    held: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text(OLD)

    def fail(*values: object) -> None:
        raise OSError("the machine stopped")

    with monkeypatch.context() as patched:
        patched.setattr("corpus.catalogue.write_report", fail)
        with pytest.raises(OSError, match="stopped"):
            held.ingest(folder)
    assert held.catalogue.documents() == []
    assert held.ingest(folder).added == ["a.txt"]
    assert held.is_whole()
