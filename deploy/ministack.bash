# Sourced. MiniStack, which stands in for AWS on this machine. Wants $port and $work, and leaves $emulator, $ministack and $sam.

# Starts it, and points all AWS clients of this shell at it.
start_ministack() {
  containers lambda
  sam="$(python_tool sam)/sam"
  ministack="$(python_tool ministack)"

  export AWS_ENDPOINT_URL="http://127.0.0.1:$port" AWS_DEFAULT_REGION=eu-central-1 AWS_EC2_METADATA_DISABLED=true SAM_CLI_TELEMETRY=0
  # MiniStack takes any, and no account of one's own is to be touched.
  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
  unset AWS_PROFILE AWS_SESSION_TOKEN

  echo "Starting MiniStack on port $port ..."
  if curl -s -o /dev/null "$AWS_ENDPOINT_URL"; then
    echo "Something else listens on port $port: take another one with --port." >&2
    return 1
  fi
  # Functions run in Lambda's own image, and reach MiniStack on the engine's host.
  env -u AWS_ENDPOINT_URL LAMBDA_EXECUTOR=docker LAMBDA_STRICT=1 GATEWAY_PORT="$port" MINISTACK_HOSTNAME=entryguard MINISTACK_REGION=eu-central-1 \
    IOT_MTLS_ENABLED=0 STATE_DIR="$work/state" S3_DATA_DIR="$work/s3" "$ministack/ministack" >"$work/ministack.log" 2>&1 &
  emulator=$!
  local attempt
  for attempt in $(seq 300); do
    if curl -sf -o /dev/null "$AWS_ENDPOINT_URL/_ministack/health"; then return; fi
    if [ "$attempt" -eq 300 ] || ! kill -0 "$emulator" 2>/dev/null; then
      echo 'MiniStack did not start.' >&2
      return 1
    fi
    sleep 0.2
  done
}

# What this machine can run without emulation.
machine_architecture() {
  case "$(uname -m)" in
    arm64 | aarch64) echo arm64 ;;
    *) echo x86_64 ;;
  esac
}

# Takes its containers with it.
end_ministack() { # status of what used it
  if [ -n "${emulator:-}" ]; then
    [ "$1" -eq 0 ] || say_why
    kill "$emulator" 2>/dev/null || true
    wait "$emulator" 2>/dev/null || true
  fi
}

say_why() {
  local container
  for container in $(docker ps --quiet --filter "label=ministack.instance=entryguard:$port"); do
    printf '\n-- the end of what %s says\n' "$(docker inspect --format '{{join .Args " "}}' "$container")"
    docker logs --tail 10 "$container" 2>&1 | cut -c 1-1000
  done
  printf '\n-- the end of what MiniStack says\n'
  tail -n 40 "$work/ministack.log" | cut -c 1-1000
  printf '\n'
  cat "$work/failure" 2>/dev/null || true
} >&2
