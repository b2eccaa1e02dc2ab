# Sourced. The checks' tools in Python and Node, each in a folder of its own, so that none decides another's dependencies.
# .ci/<name>.txt or .ci/<name>/package-lock.json pins it; another list is another folder, beside those that other checkouts use.

tools="${XDG_CACHE_HOME:-$HOME/.cache}/entryguard-ci"

# Prints the folder of the tool's commands.
python_tool() { # name
  local list="$PWD/.ci/$1.txt" home
  home="$tools/$1-$(digest_of "$list")"
  if [ ! -f "$home/installed" ]; then
    rm -rf "$home"
    python3 -m venv "$home" >&2
    "$home/bin/pip" install --quiet --disable-pip-version-check -r "$list" >&2
    touch "$home/installed"
  fi
  printf '%s/bin' "$home"
}

# Prints the folder of the tool's packages. None of them may run anything while it is installed.
node_tool() { # name
  local list="$PWD/.ci/$1/package-lock.json" home
  home="$tools/$1-$(digest_of "$list")"
  if [ ! -f "$home/installed" ]; then
    rm -rf "$home"
    mkdir -p "$home"
    cp "$PWD/.ci/$1/package.json" "$list" "$home"
    npm --prefix "$home" ci --silent --ignore-scripts --no-audit --no-fund >&2
    touch "$home/installed"
  fi
  printf '%s/node_modules' "$home"
}

digest_of() { # file
  sha256sum "$1" | cut -c 1-12
}
