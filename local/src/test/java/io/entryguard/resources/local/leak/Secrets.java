package io.entryguard.resources.local.leak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What secrets look like in a line, those of any test and those that a test has marked. */
public final class Secrets {
  /**
   * Stands in every secret and every content of the run that is marked: in tokens, keys, names,
   * {@code config}. It is nowhere else.
   */
  public static final String MARK = "LeakMark";

  private record Kind(String name, Pattern form) {}

  private static final List<Kind> KINDS =
      Stream.concat(
              Stream.of(
                  new Kind("a token", Pattern.compile("eyJ[A-Za-z0-9_-]{8,}")),
                  // A display prefix is up to twelve characters longer than eg_live_, a key more.
                  new Kind("an API key", Pattern.compile("(?i)egk?_live_[a-z0-9_-]{13,}")),
                  new Kind(
                      "a key of a keyring", Pattern.compile("\\\\?\"k\\\\?\"\\s*:\\s*\\\\?\"")),
                  new Kind("a page key", Pattern.compile("egpage_[A-Za-z0-9_-]{8,}")),
                  new Kind("a private key", Pattern.compile("PRIVATE KEY")),
                  new Kind("a header", Pattern.compile("(?i)(bearer|apikey) [!-~]{8,}"))),
              spellingsOfTheMark().map(form -> new Kind("what is marked", form)))
          .toList();

  private Secrets() {}

  /** What kind of secret is in the line; empty if there is none. */
  static Optional<String> in(String line) {
    return KINDS.stream()
        .filter(kind -> kind.form().matcher(line).find())
        .map(Kind::name)
        .findFirst();
  }

  /** As it stands, in hexadecimal, and in base64 wherever in three bytes it begins. */
  private static Stream<Pattern> spellingsOfTheMark() {
    byte[] mark = MARK.getBytes(UTF_8);
    return Stream.concat(
        Stream.of(
            Pattern.compile(Pattern.quote(MARK), Pattern.CASE_INSENSITIVE),
            Pattern.compile(HexFormat.of().formatHex(mark), Pattern.CASE_INSENSITIVE)),
        IntStream.range(0, 3).mapToObj(before -> Pattern.compile(inBase64(mark, before))));
  }

  /** The characters that depend on the mark alone, not on what stands around it. */
  private static String inBase64(byte[] mark, int before) {
    byte[] bytes = new byte[before + mark.length];
    System.arraycopy(mark, 0, bytes, before, mark.length);
    int first = (before * 8 + 5) / 6;
    int last = bytes.length * 8 / 6;
    return Base64.getEncoder().encodeToString(bytes).substring(first, last);
  }
}
