# Sourced. Installs the checks' tools in Python, Node and Go, each in its own folder, so that their dependencies do not conflict.
# .ci/<name>.txt or .ci/<name>/package-lock.json pins the versions; another list gets another folder, so checkouts do not interfere.

tools="${XDG_CACHE_HOME:-$HOME/.cache}/entryguard-ci"

# Prints the folder with the tool's commands.
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

# Prints the folder with the tool's packages. Install scripts are disabled.
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

# Prints the folder with the tool's command. The list is one line: package@version.
go_tool() { # name
  local list="$PWD/.ci/$1.txt" home
  home="$tools/$1-$(digest_of "$list")"
  if [ ! -f "$home/installed" ]; then
    rm -rf "$home"
    GOBIN="$home/bin" go install "$(cat "$list")" >&2
    touch "$home/installed"
  fi
  printf '%s/bin' "$home"
}

digest_of() { # file
  sha256sum "$1" | cut -c 1-12
}
