"""BERT with both heads of its pre-training, and its matrices by their names."""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from transformers import BertConfig, BertForPreTraining

LAYER_GROUPS = (
    ("attention.self.query", "attention.self.key", "attention.self.value"),
    ("attention.output.dense",),
    ("intermediate.dense",),
    ("output.dense",),
)
"""The linear layers of an encoder layer; those of a group have the same input."""

HEAD_LAYERS = ("cls.predictions.transform.dense", "bert.pooler.dense")
"""The linear layers of the heads."""


def load_bert(checkpoint: Path, next_sentence_head: Path) -> BertForPreTraining:
    """The checkpoint with the next-sentence head, a logistic regression on the pooler's output: the odds of the first class are its."""
    model = bert_of(json.loads((checkpoint / "config.json").read_text(encoding="utf-8")))
    state = {name: tensor.float() for name, tensor in load_file(checkpoint / "model.safetensors").items()}
    head = json.loads(next_sentence_head.read_text(encoding="utf-8"))
    weight, bias = torch.tensor(head["w"]), torch.tensor(head["b"])
    state["cls.seq_relationship.weight"] = torch.stack([weight / 2, -weight / 2])
    state["cls.seq_relationship.bias"] = torch.stack([bias / 2, -bias / 2])
    state["cls.predictions.decoder.weight"] = state["bert.embeddings.word_embeddings.weight"]
    state["cls.predictions.decoder.bias"] = state["cls.predictions.bias"]
    model.load_state_dict(state)
    return model.eval()


def bert_of(config: dict) -> BertForPreTraining:
    """An untrained BERT. The heads and the neurons of the layers may be lists, one number a layer, as a student's are; `head_dim` is there then."""
    layers, size = config["num_hidden_layers"], config.get("head_dim", 0)
    heads, neurons = config["num_attention_heads"], config["intermediate_size"]
    if isinstance(heads, int) and isinstance(neurons, int):
        return BertForPreTraining(BertConfig(**config))
    plain = {"num_attention_heads": config["hidden_size"] // size, "intermediate_size": 1}
    bert = BertForPreTraining(BertConfig(**({key: value for key, value in config.items() if key != "head_dim"} | plain)))
    heads, neurons = (value if isinstance(value, list) else [value] * layers for value in (heads, neurons))
    for layer, count, width in zip(bert.bert.encoder.layer, heads, neurons, strict=True):
        for name in ("query", "key", "value"):
            setattr(layer.attention.self, name, nn.Linear(config["hidden_size"], count * size))
        layer.attention.output.dense = nn.Linear(count * size, config["hidden_size"])
        layer.intermediate.dense, layer.output.dense = nn.Linear(config["hidden_size"], width), nn.Linear(width, config["hidden_size"])
    return bert


def linear_layers(model: BertForPreTraining) -> dict[str, nn.Module]:
    """All linear layers that have 4 bits, by the names of their tensors."""
    layers = range(model.config.num_hidden_layers)
    names = [f"bert.encoder.layer.{layer}.{name}" for layer in layers for group in LAYER_GROUPS for name in group]
    return {name: model.get_submodule(name) for name in (*names, *HEAD_LAYERS)}
