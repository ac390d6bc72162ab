"""Write what BERT-base says in float32 about some sentences, for the tests of the embedded model.

usage: bert_reference.py CHECKPOINT NEXT_SENTENCE_HEAD.json OUT.json

Token ids are those of the Hugging Face tokenizer. For the first masked token of each text: the most probable tokens and their natural
log-probabilities.
"""

import json
import sys
from pathlib import Path

import torch
from bert_model import load_bert
from tokenizers import Tokenizer

TOP = 20

TEXTS = (
    "The cat [MASK] on the mat.",
    "The cat [MASK] on the mat",
    "She opened the [MASK] and looked out at the garden.",
    "In 1848 the two countries signed a [MASK] that ended the war.",
    "Don't forget to restart the [MASK] after you have changed its configuration.",
    "“I have never [MASK] him before,” said the café's owner, naïvely.",
    "Plants make sugar from carbon dioxide and [MASK], with the energy of sunlight.",
    "Unbelievably, the manuscript's 312 pages were lost in the [MASK] of 1871; nobody ever found them again.",
)

@torch.no_grad()
def main(checkpoint: Path, head: Path, out: Path) -> None:
    tokenizer = Tokenizer.from_file(str(checkpoint / "tokenizer.json"))
    model = load_bert(checkpoint, head)

    def read(*text: str) -> tuple[list[int], list[int], object]:
        encoding = tokenizer.encode(*text)
        arguments = {"input_ids": torch.tensor([encoding.ids]), "token_type_ids": torch.tensor([encoding.type_ids])}
        return encoding.ids, encoding.type_ids, model(**arguments)

    texts = []
    for text in TEXTS:
        ids, _, result = read(text)
        position = ids.index(tokenizer.token_to_id("[MASK]"))
        likely = result.prediction_logits[0, position].log_softmax(-1).topk(TOP)
        logprobs = [round(value, 4) for value in likely.values.tolist()]
        texts.append({"text": text, "ids": ids, "position": position, "tokens": likely.indices.tolist(), "logprobs": logprobs})
    out.write_text(json.dumps({"texts": texts}, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
