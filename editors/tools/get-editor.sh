#!/bin/sh
# Unpacks an editor of one Debian release, with every library it needs, into a folder, and prints the path of a program that
# runs it. Nothing is installed but patchelf (if missing, and only as root), and nothing of the system is changed.
#
#   get-editor.sh FOLDER SUITE EDITOR     EDITOR is nvim or hx; SUITE is trixie, forky, …
#
# Ends with 1, and one line on standard error, where it cannot be done: no apt, no network, another processor.
set -eu
folder=$1
suite=$2
editor=$3

give_up() {
    echo "get-editor: $1" >&2
    exit 1
}

case $editor in
nvim) package=neovim ;;
hx) package=hx ;;
*) give_up "unknown editor: $editor" ;;
esac

if [ -x "$folder/$editor" ] && "$folder/$editor" --version >/dev/null 2>&1; then
    echo "$folder/$editor"
    exit 0
fi

command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || give_up "only Debian's packages are known here"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -r "$keyring" ] || give_up "Debian's keys are missing ($keyring)"
if ! command -v patchelf >/dev/null; then
    [ "$(id -u)" = 0 ] || give_up "patchelf is missing; install it first"
    { apt-get -qq update && apt-get -qq install -y --no-install-recommends patchelf; } >/dev/null 2>&1 ||
        give_up "patchelf is missing and cannot be installed"
fi

# The machine's own mirror, as it is the one that works here.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | grep -v security | head -n 1)
[ -n "$mirror" ] || give_up "apt knows no mirror"

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
root=$folder/root

# An apt of our own: its lists, its cache, and a system in which nothing is installed, so that it fetches everything.
fetch() {
    apt=$folder/apt
    rm -rf "$apt" "$root"
    mkdir -p "$apt/etc/apt/apt.conf.d" "$apt/etc/apt/preferences.d" "$apt/etc/apt/trusted.gpg.d" \
        "$apt/var/lib/apt/lists/partial" "$apt/var/cache/apt/archives/partial" "$root"
    : >"$apt/status"
    echo "deb [signed-by=$keyring] $mirror $suite main" >"$apt/etc/apt/sources.list"
    set -- -qq -o "Dir=$apt" -o "Dir::State::status=$apt/status" -o Debug::NoLocking=1 -o APT::Sandbox::User=root \
        -o APT::Install-Recommends=0 -o Acquire::Languages=none
    apt-get "$@" update >/dev/null 2>&1 || return 1
    apt-get "$@" install -y --download-only "$package" >/dev/null 2>&1 || return 1
    for archive in "$apt"/var/cache/apt/archives/*.deb; do
        dpkg-deb -x "$archive" "$root" || return 1
    done
    rm -rf "$apt"
}

# The program is told where its own loader and libraries are; Neovim starts itself again, so a wrapper around the
# loader would not do.
patch() {
    program=$(readlink -f "$root/usr/bin/$editor")
    loader=$(find "$root" -name 'ld-linux*.so.*' | head -n 1)
    [ -n "$loader" ] && [ -x "$program" ] || return 1
    libraries=$(find "$root/usr/lib" "$root/lib" -maxdepth 1 -type d -name '*-linux-gnu*' 2>/dev/null | paste -sd: -)
    patchelf --set-interpreter "$loader" --force-rpath --set-rpath "$libraries" "$program" || return 1
    # Neovim looks for its grammars below the system's library folder; its runtime folder is looked at as well.
    for grammars in "$root"/usr/lib/*/nvim/parser "$root"/usr/lib/nvim/parser; do
        [ -d "$grammars" ] && ln -sfn "$grammars" "$root/usr/share/nvim/runtime/parser"
    done
    {
        echo '#!/bin/sh'
        echo "VIMRUNTIME='$root/usr/share/nvim/runtime' HELIX_RUNTIME='$root/usr/lib/hx/runtime' exec '$program' \"\$@\""
    } >"$folder/$editor"
    chmod +x "$folder/$editor"
    "$folder/$editor" --version >/dev/null 2>&1
}

if fetch && patch; then
    echo "$folder/$editor"
    exit 0
fi
rm -rf "$folder/apt" "$root" "$folder/$editor"
give_up "$package of $suite could not be fetched from $mirror"
