package io.entryguard.resources.function.verifyresource;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.http.Headers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The preference {@code wait} of the header {@code Prefer}: how long the client wants to wait for
 * the result.
 *
 * @param duration in whole seconds, at most 15
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7240#section-4.3">RFC 7240, section 4.3</a>
 */
record WaitPreference(Duration duration) {
  /** Leaves the function, which ends after 20 seconds, enough time for its other work. */
  private static final int MAX_SECONDS = 15;

  private static final Pattern WAIT =
      Pattern.compile("wait[ \\t]*=[ \\t]*([0-9]+)[ \\t]*(?:;.*)?", Pattern.CASE_INSENSITIVE);

  WaitPreference {
    requireNonNull(duration, "duration is null");
  }

  /** The first one that is well-formed; all other preferences are ignored. */
  static Optional<WaitPreference> read(Headers headers) {
    for (String line : headers.all("Prefer")) {
      for (String preference : split(line)) {
        Matcher wait = WAIT.matcher(preference.strip());
        if (wait.matches()) {
          return Optional.of(new WaitPreference(Duration.ofSeconds(seconds(wait.group(1)))));
        }
      }
    }
    return Optional.empty();
  }

  /** What stands between commas, except for commas in quoted text. */
  private static List<String> split(String line) {
    List<String> preferences = new ArrayList<>();
    boolean isQuoted = false;
    int begin = 0;
    for (int i = 0; i < line.length(); i++) {
      char character = line.charAt(i);
      if (character == '"') {
        isQuoted = !isQuoted;
      } else if (isQuoted && character == '\\') {
        i++;
      } else if (!isQuoted && character == ',') {
        preferences.add(line.substring(begin, i));
        begin = i + 1;
      }
    }
    preferences.add(line.substring(begin));
    return preferences;
  }

  private static int seconds(String digits) {
    int seconds = 0;
    for (int i = 0; i < digits.length() && seconds < MAX_SECONDS; i++) {
      seconds = seconds * 10 + digits.charAt(i) - '0';
    }
    return Math.min(seconds, MAX_SECONDS);
  }

  /** Tells the client what was applied. */
  Map<String, String> headers() {
    return Map.of("Preference-Applied", "wait=" + duration.toSeconds());
  }
}
