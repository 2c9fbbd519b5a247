#!/usr/bin/env bash
# Runs Emacs in batch with the configuration of its page, and the real server: findings come, and on hover a doctor.
#
#   check.sh SERVER
#
# Ends with 0 also, saying so, where Emacs with eglot cannot be had.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
server=$(realpath "${1:?"usage: check.sh SERVER"}")

has_eglot() { emacs --batch --eval '(package-initialize)' --eval "(require 'eglot)" >/dev/null 2>&1; }
if ! has_eglot; then
  { [ "$(id -u)" = 0 ] && apt-get -qq update &&
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends emacs-nox elpa-eglot; } >/dev/null 2>&1 || true
fi
if ! has_eglot; then
  echo "skipped: Emacs with eglot cannot be had here"
  exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$server" "$work/bin/second-opinion"
cp "$here/../neovim/check/draft.md" "$work/draft.md"
PATH=$work/bin:$PATH XDG_CACHE_HOME=$work/cache timeout 180 emacs --batch -l "$here/check.el" "$here/README.md" "$work/draft.md" 2>&1
