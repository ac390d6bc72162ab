"""Write what BERT-base says in float32 about some sentences, for the tests of the embedded model.

usage: bert_reference.py CHECKPOINT NEXT_SENTENCE_HEAD.json OUT.json

Token ids are those of the Hugging Face tokenizer. For the first masked token of each text: the most probable tokens and their natural
log-probabilities. For each pair: the natural logarithm of the odds that the second sentence follows the first.
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

PAIRS = (
    ("The rain had stopped by morning.", "Puddles still lay in the road, and the gutters dripped."),
    ("The rain had stopped by morning.", "A hash table finds an entry in constant time on average."),
    ("He asked her where she had learned to swim.", "\"In the river behind my uncle's house,\" she said."),
    ("He asked her where she had learned to swim.", "The committee will publish its report in the spring."),
    ("To install the package, run the command below.", "It takes about a minute and needs no restart."),
    ("To install the package, run the command below.", "Her grandmother had kept bees all her life."),
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
    pairs = []
    for pair in PAIRS:
        ids, segments, result = read(*pair)
        follows, does_not = result.seq_relationship_logits[0].tolist()
        pairs.append({"pair": pair, "ids": ids, "segments": segments, "logOdds": round(follows - does_not, 4)})
    out.write_text(json.dumps({"texts": texts, "pairs": pairs}, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
