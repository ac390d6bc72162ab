"""Compare embedded BERTs, the version in the repository first, on the development sets: a table in Markdown.

usage: report_bert.py EVAL MODEL...

EVAL has `cloze.jsonl` and `next-sentence.jsonl`; each MODEL is a folder in the embedded format. Times are of PyTorch on this machine, for
comparison with each other only; the engine's own are `npm run bench -- encoder`.
"""

import sys
from pathlib import Path

from bert_eval import BertEval
from pair_model import load_embedded_bert
from processor import choose_device


def main(evaluation: Path, models: list[Path]) -> None:
    device = choose_device()
    for number, model in enumerate(models):
        figures = BertEval(evaluation, model / "tokenizer.json", device).measure(load_embedded_bert(model).to(device))
        if number == 0:
            print(f"| model | MB | {' | '.join(figures)} |")
            print("|---" * (len(figures) + 2) + "|")
        size = sum(file.stat().st_size for file in model.glob("*.safetensors")) / 1e6
        print(f"| {model.name} | {size:.1f} | {' | '.join(str(value) for value in figures.values())} |", flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), [Path(model) for model in sys.argv[2:]])
