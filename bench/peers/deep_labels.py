"""Accuracy of deep training as Cloze does it, in PyTorch: adapters of PEFT on the top layers of BERT from Transformers.

Usage: deep_labels.py MODEL JOB. MODEL is a folder with BERT and its tokenizer; JOB is a JSON file (see bench/labels/deepPeer.ts):
{threads, recipe, sets: [{name, names, texts, labels, test: {texts, labels}, draws: [{rows, seed, settings}]}]}.
Prints {versions, sets: [{name, accuracy: [a draw]}]}.
"""

import json
import math
import re
import sys
from pathlib import Path

import numpy as np
import peft
import torch
import torch.nn.functional as F
import transformers
from safetensors import safe_open
from tokenizers import Tokenizer
from transformers.models.bert.modeling_bert import BertPredictionHeadTransform

STRENGTHS = [0.1, 0.4, 1.6, 6.4, 25.6, 102.4]
READ_AT_ONCE = 32
TEMPERATURE = 0.1
PROBE_STRENGTH = 1.6
LEAST_EVIDENCE = 1.5
ENDED = re.compile("[.!?…][\"'’”)\\]]*\\s*$")


class Reader:
    """A BERT of which the lower layers are run once for each text."""

    def __init__(self, folder, recipe, seed):
        torch.manual_seed(seed)
        self.recipe = recipe
        self.tokenizer = Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        bert = transformers.BertModel.from_pretrained(
            folder, dtype=torch.float32, attn_implementation="eager", add_pooling_layer=False
        )
        self.from_end = len(self.ids(recipe["gap"][1])) + 1 if recipe.get("gap") else 0
        self.layers = bert.config.num_hidden_layers
        self.below = recipe["below"]
        names = ["query", "key", "value", "attention.output.dense", "intermediate.dense", "output.dense"]
        config = peft.LoraConfig(
            r=recipe["rank"],
            lora_alpha=recipe["scale"] * recipe["rank"],
            lora_dropout=0.0,
            target_modules=names,
            layers_to_transform=list(range(self.below, self.layers)),
            layers_pattern="layer",
        )
        self.model = peft.get_peft_model(bert, config).eval()
        self.bert = self.model.get_base_model()
        self.words = bert.embeddings.word_embeddings.weight
        self.transform = gap_transform(folder, bert.config) if recipe.get("gap") else None

    def ids(self, text):
        return self.tokenizer.encode(text, add_special_tokens=False).ids

    def sequence(self, text):
        """Token ids, with a gap after the text where there is one; the text is cut where it is too long."""
        special = self.tokenizer.token_to_id
        after = []
        if self.recipe.get("gap"):
            before, behind = self.recipe["gap"]
            stop = "" if ENDED.search(text) else "."
            after = [*self.ids(stop + before), special("[MASK]"), *self.ids(behind)]
        ids = self.ids(text)[: self.recipe["maxTokens"] - 2 - len(after)]
        return [special("[CLS]"), *ids, *after, special("[SEP]")]

    def lower(self, texts):
        """For each text the states below the trained layers."""
        sequences = [self.sequence(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda index: len(sequences[index]))
        states = [None] * len(texts)
        with torch.no_grad():
            for start in range(0, len(order), READ_AT_ONCE):
                part = order[start : start + READ_AT_ONCE]
                width = max(len(sequences[index]) for index in part)
                ids = torch.zeros(len(part), width, dtype=torch.long)
                seen = torch.zeros(len(part), width)
                for row, index in enumerate(part):
                    tokens = sequences[index]
                    ids[row, : len(tokens)] = torch.tensor(tokens)
                    seen[row, : len(tokens)] = 1
                hidden = self.bert.embeddings(ids)
                hidden = self.through(hidden, seen, range(self.below))[-1]
                for row, index in enumerate(part):
                    states[index] = hidden[row, : len(sequences[index])].clone()
        return states

    def through(self, hidden, seen, layers):
        """What each of some layers makes of states, those that go in at the front."""
        mask = (1 - seen)[:, None, None, :] * -1e9
        found = [hidden]
        for layer in layers:
            answer = self.bert.encoder.layer[layer](found[-1], mask)
            found.append(answer[0] if isinstance(answer, tuple) else answer)
        return found

    def name_words(self, names):
        """What each name is compared by in a gap: the mean of its tokens."""
        return torch.stack([self.words[self.ids(name)].mean(0) for name in names]).detach()

    def features(self, states):
        """[texts, features]: of each read layer the rows and means that are asked for."""
        width = max(len(each) for each in states)
        hidden = torch.zeros(len(states), width, states[0].shape[1])
        seen = torch.zeros(len(states), width)
        for row, each in enumerate(states):
            hidden[row, : len(each)] = each
            seen[row, : len(each)] = 1
        found = self.through(hidden, seen, range(self.below, self.layers))
        if self.transform:
            found.append(self.transform(found[-1]))
        columns = []
        for back in self.recipe["readLayers"]:
            layer = found[self.layers - self.below - back]
            ways = {
                "first": layer[:, 0],
                "gap": layer[torch.arange(len(states)), [len(each) - 1 - self.from_end for each in states]],
                "mean": (layer * seen[:, :, None]).sum(1) / seen.sum(1, keepdim=True),
            }
            columns += [ways[way] for way in self.recipe["pooling"]]
        return torch.cat(columns, 1)

    def read(self, states):
        """As `features`, of many texts and without gradients."""
        order = sorted(range(len(states)), key=lambda index: len(states[index]))
        rows = [None] * len(states)
        with torch.no_grad():
            for start in range(0, len(order), READ_AT_ONCE):
                part = order[start : start + READ_AT_ONCE]
                for index, row in zip(part, self.features([states[index] for index in part])):
                    rows[index] = row.numpy()
        return np.stack(rows).astype(np.float64)


def gap_transform(folder, config):
    """BERT's layer between its rows and the words that fill gaps."""
    transform = BertPredictionHeadTransform(config)
    prefix = "cls.predictions.transform."
    with safe_open(Path(folder) / "model.safetensors", "pt") as file:
        transform.load_state_dict({name: file.get_tensor(prefix + name).float() for name in transform.state_dict()})
    return transform.requires_grad_(False)


def standardisation(rows):
    """Mean 0, the same spread in each column, and rows of a length of about 1."""
    means, spreads = rows.mean(axis=0), rows.std(axis=0)
    return means, np.where(spreads < 1e-9, np.inf, spreads * np.sqrt(rows.shape[1]))


def fit(rows, labels, classes, strength):
    """Logistic regression, in the space that the rows span: weights and intercepts."""
    u, s, vt = np.linalg.svd(rows, full_matrices=False)
    x, y = torch.tensor(u * s), torch.tensor(labels)
    weights = torch.zeros(classes, x.shape[1], dtype=torch.float64, requires_grad=True)
    intercepts = torch.zeros(classes, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, intercepts], max_iter=300, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        value = F.cross_entropy(x @ weights.T + intercepts, y, reduction="sum") + (weights**2).sum() / (2 * strength)
        value.backward()
        return value

    optimizer.step(loss)
    return weights.detach().numpy() @ vt, intercepts.detach().numpy()


def chosen_strength(rows, labels, classes):
    """The strength of least log-loss in folds."""
    random = np.random.default_rng(1)
    folds = [[] for _ in range(min(5, min(np.bincount(labels))))]
    for label in range(classes):
        for place, index in enumerate(random.permutation(np.flatnonzero(labels == label))):
            folds[place % len(folds)].append(index)
    losses = []
    for strength in STRENGTHS:
        loss = 0.0
        for held in folds:
            kept = np.setdiff1d(np.arange(len(labels)), held)
            weights, intercepts = fit(rows[kept], labels[kept], classes, strength)
            loss += F.cross_entropy(torch.tensor(rows[held] @ weights.T + intercepts), torch.tensor(labels[held]), reduction="sum").item()
        losses.append(loss)
    return STRENGTHS[int(np.argmin(losses))]


def alike(rows, labels):
    """That rows of one label are alike, by the cosine of the angle between them (Khosla et al. 2020)."""
    directions = F.normalize(rows, dim=1)
    itself = torch.eye(len(rows), dtype=torch.bool)
    scores = (directions @ directions.T / TEMPERATURE).masked_fill(itself, -1e30)
    same = ((labels[:, None] == labels[None, :]) & ~itself).float()
    targets = same / same.sum(1, keepdim=True).clamp(min=1)
    return -(targets * F.log_softmax(scores, 1)).sum() / len(rows)


def hear_names(head, rows, labels, words):
    """Adds what the names of labels say, where they are right about the examples (Gao et al. 2021)."""
    directions = words - words.mean(0)
    scores = torch.tensor(rows, dtype=torch.float32) @ directions.T
    means = scores.mean(0)
    scores = scores - means
    own = F.one_hot(torch.tensor(labels), len(words)).bool()
    gains = scores[own] - scores.masked_fill(own, 0).sum(1) / (len(words) - 1)
    if gains.mean() * math.sqrt(len(gains)) <= LEAST_EVIDENCE * gains.pow(2).mean().sqrt():
        return
    scale = 1 / scores.pow(2).mean(0).sqrt().mean()
    head.weight.data += scale * directions
    head.bias.data -= scale * means


def train(reader, states, labels, classes, recipe, seed, names):
    """Trains the adapters together with a head that begins as a linear probe."""
    plain = reader.read(states)
    means, scales = standardisation(plain)
    weights, intercepts = fit((plain - means) / scales, labels, classes, PROBE_STRENGTH)
    head = torch.nn.Linear(plain.shape[1], classes)
    head.weight.data = torch.tensor(weights / scales, dtype=torch.float32)
    head.bias.data = torch.tensor(intercepts - (means / scales) @ weights.T, dtype=torch.float32)
    if reader.transform:
        hear_names(head, plain, labels, reader.name_words(names))
    adapters = [parameter for parameter in reader.model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": adapters, "factor": 1}, {"params": list(head.parameters()), "factor": recipe["headFactor"]}],
        lr=recipe["rate"],
        weight_decay=recipe["decay"],
    )
    epoch_steps = math.ceil(len(labels) / recipe["batchSize"])
    contrast_steps = recipe["contrastEpochs"] * epoch_steps
    steps = contrast_steps + recipe["epochs"] * epoch_steps
    warm_up = math.ceil(recipe["warmUp"] * steps)
    random = np.random.default_rng(seed)
    targets = torch.tensor(labels)
    for step in range(steps):
        if step % epoch_steps == 0:
            order = random.permutation(len(labels))
        batch = order[step % epoch_steps * recipe["batchSize"] :][: recipe["batchSize"]]
        rows = reader.features([states[index] for index in batch])
        loss = alike(rows, targets[batch]) if step < contrast_steps else F.cross_entropy(head(rows), targets[batch])
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([*adapters, *head.parameters()], recipe["longestGradient"])
        rising, falling = (step + 1) / (warm_up + 1), (1 + math.cos(math.pi * (step - warm_up) / max(1, steps - warm_up))) / 2
        share = rising if step < warm_up else falling
        for group in optimizer.param_groups:
            group["lr"] = recipe["rate"] * share * group["factor"]
        optimizer.step()
    return head


def accuracy(folder, recipe, each, draw):
    rows, seed = draw["rows"], draw["seed"]
    classes = max(each["labels"]) + 1
    labels = np.array(each["labels"])[rows]
    recipe = recipe | draw["settings"]
    reader = Reader(folder, recipe, seed)
    states = reader.lower([each["texts"][row] for row in rows])
    tests = reader.lower(each["test"]["texts"])
    train(reader, states, labels, classes, recipe, seed, each["names"])
    learned, asked = reader.read(states), reader.read(tests)
    means, scales = standardisation(learned)
    learned, asked = (learned - means) / scales, (asked - means) / scales
    weights, intercepts = fit(learned, labels, classes, chosen_strength(learned, labels, classes))
    return float(np.mean((asked @ weights.T + intercepts).argmax(1) == np.array(each["test"]["labels"])))


def main(folder, job):
    job = json.loads(Path(job).read_text(encoding="utf-8"))
    torch.set_num_threads(job["threads"])
    sets = []
    for each in job["sets"]:
        figures = []
        for draw in each["draws"]:
            figures.append(accuracy(folder, job["recipe"], each, draw))
            print(f"{each['name']}, {len(draw['rows'])} rows, seed {draw['seed']}: {figures[-1]:.4f}", file=sys.stderr, flush=True)
        sets.append({"name": each["name"], "accuracy": figures})
    versions = {"transformers": transformers.__version__, "peft": peft.__version__}
    print(json.dumps({"versions": versions, "sets": sets}))


if __name__ == "__main__":
    main(*sys.argv[1:])
