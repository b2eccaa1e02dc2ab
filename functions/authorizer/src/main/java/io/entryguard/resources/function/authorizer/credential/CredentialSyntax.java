package io.entryguard.resources.function.authorizer.credential;

import java.util.regex.Pattern;

/**
 * The syntax of credentials in headers. The patterns ignore the case of ASCII letters only: to
 * {@link String#equalsIgnoreCase} the Kelvin sign is a k.
 */
final class CredentialSyntax {
  static final Pattern AUTHORIZATION = ignoringCase("authorization");
  static final Pattern X_API_KEY = ignoringCase("x-api-key");
  static final Pattern BEARER = ignoringCase("bearer ([\\x21-\\x7E]+)");
  static final Pattern API_KEY = ignoringCase("apikey ([\\x21-\\x7E]+)");

  static final int MAX_AUTHORIZATION_LENGTH =
      "Bearer ".length() + PresentedCredential.Token.MAX_LENGTH;

  private CredentialSyntax() {}

  private static Pattern ignoringCase(String pattern) {
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
  }

  static boolean isVisible(String text, int maxLength) {
    return !text.isEmpty()
        && text.length() <= maxLength
        && text.chars().allMatch(character -> character > ' ' && character <= '~');
  }

  static void requireVisible(String text, int maxLength) {
    if (!isVisible(text, maxLength)) {
      throw new IllegalArgumentException(
          "value is not 1 to %d visible ASCII characters".formatted(maxLength));
    }
  }
}
