"""Writes logistic-regression.json: what scikit-learn's logistic regression says about fixed features."""

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix, f1_score
from sklearn.utils.class_weight import compute_sample_weight


def problem(name, rows, columns, classes, strength, weighting):
    random = np.random.RandomState(7 + classes)
    labels = random.choice(classes, rows, p=np.arange(1, classes + 1) / np.arange(1, classes + 1).sum())
    centres = random.normal(size=(classes, columns))
    features = (centres[labels] * 0.6 + random.normal(size=(rows, columns))).round(4)
    weights = np.ones(rows) if weighting == "none" else compute_sample_weight("balanced", labels)
    c = 2 * strength if classes == 2 else strength
    model = LogisticRegression(C=c, tol=1e-10, max_iter=10000).fit(features, labels, sample_weight=weights)
    predicted = model.predict(features)
    return {
        "name": name,
        "classes": classes,
        "strength": strength,
        "weighting": weighting,
        "features": features.tolist(),
        "labels": labels.tolist(),
        "weights": weights.tolist(),
        "probabilities": model.predict_proba(features).tolist(),
        "confusion": confusion_matrix(labels, predicted).tolist(),
        "macroF1": f1_score(labels, predicted, average="macro"),
    }


problems = [
    problem("two classes", 40, 6, 2, 1.0, "none"),
    problem("four classes of different size", 60, 8, 4, 0.5, "none"),
    problem("four classes that count alike", 60, 8, 4, 0.5, "balanced"),
    problem("more features than examples", 20, 30, 3, 10.0, "none"),
]
Path(__file__).with_name("logistic-regression.json").write_text(json.dumps(problems) + "\n")
