package io.entryguard.resources.function.authorizer.credential;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The credential in a request's headers, not yet verified. {@code toString} never shows a secret.
 */
public sealed interface PresentedCredential {
  /**
   * Reads {@code Authorization: Bearer <token>}, {@code Authorization: ApiKey <key>} and {@code
   * X-API-Key: <key>}, with names and schemes in any case.
   *
   * <p>The same key in both headers is one credential. A repeated header is ambiguous, even with
   * equal values: RFC 9110, section 5.3, forbids it, and two readers of such a request may pick
   * different values.
   *
   * @param headers every value of each header
   */
  static PresentedCredential in(Map<String, List<String>> headers) {
    List<String> authorization = valuesOf(CredentialSyntax.AUTHORIZATION, headers);
    List<String> apiKey = valuesOf(CredentialSyntax.X_API_KEY, headers);
    if (authorization.size() > 1 || apiKey.size() > 1) {
      return new Ambiguous();
    }

    Set<PresentedCredential> presented = new LinkedHashSet<>();
    authorization.forEach(value -> presented.add(ofAuthorization(value)));
    apiKey.forEach(value -> presented.add(ofKey(value)));
    return switch (presented.size()) {
      case 0 -> new None();
      case 1 -> presented.iterator().next();
      default -> presented.contains(new Malformed()) ? new Malformed() : new Ambiguous();
    };
  }

  private static List<String> valuesOf(Pattern name, Map<String, List<String>> headers) {
    var values = new ArrayList<String>();
    headers.forEach((header, headerValues) -> {
      if (name.matcher(header).matches()) {
        values.addAll(headerValues);
      }
    });
    return values;
  }

  private static PresentedCredential ofAuthorization(String value) {
    if (value.length() > CredentialSyntax.MAX_AUTHORIZATION_LENGTH) {
      return new Malformed();
    }
    Matcher bearer = CredentialSyntax.BEARER.matcher(value);
    if (bearer.matches()) {
      String token = bearer.group(1);
      return token.length() <= Token.MAX_LENGTH ? new Token(token) : new Malformed();
    }
    Matcher apiKey = CredentialSyntax.API_KEY.matcher(value);
    return apiKey.matches() ? ofKey(apiKey.group(1)) : new Malformed();
  }

  private static PresentedCredential ofKey(String value) {
    return CredentialSyntax.isVisible(value, Key.MAX_LENGTH) ? new Key(value) : new Malformed();
  }

  /** A JSON Web Token, not yet parsed or verified. */
  record Token(String value) implements PresentedCredential {
    /** The product's tokens are below 1 KB, and API Gateway accepts 10 KB of headers in all. */
    public static final int MAX_LENGTH = 8 * 1024;

    public Token {
      CredentialSyntax.requireVisible(value, MAX_LENGTH);
    }

    @Override
    public String toString() {
      return "Token";
    }
  }

  /** An API key, not yet looked up. */
  record Key(String value) implements PresentedCredential {
    /** Ten times the length of the product's keys. */
    public static final int MAX_LENGTH = 256;

    public Key {
      CredentialSyntax.requireVisible(value, MAX_LENGTH);
    }

    @Override
    public String toString() {
      return "Key";
    }
  }

  /** No header with a credential. */
  record None() implements PresentedCredential {}

  /** A credential header in an unsupported form, or too long. */
  record Malformed() implements PresentedCredential {}

  /** More than one credential, or a repeated header. */
  record Ambiguous() implements PresentedCredential {}
}
