# Sourced. Docker and the images of the checks that need it.

# Makes sure that containers can be started; fails with a sentence where they cannot. A machine that can pull no images may
# have a script beside the repository that makes them; elsewhere Docker pulls what it lacks.
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
