from pathlib import Path

import pytest
from token_store import TokenStore, TokenStoreWriter


@pytest.fixture
def store(tmp_path: Path) -> TokenStore:
    writer = TokenStoreWriter(tmp_path)
    writer.add(0, [[[5, 6], [7]], [[8]]])
    writer.add(1, [[[30000, 9]]])
    writer.finish({"groups": ["docs", "fiction"]})
    return TokenStore(tmp_path)


def test_sentences_are_read_as_they_were_written(store: TokenStore) -> None:
    assert [store.sentence(index) for index in range(4)] == [[5, 6], [7], [8], [30000, 9]]


def test_each_sentence_knows_its_paragraph_and_its_document(store: TokenStore) -> None:
    assert store.paragraph_of_sentences().tolist() == [0, 0, 1, 2]
    assert store.document_of_sentences().tolist() == [0, 0, 0, 1]
