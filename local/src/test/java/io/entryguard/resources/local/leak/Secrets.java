package io.entryguard.resources.local.leak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Patterns of secrets in a line: of well-known forms, and with the marker of a test. */
public final class Secrets {
  /**
   * The marker that NoSecretInLogsTest puts into tokens, keys, names and {@code config}. It occurs
   * nowhere else.
   */
  public static final String MARK = "LeakMark";

  private record Kind(String name, Pattern form) {}

  private static final List<Kind> KINDS =
      Stream.concat(
              Stream.of(
                  new Kind("a token", Pattern.compile("eyJ[A-Za-z0-9_-]{8,}")),
                  // Longer than a display prefix, which has up to twelve characters after eg_live_.
                  new Kind("an API key", Pattern.compile("(?i)egk?_live_[a-z0-9_-]{13,}")),
                  new Kind(
                      "a key of a keyring", Pattern.compile("\\\\?\"k\\\\?\"\\s*:\\s*\\\\?\"")),
                  new Kind("a page key", Pattern.compile("egpage_[A-Za-z0-9_-]{8,}")),
                  new Kind("a private key", Pattern.compile("PRIVATE KEY")),
                  new Kind("a header", Pattern.compile("(?i)(bearer|apikey) [!-~]{8,}"))),
              spellingsOfTheMark().map(form -> new Kind("what is marked", form)))
          .toList();

  private Secrets() {}

  /** Returns the kind of secret in the line; empty if there is none. */
  static Optional<String> in(String line) {
    return KINDS.stream()
        .filter(kind -> kind.form().matcher(line).find())
        .map(Kind::name)
        .findFirst();
  }

  /** Plain, in hexadecimal, and in base64 at each of three offsets. */
  private static Stream<Pattern> spellingsOfTheMark() {
    byte[] mark = MARK.getBytes(UTF_8);
    return Stream.concat(
        Stream.of(
            Pattern.compile(Pattern.quote(MARK), Pattern.CASE_INSENSITIVE),
            Pattern.compile(HexFormat.of().formatHex(mark), Pattern.CASE_INSENSITIVE)),
        IntStream.range(0, 3).mapToObj(before -> Pattern.compile(inBase64(mark, before))));
  }

  /** Returns the base64 characters that depend on the marker only, not on adjacent bytes. */
  private static String inBase64(byte[] mark, int before) {
    byte[] bytes = new byte[before + mark.length];
    System.arraycopy(mark, 0, bytes, before, mark.length);
    int first = (before * 8 + 5) / 6;
    int last = bytes.length * 8 / 6;
    return Base64.getEncoder().encodeToString(bytes).substring(first, last);
  }
}
