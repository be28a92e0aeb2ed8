"""A cross-encoder that a user has: it orders the best passages anew, or says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from stores import Store

from assistant.ask import Assistant
from assistant.rerank import Reranker
from corpus.embedding import EmbeddingModel, ModelError
from corpus.types import Passage, RankedPassage

SUBJECTS = ("help", "care", "leavers", "homes", "plans", "visits", "police", "courts", "schools")


def ranked(*texts: str) -> list[RankedPassage]:
    return [
        RankedPassage(Passage(str(n), "a.pdf", 0, len(text), text, "body"), 1.0 - n / 100)
        for n, text in enumerate(texts)
    ]


def texts(found: list[RankedPassage]) -> list[str]:
    return [item.passage.text for item in found]


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small one over the words of the embedding model.

    Its weights mean nothing, but are large, so that passages are told apart by more than the
    rounding of a batch.
    """
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification, set_seed

    folder = tmp_path_factory.mktemp("cross-encoder")
    tokenizer = AutoTokenizer.from_pretrained(EmbeddingModel().folder, local_files_only=True)
    set_seed(1)
    size = {"hidden_size": 16, "intermediate_size": 16, "num_attention_heads": 2}
    config = BertConfig(
        vocab_size=len(tokenizer),
        num_hidden_layers=1,
        num_labels=1,
        initializer_range=1.0,
        **size,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def test_the_first_twenty_stand_in_the_order_of_the_cross_encoder(cross_encoder: Path) -> None:
    from sentence_transformers import CrossEncoder

    before = ranked(*(f"The {one} and the {other}." for one in SUBJECTS for other in SUBJECTS[:3]))
    first = texts(before)[:20]
    after = texts(Reranker(str(cross_encoder)).reranked("early help", before))
    encoder = CrossEncoder(str(cross_encoder), local_files_only=True, device="cpu")
    found = encoder.predict([("early help", text) for text in first], show_progress_bar=False)
    scores = dict(zip(first, found.tolist(), strict=True))
    assert after[:20] == sorted(first, key=lambda text: -scores[text])
    assert after[:20] != first


def test_what_comes_after_the_first_twenty_stays_where_it_was(cross_encoder: Path) -> None:
    before = ranked(*(f"The {one} and the {other}." for one in SUBJECTS for other in SUBJECTS[:3]))
    after = Reranker(str(cross_encoder)).reranked("early help", before)
    assert after[20:] == before[20:]


def test_scores_stay_with_their_places_so_that_evidence_is_weighed_as_without_it(
    cross_encoder: Path,
) -> None:
    before = ranked(*(f"The {one} are good." for one in SUBJECTS))
    after = Reranker(str(cross_encoder)).reranked("early help", before)
    assert [item.score for item in after] == [item.score for item in before]


def test_one_passage_alone_needs_no_cross_encoder() -> None:
    alone = ranked("Early help is good.")
    assert Reranker("no/such/folder").reranked("early help", alone) == alone


def test_a_cross_encoder_that_is_not_there_is_told_with_what_to_do() -> None:
    with pytest.raises(ModelError, match="leave the setting “reranker” out"):
        Reranker("no/such/folder").reranked("early help", ranked("One.", "Two."))


def test_a_folder_that_is_no_cross_encoder_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match="cannot be loaded"):
        Reranker(str(tmp_path)).reranked("early help", ranked("One.", "Two."))


def test_an_answer_comes_by_the_cross_encoder_that_is_set(
    letter_store: Store, cross_encoder: Path
) -> None:
    question = "What did inspectors say about supervision in Middlesbrough in 2022?"
    held = (letter_store.catalogue, letter_store.index, letter_store.model)
    plain = Assistant(*held).ask(question)
    anew = Assistant(*held, Reranker(str(cross_encoder))).ask(question)
    keys = [[item.passage.key for item in answer.passages] for answer in (plain, anew)]
    assert keys[0] != keys[1]
    assert sorted(keys[0]) == sorted(keys[1])
    assert (anew.status, anew.evidence) == (plain.status, plain.evidence)
