#!/bin/sh
# Runs headless Neovim with the real server on a real draft and prints what the author would see.
#
#   check.sh [SERVER]     SERVER is the program; without it target/release or target/debug, whichever is newer
#
# Ends with 0 if a finding and a hover came, 1 if not. Where Neovim cannot be had, it says so and ends with 0.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
project=$(cd "$here/../.." && pwd)

server=${1:-}
if [ -z "$server" ]; then
    server=$(ls -t "$project/target/release/second-opinion" "$project/target/debug/second-opinion" 2>/dev/null | head -n 1)
fi
if [ -z "$server" ]; then
    (cd "$project" && cargo build --quiet)
    server=$project/target/debug/second-opinion
fi
server=$(cd "$(dirname "$server")" && pwd)/$(basename "$server")

# The lowest version that has vim.lsp.start.
new_enough() {
    "$1" --clean --headless -c 'if has("nvim-0.8") | qall! | endif' -c 'cquit 1' >/dev/null 2>&1
}

neovim=$(command -v nvim || true)
if [ -z "$neovim" ] || ! new_enough "$neovim"; then
    cache=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/second-opinion/neovim
    if ! neovim=$("$project/editors/tools/get-neovim.sh" "$cache"); then
        echo "skipped: there is no Neovim 0.8 or newer here, and none could be had"
        exit 0
    fi
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/check/draft.md" "$work/draft.md"
# A home of its own, so that nobody's settings and no state are touched.
HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data XDG_STATE_HOME=$work/state XDG_CACHE_HOME=$work/cache \
DRAFT=$work/draft.md SERVER=$server \
    timeout 90 "$neovim" --clean --headless --cmd "set runtimepath^=$here" -c "luafile $here/check/check.lua" -c 'cquit 1'
