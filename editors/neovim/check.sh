#!/bin/sh
# Runs headless Neovim with the real server on a real draft, as an author would use it: findings, hover, actions, evidence, health.
#
#   check.sh [SERVER]     SERVER is the program; without it target/release or target/debug, whichever is newer
#
# It runs in the newest Neovim of two Debian releases, which have vim.lsp.enable and do not have it, and in the one on $PATH.
# Ends with 0 if all went well, 1 if not. Where no Neovim can be had, it says so and ends with 0.
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
cache=${SECOND_OPINION_EDITORS:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/second-opinion}

# The lowest version that has vim.lsp.start.
new_enough() {
    "$1" --clean --headless -c 'if has("nvim-0.8") | qall! | endif' -c 'cquit 1' >/dev/null 2>&1
}

# A home of its own, so that nobody's settings and no state are touched.
check() {
    work=$(mktemp -d)
    cp "$here/check/draft.md" "$work/draft.md"
    mkdir -p "$work/bin"
    ln -s "$server" "$work/bin/second-opinion"
    status=0
    HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data XDG_STATE_HOME=$work/state XDG_CACHE_HOME=$work/cache \
        PATH=$work/bin:$PATH DRAFT=$work/draft.md \
        timeout 180 "$1" --clean --headless --cmd "set runtimepath^=$here" -c "luafile $here/check/check.lua" -c 'cquit 1' ||
        status=1
    rm -rf "$work"
    return "$status"
}

failed=0
checked=0
for neovim in "$(command -v nvim || true)" \
    "$("$project/editors/tools/get-editor.sh" "$cache/nvim-forky" forky nvim || true)" \
    "$("$project/editors/tools/get-editor.sh" "$cache/nvim-trixie" trixie nvim || true)"; do
    if [ -n "$neovim" ] && new_enough "$neovim"; then
        check "$neovim" || failed=1
        checked=$((checked + 1))
    fi
done
if [ "$checked" = 0 ]; then
    echo "skipped: there is no Neovim 0.8 or newer here, and none could be had"
fi
exit "$failed"
