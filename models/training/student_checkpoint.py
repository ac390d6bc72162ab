"""Write a distilled student as a Hugging Face folder, which the engine opens and export_bert.py turns into the embedded format.

usage: student_checkpoint.py STUDENT RUN_FOLDER OUT_FOLDER

STUDENT is a folder of narrow_bert.py, RUN_FOLDER one of train_student.py. OUT_FOLDER gets a checkpoint of the same form with the run's best weights:
float16, and `next-sentence-head.json`, the student's own head in the form that export_bert.py reads.
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

NEXT_SENTENCE_HEAD, MATCHED = "next-sentence-head.json", "matched-layers.json"


def main(folder: Path, run: Path, out: Path) -> None:
    student = open_student(folder)
    best = torch.load(run / "best.pt", map_location="cpu", weights_only=True)
    put(student.trained(), best["parameters"])
    write_student(student, folder, out)
    print(json.dumps(best["point"]))


def open_student(folder: Path) -> Student:
    return Student(load_bert(folder, folder / NEXT_SENTENCE_HEAD), json.loads((folder / MATCHED).read_text(encoding="utf-8")))


def write_student(student: Student, checkpoint: Path, out: Path) -> None:
    """checkpoint: the folder that the configuration and the tokenizer come from."""
    out.mkdir(parents=True, exist_ok=True)
    state = student.bert.state_dict()
    relation = {name: state.pop(f"cls.seq_relationship.{name}") for name in ("weight", "bias")}
    kept = {name: value.half().contiguous() for name, value in state.items() if ".decoder." not in name}
    save_file(kept, out / "model.safetensors", metadata={"format": "pt"})
    difference = {"w": (relation["weight"][0] - relation["weight"][1]).tolist(), "b": (relation["bias"][0] - relation["bias"][1]).item()}
    write_json(out / NEXT_SENTENCE_HEAD, difference)
    write_json(out / MATCHED, student.matched)
    write_json(out / "config.json", narrow_configuration(student, json.loads((checkpoint / "config.json").read_text(encoding="utf-8"))), indent=2)
    shutil.copyfile(checkpoint / "tokenizer.json", out / "tokenizer.json")


def narrow_configuration(student: Student, config: dict) -> dict:
    """The configuration with the heads and the neurons of each layer as lists."""
    layers = student.bert.bert.encoder.layer
    size = layers[0].attention.self.attention_head_size
    return config | {
        "num_hidden_layers": len(layers),
        "num_attention_heads": [layer.attention.self.query.out_features // size for layer in layers],
        "head_dim": size,
        "intermediate_size": [layer.intermediate.dense.out_features for layer in layers],
    }


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*(Path(argument) for argument in sys.argv[1:]))
