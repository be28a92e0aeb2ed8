"""Settings: from `findings.toml` in the folder one works in, and `FINDINGS_…` variables."""

from __future__ import annotations

import difflib
import os
import tomllib
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from corpus.embedding import DEFAULT_MODEL

_PREFIX = "FINDINGS_"


class SettingsError(Exception):
    """A setting that is not known or cannot be used; the message names it."""


class Settings(BaseSettings):
    """What a user may choose. A variable outranks the file."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_ignore_empty=True, toml_file="findings.toml", extra="forbid"
    )

    home: Path = Path("data")
    """The data folder: everything written lives in it."""
    chroma_url: str | None = None
    """Address of a Chroma server; without it the index lives in the data folder."""
    embedding_model: str = DEFAULT_MODEL
    """The default model, or the folder of another sentence-transformers model."""
    reranker: str | None = None
    """The folder of a sentence-transformers cross-encoder that orders the first twenty passages
    anew; none by default, since none is packaged."""
    port: int = Field(default=7860, ge=1, le=65535)
    """Where the page is served, on this machine only."""
    uploads: bool = True
    """Whether documents can be added and removed, and drafts verified, on the page. Turn it off
    where the page is passed on to people who should not change the library."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Variables before the file; no other source."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings() -> Settings:
    """The settings in force.

    Raises:
        SettingsError: a key is not known (the nearest known one is named), or a value is wrong.
    """
    for variable in os.environ:
        if variable.upper().startswith(_PREFIX):
            _check_key(variable[len(_PREFIX) :].lower(), f"The variable {variable}", _PREFIX)
    try:
        return Settings()
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"findings.toml is not valid TOML: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0])
        if first["type"] == "extra_forbidden":
            _check_key(key, f"The key {key} in findings.toml")
        raise SettingsError(f"The setting {key} is wrong: {first['msg']}.") from error


def _check_key(key: str, what: str, prefix: str = "") -> None:
    known = list(Settings.model_fields)
    if key not in known:
        near = difflib.get_close_matches(key, known, n=1, cutoff=0.0)[0]
        meant = f"{prefix}{near.upper()}" if prefix else near
        raise SettingsError(f"{what} is not a setting of Findings: did you mean {meant}?")
