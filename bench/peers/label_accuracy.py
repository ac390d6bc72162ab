"""Accuracy of scikit-learn's classifiers: on the features that Cloze learns from, and on words counted by TF-IDF.

Usage: label_accuracy.py FOLDER. The folder holds job.json (see bench/labels/scikitLearn.ts) and rows of float32 features.
Prints {version, words: [{accuracy, macroF1} a subset], heads: [{same, chosen} a head]}.
"""

import json
import sys
from pathlib import Path

import numpy as np
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score, log_loss
from sklearn.model_selection import StratifiedKFold

STRENGTHS = [0.1, 0.4, 1.6, 6.4, 25.6, 102.4]


def fit(rows, labels, strength):
    """A softmax over two classes has twice the penalty of one sigmoid."""
    c = 2 * strength if len(set(labels)) == 2 else strength
    return LogisticRegression(C=c, tol=1e-5, max_iter=2000).fit(rows, labels)


def chosen_strength(rows, labels):
    """The strength of least log-loss in three folds."""
    losses = []
    for strength in STRENGTHS:
        loss = 0.0
        for kept, held in StratifiedKFold(3, shuffle=True, random_state=1).split(rows, labels):
            said = fit(rows[kept], labels[kept], strength).predict_proba(rows[held])
            loss += log_loss(labels[held], said, labels=np.unique(labels), normalize=False)
        losses.append(loss)
    return STRENGTHS[int(np.argmin(losses))]


def figures(model, rows, labels):
    """In percent."""
    said = model.predict(rows)
    return {"accuracy": 100 * accuracy_score(labels, said), "macroF1": 100 * f1_score(labels, said, average="macro")}


def standardised(train, test):
    """Mean 0, the same spread in each column, and rows of a length of about 1."""
    means, spreads = train.mean(axis=0), train.std(axis=0)
    scale = np.where(spreads < 1e-9, np.inf, spreads * np.sqrt(train.shape[1]))
    return (train - means) / scale, (test - means) / scale


def rows_of(folder, name, part, count):
    return np.fromfile(folder / f"{name}-{part}.f32", dtype="<f4").reshape(count, -1)


def counted(train, test):
    """Words and pairs of words; the strength is found among larger ones, since few of a text's columns are not 0."""
    vectoriser = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    return vectoriser.fit_transform(train), vectoriser.transform(test)


def main():
    folder = Path(sys.argv[1])
    job = json.loads((folder / "job.json").read_text())
    train_labels, test_labels = np.array(job["train"]["labels"]), np.array(job["test"]["labels"])
    train_texts, test_texts = np.array(job["train"]["texts"], dtype=object), job["test"]["texts"]
    counts = {"train": len(train_labels), "test": len(test_labels)}
    features = {name: [rows_of(folder, name, part, count) for part, count in counts.items()] for name in {head["features"] for head in job["heads"]}}
    words = []
    for subset in job["subsets"]:
        labels = train_labels[subset]
        train, test = counted(train_texts[subset], test_texts)
        words.append(figures(fit(train, labels, chosen_strength(train, labels)), test, test_labels))
    heads = []
    for head in job["heads"]:
        subset, (train_rows, test_rows) = job["subsets"][head["subset"]], features[head["features"]]
        labels = train_labels[subset]
        train, test = standardised(train_rows[subset], test_rows)
        chosen = chosen_strength(train, labels)
        heads.append({
            "same": figures(fit(train, labels, head["strength"]), test, test_labels),
            "chosen": figures(fit(train, labels, chosen), test, test_labels),
            "strength": chosen,
        })
    print(json.dumps({"version": sklearn.__version__, "words": words, "heads": heads}))


main()
