#!/usr/bin/env python3
"""Fits the weights of the signs to labelled pairs of statements.

    cargo run --release --example signs -- LABELLED.jsonl… > signs.tsv
    fit.py signs.tsv src/verdict/weights.toml

Two logistic regressions (scikit-learn, L2): whether a pair with a difference is a contradiction, and whether one without
is support. Rows of the odd files fit, rows of the even files test; the printed figures are those of the test. The
weights that are written are fitted on all rows. A scale gets a weight of its own where it stands in at least 40 rows.
"""
import collections, sys
import numpy as np
from sklearn.linear_model import LogisticRegression

rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[1], encoding="utf-8")]
names = rows[0][5:]
rows = [row for row in rows[1:] if row[3] != "None"]
files = np.array([int(row[0]) for row in rows])
labels = np.array([row[2] for row in rows])
kinds = names.index("opposite_poles")
clash = np.array([row[3] == "Contradicts" for row in rows])
signs = np.array([[float(x) for x in row[5:]] for row in rows])
agreed = signs[:, kinds : kinds + 10].sum(axis=1) > 0
counts = collections.Counter(row[4] for row in rows if row[4])
scales = sorted(scale for scale, count in counts.items() if count >= 40)
of_scale = np.array([[row[4] == scale for scale in scales] for row in rows], dtype=float)


def recall_at(scores, right, total):
    order = np.argsort(-scores)
    hits = np.cumsum(right[order])
    share = hits / np.arange(1, len(order) + 1)
    out = []
    for precision in (0.9, 0.85, 0.8, 0.7, 0.6):
        good = np.where((share >= precision) & (np.arange(len(order)) >= 20))[0]
        if len(good):
            k = good[-1]
            out.append(f"{precision}: {hits[k] / total:.3f} from {scores[order[k]]:.2f}")
    return "; ".join(out)


def fit(x, y, c=0.3):
    # The signs are left as they are, so that a weight can be read as log-odds a unit.
    return LogisticRegression(C=c, max_iter=4000).fit(x[:, 1:], y)


def table(model, extra=0):
    weights = [model.intercept_[0], *model.coef_[0]]
    own = weights[: len(names)]
    lines = [f"{name} = {weight:.3f}" for name, weight in zip(names, own) if abs(weight) >= 0.0005]
    return "\n".join(lines), weights[len(names):]


out = ["# How much each sign speaks for a stance, in units of log-odds. Fitted by scripts/fit.py.\n"]
full = np.hstack([signs, of_scale])
for name, mask, target, x in (
    ("contradicts", clash, labels == "contradicts", full),
    ("agrees", ~clash & agreed, (labels == "supports") | (labels == "qualifies"), signs),
    ("supports", ~clash & ~agreed, (labels == "supports") | (labels == "qualifies"), signs),
):
    train, test = mask & (files % 2 == 1), mask & (files % 2 == 0)
    model = fit(x[train], target[train])
    scores = model.predict_proba(x[test][:, 1:])[:, 1]
    print(f"{name}: of {test.sum()} pairs, precision: recall from score: {recall_at(scores, target[test], target[files % 2 == 0].sum())}")
    text, rest = table(fit(x[mask], target[mask]))
    out.append(f"[{name}]\n{text}\n")
    if rest:
        out.append("[scales]\n" + "\n".join(f"{scale} = {weight:.3f}" for scale, weight in zip(scales, rest)) + "\n")
if len(sys.argv) > 2:
    open(sys.argv[2], "w", encoding="utf-8").write("\n".join(out))
