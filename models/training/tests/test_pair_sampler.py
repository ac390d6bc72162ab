from pathlib import Path

import pytest
from pair_sampler import draw_pairs
from token_store import TokenStore, TokenStoreWriter

DOCUMENTS, PARAGRAPHS, SENTENCES = 6, 8, 4


@pytest.fixture
def store(tmp_path: Path) -> TokenStore:
    writer = TokenStoreWriter(tmp_path)
    for document in range(DOCUMENTS):
        writer.add(document % 2, [[[document] * 8 for _ in range(SENTENCES)] for _ in range(PARAGRAPHS)])
    writer.finish({"groups": ["docs", "fiction"]})
    return TokenStore(tmp_path)


def test_pairs_that_follow_are_neighbours_of_one_paragraph(store: TokenStore) -> None:
    following = [pair for pair in draw_pairs(store, 400, seed=1) if pair.follows]
    assert 150 < len(following) < 250
    assert all(pair.second == pair.first + 1 and pair.first // SENTENCES == pair.second // SENTENCES for pair in following)


def test_pairs_that_do_not_follow_are_of_each_kind_and_no_neighbours_in_order(store: TokenStore) -> None:
    others = [pair for pair in draw_pairs(store, 400, seed=1) if not pair.follows]
    document = PARAGRAPHS * SENTENCES
    swapped = [pair for pair in others if pair.second == pair.first - 1]
    elsewhere = [pair for pair in others if pair.first // document != pair.second // document]
    same = [pair for pair in others if pair not in swapped and pair not in elsewhere]
    assert len(same) > len(elsewhere) > 0
    assert len(swapped) > 0
    assert all(pair.first // SENTENCES != pair.second // SENTENCES for pair in same)


def test_fewer_pairs_are_the_first_of_more(store: TokenStore) -> None:
    assert draw_pairs(store, 10, seed=3) == draw_pairs(store, 20, seed=3)[:10]
