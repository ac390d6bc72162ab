from pathlib import Path

import numpy as np
import pytest
from document_windows import WINDOW, DocumentWindows
from token_store import TokenStore, TokenStoreWriter


class StartOnly:
    def token_to_id(self, token: str) -> int:
        return 9


@pytest.fixture
def store(tmp_path: Path) -> TokenStore:
    writer = TokenStoreWriter(tmp_path)
    writer.add(0, [[[7] * 30]])
    writer.add(0, [[list(range(1000, 1000 + WINDOW + 5))]])
    writer.add(1, [[list(range(5000, 5000 + WINDOW))]])
    writer.finish({"groups": ["a", "b"]})
    return TokenStore(tmp_path)


def test_windows_start_with_the_start_token_and_take_turns_among_the_groups(store: TokenStore) -> None:
    ids = DocumentWindows(store, StartOnly(), 4, seed=1).batch(0).numpy()
    assert (ids[:, 0] == 9).all()
    assert (ids[:, 1] // 1000).tolist() == [1, 5, 1, 5]


def test_windows_lie_in_one_document_and_reach_both_of_its_ends(store: TokenStore) -> None:
    windows = DocumentWindows(store, StartOnly(), 2, seed=1)
    first = np.array([windows.batch(step)[0, 1:].numpy() for step in range(100)])
    assert (np.diff(first, axis=1) == 1).all()
    assert set(first[:, 0]) == set(range(1000, 1006))


def test_a_step_has_the_same_windows_whenever_it_is_asked_for(store: TokenStore) -> None:
    assert DocumentWindows(store, StartOnly(), 4, seed=1).batch(3).equal(DocumentWindows(store, StartOnly(), 4, seed=1).batch(3))
