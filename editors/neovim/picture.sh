#!/usr/bin/env bash
# Takes the picture of Neovim for the documentation: a finding beside its line, and its evidence in a split.
#
#   picture.sh SERVER PICTURE.png     needs tmux, aha and chromium, and takes Debian's newest Neovim
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
server=$(realpath "$1")
picture=$(realpath -m "$2")
cache=${SECOND_OPINION_EDITORS:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/second-opinion}
neovim=$("$here/../tools/get-editor.sh" "$cache/nvim-forky" forky nvim)

work=$(mktemp -d)
screen() { tmux -S "$work/tmux" "$@"; }
trap 'screen kill-server 2>/dev/null || true; rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$server" "$work/bin/second-opinion"
cp "$here/../check/draft.md" "$work/draft.md"
cat >"$work/init.lua" <<LUA
vim.opt.runtimepath:append('$here')
vim.opt.termguicolors = true
vim.opt.linebreak = true
vim.opt.laststatus = 0
vim.diagnostic.config({ virtual_text = true })
vim.lsp.enable('second_opinion')
LUA

# see TEXT: waits until the screen shows it.
see() {
  for _ in $(seq 600); do
    if screen capture-pane -p 2>/dev/null | grep -qF -- "$1"; then return 0; fi
    sleep 0.1
  done
  echo "not seen: $1" >&2
  return 1
}

env HOME="$work" XDG_CONFIG_HOME="$work/config" XDG_CACHE_HOME="$work/cache" XDG_STATE_HOME="$work/state" PATH="$work/bin:$PATH" \
  LANG=C.UTF-8 tmux -S "$work/tmux" -u new-session -d -x 120 -y 34 "$neovim --clean -u $work/init.lua $work/draft.md"
see "The draft says"
sleep 2 # The second reader speaks after the rules.
screen send-keys '/never recovers' Enter ':nohlsearch | normal! zz' Enter ':SecondOpinionEvidence' Enter
see "## Against"
sleep 0.5
screen capture-pane -pe | aha --black --title Neovim | sed 's/<pre>/<pre style="font: 14px\/1.35 monospace; margin: 12px">/; s/<body[^>]*>/<body style="margin: 0; color: #e0e2ea; background: #14161b">/' >"$work/screen.html"
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1040,670 --screenshot="$picture" \
  "file://$work/screen.html" >/dev/null 2>&1
echo "$picture"
