"""Which word pieces of BERT an English text can have. The others keep their ids, and share the row of the unknown token."""

import string
import unicodedata

import numpy as np
from tokenizers import Tokenizer

FOREIGN_SCRIPTS = frozenset(
    "ARABIC ARMENIAN BENGALI CJK CYRILLIC DEVANAGARI FULLWIDTH GEORGIAN HANGUL HEBREW HIRAGANA IDEOGRAPHIC KANGXI KANNADA KATAKANA "
    "KATAKANA-HIRAGANA MYANMAR SINHALA TAMIL THAI TIBETAN".split()
)
PHONETIC_BLOCKS = (range(0x0250, 0x0300), range(0x1D00, 0x1DC0))
"""IPA extensions, modifier letters, phonetic extensions: transcriptions have them, prose does not."""


def rows_to_store(tokenizer: Tokenizer) -> tuple[np.ndarray, np.ndarray]:
    """For each token the stored row that stands for it, and the tokens whose rows are stored."""
    pieces = [tokenizer.id_to_token(token) for token in range(tokenizer.get_vocab_size())]
    kept = np.array([token for token, piece in enumerate(pieces) if is_for_english(piece)])
    stored = np.full(len(pieces), np.searchsorted(kept, tokenizer.token_to_id("[UNK]")), np.uint16)
    stored[kept] = np.arange(len(kept))
    print(f"{len(kept)} of {len(pieces)} word pieces stay")
    return stored, kept


def is_for_english(piece: str) -> bool:
    """Not for placeholders that no text has, for letters that no English writer types, nor for what the tokenizer never makes."""
    if piece.startswith("[unused"):
        return False
    if any(unicodedata.name(character, "").split(" ")[0] in FOREIGN_SCRIPTS for character in piece):
        return False
    if any(ord(character) in block for character in piece for block in PHONETIC_BLOCKS):
        return False
    return not (piece.startswith("##") and any(is_punctuation(character) for character in piece[2:]))


def is_punctuation(character: str) -> bool:
    """What the tokenizer cuts off before it looks for pieces, so that no piece inside a word has it."""
    return character in string.punctuation or unicodedata.category(character).startswith("P")
