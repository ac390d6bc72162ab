import json
from pathlib import Path

import pytest
from eval_overlap import EvalOverlap

THIRTEEN = "one two three four five six seven eight nine ten eleven twelve thirteen"


@pytest.fixture
def overlap(tmp_path: Path) -> EvalOverlap:
    rows = [{"before": "One two three four five six ", "answer": "seven", "after": " eight nine ten eleven twelve thirteen fourteen."}]
    (tmp_path / "cloze.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    (tmp_path / "dev.tsv").write_text("a b c d e f g h i j k l m\t1\n", encoding="utf-8")
    return EvalOverlap(tmp_path)


def test_a_document_with_thirteen_words_of_an_evaluation_text_is_noticed(overlap: EvalOverlap) -> None:
    assert overlap.shares_with(["Zero.", f"{THIRTEEN.upper()}!"])


def test_words_that_a_paragraph_mark_parts_still_count(overlap: EvalOverlap) -> None:
    assert overlap.shares_with(["a b c d e f", "g h i j k l m"])


def test_twelve_words_in_a_row_are_no_overlap(overlap: EvalOverlap) -> None:
    assert not overlap.shares_with([f"zero {THIRTEEN.removesuffix(' thirteen')} zero"])
