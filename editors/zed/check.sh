#!/usr/bin/env bash
# Compiles the Zed extension for the machine that Zed runs extensions on. Zed itself cannot be had as a package.
#
# Ends with 0 also, saying so, where the compiler's target cannot be had.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export CARGO_TARGET_DIR=${SECOND_OPINION_EDITORS:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/second-opinion}/zed
target=wasm32-wasip2

if ! rustup target list --installed 2>/dev/null | grep -qx "$target" && ! rustup target add "$target" >/dev/null 2>&1; then
  echo "skipped: $target cannot be had here"
  exit 0
fi
cd "$here"
cargo build --quiet --target "$target"
ls -l "$CARGO_TARGET_DIR/$target/debug/zed_second_opinion.wasm"
