"""Labelled statements, and the pairs of evidence and claim that are learned from.

A statement is one JSON object a line: `topic`, `evidence`, and the claims that it `supports`, `contradicts`,
`qualifies` (the claim says the same too strongly) or leaves open (`neutral`).
"""
import hashlib
import json
import random
from pathlib import Path

STANCES = ["supports", "contradicts", "qualifies", "neutral"]
NEUTRAL = STANCES.index("neutral")
SUPPORTS = STANCES.index("supports")
HERE = Path(__file__).parent


def read(folders):
    """All statements of some folders, in the order of their files."""
    paths = [path for folder in folders for path in sorted(Path(folder).glob("*.jsonl"))]
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line) for line in lines if line.strip()]


def is_held_out(statement):
    """Every twelfth topic is kept aside whole, chosen by a hash of its name, whatever else is read."""
    return int(hashlib.sha256(statement["topic"].encode()).hexdigest(), 16) % 12 == 0


def claims(statement):
    """The claims of a statement with their stances, as numbers."""
    return [(claim, number) for number, stance in enumerate(STANCES) for claim in statement[stance]]


def own_pairs(statements):
    """Each claim beside the evidence that it was written for."""
    return [(statement["evidence"], claim, stance) for statement in statements for claim, stance in claims(statement)]


def cross_pairs(statements, share, rng):
    """A share of the claims beside the evidence of another statement on the same topic, which says nothing of them."""
    by_topic = {}
    for statement in statements:
        by_topic.setdefault(statement["topic"], []).append(statement)
    pairs = []
    for statement in statements:
        others = [other for other in by_topic[statement["topic"]] if other is not statement]
        for claim, _ in claims(statement):
            if others and rng.random() < share:
                pairs.append((rng.choice(others)["evidence"], claim, NEUTRAL))
    return pairs


def plain_pairs(statements, share, rng):
    """What a page is full of beside statements: courtesies, headings, other matters, and what is said word for word.

    Each kind of pair is made for a share of the statements.
    """
    talk, headings = lines("talk.txt"), lines("headings.txt")

    def heading(topic):
        return rng.choice(headings).replace("{}", topic)

    pairs = []
    for statement in statements:
        evidence, topic = statement["evidence"], statement["topic"]
        claim = rng.choice(claims(statement))[0]
        other = rng.choice(statements)
        kinds = [(evidence, rng.choice(talk)), (evidence, heading(topic))]
        kinds += [(rng.choice(talk), claim), (heading(topic), claim)]
        if other["topic"] != topic:
            kinds += [(evidence, rng.choice(claims(other))[0]), (other["evidence"], claim)]
        pairs += [(*pair, NEUTRAL) for pair in kinds if rng.random() < share]
        sentence = rng.choice(evidence.replace("! ", ". ").split(". ")).rstrip(".") + "."
        pairs += [(*pair, SUPPORTS) for pair in [(evidence, sentence), (claim, claim)] if rng.random() < share / 2]
    return pairs


def lines(name):
    """The lines of a text file beside this one, comments left out."""
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
