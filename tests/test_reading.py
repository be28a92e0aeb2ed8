"""What a reader may rely on of a document that has been read: its words, places, dates, grades."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import invented
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from assistant.page_images import highlighted_text, page_spans
from corpus.dates import read_date, read_periods
from corpus.embedding import EmbeddingModel
from corpus.types import Document, Paragraph
from ingest.errors import UnreadableFile
from ingest.lines import clean_pieces
from ingest.passages import embedded_text, split_into_passages
from ingest.read import read_document

LETTER = Path(__file__).parents[1] / "corpus/letters/middlesbrough-monitoring-visit-2022-08-17.txt"
MODEL = EmbeddingModel()

Layout = Callable[[], bytes]
LAYOUTS: tuple[Layout, ...] = (
    invented.looked_after_2013,
    invented.sif,
    invented.ilacs_council_first,
    invented.ilacs_four_judgements,
    invented.ilacs_five_judgements,
    invented.ilacs_post_reform,
    invented.focused_visit,
    invented.monitoring_visit,
    invented.joint_inspection,
)
ILACS = LAYOUTS[2:6]
each_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
each_ilacs = pytest.mark.parametrize("layout", ILACS, ids=lambda layout: layout.__name__)


@cache
def read(layout: Layout) -> Document:
    return read_document("ambershire.pdf", layout())


@cache
def read_letter() -> Document:
    return read_document(f"letters/{LETTER.name}", LETTER.read_bytes())


def passages(document: Document):
    return split_into_passages(document, MODEL.count_tokens, MODEL.longest)


def words(document: Document, paragraph: Paragraph) -> str:
    return document.text[paragraph.start : paragraph.end]


def paragraph_with(document: Document, some_words: str) -> Paragraph:
    [found] = [p for p in document.paragraphs if some_words in words(document, p)]
    return found


def quotable(document: Document) -> list[Paragraph]:
    return [p for p in document.paragraphs if p.role in ("body", "item", "judgement")]


# What a document is


@pytest.mark.parametrize(
    ("layout", "kind", "first", "last", "dated", "inspectors"),
    [
        (invented.looked_after_2013, "looked_after_2013", (2013, 7, 15), (2013, 7, 19), None,
         ("Helen Orchard",)),
        (invented.sif, "sif", (2015, 11, 24), (2015, 12, 17), None, ("Dominic Vale",)),
        (invented.ilacs_council_first, "ilacs", (2019, 11, 25), (2019, 12, 6), None,
         ("Jan Orchard",)),
        (invented.ilacs_four_judgements, "ilacs", (2022, 7, 4), (2022, 7, 15), None,
         ("Nadia Hale",)),
        (invented.ilacs_five_judgements, "ilacs", (2025, 1, 20), (2025, 1, 24), None,
         ("Nadia Hale",)),
        (invented.ilacs_post_reform, "ilacs", (2026, 6, 8), (2026, 6, 19), None, ("Nadia Hale",)),
        (invented.focused_visit, "focused_visit", (2023, 5, 17), (2023, 5, 18), (2023, 6, 22),
         ("Tess Ledbury", "Joy Howe")),
        (invented.monitoring_visit, "monitoring_visit", (2022, 7, 13), (2022, 7, 14),
         (2022, 8, 17), ("Lou Holt", "Matt Vale")),
        (invented.joint_inspection, "jtai", (2016, 3, 14), (2016, 3, 18), (2016, 5, 10), ()),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)  # fmt: skip
def test_a_document_says_what_it_is_when_it_was_and_who_inspected(
    layout, kind, first, last, dated, inspectors
) -> None:
    document = read(layout)

    assert document.kind == kind
    assert document.visits == ((date(*first), date(*last)),)
    assert document.letter_date == (date(*dated) if dated else None)
    assert document.inspectors == inspectors
    letter = kind in ("focused_visit", "monitoring_visit", "jtai")
    assert document.lead_inspector == (None if letter else inspectors[0])
    assert document.conflicts == ()


def test_publication_is_read_from_page_1_of_a_report() -> None:
    assert read(invented.sif).published == date(2016, 2, 19)
    assert read(invented.looked_after_2013).published == date(2013, 8, 23)


def test_a_focused_visit_says_what_it_looked_at() -> None:
    assert read(invented.focused_visit).focus == (
        "the local authority’s arrangements for care leavers"
    )


def test_a_re_inspection_is_known_as_one() -> None:
    assert read_document("a.pdf", invented.sif(again=True)).kind == "sif_reinspection"


@each_layout
def test_an_unknown_authority_is_none_rather_than_a_guess(layout: Layout) -> None:
    assert read(layout).authority is None
    assert read(layout).urn is None


@each_layout
def test_a_known_authority_is_recognised_in_every_layout(layout: Layout) -> None:
    assert read_document("a.pdf", layout("Middlesbrough")).urn == "80523"


# Grades


@pytest.mark.parametrize(
    ("layout", "grades"),
    [
        (
            invented.sif,
            {
                "overall": "requires improvement",
                "leaders": "requires improvement",
                "help_and_protection": "requires improvement",
                "in_care": "good",
                "care_leavers": "outstanding",
                "adoption": "requires improvement",
                "lscb": "inadequate",
            },
        ),
        (
            invented.ilacs_council_first,
            {
                "overall": "inadequate",
                "leaders": "inadequate",
                "help_and_protection": "inadequate",
                "in_care": "requires improvement",
                "care_leavers": "combined_with_care",
            },
        ),
        (
            invented.ilacs_four_judgements,
            {
                "overall": "good",
                "leaders": "good",
                "help_and_protection": "requires improvement",
                "in_care": "good",
                "care_leavers": "combined_with_care",
            },
        ),
        (
            invented.ilacs_five_judgements,
            {
                "overall": "good",
                "leaders": "good",
                "help_and_protection": "requires improvement",
                "in_care": "good",
                "care_leavers": "outstanding",
            },
        ),
        (
            invented.ilacs_post_reform,
            {
                "leaders": "inadequate",
                "help_and_protection": "inadequate",
                "in_care": "good",
                "care_leavers": "requires improvement",
            },
        ),
        (invented.focused_visit, {}),
        (invented.monitoring_visit, {}),
        (invented.joint_inspection, {}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_each_grade_is_that_of_its_own_row_and_an_earlier_grade_is_none(layout, grades) -> None:
    assert {j.area: j.grade for j in read(layout).judgements} == grades


@each_layout
def test_a_grade_can_be_quoted_from_where_it_was_read(layout: Layout) -> None:
    document = read(layout)
    for judgement in document.judgements:
        quoted = document.text[judgement.start : judgement.end].lower()
        if judgement.grade == "combined_with_care":
            assert "care and care leavers" in quoted
        else:
            assert judgement.grade.split()[-1] in quoted


def test_the_boards_grade_is_read_from_the_boards_own_part() -> None:
    document = read(invented.sif)
    [board] = [j for j in document.judgements if j.area == "lscb"]

    assert document.text[board.start : board.end] == (
        "The Local Safeguarding Children Board is inadequate"
    )
    assert document.pages_at(board.start, board.end) == (6,)


# Paragraphs, their numbers, pages and sections


@each_ilacs
def test_paragraphs_have_the_numbers_printed_and_the_number_is_not_in_the_text(layout) -> None:
    document = read(layout)
    numbered = [p for p in document.paragraphs if p.printed_number]

    assert [p.number for p in numbered] == ["1", "2", "3", "4", "5"]
    assert [words(document, p).split()[0] for p in numbered] == [
        "Families", "Children", "When", "Disabled", "Children"
    ]  # fmt: skip


def test_paragraph_numbers_may_begin_again_in_the_boards_part() -> None:
    numbered = [p for p in read(invented.sif).paragraphs if p.printed_number]

    assert [p.number for p in numbered] == ["1", "2", "3", "4", "1"]


def test_a_year_at_the_start_of_a_line_is_no_paragraph_number() -> None:
    assert "which has met since 2014. It makes" in read(invented.ilacs_five_judgements).text
    assert "most workers since 2014. Managers" in read(invented.sif).text


def test_unnumbered_paragraphs_are_counted_within_their_section_and_marked_so() -> None:
    document = read(invented.focused_visit)
    found = paragraph_with(document, "A few care leavers")

    assert (found.number, found.printed_number, found.section) == ("2", False, ("Main findings",))


@pytest.mark.parametrize(
    ("layout", "whole", "pages"),
    [
        (
            invented.ilacs_five_judgements,
            "When risks grow, strategy meetings are held promptly. Social workers and their "
            "managers know what must happen next, and record why they decided as they did.",
            (2, 3),
        ),
        (
            invented.sif,
            "Thresholds are understood by most partners, but one in six contacts is not screened "
            "on the day on which it is received.",
            (4, 5),
        ),
        (
            invented.focused_visit,
            "Personal advisers are warm and persistent. They keep in touch with young people who "
            "have moved away from the county.",
            (1, 2),
        ),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_paragraph_that_a_page_break_cuts_is_whole_and_knows_both_pages(
    layout, whole, pages
) -> None:
    document = read(layout)
    found = paragraph_with(document, whole)

    assert words(document, found) == whole
    assert found.pages == pages
    assert document.pages_at(found.start, found.end) == pages


@each_ilacs
def test_a_hyphen_at_a_line_end_is_kept_and_joins_its_word(layout: Layout) -> None:
    assert "meet each week in a multi-agency panel" in read(layout).text


@each_ilacs
def test_a_footnote_and_its_marks_stay_out_of_the_sentences(layout: Layout) -> None:
    document = read(layout)
    [note] = [p for p in document.paragraphs if p.role == "footnote"]

    assert "A third of the parents, chosen by lot, were asked." in document.text
    assert words(document, paragraph_with(document, "What needs to improve"))[-1] in "e?"
    assert (note.number, note.pages) == ("1", (2,))
    assert words(document, note).startswith("The areas have been cross-referenced")
    assert not any("cross-referenced" in passage.text for passage in passages(document))


def test_sections_nest_as_headings_do() -> None:
    document = read(invented.sif)

    assert paragraph_with(document, "Early help is well coordinated").section == (
        "The experiences and progress of children who need help and protection",
        "Inspection findings",
    )
    assert paragraph_with(document, "The board does not know").section == (
        "The Local Safeguarding Children Board (LSCB)",
        "Inspection findings – the Local Safeguarding Children Board",
    )


@pytest.mark.parametrize(
    ("layout", "section", "items"),
    [
        (invented.ilacs_five_judgements, "What needs to improve?", 2),
        (invented.focused_visit, "What needs to improve in this area of social work practice", 1),
        (invented.joint_inspection, "Areas for improvement", 1),
        (invented.monitoring_visit, "Areas covered by the visit", 2),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_list_items_stand_in_their_section_without_their_bullets(layout, section, items) -> None:
    document = read(layout)
    found = [p for p in document.paragraphs if p.role == "item" and p.section == (section,)]

    assert len(found) == items
    assert all(words(document, p)[0].isupper() for p in found)


# What is not the inspectors' finding is never offered


FURNITURE = (
    "Piccadilly Gate", "0300 123", "Textphone", "enquiries@ofsted", "www.", "Crown copyright",
    "regulates and inspects", "January 2025 2", "County Council Inspection", "Your sincerely",
    "Yours sincerely", "Dear ", "Lead inspector", "Recommendations 3", "Contents",
    "this inspection 7",
    "have looked closely", "four point scale", "serious failures", "Published:",
)  # fmt: skip


@each_layout
def test_nothing_but_findings_is_in_a_passage(layout: Layout) -> None:
    text = "\n".join(passage.text for passage in passages(read(layout)))

    assert [words for words in FURNITURE if words in text] == []


@each_layout
def test_page_numbers_and_running_titles_are_not_in_the_text_at_all(layout: Layout) -> None:
    lines = read(layout).text.split("\n")

    assert not [line for line in lines if re.fullmatch(r"\d+|.* \d{4} \d", line)]


def test_a_letter_reads_from_its_date_on_though_its_letterhead_is_drawn_last() -> None:
    text = read(invented.focused_visit).text

    assert text.startswith("22 June 2023\n\nMs Hart")
    assert "Piccadilly" not in text


# Every character has its place on a page


@each_layout
def test_the_text_is_what_is_drawn_where_it_says(layout: Layout) -> None:
    document = read(layout)
    opened = pdfium.PdfDocument(layout())
    covered = bytearray(len(document.text))
    for run in document.source_runs:
        textpage = opened[run.page - 1].get_textpage()
        codes = range(run.char_index, run.char_index + run.length)
        drawn = "".join(chr(pdfium_c.FPDFText_GetUnicode(textpage, code)) for code in codes)
        kept = document.text[run.start : run.start + run.length]
        assert re.sub("[\x02\ufffe]", "-", drawn).replace("\u00a0", " ") == kept
        covered[run.start : run.start + run.length] = b"\1" * run.length
    opened.close()

    unplaced = "".join(c for c, has in zip(document.text, covered, strict=True) if not has)
    assert set(unplaced) <= {" ", "\n"}


def test_a_quotation_is_highlighted_on_both_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "ambershire.pdf"
    path.write_bytes(invented.ilacs_five_judgements())
    document = read(invented.ilacs_five_judgements)
    found = paragraph_with(document, "When risks grow")
    spans = page_spans(document, found.start, found.end)

    marked = " ".join(highlighted_text(path, page, spans[page]) for page in (2, 3))
    assert " ".join(marked.split()) == words(document, found)


# Passages


@pytest.mark.parametrize(
    "document",
    [*(lambda layout=layout: read(layout) for layout in LAYOUTS), read_letter],
    ids=[*(layout.__name__ for layout in LAYOUTS), "bundled_letter"],
)
def test_passages_are_exact_short_enough_and_leave_nothing_quotable_out(document) -> None:
    document = document()
    covered = bytearray(len(document.text))
    for passage in passages(document):
        assert passage.text == document.text[passage.start : passage.end]
        assert MODEL.count_tokens(embedded_text(passage)) <= 254
        assert passage.pages == document.pages_at(passage.start, passage.end)
        covered[passage.start : passage.end] = b"\1" * (passage.end - passage.start)

    for paragraph in quotable(document):
        left_out = [
            document.text[i]
            for i in range(paragraph.start, paragraph.end)
            if not covered[i] and not document.text[i].isspace()
        ]
        assert left_out == []


def test_a_long_paragraph_is_parted_between_sentences() -> None:
    sentence = "Social workers in Ambershire visit children often and record what they say."
    content = f"# Main findings\n\n{' '.join([sentence] * 40)}\n".encode()
    parts = passages(read_document("long.md", content))

    assert len(parts) > 1
    assert {part.paragraph for part in parts} == {"1"}
    assert all(part.text.endswith(sentence) for part in parts)
    assert sum(part.text.count(sentence) for part in parts) == 40


def test_a_passage_never_holds_two_sections() -> None:
    document = read(invented.ilacs_five_judgements)
    for passage in passages(document):
        inside = {
            p.section for p in quotable(document) if p.start < passage.end and passage.start < p.end
        }
        assert inside == {passage.section}


# The bundled letter


def test_the_bundled_letter_is_a_monitoring_visit_to_middlesbrough() -> None:
    letter = read_letter()

    assert (letter.kind, letter.authority, letter.urn) == (
        "monitoring_visit", "Middlesbrough", "80523",
    )  # fmt: skip
    assert letter.visits == ((date(2022, 7, 13), date(2022, 7, 14)),)
    assert letter.letter_date == date(2022, 8, 17)
    assert letter.inspectors == ("Louise Hollick", "Matt Reed")
    assert letter.judgements == ()
    assert (letter.pages, letter.source_runs) == (0, ())


def test_the_bundled_letter_has_its_three_sections() -> None:
    sections = dict.fromkeys(p.section[0] for p in read_letter().paragraphs if p.section)

    assert list(sections) == [
        "Areas covered by the visit",
        "Headline findings",
        "Findings and evaluation of progress",
    ]


@pytest.mark.parametrize(
    "joined",
    [
        "partnerships in the Multi-Agency Children's Hub (MACH), which are improving",
        "actions in the plan do not always include all the presenting risks",
        "to be shared. This is assisting in well-informed shared decision-making.",
        "Middlesbrough still has a significant number of agency teams",
    ],
)
def test_a_sentence_that_a_blank_line_cut_is_whole_again(joined: str) -> None:
    assert joined in read_letter().text


def test_no_markup_is_left_in_the_bundled_letter() -> None:
    assert not re.search(r"[#*_<>]|^- ", read_letter().text, re.MULTILINE)
    assert "3rd Floor" in read_letter().text


def test_address_and_signature_of_the_bundled_letter_are_no_findings() -> None:
    text = "\n".join(passage.text for passage in passages(read_letter()))

    assert not re.search(r"PO Box|Dear Sue|Yours sincerely|Her Majesty's Inspector$", text)


# Dates


@pytest.mark.parametrize(
    ("printed", "periods"),
    [
        ("8 to 19 June 2026", [("2026-06-08", "2026-06-19")]),
        ("15 – 19 July 2013", [("2013-07-15", "2013-07-19")]),
        ("15-19 July 2013", [("2013-07-15", "2013-07-19")]),
        ("9–24 November 2017", [("2017-11-09", "2017-11-24")]),
        ("21 November–15 December 2016", [("2016-11-21", "2016-12-15")]),
        ("4 July 2016–28 July 2016", [("2016-07-04", "2016-07-28")]),
        ("25 November 2019 to 6 December 2019", [("2019-11-25", "2019-12-06")]),
        ("29 November to 10 December 2021", [("2021-11-29", "2021-12-10")]),
        ("12 December to 13 January 2023", [("2022-12-12", "2023-01-13")]),
        ("18 Feb 2014 – 12 March 2014", [("2014-02-18", "2014-03-12")]),
        ("1/06/2015 – 25/06/2015", [("2015-06-01", "2015-06-25")]),
        ("12/09/2016 to 06/10/2016", [("2016-09-12", "2016-10-06")]),
        ("13 and 14 July 2022", [("2022-07-13", "2022-07-14")]),
        ("30 June and 1 July 2021", [("2021-06-30", "2021-07-01")]),
        ("18 November 2019 and 22 November 2019", [("2019-11-18", "2019-11-22")]),
        ("29 and 30 September, and 1 October 2020", [("2020-09-29", "2020-10-01")]),
        ("15, 16 and 21 July 2025", [("2025-07-15", "2025-07-16"), ("2025-07-21", "2025-07-21")]),
        ("between 14 and 18 March 2016", [("2016-03-14", "2016-03-18")]),
        ("13 October 2020. Inspectors", [("2020-10-13", "2020-10-13")]),
        ("1st and 2nd May 2018", [("2018-05-01", "2018-05-02")]),
        (
            "30 September to 11 October 2024 and 13 to 16 January 2025",
            [("2024-09-30", "2024-10-11"), ("2025-01-13", "2025-01-16")],
        ),
        (
            "8 July 2019 to 12 July 2019 and 7 August 2019 to 8 August 2019",
            [("2019-07-08", "2019-07-12"), ("2019-08-07", "2019-08-08")],
        ),
        (
            "5 to 9 December 2022 and 14 to 15 February 2023",
            [("2022-12-05", "2022-12-09"), ("2023-02-14", "2023-02-15")],
        ),
        ("31 June 2020", []),
        ("the spring term", []),
        ("", []),
    ],
)
def test_periods_are_read_in_every_form_in_which_they_are_printed(printed, periods) -> None:
    expected = tuple((date.fromisoformat(a), date.fromisoformat(b)) for a, b in periods)

    assert read_periods(printed) == expected


def test_a_year_printed_nowhere_is_taken_from_elsewhere_or_the_day_is_not_known() -> None:
    assert read_periods("21 and 22 June") == ()
    assert read_periods("21 and 22 June", 2018) == ((date(2018, 6, 21), date(2018, 6, 22)),)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("17 August 2022", date(2022, 8, 17)),
        ("17/08/2022", date(2022, 8, 17)),
        ("3rd of May 2019", date(2019, 5, 3)),
        ("Report published: 1 Sept 2016", date(2016, 9, 1)),
        ("PO Box 505, 3rd Floor, 24 June 2021", date(2021, 6, 24)),
        ("30 February 2020", None),
        ("August 2022", None),
    ],
)
def test_the_first_full_date_is_read(text: str, day: date | None) -> None:
    assert read_date(text) == day


# What cannot be read is refused in words that say what to do


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", b"", "it is empty"),
        ("a.pdf", b"<!DOCTYPE html><html>Not found</html>", "web page, not a PDF: fetch"),
        ("a.pdf", b"Dear Sue", "not a PDF: check"),
        ("a.pdf", invented.sif()[:4000], "damaged or incomplete: fetch"),
        ("a.txt", b"Caf\xe9", "not in UTF-8: save it again"),
        ("a.txt", b"a\x00b", "not a text file"),
        ("a.txt", b" \n ", "it is empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_reason(name, content, reason) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read_document(name, content)


@pytest.mark.parametrize(
    ("drawn", "read_as"),
    [
        ("2016\uf02d17", "2016-17"),
        ("2014\u0335–15", "2014–15"),
        ("\uf02d two live in hostels", "• two live in hostels"),
    ],
)
def test_a_dash_is_a_bullet_only_at_the_start_of_a_line(drawn: str, read_as: str) -> None:
    assert "".join(text for _, text in clean_pieces(drawn, 0)) == read_as
