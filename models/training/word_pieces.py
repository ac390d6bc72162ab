"""What the uncased vocabulary's tokens are: the start of a word, the inside of one, a sign, or special."""

import numpy as np
from tokenizers import Tokenizer

MASK, PAD = 103, 0
FIRST_ORDINARY = 999
"""Tokens before this one are special or unused."""


class WordPieces:
    """continues: bool [vocabulary], whether a token goes on a word. whole_words: ids of tokens that are a word of letters, digits or signs inside."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.texts = [tokenizer.id_to_token(token) for token in range(tokenizer.get_vocab_size())]
        self.continues = np.array([text.startswith("##") for text in self.texts])
        self.whole_words = [
            token
            for token, text in enumerate(self.texts)
            if token >= FIRST_ORDINARY and not self.continues[token] and any(sign.isalnum() for sign in text)
        ]
