package io.entryguard.resources.function.authorizer.token;

import io.entryguard.resources.text.CanonicalBase64Url;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The members of one JSON Web Key.
 *
 * @param name how problems call the key
 */
record JwkMembers(String name, Json.Members members) {
  Set<String> names() {
    return members.byName().keySet();
  }

  String text(String member) {
    return optionalText(member).orElseThrow(() -> problem(member, "is missing"));
  }

  Optional<String> optionalText(String member) {
    return members
        .get(member)
        .map(value -> {
          if (value instanceof Json.Text(String text)) {
            return text;
          }
          throw problem(member, "is not text");
        });
  }

  Optional<List<String>> optionalTexts(String member) {
    return members
        .get(member)
        .map(value -> {
          if (!(value instanceof Json.Elements(List<Json> elements))) {
            throw problem(member, "is not an array");
          }
          var texts = new ArrayList<String>();
          for (Json element : elements) {
            if (!(element instanceof Json.Text(String text))) {
              throw problem(member, "is not an array of text");
            }
            texts.add(text);
          }
          return texts;
        });
  }

  byte[] bytes(String member) {
    return CanonicalBase64Url.decode(text(member))
        .orElseThrow(() -> problem(member, "is not base64url without padding"));
  }

  /** A Base64urlUInt (RFC 7518, section 2): as few octets as the number needs. */
  BigInteger positiveNumber(String member) {
    byte[] octets = bytes(member);
    if (octets.length == 0 || octets[0] == 0) {
      throw problem(member, "is not a positive number without leading zero octets");
    }
    return new BigInteger(1, octets);
  }

  KeyringFormatException problem(String member, String what) {
    return new KeyringFormatException("%s: %s %s".formatted(name, member, what));
  }
}
