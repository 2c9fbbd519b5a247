#!/usr/bin/env python3
"""Turns the files of WordNet 3.0 into the table that `src/lexicon/wordnet.rs` reads in place.

    scripts/wordnet.py DICT_DIR OUT

DICT_DIR holds `data.*`, `*.exc` and `cntlist.rev` (in Debian: the package `wordnet-base`, folder
`/usr/share/wordnet`). The same input gives the same bytes. Only Python's standard library is needed.

What is kept
------------
Words are written in lower case; underscores and hyphens become spaces, since a sentence is read in words without
hyphens ("long-term" is `long term`). A word is one base form whatever its part of speech. These are dropped, sense by
sense, because a medical answer never turns on them and they would make the table three times as large:

- instances: single persons, places, battles, books, rivers;
- taxonomic groups (genera, families, orders), animals never seen in the tagged texts, and plants that have a Latin
  name beside their own, unless they cause or treat diseases;
- kinds of persons never seen in the tagged texts ("ropewalker"), unless they are medical;
- capitalised names, unless they name a disease, symptom, drug, treatment, microbe, body part, substance or a time;
- words with digits, full stops or slashes, of more than five parts, and chemical symbols of one or two letters;
- phrases never seen in the tagged texts, unless they name something medical, a substance, food, state, process or time;
- noun and verb senses of auxiliaries and other function words ("can" as a tin, "will" as a testament).

How far a relation is trusted
-----------------------------
Relations hold between senses; a reader without word-sense disambiguation knows words only. The probability p of a
sense given its word comes from the counts in tagged texts, smoothed by sense rank; senses of medicine count threefold,
those of change and matter twice, those of far fields a third, since that is what the drafts are about. Senses of one word
that hardly differ (the causative and the inchoative "shrink", the noun and the verb "increase") strengthen each other:
p is then the geometric mean of the sense's own share and, twice, that of its pool. The trust in a sense is sqrt(p * p / p of the word's likeliest sense): one for a word with one sense, a half for the first of
several equals, next to nothing for the twelfth sense of "face". A relation is as strong as the weaker of its ends, times
what the kind of relation is worth; what stays below FLOOR is dropped. Outside medicine and chemistry, wider and narrower
classes are kept only where both words are seen in the tagged texts, synonyms and indirect antonyms where one is.
"""

import collections
import pathlib
import re
import struct
import sys

MAGIC = b"SOWN"
VERSION = 1
BUCKETS = 1 << 15

NOUN, VERB, ADJECTIVE, ADVERB = range(4)
POS_OF = {"n": NOUN, "v": VERB, "a": ADJECTIVE, "s": ADJECTIVE, "r": ADVERB}
FILES = ["noun", "verb", "adj", "adv"]

FORM, SYNONYM, DERIVED, HYPERNYM, HYPONYM, ANTONYM, INDIRECT = range(7)
INVERSE = {**{kind: kind for kind in (SYNONYM, DERIVED, ANTONYM, INDIRECT)}, HYPERNYM: HYPONYM, HYPONYM: HYPERNYM}

# The lexicographer files in WordNet's order (lexnames(5WN)), each with its code in the table, which is the position of
# the variant in the enum `Topic`. Nouns and verbs share the topics that have the same name.
LEXICOGRAPHER_FILES = (
    "adj.all adj.pert adv.all noun.tops noun.act noun.animal noun.artifact noun.attribute noun.body noun.cognition "
    "noun.communication noun.event noun.feeling noun.food noun.group noun.location noun.motive noun.object noun.person "
    "noun.phenomenon noun.plant noun.possession noun.process noun.quantity noun.relation noun.shape noun.state "
    "noun.substance noun.time verb.body verb.change verb.cognition verb.communication verb.competition "
    "verb.consumption verb.contact verb.creation verb.emotion verb.motion verb.perception verb.possession verb.social "
    "verb.stative verb.weather adj.ppl"
).split()
TOPICS = (
    "none tops act animal artifact attribute body cognition communication event feeling food group location motive "
    "object person phenomenon plant possession process quantity relation shape state substance time change competition "
    "consumption contact creation emotion motion perception social stative weather illness symptom drug treatment microbe"
).split()

# Roots of the medical topics, by lexicographer file and a word of the synset. The first that matches wins.
MEDICAL_ROOTS = [
    ("drug", [("noun.artifact", "drug"), ("noun.substance", "hormone"), ("noun.substance", "vitamin"),
              ("noun.substance", "toxin"), ("noun.substance", "anesthetic_agent")]),
    ("symptom", [("noun.state", "symptom"), ("noun.feeling", "pain")]),
    ("illness", [("noun.state", "ill_health"), ("noun.state", "mental_illness"), ("noun.state", "injury"), ("noun.state", "ictus")]),
    ("treatment", [("noun.act", "treatment"), ("noun.act", "medical_procedure"), ("noun.act", "medical_care"),
                   ("noun.artifact", "medical_instrument"), ("noun.artifact", "prosthesis"),
                   ("noun.artifact", "dressing"), ("noun.artifact", "syringe"), ("noun.artifact", "catheter")]),
    ("microbe", [("noun.animal", "microorganism"), ("noun.animal", "parasite"), ("noun.animal", "virus")]),
]
# Drinks and smokes are drugs to WordNet, but not to a doctor's answer.
NO_DRUGS = [("noun.food", "alcohol"), ("noun.substance", "tobacco"), ("noun.artifact", "tobacco")]
# What is medical without being one of these topics.
MEDICAL_STATES = [("noun.state", "physiological_state")]
# Fields of knowledge whose domain pointers mark a synset as medical.
MEDICAL_FIELDS = {"medicine", "pathology", "anatomy", "physiology", "surgery", "pharmacology", "psychiatry", "dentistry"}

# Phrases never seen in the tagged texts are kept in these files and where they are medical.
PHRASE_FILES = {"noun.substance", "noun.food", "noun.state", "noun.process", "noun.time", "noun.phenomenon",
                "noun.quantity", "noun.feeling", "verb.body", "verb.change", "verb.consumption", "verb.stative", "adv.all"}
FUNCTION_WORDS = set(
    "a an the i he she it we us you they me him her them who whom as at by in on or nor if no not so to of for from than "
    "that this these those and but was were is are am been being can could may might must shall should will would ought "
    "ha hi ma pa ho oh".split())
KEPT_AUXILIARIES = {"be", "have", "do"}

MEDICAL_BOOST = 3.0
NEAR_TOPICS = {"change": 2.0, "process": 2.0, "state": 2.0, "substance": 2.0}
FAR_TOPICS = {name: 0.3 for name in "possession competition group location communication social".split()}
FLOOR = {SYNONYM: 0.15, DERIVED: 0.2, HYPERNYM: 0.28, HYPONYM: 0.28, ANTONYM: 0.2, INDIRECT: 0.2}
# Narrower classes above this number of synsets say too little about a word ("entity", "act", "change", "make").
GENERAL = {NOUN: 950, VERB: 130}

# What one step of each kind is worth.
WORTH = {
    "verb group": 0.5,
    "similar": 0.6,
    "see also": 0.35,
    "transferred synonym": 0.6,
    "cause": 0.5,
    "hypernym": 0.85,
    "second hypernym": 0.45,
    "derived": 0.95,
    "antonym": 1.0,
    "antonym in several senses": 0.9,
    "antonym of synonym": 0.75,
    "antonym of satellite": 0.6,
    "antonym of narrower verb": 0.55,
    "antonym of derivation": 0.8,
}

Sense = collections.namedtuple("Sense", "word pos offset rank count")


class Synset:
    """One line of a data file: its words, and pointers as (symbol, target, own word number, target word number)."""

    def __init__(self, fields):
        self.file = LEXICOGRAPHER_FILES[int(fields[1])]
        self.pos = POS_OF[fields[2]]
        count = int(fields[3], 16)
        self.raw = [re.sub(r"\((p|a|ip)\)$", "", fields[4 + 2 * i]) for i in range(count)]
        self.words = [key(raw) for raw in self.raw]
        at = 4 + 2 * count
        self.pointers = []
        for i in range(int(fields[at])):
            symbol, offset, pos, ends = fields[at + 1 + 4 * i: at + 5 + 4 * i]
            self.pointers.append((symbol, (POS_OF[pos], offset), int(ends[:2], 16), int(ends[2:], 16)))
        self.topic = "none"
        self.medical = False
        self.kept = [False] * count


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__.split("\n\n")[1])
    source, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    synsets = read_synsets(source)
    ranks = read_ranks(source, synsets)
    counts = read_counts(source)
    below = narrower(synsets)
    mark_topics(synsets, below)
    choose(synsets, ranks, counts)
    words = senses_of(synsets, ranks, counts)
    trust = trust_of(synsets, words)
    edges = Relations(synsets, below, words, trust).collect()
    forms = read_forms(source, words)
    table = write(synsets, words, trust, edges, forms)
    target.write_bytes(table)


# Reading


def key(raw):
    """The spelling under which a word stands in the table."""
    return re.sub(r" +", " ", raw.lower().replace("_", " ").replace("-", " ")).strip()


def lines(path):
    with path.open(encoding="ascii") as file:
        yield from (line for line in file if not line.startswith(" "))


def read_synsets(source):
    synsets = {}
    for pos, name in enumerate(FILES):
        for line in lines(source / f"data.{name}"):
            fields = line.split("|")[0].split()
            synsets[pos, fields[0]] = Synset(fields)
    return synsets


def read_ranks(source, synsets):
    """The rank from 1 of each synset among the senses of (raw word in lower case, part of speech)."""
    ranks = {}
    for pos, name in enumerate(FILES):
        for line in lines(source / f"index.{name}"):
            fields = line.split()
            senses = int(fields[2])
            for rank, offset in enumerate(fields[-senses:], 1):
                assert (pos, offset) in synsets, f"index.{name} names an unknown synset: {offset}"
                ranks[fields[0], pos, offset] = rank
    return ranks


def read_counts(source):
    """How often each sense was tagged, by (raw word in lower case, part of speech, rank)."""
    counts = {}
    for line in lines(source / "cntlist.rev"):
        sense_key, rank, count = line.split()
        word, rest = sense_key.rsplit("%", 1)
        pos = POS_OF["nvars"[int(rest[0]) - 1]]
        counts[word, pos, int(rank)] = int(count)
    return counts


def read_forms(source, words):
    """Irregular forms: the inflected word, then the (base word, part of speech) it may stand for."""
    forms = collections.defaultdict(list)
    for pos, name in enumerate(FILES):
        for line in lines(source / f"{name}.exc"):
            inflected, *bases = (key(word) for word in line.split())
            for base in bases:
                known = base in words and any(sense.pos == pos for sense in words[base])
                if known and base != inflected and (base, pos) not in forms[inflected] and spelt(inflected):
                    forms[inflected].append((base, pos))
    return {inflected: bases for inflected, bases in forms.items() if bases}


# Choosing


def narrower(synsets):
    """The synsets one step below each."""
    below = collections.defaultdict(list)
    for name, synset in synsets.items():
        for symbol, target, _, _ in synset.pointers:
            if symbol == "@":
                below[target].append(name)
    return below


def closure(below, roots):
    seen, stack = set(roots), list(roots)
    while stack:
        for name in below.get(stack.pop(), ()):
            if name not in seen:
                seen.add(name)
                stack.append(name)
    return seen


def roots_of(synsets, roots):
    return [name for name, synset in synsets.items()
            if any(synset.file == file and word in synset.raw for file, word in roots)]


def mark_topics(synsets, below):
    for synset in synsets.values():
        part, name = synset.file.split(".")
        synset.topic = name if part in ("noun", "verb") else "none"
        synset.medical = synset.topic == "body"
    no_drugs = closure(below, roots_of(synsets, NO_DRUGS))
    for topic, roots in reversed(MEDICAL_ROOTS):
        found = roots_of(synsets, roots)
        assert found, f"no synset for the topic {topic}"
        for name in closure(below, found) - no_drugs:
            if synsets[name].topic != "body":
                synsets[name].topic, synsets[name].medical = topic, True
    for name in closure(below, roots_of(synsets, MEDICAL_STATES)):
        synsets[name].medical = True
    for synset in synsets.values():
        for symbol, target, _, _ in synset.pointers:
            field = synsets[target]
            synset.medical |= symbol == ";c" and not MEDICAL_FIELDS.isdisjoint(field.raw)
    for synset in list(synsets.values()):
        if synset.pos in (ADJECTIVE, ADVERB):
            synset.medical |= any(s == "\\" and synsets[t].medical for s, t, _, _ in synset.pointers)


def spelt(word):
    return re.fullmatch(r"[a-z]+([ '][a-z]+|'s|s')*", word) and len(word) <= 40 and word.count(" ") < 5


def choose(synsets, ranks, counts):
    """Marks which words of which synsets are kept."""
    below = narrower(synsets)
    taxa = closure(below, [n for n, s in synsets.items() if "taxonomic_group" in s.raw])
    tagged_words = {word.replace("-", "_") for (word, _, _), count in counts.items() if count}
    for name, synset in synsets.items():
        instance = any(symbol == "@i" for symbol, _, _, _ in synset.pointers)
        if instance or name in taxa:
            continue
        for i, (raw, word) in enumerate(zip(synset.raw, synset.words)):
            count = counts.get((raw.lower(), synset.pos, ranks[raw.lower(), synset.pos, name[1]]), 0)
            capital = raw != raw.lower()
            tagged = count > 0 or raw.lower().replace("-", "_") in tagged_words
            near = synset.medical or synset.topic == "substance"
            synset.kept[i] = bool(
                spelt(word)
                and not (capital and (len(word) <= 2 or not (near or synset.topic == "time")))
                and not (word in FUNCTION_WORDS and synset.pos in (NOUN, VERB) and word not in KEPT_AUXILIARIES)
                and not (len(word) == 1)
                and not (synset.file in ("noun.animal", "noun.plant") and not tagged and not synset.medical
                         and (synset.topic == "animal" or capital or latin_beside(synset)))
                and not (synset.file == "noun.person" and not tagged and not synset.medical)
                and not (" " in word and not tagged and not synset.medical
                         and (synset.file not in PHRASE_FILES or capital and synset.topic == "time")))


def latin_beside(synset):
    return any(raw != raw.lower() for raw in synset.raw)


def senses_of(synsets, ranks, counts):
    """The kept senses of each word. Spellings that fall together ("side-effect") share the better rank."""
    words = collections.defaultdict(list)
    for (pos, offset), synset in synsets.items():
        best = {}
        for i, (raw, word) in enumerate(zip(synset.raw, synset.words)):
            if synset.kept[i]:
                rank = ranks[raw.lower(), pos, offset]
                count = counts.get((raw.lower(), pos, rank), 0)
                old = best.get(word)
                if old is None or (count, -rank) > (old.count, -old.rank):
                    best[word] = Sense(word, pos, offset, rank, count)
        for word, sense in best.items():
            words[word].append(sense)
    return words


# Trusting


def trust_of(synsets, words):
    """How far a word may be taken to stand for a synset, and for a part of speech, from 0 to 1.

    The keys are (word, synset) and (word, part of speech).
    """
    trust = {}
    for word, senses in words.items():
        pools = pooled(synsets, senses)
        own = {s: (s.count + 1.0 / s.rank) * weight_of(synsets[s.pos, s.offset]) for s in senses}
        pool = collections.Counter()
        for sense in senses:
            pool[pools[sense]] += own[sense]
        # A sense gains from its pool, but a rare one does not become a common one.
        gained = {sense: (own[sense] * pool[pools[sense]] ** 2) ** (1 / 3) for sense in senses}
        total, largest = sum(own.values()), max(gained.values())
        for pos in {sense.pos for sense in senses}:
            trust[word, pos] = sum(own[sense] for sense in senses if sense.pos == pos) / total
        for sense in senses:
            share = gained[sense]
            trust[word, (sense.pos, sense.offset)] = (share / total * share / largest) ** 0.5
    return trust


def weight_of(synset):
    if synset.medical:
        return MEDICAL_BOOST
    return NEAR_TOPICS.get(synset.topic) or FAR_TOPICS.get(synset.topic) or 1.0


def pooled(synsets, senses):
    """Puts senses of one word that hardly differ into one pool: {sense: the first sense of its pool}."""
    pool = {sense: sense for sense in senses}
    for i, one in enumerate(senses):
        for other in senses[:i]:
            if pool[one] != pool[other] and alike(synsets, one, other):
                old, new = pool[one], pool[other]
                pool.update({sense: new for sense in senses if pool[sense] == old})
    return pool


def alike(synsets, one, other):
    """Whether two senses of one word are linked, share a further word, or are the noun and the verb of one meaning."""
    ends = (one.pos, one.offset), (other.pos, other.offset)
    for near, far in (ends, ends[::-1]):
        for symbol, target, at, target_at in synsets[near].pointers:
            if target == far:
                same = at == 0 or synsets[near].words[at - 1] == synsets[far].words[target_at - 1]
                if symbol in ("$", ">", "*", "&", "@") or symbol == "+" and same and ADJECTIVE not in (near[0], far[0]):
                    return True
    shared = set(synsets[ends[0]].words) & set(synsets[ends[1]].words)
    return one.pos == other.pos and len(shared) > 1


class Relations:
    """Collects the edges {(word, other word, relation, part of speech of the other): strength}."""

    def __init__(self, synsets, below, words, trust):
        self.synsets, self.below, self.trust = synsets, below, trust
        self.tagged = {word for word, senses in words.items() if any(sense.count for sense in senses)}
        self.seen = self.tagged | {word for word, senses in words.items()
                                   if any(self.near((sense.pos, sense.offset)) for sense in senses)}
        self.size = {}
        self.edges = collections.defaultdict(float)
        self.derivations = collections.defaultdict(list)
        self.antonyms = []
        self.spellings = set()

    def collect(self):
        for name, synset in self.synsets.items():
            self.within(name)
            for pointer in synset.pointers:
                self.follow(name, pointer)
        self.complete_adverbs()
        self.transfer_synonyms()
        self.spread_antonyms()
        direct = {(word, other) for (word, other, relation, _) in self.edges if relation == ANTONYM}
        return {edge: strength for edge, strength in self.edges.items()
                if strength >= FLOOR[edge[2]] and not (edge[2] == INDIRECT and edge[:2] in direct)
                and (edge[2] not in (SYNONYM, INDIRECT) or edge[:2] in self.spellings
                     or not self.seen.isdisjoint(edge[:2]))}

    def near(self, name):
        return self.synsets[name].medical or self.synsets[name].topic == "substance"

    def kept(self, name):
        synset = self.synsets[name]
        return list(dict.fromkeys(word for word, kept in zip(synset.words, synset.kept) if kept))

    def weaker(self, word, name, other, other_name):
        return min(self.trust.get((word, name), 0.0), self.trust.get((other, other_name), 0.0))

    def raise_to(self, word, other, relation, strength, pos, other_pos):
        """Makes both directions of an edge at least so strong."""
        if word != other:
            for edge in ((word, other, relation, other_pos), (other, word, INVERSE[relation], pos)):
                self.edges[edge] = max(self.edges[edge], strength)

    def within(self, name):
        """Words of one synset are synonyms; two spellings of one word are so whatever else they mean."""
        words, pos = self.kept(name), name[0]
        for i, word in enumerate(words):
            for other in words[:i]:
                self.raise_to(word, other, SYNONYM, self.weaker(word, name, other, name), pos, pos)
                if same_spelling(word, other):
                    self.raise_to(word, other, SYNONYM, 1.0, pos, pos)
                    self.spellings.update([(word, other), (other, word)])

    def follow(self, name, pointer):
        symbol, target, at, target_at = pointer
        pos, target_pos = name[0], target[0]
        if symbol == "@" and pos in GENERAL:
            self.upward(name, target, "hypernym")
            for second, above, _, _ in self.synsets[target].pointers:
                if second == "@":
                    self.upward(name, above, "second hypernym")
        elif symbol in (">", "*"):
            self.between(name, target, HYPERNYM, WORTH["cause"])
        elif symbol == "$" and name < target:
            self.between(name, target, SYNONYM, WORTH["verb group"])
        elif symbol == "&" and self.is_satellite(name):
            self.between(name, target, HYPERNYM, WORTH["similar"])
        elif symbol == "^" and pos == ADJECTIVE and name < target:
            self.between(name, target, SYNONYM, WORTH["see also"])
        elif at and target_at:
            word, other = self.word(name, at), self.word(target, target_at)
            if word is None or other is None:
                return
            if symbol in ("+", "\\", "<"):
                self.derivations[word, name].append((other, target))
                self.derivations[other, target].append((word, name))
                self.derived(word, name, other, target, symbol)
            elif symbol == "!" and (name, at) < (target, target_at):
                self.antonyms.append((word, name, other, target))

    def word(self, name, at):
        synset = self.synsets[name]
        return synset.words[at - 1] if synset.kept[at - 1] else None

    def is_satellite(self, name):
        return not any(symbol == "!" for symbol, _, _, _ in self.synsets[name].pointers)

    def between(self, name, target, relation, worth):
        near = any(self.near(end) for end in (name, target))
        for word in self.kept(name):
            for other in self.kept(target):
                if relation == HYPERNYM and not near and not (word in self.tagged and other in self.tagged):
                    continue
                self.raise_to(word, other, relation, worth * self.weaker(word, name, other, target), name[0], target[0])

    def upward(self, name, target, step):
        """The more a class holds, the less it says; the largest say nothing."""
        if target not in self.size:
            self.size[target] = len(closure(self.below, [target]))
        size, limit = self.size[target], GENERAL[target[0]]
        if size > limit:
            return
        informative = 1.0 - 0.6 * (bits(size) / bits(limit)) ** 3
        self.between(name, target, HYPERNYM, WORTH[step] * informative)

    def derived(self, word, name, other, target, symbol):
        """Words of one stem belong together whatever the sense, others only where the senses fit."""
        strength = self.weaker(word, name, other, target)
        if one_stem(word, other):
            strength = max(strength, self.weaker(word, name[0], other, target[0])) ** 0.5
        elif symbol == "+":
            strength **= 0.7
        self.raise_to(word, other, DERIVED, WORTH["derived"] * strength, name[0], target[0])

    def complete_adverbs(self):
        """WordNet leaves many adverbs without their adjective ("safely"); the ending tells which it is."""
        for (word, pos), trust in list(self.trust.items()):
            if pos == ADVERB and word.endswith("ly"):
                stem = word.removesuffix("ly")
                for other in (stem, re.sub("i$", "y", stem), stem + "le", stem.removesuffix("al"), stem + "l"):
                    if other != word and (other, ADJECTIVE) in self.trust:
                        strength = min(trust, self.trust[other, ADJECTIVE]) ** 0.5
                        self.raise_to(word, other, DERIVED, WORTH["derived"] * strength, ADVERB, ADJECTIVE)
                        break

    def own_derivations(self, word, name):
        """What is derived from the word by an ending: "antitumor" and "anticancer" do not make tumor mean cancer."""
        return sorted({end for end in self.derivations.get((word, name), ()) if one_stem(word, end[0])})

    def transfer_synonyms(self):
        """Synonyms lend their kinship to what is derived from them: atrophy and wasting (nouns), so waste (verb)."""
        for name in self.synsets:
            if self.synsets[name].topic == "person":
                continue  # Who does a thing says little about it: chemist and druggist, but chemistry is no drug.
            words = self.kept(name)
            for i, word in enumerate(words):
                for other in words[:i]:
                    shared = self.weaker(word, name, other, name)
                    for first, first_name in self.own_derivations(word, name):
                        for second, second_name in self.own_derivations(other, name):
                            topics = {self.synsets[end].topic == "person" for end in (first_name, second_name)}
                            if first_name[0] == second_name[0] and first_name != second_name and len(topics) == 1:
                                ends = self.weaker(first, first_name, second, second_name)
                                strength = WORTH["transferred synonym"] * (shared * ends) ** 0.5
                                pos = first_name[0]
                                if strength >= FLOOR[SYNONYM]:
                                    self.raise_to(first, second, SYNONYM, strength, pos, pos)

    def spread_antonyms(self):
        """Opposites are opposite in most of their senses, so the root of the trust counts."""
        pairs = collections.Counter((word, other, name[0]) for word, name, other, _ in self.antonyms)
        for word, name, other, target in self.antonyms:
            direct = self.weaker(word, name, other, target) ** 0.5
            if pairs[word, other, name[0]] + pairs[other, word, name[0]] > 1:
                # Opposite in several senses, so opposite as words.
                direct = max(direct, WORTH["antonym in several senses"] * self.weaker(word, name[0], other, name[0]))
            self.raise_to(word, other, ANTONYM, WORTH["antonym"] * direct, name[0], name[0])
            self.antonyms_of_derivations(word, name, other, target, direct)
            self.antonyms_of_kin(word, name, other, target)
            self.antonyms_of_kin(other, target, word, name)

    def antonyms_of_kin(self, own, near, end, far):
        """Synonyms of a word share its antonym; satellites and narrower verbs do so only indirectly."""
        pos = near[0]
        for synonym in self.kept(near):
            if synonym != own:
                trust = self.weaker(synonym, near, end, far)
                self.raise_to(synonym, end, ANTONYM, WORTH["antonym of synonym"] * trust ** 0.5, pos, pos)
        kin, worth = [], 0.0
        if pos == ADJECTIVE:
            kin = [satellite for symbol, satellite, _, _ in self.synsets[near].pointers if symbol == "&"]
            worth = WORTH["antonym of satellite"]
        elif pos == VERB:
            kin, worth = self.below.get(near, ()), WORTH["antonym of narrower verb"]
        for name in kin:
            for narrow in self.kept(name):
                if pos == ADJECTIVE or narrow in self.tagged:
                    trust = self.weaker(narrow, name, end, far)
                    self.raise_to(narrow, end, INDIRECT, worth * trust ** 0.75, pos, pos)

    def antonyms_of_derivations(self, word, name, other, target, direct):
        for first, first_name in self.own_derivations(word, name):
            for second, second_name in self.own_derivations(other, target):
                if first_name[0] == second_name[0] and first_name != second_name:
                    ends = self.weaker(first, first_name[0], second, second_name[0])
                    strength = WORTH["antonym of derivation"] * min(direct, ends)
                    self.raise_to(first, second, ANTONYM, strength, first_name[0], first_name[0])


def one_stem(word, other):
    return word[:4] == other[:4] or word[:3] == other[:3] and min(len(word), len(other)) <= 6


def bits(size):
    return (size + 1).bit_length()


def same_spelling(word, other):
    return american(word) == american(other)


def american(word):
    """A spelling in which British and American variants fall together; used on words of one synset only."""
    word = re.sub(r"ae|oe", "e", word.replace(" ", ""))
    word = re.sub(r"our(?=$|i|e|a|l|s|f)", "or", word)
    word = re.sub(r"is(?=e$|ed$|er$|ing$|ation|able)", "iz", word)
    word = re.sub(r"ys(?=e$|er$)", "yz", word)
    word = re.sub(r"(?<=[bt])re$", "er", word)
    word = re.sub(r"sulph", "sulf", word)
    word = re.sub(r"ogue$", "og", word)
    word = re.sub(r"ence$", "ense", word)
    return re.sub(r"ll", "l", word)


# Writing


def write(synsets, words, trust, edges, forms):
    """Header, directory of buckets, records, edges, text; the numbers are little-endian."""
    phrases = collections.Counter()
    for word in [*words, *forms]:
        # As a sentence is cut into tokens: "alzheimer's disease" begins with "alzheimer" and has three.
        first, *rest = re.split("[ ']", word)
        if rest:
            phrases[first] = max(phrases[first], len(rest) + 1)
    spellings = sorted({*words, *forms, *phrases}, key=lambda word: (bucket(word), word))
    number = {word: i for i, word in enumerate(spellings)}
    assert len(spellings) < 1 << 17, "an edge has 17 bits for a word"
    outgoing = collections.defaultdict(list)
    for (word, other, relation, pos), strength in edges.items():
        outgoing[word].append((relation, pos, max(1, round(strength * 255)), number[other]))
    for inflected, bases in forms.items():
        outgoing[inflected] += [(FORM, pos, 255, number[base]) for base, pos in bases]

    directory, records, edge_bytes, text = bytearray(), bytearray(), bytearray(), bytearray()
    starts = collections.Counter(bucket(word) for word in spellings)
    at = 0
    for i in range(BUCKETS + 1):
        directory += at.to_bytes(3, "little")
        at += starts[i]
    edge_count = 0
    for word in spellings:
        senses = words.get(word, [])
        records += len(text).to_bytes(3, "little") + edge_count.to_bytes(3, "little")
        for pos in range(4):
            tagged = [sense.count for sense in senses if sense.pos == pos]
            records.append(compressed(sum(tagged)) + 1 if tagged else 0)
        for pos in (NOUN, VERB):
            own = [((pos, s.offset), s) for s in senses if s.pos == pos]
            main_sense = max(own, key=lambda n: (trust[word, n[0]], -n[1].rank), default=None)
            records.append(TOPICS.index(synsets[main_sense[0]].topic) if main_sense else 0)
        records += bytes([min(len(senses), 255), phrases[word]])
        for relation, pos, weight, other in sorted(outgoing[word], key=lambda e: (e[0] != FORM, -e[2], e[0], e[3], e[1])):
            edge_bytes += struct.pack("<I", other | relation << 17 | pos << 20 | weight << 22)
            edge_count += 1
        text += word.encode("ascii")
    records += len(text).to_bytes(3, "little") + edge_count.to_bytes(3, "little") + bytes(8)

    body = struct.pack("<IIII", len(spellings), BUCKETS, edge_count, len(text)) + directory + records + edge_bytes + text
    report(words, forms, phrases, edges, directory, records, edge_bytes, text)
    return MAGIC + struct.pack("<IQ", VERSION, fnv(body)) + body


def fnv(data):
    """FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/"""
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def bucket(word):
    value = fnv(word.encode("ascii"))
    return (value ^ value >> 32) & (BUCKETS - 1)


def compressed(count):
    """A count in a byte: exact below 16, then with four bits behind the leading one, as a small float."""
    if count < 16:
        return count
    exponent = count.bit_length() - 5
    return (exponent + 1) << 4 | (count >> exponent) & 15


def report(words, forms, phrases, edges, directory, records, edge_bytes, text):
    kinds = collections.Counter(relation for _, _, relation, _ in edges)
    names = {SYNONYM: "synonym", DERIVED: "derived", HYPERNYM: "hypernym", HYPONYM: "hyponym", ANTONYM: "antonym", INDIRECT: "indirect antonym"}
    print(f"lemmas {len(words)} (of several words {sum(' ' in word for word in words)}), irregular forms {len(forms)}, "
          f"first words of phrases that are no lemmas {sum(word not in words for word in phrases)}")
    print("edges " + ", ".join(f"{names[kind]} {count}" for kind, count in sorted(kinds.items())))
    print(f"bytes: directory {len(directory)}, records {len(records)}, edges {len(edge_bytes)}, text {len(text)}")


if __name__ == "__main__":
    main()
