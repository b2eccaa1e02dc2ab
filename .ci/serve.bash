# Sourced. Runs ./start for a check.

serving=''

# Starts the API, by default on a free port, waits until it is ready, and sets the variables of .local/demo.env.
serve() { # log, options of ./start
  local any_port=(--port 0)
  if [[ " ${*:2} " == *' --port '* ]]; then any_port=(); fi
  end_serving
  ./start "${any_port[@]}" "${@:2}" >"$1" 2>&1 &
  serving=$!
  for _ in $(seq 1200); do
    if grep -q 'is ready' "$1"; then
      set -a
      # shellcheck source=/dev/null
      source .local/demo.env
      set +a
      grep -q "^ *API *$BASE_URL\$" "$1" || { echo 'Another ./start runs in this folder: end it first.'; exit 1; }
      return
    fi
    kill -0 "$serving" 2>/dev/null || { cat "$1"; exit 1; }
    sleep 0.5
  done
  cat "$1"
  echo './start is not ready after ten minutes'
  exit 1
}

end_serving() {
  if [ -n "$serving" ]; then
    kill "$serving" 2>/dev/null || true
    wait "$serving" 2>/dev/null || true
    serving=''
  fi
}
