#!/usr/bin/env bash
# Runs the packaged extension in VS Code's own workbench, with the real server, as an author would use it.
#
#   check.sh SERVER [PICTURES [SCENARIO...]]    SERVER is the program; pictures go into the folder PICTURES, unless it is empty
#
# The workbench is that of code-server, shown by Chromium; neither may reach anything but this machine, which makes the
# check a test of privacy as well. It ends with 0 where all went well, and also, saying so, where the workbench cannot be had.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
extension=$(dirname "$here")
editors=$(dirname "$extension")
server=$(realpath "${1:?"usage: check.sh SERVER [PICTURES]"}")
pictures=${2:-}
if [ -n "$pictures" ]; then
  mkdir -p "$pictures"
  pictures=$(cd "$pictures" && pwd)
fi
cache=${SECOND_OPINION_EDITORS:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/second-opinion}/vscode

if ! "$editors/tools/get-vscode.sh" "$cache"; then
  echo "skipped: VS Code's workbench cannot be had here"
  exit 0
fi

cd "$extension"
if [ ! -d node_modules/vscode-languageclient ]; then
  npm ci --silent --no-audit --no-fund --ignore-scripts
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node scripts/package.mjs --out "$work/package"

ln -sfn "$cache/driver/node_modules" "$work/node_modules"
cp "$here"/*.mjs "$work/"
CACHE=$cache WORK=$work SERVER=$server PICTURES=$pictures DRAFT=$editors/check/draft.md \
  timeout 1200 "$cache/node" "$work/main.mjs" "${@:3}"
