# Sourced. Python's tools of the checks, each in an environment of its own, so that none decides another's dependencies.
# .ci/<name>.txt pins it; an environment made from another list is made again.

tools="${XDG_CACHE_HOME:-$HOME/.cache}/entryguard-ci"

# Prints the folder of the tool's commands.
python_tool() { # name
  local list="$PWD/.ci/$1.txt" home="$tools/$1"
  if ! cmp -s "$list" "$home/installed.txt"; then
    rm -rf "$home"
    python3 -m venv "$home" >&2
    "$home/bin/pip" install --quiet --disable-pip-version-check -r "$list" >&2
    cp "$list" "$home/installed.txt"
  fi
  printf '%s/bin' "$home"
}
