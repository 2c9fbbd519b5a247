"""Labelled statements, and the pairs of evidence and claim that are learned from.

A statement is one JSON object a line: `topic`, `evidence`, and the claims that it `supports`, `contradicts`,
`qualifies` (the claim says the same too strongly) or leaves open (`neutral`).

A page is one JSON object a line too: `topic`, a list of `evidence`, and a list of `claims`, each with its `text` and the
numbers of the evidence that `supports`, `contradicts` or `qualifies` it; the rest leaves it open. It becomes one
statement for each piece of evidence.
"""
import hashlib
import json
import random
from pathlib import Path

STANCES = ["supports", "contradicts", "qualifies", "neutral"]
NEUTRAL = STANCES.index("neutral")
SUPPORTS = STANCES.index("supports")
HERE = Path(__file__).parent

# Nine in ten pairs of a page are neutral; this share of them is read in each epoch.
OPEN_SHARE = 0.35

# How two sentences become one, and the words that lose their capital behind a joint.
JOINTS = [", and ", "; ", ", but ", ", so ", ", while ", " and "]
SMALL_WORDS = set(
    "A An All After As Before Both By During Each Even Every For From He Her His If In Is It Its Many Most Much My No Nobody "
    "None Not Nothing Of On Once One Only Or Our Out Over People She Since So Some Taking That The Their There These They "
    "This Those To Under Until Using We What When While With Without You Your".split()
)


def read(folders):
    """All statements of some folders, in the order of their files."""
    paths = [path for folder in folders for path in sorted(Path(folder).glob("*.jsonl"))]
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    objects = [json.loads(line) for line in lines if line.strip()]
    return [statement for one in objects for statement in (of_page(one) if "claims" in one else [one])]


def of_page(page):
    """The statements of a page. Every claim stands beside every piece of evidence already."""
    statements = []
    for number, evidence in enumerate(page["evidence"]):
        statement = {"topic": page["topic"], "evidence": evidence, "of_page": True}
        decided = [stance for stance in STANCES if stance != "neutral"]
        for stance in decided:
            statement[stance] = [claim["text"] for claim in page["claims"] if number in claim.get(stance, [])]
        said = {text for stance in decided for text in statement[stance]}
        statement["neutral"] = [claim["text"] for claim in page["claims"] if claim["text"] not in said]
        statements.append(statement)
    return statements


def is_held_out(statement):
    """Every twelfth topic is kept aside whole, chosen by a hash of its name, whatever else is read."""
    return int(hashlib.sha256(statement["topic"].encode()).hexdigest(), 16) % 12 == 0


def claims(statement):
    """The claims of a statement with their stances, as numbers."""
    return [(claim, number) for number, stance in enumerate(STANCES) for claim in statement[stance]]


def own_pairs(statements, rng=None):
    """Each claim beside the evidence that it was written for; with `rng`, of what a page leaves open only a part."""

    def is_kept(statement, stance):
        return rng is None or "of_page" not in statement or stance != NEUTRAL or rng.random() < OPEN_SHARE

    return [
        (statement["evidence"], claim, stance)
        for statement in statements
        for claim, stance in claims(statement)
        if is_kept(statement, stance)
    ]


def cross_pairs(statements, share, rng):
    """A share of the claims beside the evidence of another statement on the same topic, which says nothing of them."""
    by_topic = {}
    for statement in statements:
        by_topic.setdefault(statement["topic"], []).append(statement)
    pairs = []
    for statement in statements:
        if "of_page" in statement:
            continue
        others = [other for other in by_topic[statement["topic"]] if other is not statement]
        for claim, _ in claims(statement):
            if others and rng.random() < share:
                pairs.append((rng.choice(others)["evidence"], claim, NEUTRAL))
    return pairs


def joined_pairs(statements, share, rng):
    """Compound sentences: a claim with a second one behind it.

    Two that the evidence supports are supported, and with one that it contradicts, the whole is contradicted. What it
    leaves open changes neither.
    """
    pairs = []
    for statement in statements:
        supported, contradicted, open_ones = (statement[stance] for stance in ("supports", "contradicts", "neutral"))
        choices = [(supported, supported, "supports"), (supported, open_ones, "supports")]
        choices += [(supported, contradicted, "contradicts"), (contradicted, open_ones, "contradicts")]
        for first, second, stance in choices:
            if not first or not second or rng.random() >= share:
                continue
            two = [rng.choice(first), rng.choice(second)]
            rng.shuffle(two)
            if two[0] != two[1]:
                pairs.append((statement["evidence"], joined(*two, rng), STANCES.index(stance)))
    return pairs


def joined(first, second, rng):
    """Two sentences as one, or one after the other."""
    if not first.endswith(".") or rng.random() < 0.3:
        return f"{first} {second}"
    head, _, rest = second.partition(" ")
    if head in SMALL_WORDS:
        head = head.lower()
    return f"{first[:-1]}{rng.choice(JOINTS)}{head} {rest}"


def mirrored_pairs(statements, share, rng):
    """What contradicts is contradicted: the claim as evidence, the evidence as claim, where it is one sentence."""
    return [
        (claim, statement["evidence"], STANCES.index("contradicts"))
        for statement in statements
        for claim in statement["contradicts"]
        if rng.random() < share and statement["evidence"].count(". ") == 0
    ]


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
