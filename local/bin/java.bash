# What the commands at the top share: finds a JDK, and builds what is not built. Sourced, with $home set to the top.

built="$home/local/target/built"

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

# Folders count too: their time tells of files that were removed.
is_built() {
  [ -f "$built" ] || return 1
  local zip
  for zip in authorizer create-resource delete-resource get-resource list-resources provision publish-changes unmatched-route \
    update-resource verify-resource; do
    [ -f "$home/functions/$zip/target/$zip.zip" ] || return 1
  done
  [ -z "$(find "$home/pom.xml" "$home/functions/zip.xml" "$home"/*/pom.xml "$home"/*/*/pom.xml \
    "$home"/*/src/main "$home"/*/*/src/main -newer "$built" -print 2>/dev/null | head -n 1)" ]
}

# The options keep Maven's own libraries from warning of what JDK 25 will lose one day.
build() {
  (
    cd "$home"
    export JAVA_HOME="$jdk" PATH="$jdk/bin:$PATH"
    export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
    ./mvnw -B -ntp -DskipTests package | sed -n -e 's/^\[INFO\] Building \([a-z-]*\) .*/  \1/p' -e '/^\[ERROR\]/p'
  )
}

# Sets $jdk and $class_path, or fails. Says what it does on stderr: stdout is the command's own.
prepare() {
  jdk="$(find_jdk)"
  if [ -z "$jdk" ]; then
    echo "A JDK 25 or newer is needed and was not found: install one (https://adoptium.net), or let JAVA_HOME name its folder." >&2
    return 1
  fi

  if ! is_built; then
    echo "Building (the first time also fetches libraries) ..." >&2
    if ! build >&2; then
      [ "$(df -Pk "$home" | awk 'NR == 2 { print $4 }')" -gt 10240 ] || echo "The disk is full: less than 10 MB are free for $home." >&2
      return 1
    fi
  fi
  # shellcheck disable=SC2034 # For the command that sources this.
  class_path="$home/local/target/classes:$home/local/target/lib/*"
}
