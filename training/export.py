#!/usr/bin/env python3
"""Turns trained weights into the file that is built into the program, and brings the test fixtures up to date.

    export.py WEIGHTS.pt            the state dict that train.py writes
    export.py --untrained           the base weights under a seeded random head: for trying the inference only

Writes src/reader/data/reader.bin, a safetensors file:

- Matrices are 8-bit with one scale for each output channel, stored with the inputs as rows, so that the program packs
  them without turning them. The embeddings of the pieces are 8-bit with one scale for each piece. The rest is f32.
- No weight of a matrix is larger than WEIGHT_LIMIT. The program's activations are at most ACTIVATION_LIMIT, and
  2 * WEIGHT_LIMIT * ACTIVATION_LIMIT fits in 16 signed bits: the AVX2 multiplication adds two products there, and would
  otherwise saturate and differ from other processors.
- `vocabulary` holds the pieces, one a line, in the order of their embeddings. A piece is kept when it is ASCII, or a
  single character from Latin-1, Latin Extended-A, Greek, punctuation, signs and arrows; [unused…] is dropped.
- The metadata hold the version of the layout, and the CRC-32 of everything after the header.

The fixtures under tests/fixtures/reader keep their texts and get fresh numbers: the ids of the reference tokenizer
over the kept pieces, and the probabilities of the model before it was made small.
"""
import argparse, json, pathlib, struct, tempfile, zlib
import numpy as np
import torch
from safetensors.numpy import load_file
from transformers import BertModel, BertTokenizerFast
from train import BASE, Reader

ROOT = pathlib.Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "src/reader/data/reader.bin"
FIXTURES = ROOT / "tests/fixtures/reader"
VERSION = 1
LAYERS = 6
POSITIONS = 160
WEIGHT_LIMIT = 64
ACTIVATION_LIMIT = 255
assert 2 * WEIGHT_LIMIT * ACTIVATION_LIMIT < 1 << 15


def kept(piece):
    if piece.startswith("[unused"):
        return False
    bare = piece.removeprefix("##")
    sign = len(bare) == 1 and (ord(bare) < 0x180 or 0x370 <= ord(bare) < 0x400 or 0x2000 <= ord(bare) < 0x2C00)
    return bare.isascii() or sign


def eight_bit(rows, limit):
    """Rows of numbers as signed bytes, and the scale of each row."""
    largest = np.abs(rows).max(axis=1, keepdims=True)
    scales = np.where(largest > 0, largest / limit, 1).astype(np.float32)
    return np.clip(np.rint(rows / scales), -limit, limit).astype(np.int8), scales[:, 0]


def tensors(state, pieces, rows):
    """Everything the file holds, by name, in the order in which it stands there."""
    numbers = {name: value.float().numpy() for name, value in state.items()}
    found = {"vocabulary": np.frombuffer("\n".join(pieces).encode(), dtype=np.uint8)}

    def matrix(name, *sources):
        cells, scales = eight_bit(np.concatenate([numbers[source + ".weight"] for source in sources]), WEIGHT_LIMIT)
        found[name + ".cells"] = np.ascontiguousarray(cells.T)
        found[name + ".scales"] = scales
        found[name + ".bias"] = np.concatenate([numbers[source + ".bias"] for source in sources])

    def norm(name, source):
        found[name + ".gain"] = numbers[source + ".weight"]
        found[name + ".shift"] = numbers[source + ".bias"]

    embeddings = "bert.embeddings."
    found["pieces.cells"], found["pieces.scales"] = eight_bit(numbers[embeddings + "word_embeddings.weight"][rows], 127)
    found["positions"] = numbers[embeddings + "position_embeddings.weight"][:POSITIONS]
    found["sides"] = numbers[embeddings + "token_type_embeddings.weight"]
    norm("embedded", embeddings + "LayerNorm")
    for index in range(LAYERS):
        layer, source = f"layer.{index}.", f"bert.encoder.layer.{index}."
        matrix(layer + "attend", *(source + "attention.self." + part for part in ("query", "key", "value")))
        matrix(layer + "merge", source + "attention.output.dense")
        norm(layer + "merged", source + "attention.output.LayerNorm")
        matrix(layer + "widen", source + "intermediate.dense")
        matrix(layer + "narrow", source + "output.dense")
        norm(layer + "narrowed", source + "output.LayerNorm")
    for name, source in (("dense", "dense"), ("stance", "out")):
        found[name + ".weight"] = np.ascontiguousarray(numbers[source + ".weight"].T)
        found[name + ".bias"] = numbers[source + ".bias"]
    return found


def write(path, found):
    kinds = {"uint8": "U8", "int8": "I8", "float32": "F32"}
    data = b"".join(value.tobytes() for value in found.values())
    header = {"__metadata__": {"version": str(VERSION), "crc32": f"{zlib.crc32(data):08x}"}}
    start = 0
    for name, value in found.items():
        span = [start, start + value.nbytes]
        header[name] = {"dtype": kinds[value.dtype.name], "shape": list(value.shape), "data_offsets": span}
        start = span[1]
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)
    load_file(path)


def refresh(name, change):
    """Rewrites a fixture, one JSON object a line: its texts stay, `change` replaces the expectations."""
    path = FIXTURES / name
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text("".join(json.dumps(change(line), ensure_ascii=True) + "\n" for line in lines), encoding="utf-8")


def tokenizer_of(pieces):
    with tempfile.TemporaryDirectory() as folder:
        vocabulary = pathlib.Path(folder) / "vocab.txt"
        vocabulary.write_text("\n".join(pieces) + "\n", encoding="utf-8")
        return BertTokenizerFast(vocab=str(vocabulary), do_lower_case=True)


@torch.no_grad()
def probabilities(model, tokenizer, rows, line):
    encoded = tokenizer(line["evidence"], line["claim"], truncation="only_first", max_length=POSITIONS, return_tensors="pt")
    ids = torch.tensor(rows)[encoded["input_ids"]]
    logits = model(ids, encoded["token_type_ids"], encoded["attention_mask"])
    return [round(value, 4) for value in logits.softmax(-1)[0].tolist()]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("weights", nargs="?")
    arguments.add_argument("--untrained", action="store_true")
    arguments = arguments.parse_args()
    if bool(arguments.weights) == arguments.untrained:
        raise SystemExit("name the weights, or say --untrained")
    torch.manual_seed(7)
    model = Reader(BertModel.from_pretrained(BASE, add_pooling_layer=False))
    if arguments.weights:
        model.load_state_dict(torch.load(arguments.weights, map_location="cpu"))
    else:
        # A head of ordinary size would say about the same of every pair.
        model.out.weight.data *= 20
    model.float().eval()

    vocabulary = (pathlib.Path(BASE) / "vocab.txt").read_text(encoding="utf-8").split("\n")
    rows = [row for row, piece in enumerate(vocabulary) if piece and kept(piece)]
    pieces = [vocabulary[row] for row in rows]
    write(WEIGHTS, tensors(model.state_dict(), pieces, rows))
    print(f"{WEIGHTS.relative_to(ROOT)}: {len(pieces)} pieces, {WEIGHTS.stat().st_size / 1e6:.1f} MB")

    tokenizer = tokenizer_of(pieces)
    refresh("pieces.jsonl", lambda line: line | {"ids": tokenizer.encode(line["text"], add_special_tokens=False)})
    refresh("pairs.jsonl", lambda line: line | {"expected": probabilities(model, tokenizer, rows, line)})


if __name__ == "__main__":
    main()
