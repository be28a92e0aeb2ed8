"""The data folder that the settings name, opened; and how far a command has got."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.settings import Settings
    from corpus.catalogue import Catalogue
    from corpus.embedding import EmbeddingModel
    from corpus.vectors import VectorIndex
    from ingest.report import OnProgress


def settings_in_force() -> Settings:
    """The settings.

    Raises:
        SettingsError: one is not known, or is wrong.
    """
    from assistant.settings import load_settings

    return load_settings()


def open_catalogue() -> Catalogue:
    """The catalogue.

    Raises:
        SettingsError, CatalogueError: it cannot be opened.
    """
    from corpus.catalogue import Catalogue

    return Catalogue(settings_in_force().home)


def open_index(model: EmbeddingModel) -> VectorIndex:
    """The vector index, as `model` makes it.

    Raises:
        SettingsError, ModelError, IndexUnavailable, IndexMismatch: it cannot be opened.
    """
    from corpus.vectors import VectorIndex
    from ingest.run import made_by

    settings = settings_in_force()
    return VectorIndex(settings.home, made_by(model), settings.chroma_url)


def model_set() -> EmbeddingModel:
    """The embedding model that is set, not loaded yet."""
    from corpus.embedding import EmbeddingModel

    return EmbeddingModel(settings_in_force().embedding_model)


def open_store() -> tuple[Catalogue, VectorIndex, EmbeddingModel]:
    """The catalogue, the index and the model.

    Raises:
        SettingsError, CatalogueError, ModelError, IndexUnavailable, IndexMismatch: one of them
            cannot be opened.
    """
    catalogue, model = open_catalogue(), model_set()
    return catalogue, open_index(model), model


@contextmanager
def progress(what: str) -> Iterator[OnProgress]:
    """A bar on the error stream, gone again afterwards; call what it gives as the work goes on.

    Where the error stream is no terminal there is none.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(what, total=None, name="")

        def advance(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, name=name[-40:])

        yield advance
