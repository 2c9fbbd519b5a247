#!/usr/bin/env bash
# Runs Helix in a terminal with the configuration of its page, and the real server: a finding is shown, and on hover a doctor.
#
#   check.sh SERVER
#
# Ends with 0 also, saying so, where Helix or tmux cannot be had.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
server=$(realpath "${1:?"usage: check.sh SERVER"}")
cache=${SECOND_OPINION_EDITORS:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/second-opinion}

if ! command -v tmux >/dev/null; then
  { [ "$(id -u)" = 0 ] && apt-get -qq install -y --no-install-recommends tmux; } >/dev/null 2>&1 || true
fi
helix=$("$here/../tools/get-editor.sh" "$cache/hx-trixie" trixie hx || true)
if [ -z "$helix" ] || ! command -v tmux >/dev/null; then
  echo "skipped: Helix or tmux cannot be had here"
  exit 0
fi

work=$(mktemp -d)
screen() { tmux -S "$work/tmux" "$@"; }
trap 'screen kill-server 2>/dev/null || true; rm -rf "$work"' EXIT
mkdir -p "$work/bin" "$work/config/helix"
ln -s "$server" "$work/bin/second-opinion"
cp "$here/../neovim/check/draft.md" "$work/draft.md"

# block N: the N-th block of TOML of the page, as an author would paste it.
block() { awk -v wanted="$1" '/^```$/ { open = 0 } open && count == wanted; /^```toml$/ { open = 1; count++ }' "$here/README.md"; }
block 1 >"$work/config/helix/languages.toml"
block 2 >"$work/config/helix/config.toml"

# see TEXT: waits until the screen shows it.
see() {
  for _ in $(seq 600); do
    if screen capture-pane -p 2>/dev/null | grep -qF -- "$1"; then return 0; fi
    sleep 0.1
  done
  echo "FAIL not seen: $1"
  screen capture-pane -p || true
  return 1
}

"$helix" --version
env HOME="$work" XDG_CONFIG_HOME="$work/config" XDG_CACHE_HOME="$work/cache" PATH="$work/bin:$PATH" LANG=C.UTF-8 \
  tmux -S "$work/tmux" -u new-session -d -x 120 -y 40 "$helix $work/draft.md"
see "The draft says"
screen send-keys '/permanent' Enter
sleep 0.5
screen send-keys Space k
see ", MD"
screen capture-pane -p | sed -n '/Contradicted/,/and .* more/p' | head -n 12
echo PASS
