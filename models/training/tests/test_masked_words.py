import random
from types import SimpleNamespace

import numpy as np
import pytest
from masked_words import mask_words
from pair_sequences import CLS, SEP
from word_pieces import WordPieces

VOCABULARY = 1100
INSIDE = 1050
"""Tokens from here on go on a word."""


@pytest.fixture
def pieces() -> WordPieces:
    texts = [f"##{token}" if token >= INSIDE else str(token) for token in range(VOCABULARY)]
    tokenizer = SimpleNamespace(get_vocab_size=lambda: VOCABULARY, id_to_token=lambda token: texts[token])
    return WordPieces(tokenizer)


def test_a_word_is_masked_as_a_whole_or_not_at_all(pieces: WordPieces) -> None:
    ids = [1000, 1051, 1052] * 20
    window = mask_words(ids, pieces, random.Random(1))
    answered = np.array(window.answers[1:-1]).reshape(-1, 3) >= 0
    assert answered.any()
    assert (answered.all(1) | ~answered.any(1)).all()


def test_answers_are_what_stood_there_and_the_rest_is_unchanged(pieces: WordPieces) -> None:
    ids = list(range(1000, 1040))
    window = mask_words(ids, pieces, random.Random(2))
    assert (window.ids[0], window.ids[-1]) == (CLS, SEP)
    for given, answer, token in zip(window.ids[1:-1], window.answers[1:-1], ids, strict=True):
        assert answer in (-1, token)
        assert answer == token or given == token


def test_about_a_seventh_of_the_tokens_is_asked_for(pieces: WordPieces) -> None:
    window = mask_words(list(range(1000, 1040)), pieces, random.Random(3))
    assert sum(answer >= 0 for answer in window.answers) == 6
