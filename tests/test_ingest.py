"""Taking documents in: repeatable, resumable, and no file is lost, doubled or silently dropped."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas
from stores import OpenStore, Store

from corpus.catalogue import Catalogue, CatalogueError
from corpus.database import SCHEMA_VERSION
from corpus.vectors import IndexMismatch, IndexUnavailable, VectorIndex, empty_index
from ingest.run import ingest, made_by, reindex

KILLED_RUNS = Path(__file__).parent / "killed_runs.py"


def write_letter(path: Path, words: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"# Letter\n\n## Findings\n\nInspectors saw that {words}.\n", "utf-8")
    return path


def pdf_saying(*pages: str) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=1)
    for words in pages:
        canvas.drawString(72, 700, words)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three letters, one in a folder below."""
    write_letter(tmp_path / "in" / "a.txt", "children are seen quickly")
    write_letter(tmp_path / "in" / "b.md", "social workers have too much work")
    write_letter(tmp_path / "in" / "below" / "c.txt", "care leavers live in good homes")
    return tmp_path / "in"


# A run and the next


def test_a_folder_is_taken_in_by_its_files_paths(store: OpenStore, folder: Path) -> None:
    held = store()
    report = held.ingest(folder)
    assert report.added == ["a.txt", "b.md", "below/c.txt"]
    assert report.set_aside == []
    assert held.is_whole()


def test_the_same_folder_again_changes_nothing(store: OpenStore, folder: Path) -> None:
    held = store()
    held.ingest(folder)
    before = (held.catalogue.documents(), held.catalogue.passages(), held.index.count())
    report = held.ingest(folder)
    assert (len(report.unchanged), report.added, report.replaced) == (3, [], [])
    assert report.passages_encoded == 0
    assert (held.catalogue.documents(), held.catalogue.passages(), held.index.count()) == before


def test_a_changed_file_replaces_its_earlier_version(store: OpenStore, folder: Path) -> None:
    held = store()
    held.ingest(folder)
    write_letter(folder / "a.txt", "families wait for months")
    report = held.ingest(folder)
    assert report.replaced == ["a.txt"]
    assert "families wait" in held.catalogue.text("a.txt")
    assert held.catalogue.find_words(["quickly"], None, 5) == []
    assert len(list(held.catalogue.originals.iterdir())) == 3
    assert held.is_whole()


def test_a_changed_file_that_cannot_be_read_leaves_its_earlier_version(
    store: OpenStore, folder: Path
) -> None:
    held = store()
    held.ingest(folder)
    (folder / "a.txt").write_bytes(b"")
    assert held.ingest(folder).set_aside == [("a.txt", "it is empty")]
    assert "seen quickly" in held.catalogue.text("a.txt")
    assert held.is_whole()


def test_the_same_content_under_another_name_is_reported(store: OpenStore, folder: Path) -> None:
    held = store()
    shutil.copy(folder / "a.txt", folder / "z.txt")
    report = held.ingest(folder)
    assert report.set_aside == [("z.txt", "it repeats a.txt, which is held already")]
    assert len(held.catalogue.documents()) == 3


def test_two_folders_of_one_run_may_not_share_a_name(store: OpenStore, tmp_path: Path) -> None:
    held = store()
    write_letter(tmp_path / "one" / "a.txt", "children are seen quickly")
    write_letter(tmp_path / "two" / "a.txt", "children wait")
    report = held.ingest(tmp_path / "one", tmp_path / "two")
    assert report.added == ["a.txt"]
    [(name, reason)] = report.set_aside
    assert name == "a.txt"
    assert "same name" in reason
    assert "seen quickly" in held.catalogue.text("a.txt")


def test_what_is_removed_is_nowhere_left(store: OpenStore, folder: Path) -> None:
    held = store()
    write_letter(folder / "a.txt", "quokkas visited families in Zebrafinch Street")
    held.ingest(folder)
    kept = {hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*.*")}
    assert {path.stem for path in held.catalogue.originals.iterdir()} == kept

    assert held.catalogue.remove("a.txt")
    held.ingest()  # the next run, of nothing, takes it out of the index
    assert held.catalogue.document("a.txt") is None
    assert held.catalogue.find_words(["quokkas"], None, 5) == []
    assert len(list(held.catalogue.originals.iterdir())) == 2
    assert held.is_whole()
    held.catalogue.close()
    files = [path for path in held.home.rglob("*") if path.is_file()]
    assert not [path for path in files if b"quokka" in path.read_bytes().lower()]


def test_removing_what_is_not_held_says_so(store: OpenStore) -> None:
    assert not store().catalogue.remove("a.txt")


# A run cut short


def test_a_run_killed_at_any_moment_is_finished_by_the_next(tmp_path: Path) -> None:
    for number in range(4):
        write_letter(tmp_path / "earlier" / f"{number}.txt", f"{number} children are seen")
        write_letter(tmp_path / "later" / f"{number}.txt", f"{number} children are seen")
    write_letter(tmp_path / "earlier" / "gone.txt", "children wait")
    write_letter(tmp_path / "later" / "0.txt", "children are seen sooner")
    write_letter(tmp_path / "later" / "new.txt", "children are heard")
    folders = [str(tmp_path / name) for name in ("earlier", "later", "homes")]
    done = subprocess.run(
        [sys.executable, KILLED_RUNS, *folders], capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["moments"] > 100

    later = [path.read_bytes() for path in sorted((tmp_path / "later").iterdir())]
    hashes = sorted(hashlib.sha256(content).hexdigest() for content in later)
    for run in result["runs"]:
        held, moment = run["held"], f"killed at moment {run['moment']}"
        assert run["killed"], moment
        assert sorted(held["documents"].values()) == hashes, moment
        assert held["passages"] == result["runs"][0]["held"]["passages"], moment
        assert held["passages_in_words"] == held["passages_in_index"] == 5, moment
        assert held["same_in_index"], moment
        assert held["left_to_do"] == [], moment
        assert held["originals"] == [f"{sha256}.txt" for sha256 in hashes], moment


# The index made again


def test_reindex_gives_the_same_index(store: OpenStore, folder: Path) -> None:
    held = store()
    held.ingest(folder)
    count = held.index.count()
    held.index.clear()
    assert held.index.count() == 0
    assert reindex(held.catalogue, held.index, held.model) == count
    assert held.is_whole()


def test_an_index_made_otherwise_is_not_opened_and_reindex_mends_it(
    store: OpenStore, folder: Path
) -> None:
    held = store()
    held.ingest(folder)
    otherwise = made_by(held.model) | {"model": "another"}
    with pytest.raises(IndexMismatch, match=r"model was all-MiniLM-L6-v2.*findings reindex"):
        VectorIndex(held.home, otherwise)
    empty_index(held.home, None)
    index = VectorIndex(held.home, otherwise)
    assert reindex(held.catalogue, index, held.model) == len(held.catalogue.passages())
    assert Store(held.home, held.catalogue, index, held.model).is_whole()
    with pytest.raises(IndexMismatch):
        store()


def test_a_document_read_by_an_older_version_is_read_again(store: OpenStore, folder: Path) -> None:
    held = store()
    held.ingest(folder)
    document = held.catalogue.document("a.txt")
    assert document
    held.catalogue.add(document, held.catalogue.passages(["a.txt"])[:0], "older")
    assert held.catalogue.passages(["a.txt"]) == []
    reindex(held.catalogue, held.index, held.model)
    assert "seen quickly" in held.catalogue.passages(["a.txt"])[-1].text
    assert "older" not in {reading for _, reading in held.catalogue.held().values()}
    assert held.is_whole()


# Files that are not what they should be


def encrypted() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_saying("Children are seen.")))
    writer.encrypt("secret", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


BAD_FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.pdf": (lambda: b"", "it is empty"),
    "empty.txt": (lambda: b"", "it is empty"),
    "blank.txt": (lambda: b" \n\n ", "it is empty"),
    "page.pdf": (lambda: b"<!DOCTYPE html><html><p>Not found</p></html>", "web page, not a PDF"),
    "word.pdf": (lambda: b"PK\x03\x04 a Word file", "not a PDF"),
    "encrypted.pdf": (encrypted, "needs a password"),
    "truncated.pdf": (lambda: pdf_saying("Children are seen.")[:400], "damaged or incomplete"),
    "latin.txt": (lambda: "Le café est fermé.".encode("latin-1"), "not in UTF-8"),
    "binary.txt": (lambda: random.Random(0).randbytes(2_000), "not in UTF-8"),
    "nul.txt": (lambda: b"\x00\x01\x02\x03" * 50, "not a text file"),
    "marks.md": (lambda: b"<br>\n<br>\n", "nothing in it"),
}


@pytest.fixture(scope="module")
def bad_run(
    tmp_path_factory: pytest.TempPathFactory, model: object
) -> tuple[dict[str, str], list[str], int]:
    """All of the bad files in one folder with two good ones: reasons, names added, shown later."""
    home, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("bad")
    for name, (content, _) in BAD_FILES.items():
        (folder / name).write_bytes(content())
    write_letter(folder / "aaa good.txt", "children are seen quickly")
    (folder / "zzz good.pdf").write_bytes(pdf_saying("Inspectors saw that children are heard."))
    catalogue = Catalogue(home)
    report = ingest([folder], catalogue, VectorIndex(home, made_by(model)), model)
    return dict(report.set_aside), report.added, len(catalogue.reports("set aside"))


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_set_aside_with_the_reason(name: str, bad_run: tuple) -> None:
    reason = bad_run[0][name]
    assert BAD_FILES[name][1] in reason
    assert "\n" not in reason
    assert not reason.endswith(".")  # it is printed in a sentence
    assert "please report" not in reason


def test_good_files_among_bad_ones_go_in(bad_run: tuple) -> None:
    reasons, added, shown_later = bad_run
    assert added == ["aaa good.txt", "zzz good.pdf"]
    assert len(reasons) == shown_later == len(BAD_FILES)


def test_a_file_that_is_mended_is_no_longer_set_aside(store: OpenStore, tmp_path: Path) -> None:
    held, path = store(), tmp_path / "a.txt"
    path.write_bytes("Le café.".encode("latin-1"))
    held.ingest(path)
    assert [file["name"] for file in held.catalogue.reports("set aside")] == ["a.txt"]
    path.write_text("Le café.", "utf-8")
    assert held.ingest(path).added == ["a.txt"]
    assert held.catalogue.reports("set aside") == []


def test_paths_that_give_nothing_are_reported(store: OpenStore, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "letter.xlsx").write_bytes(b"PK")
    report = store().ingest(
        tmp_path / "empty", tmp_path / "letter.xlsx", tmp_path / "missing.pdf", Path("nowhere/")
    )
    kinds = "PDF, Word (.docx), web page, GOV.UK JSON, text or Markdown file"
    assert [reason for _, reason in report.set_aside] == [
        f"no {kinds} in this folder",
        f"it is not a {kinds}",
        "there is no such file or folder",
        "there is no such file or folder",
    ]


def test_hidden_files_and_files_about_the_folder_are_passed_over(
    store: OpenStore, folder: Path
) -> None:
    write_letter(folder / ".hidden" / "x.txt", "nothing")
    write_letter(folder / "README.md", "this is a folder")
    (folder / "letter.xlsx").write_bytes(b"PK")
    report = store().ingest(folder)
    assert report.added == ["a.txt", "b.md", "below/c.txt"]
    assert report.set_aside == []


def test_a_report_of_300_pages_is_read(store: OpenStore, tmp_path: Path) -> None:
    held, path = store(), tmp_path / "long.pdf"
    path.write_bytes(pdf_saying(*(f"Finding {n} is that children are seen." for n in range(300))))
    assert held.ingest(path).added == ["long.pdf"]
    document = held.catalogue.document("long.pdf")
    assert document
    assert document.pages == 300
    start = document.text.index("Finding 299")
    assert document.pages_at(start, start + 11) == (300,)
    assert held.is_whole()


def test_a_name_of_200_characters_is_kept(store: OpenStore, tmp_path: Path) -> None:
    held, name = store(), "é" * 98 + ".txt"
    long = "a" * 196 + ".txt"
    write_letter(tmp_path / "in" / name, "children are seen")
    write_letter(tmp_path / "in" / long, "children are heard")
    assert held.ingest(tmp_path / "in").added == [long, name]
    assert held.catalogue.remove(long)


def test_a_name_that_is_not_text_is_reported(store: OpenStore, folder: Path) -> None:
    try:
        write_letter(folder / os.fsdecode(b"caf\xe9.txt"), "children wait")
    except OSError:
        pytest.skip("this file system keeps names in Unicode")
    report = store().ingest(folder)
    assert report.set_aside == [("caf\ufffd.txt", "its name is not in UTF-8: rename it")]
    assert len(report.added) == 3


def test_a_listing_that_cannot_be_read_stops_nothing(store: OpenStore, folder: Path) -> None:
    (folder / "sources.csv").write_bytes("file,authority\ncafé.txt,Leeds\n".encode("latin-1"))
    report = store().ingest(folder)
    [(name, reason)] = report.set_aside
    assert name.endswith("sources.csv")
    assert "CSV in UTF-8" in reason
    assert len(report.added) == 3


def test_a_file_that_may_not_be_opened_is_set_aside(
    store: OpenStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    report = store().ingest(folder)
    assert report.set_aside == [
        ("a.txt", "it cannot be opened (Permission denied): check its permissions")
    ]
    assert len(report.added) == 2


# The data folder


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CatalogueError, match=r"cannot be used .*FINDINGS_HOME"):
        Catalogue(tmp_path / "file" / "home")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(mode=0o500)
    with pytest.raises(CatalogueError, match="FINDINGS_HOME"):
        Catalogue(tmp_path / "home")


def test_a_file_in_the_catalogues_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite3").write_bytes(b"not a catalogue" * 500)
    with pytest.raises(CatalogueError, match="damaged"):
        Catalogue(tmp_path)
    assert (tmp_path / "catalogue.sqlite3").read_bytes() == b"not a catalogue" * 500


def test_a_catalogue_of_another_version_is_not_opened(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    catalogue._connection.execute("PRAGMA user_version = 99")
    catalogue.close()
    with pytest.raises(CatalogueError, match="another version of Findings"):
        Catalogue(tmp_path)


@pytest.mark.parametrize("layout", [0, 1], ids=["new", "old"])
def test_any_number_of_programs_may_open_a_data_folder_at_once(tmp_path: Path, layout: int) -> None:
    for attempt in range(5):
        home = tmp_path / str(attempt)
        home.mkdir()
        if layout:
            _made_by_layout_1(home)
        ready = threading.Barrier(6)

        def opened(home: Path = home, ready: threading.Barrier = ready) -> int:
            ready.wait()
            catalogue = Catalogue(home)
            version: int = catalogue._connection.execute("PRAGMA user_version").fetchone()[0]
            catalogue.close()
            return version

        with ThreadPoolExecutor(6) as pool:
            versions = [opening.result() for opening in [pool.submit(opened) for _ in range(6)]]
        assert versions == [SCHEMA_VERSION] * 6


def _made_by_layout_1(home: Path) -> None:
    """The tables that the upgrade from layout 1 changes, as they were."""
    catalogue = sqlite3.connect(home / "catalogue.sqlite3")
    catalogue.executescript(
        "CREATE TABLE documents (id INTEGER PRIMARY KEY);"
        "CREATE TABLE paragraphs (id INTEGER PRIMARY KEY);"
        "CREATE TABLE set_aside (name TEXT, sha256 TEXT, day TEXT, reason TEXT);"
        "PRAGMA user_version = 1;"
    )
    catalogue.close()


def test_a_damaged_index_says_reindex_and_reindex_mends_it(store: OpenStore, folder: Path) -> None:
    from chromadb.api.shared_system_client import SharedSystemClient

    held = store()
    held.ingest(folder)
    SharedSystemClient.clear_system_cache()  # as in a new process
    for path in held.home.glob("vectors/*.sqlite3*"):
        path.write_bytes(b"no database" * 1_000)
    with pytest.raises(IndexUnavailable, match="findings reindex"):
        store()
    empty_index(held.home, None)
    mended = store()
    assert reindex(mended.catalogue, mended.index, mended.model) == 3
    assert mended.is_whole()


def test_a_full_disk_is_said_and_what_was_held_is_whole(store: OpenStore, folder: Path) -> None:
    held = store()
    held.ingest(folder)
    before = (held.catalogue.documents(), held.catalogue.passages())
    db = held.catalogue._connection
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")
    long = write_letter(folder / "long.txt", "children are seen and heard " * 400)
    with pytest.raises(CatalogueError, match="full: free some space"):
        held.ingest(long)
    assert (held.catalogue.documents(), held.catalogue.passages()) == before
    assert held.is_whole()
    db.execute("PRAGMA max_page_count = 1000000")
    assert held.ingest(long).added == ["long.txt"]
    assert held.is_whole()


def test_a_disk_too_full_for_a_copy_is_said(
    store: OpenStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = store()
    held.ingest(folder / "a.txt")

    def full(source: object, target: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", full)
        with pytest.raises(CatalogueError, match=r"No space left.*free some space"):
            held.ingest(folder)
    assert len(list(held.catalogue.originals.iterdir())) == 1
    assert held.is_whole()
    assert held.ingest(folder).added == ["b.md", "below/c.txt"]
    assert held.is_whole()


def test_an_index_that_cannot_be_written_is_filled_by_the_next_run(
    store: OpenStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = store()

    def full(*values: object, **named: object) -> None:
        raise RuntimeError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(held.index._collection, "add", full)
        with pytest.raises(IndexUnavailable, match="disk is full"):
            held.ingest(folder)
    assert len(held.catalogue.documents()) == 3
    assert not held.is_whole()
    assert len(held.ingest(folder).unchanged) == 3
    assert held.is_whole()
