# Sourced. Docker and the images of the checks that need it.

# Makes sure that containers can be started, or fails with a message. A machine that cannot pull images may
# have a script beside the repository that builds them; elsewhere Docker pulls missing images.
containers() { # lambda, localstack, or both
  local up="$PWD/../shared/tools/containers/up"
  if [ -x "$up" ]; then
    "$up" "$@" || return 1
  fi
  if ! docker info >/dev/null 2>&1; then
    echo 'This check starts containers, and no Docker engine answers: install and start Docker, then run it again.' >&2
    return 1
  fi
}
