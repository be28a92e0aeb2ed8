"""The page's parts without a browser: answers, the source panel, filters, and the server."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator, Sequence
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from starlette.testclient import TestClient

from assistant.answer_json import NEAREST
from assistant.app.answer_markdown import answer_markdown, plain, unescaped
from assistant.app.buttons import chips_html, examples_html, onward_html
from assistant.app.chat import (
    PENDING,
    STOPPED,
    UNFORESEEN,
    Shown,
    before_newest,
    conversation,
    filters_chosen,
    questions_asked,
    stopped,
)
from assistant.app.chips import Chip, chips, understood
from assistant.app.choices import choices, count_sentence, example_questions
from assistant.app.citation_links import (
    Address,
    citation_id,
    cited_document,
    fingerprint,
    read_citation_id,
)
from assistant.app.server import build_app, serve
from assistant.app.source_panel import source_panel
from assistant.ask import Assistant
from assistant.refusals import scope_of
from assistant.scope import Filters, searched
from assistant.understand import understand
from corpus.authorities import load_authorities
from corpus.types import Answer, Document, Paragraph, Quote, QuoteGroup, Scope, SourceRun

HOSTILE = (
    "<script>alert(1)</script> ![x](http://evil.example/a.png) [ours](#cite-AAAA) "
    "[link](javascript:alert(1)) https://evil.example www.evil.example a@evil.example "
    "<img src=http://evil.example/b.png onerror=alert(1)> `code` $x$ **bold** | a | b |"
)


def document_saying(text: str, *spans: tuple[int, int], name: str = "letter.txt") -> Document:
    paragraphs = tuple(
        Paragraph(start, end, "body", str(n), True, ("Findings", "Front <door>"))
        for n, (start, end) in enumerate(spans or ((0, len(text)),), start=1)
    )
    return Document(name, "0" * 64, "ilacs", text, authority="Ambershire", paragraphs=paragraphs)


def answer_quoting(text: str) -> Answer:
    quote = Quote("letter.txt", 0, len(text), text, (), "1", "Findings", text)
    group = QuoteGroup(text, (quote,))
    return Answer(text, "answered", None, Scope(), text, (group,), (text,))


class Replies:
    """An assistant that remembers what it was asked, and answers with what it was given."""

    def __init__(self, reply: Answer | Exception) -> None:
        self.reply = reply
        self.turns: list[str] = []

    def ask(
        self, question: str, turns: Sequence[str] = (), filters: Filters | None = None
    ) -> Answer:
        self.turns = list(turns)
        if isinstance(self.reply, Exception):
            raise self.reply
        return self.reply


# Answers


def test_a_quotation_is_a_numbered_blockquote_with_its_citation() -> None:
    words = "Children wait too long."
    markdown = answer_markdown(answer_quoting(words))
    link = re.search(r"> “Children wait too long\\\.” \[\\\[1\\\]\]\(#cite-([\w-]+) ", markdown)

    assert link
    address = read_citation_id(link[1])
    assert (address.document, address.start, address.end) == ("letter.txt", 0, len(words))


def test_numbers_go_on_from_one_visit_to_the_next() -> None:
    quote = Quote("letter.txt", 0, 4, "Text", (), None, "", "Citation")
    groups = (QuoteGroup("First", (quote, quote)), QuoteGroup("Second", (quote,)))
    markdown = answer_markdown(Answer("?", "answered", None, Scope(), "Lead", groups))

    assert re.findall(r"\[\\\[(\d)\\\]\]", markdown) == ["1", "2", "3"]


def test_hostile_text_in_a_document_stays_text() -> None:
    markdown = answer_markdown(answer_quoting(HOSTILE))

    assert set(re.findall(r"<[^>]*>", markdown)) == {'<p class="understood">', "</p>"}
    link, keep = re.findall(r"\]\([^ ]*", markdown)
    assert read_citation_id(link.removeprefix("](#cite-")).end == len(HOSTILE)
    assert keep.removeprefix("](#keep-") == link.removeprefix("](#cite-")
    assert re.findall(r"(?<!\\)[!`$*|@:]", markdown.replace("Understood as:", "")) == []
    assert "www." not in markdown


def test_lines_of_a_document_cannot_begin_a_heading_list_or_definition() -> None:
    text = "One\n# Heading\n- item\n1. item\n[a]: http://evil.example\n    code\n===\n| a |"
    quoted = [line for line in answer_markdown(answer_quoting(text)).splitlines() if "One" in line]

    assert all(line.startswith(("> ", "## ", "One", "- ")) for line in quoted)
    assert "\n# " not in answer_markdown(answer_quoting(text))


def test_characters_that_reverse_text_are_left_out() -> None:
    assert plain("not \u202ereflect\u202c") == "not reflect"


@pytest.mark.parametrize("text", [HOSTILE, "Plain & simple \\* <b>", "What of ‘early help’?"])
def test_a_question_shown_can_be_read_back(text: str) -> None:
    assert unescaped(plain(text)) == text


def test_what_comes_nearest_is_marked_as_no_answer() -> None:
    words = Quote("letter.txt", 0, 10, "<b>A pond*", (), None, "", "Citation")
    near = (QuoteGroup("A <visit>", (words,)), QuoteGroup("Another", (words,)))
    refused = Answer("?", "refused", "no_evidence", Scope(), "Nothing is near.", nearest=near)
    before, _, framed = answer_markdown(refused).partition('<div class="nearest">')

    assert "> " not in before
    assert framed.strip().startswith(f"**{plain(NEAREST)}**")
    assert re.findall(r"\[\\\[(\d)\\\]\]\(#cite-", framed) == ["1", "2"]
    assert "<b>" not in framed


# What was understood


def read(question: str, *turns: str) -> Answer:
    """A question as it is understood, without its answer."""
    return Answer(question, "answered", None, scope_of(understand(question, turns), ()), "")


def chip(part: str, answer: Answer, held: Sequence[Document] = ()) -> Chip:
    [found] = [chip for chip in chips(answer, held) if chip.part == part]
    return found


EVERYTHING = "What was criticised about early help at the focused visits in Leeds in 2018?"


def test_what_was_understood_is_said_in_words() -> None:
    assert understood(read(EVERYTHING)) == (
        "Leeds · 2018 · focused visit · early help · passages · what was criticised"
    )
    assert understood(read("early help")).startswith(
        "all authorities · any time · any kind of document · early help"
    )


@pytest.mark.parametrize("part", ["Authority", "Time", "Kind of document", "Subject", "Tone"])
def test_a_chip_takes_away_what_it_shows_and_nothing_else(part: str) -> None:
    before = {chip.part: chip for chip in chips(read(EVERYTHING))}
    after = {chip.part: chip for chip in chips(read(before[part].remove, EVERYTHING))}

    assert part not in after or not after[part].remove
    wanted = {"Wanted"}  # "across authorities" follows from there being none
    assert {p: c.words for p, c in before.items() if p not in {part, *wanted}} == {
        p: c.words for p, c in after.items() if p not in {part, *wanted}
    }


def test_what_was_not_said_cannot_be_taken_away() -> None:
    assert [c.part for c in chips(read("What needs to improve?")) if c.remove] == ["Wanted"]


def test_every_authority_that_a_chip_offers_is_understood_as_itself() -> None:
    question = "What was said about early help in Leeds in 2018?"
    held = [
        Document(a.name, "", "ilacs", "", authority=a.name)
        for a in load_authorities()
        if not a.successors
    ]
    (all_of_them, _), *others = chip("Authority", read(question), held).others

    assert all_of_them == "all authorities"
    assert len(others) == len(held) - 1
    for name, message in others:
        scope = read(message, question).scope
        assert (scope.authorities, scope.when) == ((name,), "2018")


@pytest.mark.parametrize("part", ["Time", "Kind of document", "Wanted", "Tone"])
def test_what_a_chip_offers_is_what_is_then_understood(part: str) -> None:
    held = [
        Document(kind, "", kind, "", authority="Leeds", visits=((date(year, 5, 1),) * 2,))
        for kind, year in (("ilacs", 2018), ("jtai", 2022), ("monitoring_visit", 2019))
    ]
    before = chip(part, read(EVERYTHING), held)
    offered = [other for other in before.others if other[1] != before.remove]

    assert offered
    for name, message in offered:
        assert chip(part, read(message, EVERYTHING)).words == name


def test_a_chip_offers_only_the_years_and_kinds_of_its_authority() -> None:
    answer = read("early help in Kingston Upon Hull")
    hull = Document(
        "c",
        "",
        "focused_visit",
        "",
        authority=answer.scope.authorities[0],
        visits=((date(2021, 5, 1), date(2021, 5, 2)),),
    )

    assert chip("Time", answer, [*held(), hull]).others == (
        ("the latest", "the latest"),
        ("2021", "in 2021"),
    )
    assert [name for name, _ in chip("Kind of document", answer, [*held(), hull]).others] == [
        "focused visit"
    ]


def test_an_authority_not_known_is_not_shown_as_all_of_them() -> None:
    asked_back = read("What of early help in Sussex?")
    unknown = Answer("?", "refused", "no_authority", Scope(), "")

    assert chip("Authority", asked_back).words == "authority not clear"
    assert chip("Authority", unknown).words == "no authority known"


def test_a_question_asked_back_has_its_choices_as_buttons() -> None:
    html = onward_html("?", read("What of early help in Sussex?"))

    assert ">What of early help in East Sussex?</button>" in html
    assert "data-say='What of early help in West Sussex?'" in html


def test_forms_are_offered_for_quotations_found_but_not_the_one_in_force() -> None:
    quoted = answer_quoting("Words")
    shorter = Answer("?", "answered", None, Scope(form="short"), "", quoted.groups)

    assert re.findall(r">([^<]+)</button>", onward_html("?", quoted)) == [
        "Shorter",
        "As a list",
        "More",
        "Ask again",
    ]
    assert ">Shorter<" not in onward_html("?", shorter)
    assert "Shorter" not in onward_html("?", Answer("?", "refused", "no_evidence", Scope(), ""))
    assert re.findall(r">([^<]+)</button>", onward_html("?")) == ["Ask again"]


def test_hostile_text_in_a_question_or_a_name_stays_text_in_chips_and_buttons() -> None:
    hostile = "' onclick='alert(1)' x='<img src=x onerror=alert(1)>"
    scope = Scope((hostile,), subject=hostile, choices=(hostile,), when=hostile)
    answer = Answer(hostile, "answered", None, scope, "")
    documents = [Document("a", "", "ilacs", "", authority=hostile), *held()]
    html = (
        chips_html(chips(answer, documents))
        + onward_html(hostile, answer)
        + examples_html(documents[:1])
    )

    assert "<img" not in html
    assert "' onclick" not in html


# Conversation


def test_an_answer_grows_and_earlier_questions_are_passed_on() -> None:
    assistant = Replies(answer_quoting("Words"))
    *_, (first, _) = conversation(assistant, "What of *Hull*?", [], Filters())
    shown = [messages for messages, _ in conversation(assistant, "And in 2019?", first, Filters())]

    assert assistant.turns == ["What of *Hull*?"]
    assert questions_asked(shown[0]) == ["What of *Hull*?", "And in 2019?"]
    assert shown[0][-1]["content"] == PENDING
    lengths = [len(messages[-1]["content"]) for messages in shown[1:]]
    assert lengths == sorted(set(lengths))


def test_stopping_says_so_and_keeps_what_is_already_answered() -> None:
    assistant = Replies(answer_quoting("Words"))
    shown = [messages for messages, _ in conversation(assistant, "What of Hull?", [], Filters())]

    assert stopped(shown[0])[-1]["content"] == STOPPED
    assert stopped(shown[2]) == shown[2]


def test_asking_again_sets_aside_the_newest_question_and_its_answer() -> None:
    *_, (first, _) = conversation(Replies(answer_quoting("Words")), "One?", [], Filters())
    *_, (second, _) = conversation(Replies(answer_quoting("Words")), "Two?", first, Filters())

    assert before_newest(second) == first
    assert before_newest([]) == []


def last_of(assistant: Replies) -> Shown:
    *_, last = conversation(assistant, "x", [], Filters())
    return last


def test_a_bad_question_is_answered_with_the_reason() -> None:
    shown = last_of(Replies(ValueError("The question is empty.")))

    assert shown.messages[-1]["content"] == "The question is empty\\."
    assert shown.answer is None


def test_an_unforeseen_error_shows_no_detail() -> None:
    assert last_of(Replies(RuntimeError("secret path"))).messages[-1]["content"] == UNFORESEEN


# Filters and examples


def held() -> list[Document]:
    return [
        Document(
            name,
            "",
            kind,
            "",
            authority=authority,
            visits=((date(year, 5, 1), date(year, 5, 2)),),
        )
        for name, kind, authority, year in (
            ("a", "ilacs", "Ambershire", 2019),
            ("b", "monitoring_visit", "Ambershire", 2022),
            ("c", "ilacs", "Hull", 2022),
        )
    ]


def test_filters_offer_only_what_is_held() -> None:
    offered = choices(held())

    assert offered.authorities == ("Ambershire", "Hull")
    assert set(offered.kinds) == {"ilacs", "monitoring_visit"}
    assert offered.years == (2022, 2019)


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        (((), (), "Any year", "Any year"), 3),
        ((("Hull",), (), None, None), 1),
        (((), ("ilacs",), "2020", "Any year"), 1),
        (((), (), "2019", "2019"), 1),
        (((), (), "2022", "2019"), 0),
    ],
)
def test_filters_say_how_many_documents_they_leave(chosen: tuple, left: int) -> None:
    filters = filters_chosen(*chosen)

    assert len(searched(held(), filters)) == left
    assert count_sentence(3, filters, left)


def test_each_user_has_examples_about_an_authority_held() -> None:
    examples = example_questions(held())

    assert len(examples) == 3
    assert all("Ambershire" in questions[0] for _, questions in examples)
    assert example_questions([]) == []


# Source panel


def test_the_panel_marks_the_quotation_in_its_surroundings() -> None:
    text = "Before it.\n\nFirst. The words quoted. Last.\n\nAfter it.\n\nFar away."
    document = document_saying(text, (0, 10), (12, 42), (44, 53), (55, 64))
    start = text.index("The words")
    panel = source_panel(document, Address("letter.txt", start, start + 17), "Cited", (2, 3), False)

    assert "First. <mark>The words quoted.</mark> Last." in panel
    assert "Before it." in panel
    assert "After it." in panel
    assert "Far away." not in panel
    assert "Quotation 2 of 3" in panel


def test_the_panel_escapes_everything() -> None:
    document = document_saying(HOSTILE, name="<b>'\".pdf")
    address = Address(document.name, 0, len(HOSTILE))
    panel = source_panel(document, address, HOSTILE, (1, 1), True)

    assert "<script" not in panel
    assert "<img src=http" not in panel
    assert "Front &lt;door&gt;" in panel
    copied = re.search(r"data-copy='([^']*)'", panel)
    assert copied
    assert unescape(copied[1]) == f"“{HOSTILE}” ({HOSTILE})"


@pytest.mark.parametrize("text", ["", "AAAA", "not base64!", "é", "LS0t", "a" * 5000])
def test_what_is_no_citation_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a citation"):
        read_citation_id(text)


def test_a_citation_link_leads_back_to_its_address() -> None:
    address = Address("reports/a|b é.pdf", 3, 7, "0" * 12, fingerprint("text"))

    assert re.fullmatch(r"[\w-]+", citation_id(address), re.ASCII)
    assert read_citation_id(citation_id(address)) == address


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 1), (0, 100)])
def test_a_citation_outside_its_document_is_refused(start: int, end: int) -> None:
    document = document_saying("Some text")

    with pytest.raises(ValueError, match="has changed"):
        cited_document(Address("letter.txt", start, end), lambda _: document)


def test_other_words_or_another_version_are_not_shown_as_the_quotation() -> None:
    document = document_saying("Some text")

    def find(name: str) -> Document:
        return document

    words = fingerprint("text")
    assert cited_document(Address("letter.txt", 5, 9, "0" * 12, words), find) == document
    for changed in (("0" * 12, fingerprint("tent")), ("1" * 12, words), ("1" * 12, "")):
        with pytest.raises(ValueError, match="has changed"):
            cited_document(Address("letter.txt", 5, 9, *changed), find)


# The server


@pytest.fixture
def client(letter_assistant: Assistant) -> Iterator[TestClient]:
    with TestClient(build_app(letter_assistant), base_url="http://127.0.0.1") as client:
        yield client


def test_the_page_is_served_with_its_security_headers(client: TestClient) -> None:
    response = client.get("/")

    assert response.status_code == 200
    assert "Findings" in response.text
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/monitoring"])
def test_what_nobody_needs_is_not_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in (401, 403, 404)


def test_another_sites_page_may_not_send_or_read(client: TestClient) -> None:
    foreign = {"origin": "https://evil.example"}

    assert client.post("/gradio_api/queue/join", json={}, headers=foreign).status_code == 403
    assert client.post("/gradio_api/queue/join", json={}, headers={"origin": "null"}).is_error
    assert "access-control-allow-origin" not in client.get("/config", headers=foreign).headers


def test_another_host_name_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("name", ["nothing.pdf", "../../etc/passwd", "/etc/passwd", ""])
def test_a_document_not_held_is_not_found(client: TestClient, name: str) -> None:
    query = {"document": name, "page": 1, "start": 0, "end": 1}

    assert client.get("/page", params=query).status_code == 404
    assert client.get("/original", params=query).status_code == 404


def test_a_letter_without_pages_has_no_picture(
    client: TestClient, letter_assistant: Assistant
) -> None:
    [letter] = [d for d in letter_assistant.catalogue.documents() if d.name.endswith(".txt")]
    query = {"document": letter.name, "page": 1, "start": 0, "end": 1}

    assert client.get("/page", params=query).status_code == 404


class Shelf:
    """A catalogue that holds one PDF."""

    def __init__(self, document: Document, path: Path) -> None:
        self.held, self.path = document, path
        self.catalogue = self

    def documents(self) -> list[Document]:
        return [self.held]

    def document(self, name: str) -> Document | None:
        return self.held if name == self.held.name else None

    def original(self, name: str) -> Path:
        return self.path


def test_a_pdf_held_is_served_as_a_picture_and_as_itself(tmp_path: Path) -> None:
    path = tmp_path / "stored.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "Leaders in Ambershire know their services well.")
    canvas.save()
    document = Document(
        "reports/a.pdf", "0" * 64, "ilacs", "Leaders", source_runs=(SourceRun(0, 7, 1, 0),), pages=1
    )
    query = {"document": document.name, "page": 1, "start": 0, "end": 7}

    with TestClient(build_app(Shelf(document, path)), base_url="http://localhost") as client:
        picture = client.get("/page", params=query)
        original = client.get("/original", params=query)
        beyond = client.get("/page", params={**query, "page": 2})
        outside = client.get("/page", params={**query, "end": 8})

    assert picture.headers["content-type"] == "image/jpeg"
    assert picture.content.startswith(b"\xff\xd8")
    assert original.content == path.read_bytes()
    assert original.headers["content-type"] == "application/pdf"
    assert original.headers["content-disposition"] == 'inline; filename="a.pdf"'
    assert (beyond.status_code, outside.status_code) == (404, 404)


def test_a_port_in_use_is_said_so(letter_assistant: Assistant) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(OSError, match=f"^Port {port} is in use: stop the other program or"):
            serve(letter_assistant, port)
