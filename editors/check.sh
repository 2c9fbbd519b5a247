#!/usr/bin/env bash
# Runs the real server in real editors, on real drafts, and prints what an author would see.
#
#   check.sh [SERVER] [EDITOR...]     EDITOR is vscode, neovim, helix, emacs or zed; all of them by default
#
# Editors come from Debian's and npm's registries, into a folder of their own (SECOND_OPINION_EDITORS, by default below
# ~/.cache); Chromium, Emacs and tmux are installed in the system where it lets us. What cannot be had is skipped, and says so. With
# PICTURES=FOLDER, pictures go there. Ends with 1 if a check failed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
project=$(dirname "$here")
server=${1:-$(ls -t "$project"/target/{release,debug}/second-opinion 2>/dev/null | head -n 1 || true)}
[ -x "$server" ] || { echo "check.sh: there is no server; build it first, or name it" >&2; exit 2; }
server=$(realpath "$server")
export SECOND_OPINION_EDITORS=${SECOND_OPINION_EDITORS:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/second-opinion}
failed=()

vscode() { "$here/vscode/check/check.sh" "$server" "${PICTURES:-}"; }
neovim() { "$here/neovim/check.sh" "$server"; }
helix() { "$here/helix/check.sh" "$server"; }
emacs() { "$here/emacs/check.sh" "$server"; }
zed() { "$here/zed/check.sh"; }

editors=("${@:2}")
((${#editors[@]})) || editors=(vscode neovim helix emacs zed)
for editor in "${editors[@]}"; do
  printf -- '-- %s --\n' "$editor"
  SECONDS=0
  # A workbench on a busy machine misses a step now and then; what is broken fails twice, and both are shown.
  "$editor" || { echo "$editor: once more" && "$editor"; } || failed+=("$editor")
  echo "($SECONDS s)"
done
if ((${#failed[@]})); then
  echo "failed: ${failed[*]}"
  exit 1
fi
