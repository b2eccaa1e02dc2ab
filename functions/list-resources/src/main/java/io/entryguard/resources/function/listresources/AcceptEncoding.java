package io.entryguard.resources.function.listresources;

import io.entryguard.resources.http.Headers;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The request header {@code Accept-Encoding}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3">RFC 9110</a>
 */
final class AcceptEncoding {
  /** An encoding and its weight; a choice in any other form is ignored. */
  private static final Pattern CHOICE =
      Pattern.compile(
          "([!#$%&'*+.^_`|~A-Za-z0-9-]+)(?:[ \\t]*;["
              + " \\t]*[qQ]=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?))?");

  private AcceptEncoding() {}

  /**
   * Whether the client accepts gzip. The RFC lets a server send any encoding to a client without
   * this header; this one does not, because such clients often cannot decode it.
   */
  static boolean acceptsGzip(Headers headers) {
    boolean any = false;
    for (String line : headers.all("Accept-Encoding")) {
      for (String choice : line.split(",", -1)) {
        Matcher matcher = CHOICE.matcher(choice.strip());
        if (matcher.matches()) {
          boolean accepted = isAccepted(matcher.group(2));
          switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> {
              return accepted;
            }
            case "*" -> any = accepted;
            default -> {
              // An encoding that is not offered.
            }
          }
        }
      }
    }
    return any;
  }

  private static boolean isAccepted(@Nullable String weight) {
    return weight == null || weight.chars().anyMatch(digit -> digit >= '1' && digit <= '9');
  }
}
