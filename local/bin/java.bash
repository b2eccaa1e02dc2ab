# What the commands at the top share: finds a JDK, and builds what is not built. Sourced, with $home set to the top.

built="$home/local/target/built"

# What a build writes, in MB.
room=200

# Prints a command's help if it is asked for: that takes neither a JDK nor a build. Tests hold the file to the command.
help_if_asked() { # file, arguments
  local argument
  for argument in "${@:2}"; do
    case "$argument" in
      -h | --help)
        cat "$1"
        exit
        ;;
    esac
  done
}

# The main version of a JDK, or nothing: a JRE could not build.
version_of() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release"
}

candidates() {
  [ -z "${JAVA_HOME:-}" ] || echo "$JAVA_HOME"
  local on_path
  if on_path="$(command -v javac)"; then
    # The file that the links on the path lead to is in the JDK's own bin folder.
    while [ -L "$on_path" ]; do
      local target
      target="$(readlink "$on_path")"
      case "$target" in
        /*) on_path="$target" ;;
        *) on_path="$(dirname "$on_path")/$target" ;;
      esac
    done
    dirname "$(dirname "$on_path")"
  fi
  local folder
  for folder in \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.jdks/* "$HOME"/.sdkman/candidates/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk* /usr/local/opt/openjdk*; do
    [ ! -d "$folder" ] || echo "$folder"
  done
}

# Prints the folder of the first JDK that is new enough.
find_jdk() {
  local folder version
  while IFS= read -r folder; do
    version="$(version_of "$folder")"
    if [ -n "$version" ] && [ "$version" -ge 25 ]; then
      echo "$folder"
      return
    fi
  done < <(candidates)
}

# What to do when there is no such JDK, and which older one was found, in one line.
no_jdk() {
  local folder version found='and none was found'
  while IFS= read -r folder; do
    version="$(version_of "$folder")"
    if [ -n "$version" ]; then
      found="and $folder has only version $version"
      break
    fi
  done < <(candidates)
  echo "A JDK 25 or newer is needed, $found: install one (https://adoptium.net), or let JAVA_HOME name its folder."
}

# Prints a line if a folder's disk has too little room for a build, which would fail in many lines.
no_room() { # folder
  local free
  free="$(df -Pk "$1" | awk 'NR == 2 { print int($4 / 1024) }')"
  [ "$free" -ge "$room" ] || echo "The disk is full: a build needs $room MB, and only $free MB are free for $1."
}

is_built() {
  is_fresh "$built" || return 1
  local zip
  for zip in authorizer create-resource delete-resource get-resource list-resources provision publish-changes unmatched-route \
    update-resource verify-resource; do
    [ -f "$home/functions/$zip/target/$zip.zip" ] || return 1
  done
}

# Whether a build has written the file since the sources changed. Folders count too: their time tells of files that were removed.
is_fresh() { # file
  [ -f "$1" ] && [ -z "$(find "$home/pom.xml" "$home/functions/zip.xml" "$home"/*/pom.xml "$home"/*/*/pom.xml \
    "$home"/*/src/main "$home"/*/*/src/main -newer "$1" -print 2>/dev/null | head -n 1)" ]
}

# The options keep Maven's own libraries from warning of what JDK 25 will lose one day; the second compiler of the JVM would not pay for itself.
build() { # start: what runs, without tests and checks; or all: with the classes of tests and bench
  (
    cd "$home"
    # shellcheck disable=SC2030 # For this build alone.
    export JAVA_HOME="$jdk" PATH="$jdk/bin:$PATH"
    export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1"
    case "$1" in
      all) ./mvnw -B -DskipTests package | progress ;;
      start)
        ./mvnw -B -Pstart -T 1C -pl local -am package | progress || exit 1
        # By these files the compiler plugin knows what it has compiled: without them verify compiles again, with its checks.
        rm -rf shared/*/target/maven-status functions/*/target/maven-status local/target/maven-status
        ;;
    esac
  )
}

# Prints how far Maven is: on a terminal one line that is rewritten, elsewhere a line for each module.
progress() {
  local line fetched=0 module='starting Maven' terminal='' pattern='^\[INFO\] Building (.+) [^ ]+ +\[([0-9]+)/([0-9]+)\]$'
  if [ -t 2 ] && [ "${TERM:-dumb}" != dumb ]; then terminal=1; fi
  while IFS= read -r line; do
    if [[ "$line" =~ $pattern ]]; then
      module="${BASH_REMATCH[2]} of ${BASH_REMATCH[3]}: ${BASH_REMATCH[1]}"
      [ -n "$terminal" ] || echo "  $module" >&2
    fi
    case "$line" in
      '[INFO] Downloaded from '*) fetched=$((fetched + 1)) ;;
      '[ERROR]'*) printf '%s%s\n' "${terminal:+$'\r\033[K'}" "$line" >&2 ;;
    esac
    [ -z "$terminal" ] || printf '\r  %s; fetched: %d; %d s\033[K' "$module" "$fetched" "$SECONDS" >&2
  done
  [ -z "$terminal" ] || printf '\r\033[K' >&2
}

# Sets $jdk and $class_path, or fails. Says what it does on stderr: stdout is the command's own.
prepare() { # nothing, or all
  jdk="$(find_jdk)"
  if [ -z "$jdk" ]; then
    no_jdk >&2
    return 1
  fi

  if ! is_built || { [ "${1:-}" = all ] && ! is_fresh "$home/bench/target/built"; }; then
    local full
    full="$(no_room "$home")"
    if [ -n "$full" ]; then
      echo "$full" >&2
      return 1
    fi
    echo 'Building, with downloads the first time ...' >&2
    build "${1:-start}" || return 1
  fi
  # shellcheck disable=SC2034 # For the command that sources this.
  class_path="$home/local/target/lib/*"
}
