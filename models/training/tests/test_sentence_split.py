import pytest
from sentence_split import split_sentences


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("It rained. We stayed in.", ["It rained.", "We stayed in."]),
        ("“Go!” she said. “Now?”", ["“Go!” she said.", "“Now?”"]),
        ("Mr. Hyde met Dr. Lanyon. They spoke.", ["Mr. Hyde met Dr. Lanyon.", "They spoke."]),
        ("H. G. Wells wrote it. So did I. He won.", ["H. G. Wells wrote it.", "So did I.", "He won."]),
        ("See Fig. 3 for pi, which is 3.14.", ["See Fig. 3 for pi, which is 3.14."]),
        ("no stop", ["no stop"]),
        ("", []),
    ],
)
def test_sentences_keep_their_marks(paragraph: str, sentences: list[str]) -> None:
    assert split_sentences(paragraph) == sentences
