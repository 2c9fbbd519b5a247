#!/usr/bin/env python3
"""Averages weights of the same shape, number by number.

    average.py WEIGHTS.pt... --out WEIGHTS.pt
"""
import argparse

import torch


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", nargs="+")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    parts = [torch.load(path) for path in options.weights]
    torch.save({name: sum(part[name] for part in parts) / len(parts) for name in parts[0]}, options.out)


if __name__ == "__main__":
    main()
