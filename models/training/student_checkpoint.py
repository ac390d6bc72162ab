"""Write a distilled student as a Hugging Face folder, which export_bert.py turns into the embedded format.

usage: student_checkpoint.py CHECKPOINT NEXT_SENTENCE_HEAD.json RUN_FOLDER OUT_FOLDER

CHECKPOINT and the head are the teacher's, RUN_FOLDER one of train_student.py. OUT_FOLDER gets the checkpoint in float16, and
`next-sentence-head.json`, the student's own head in the form that export_bert.py reads.
"""

import json
import shutil
import sys
from pathlib import Path

import torch
from bert_model import load_bert
from embedded_format import write_json
from safetensors.torch import save_file
from student_model import Student
from training_loop import put


def main(checkpoint: Path, head: Path, run: Path, out: Path) -> None:
    layers = json.loads((run / "shape.json").read_text(encoding="utf-8"))["layers"]
    student = Student(load_bert(checkpoint, head), layers)
    best = torch.load(run / "best.pt", map_location="cpu", weights_only=True)
    put(student.trained(), best["parameters"])
    out.mkdir(parents=True, exist_ok=True)
    state = student.bert.state_dict()
    relation = {name: state.pop(f"cls.seq_relationship.{name}") for name in ("weight", "bias")}
    kept = {name: value.half().contiguous() for name, value in state.items() if ".decoder." not in name}
    save_file(kept, out / "model.safetensors", metadata={"format": "pt"})
    difference = {"w": (relation["weight"][0] - relation["weight"][1]).tolist(), "b": (relation["bias"][0] - relation["bias"][1]).item()}
    write_json(out / "next-sentence-head.json", difference)
    config = json.loads((checkpoint / "config.json").read_text(encoding="utf-8"))
    write_json(out / "config.json", config | {"num_hidden_layers": layers}, indent=2)
    shutil.copyfile(checkpoint / "tokenizer.json", out / "tokenizer.json")
    print(json.dumps(best["point"]))


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*(Path(argument) for argument in sys.argv[1:]))
