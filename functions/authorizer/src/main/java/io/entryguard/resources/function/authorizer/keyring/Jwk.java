package io.entryguard.resources.function.authorizer.keyring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.text.CanonicalBase64Url;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One JSON Web Key as it was written.
 *
 * @param name the name of the key in error messages
 */
record Jwk(String name, ObjectNode members) {
  String text(String member) {
    return optionalText(member).orElseThrow(() -> problem(member, "is missing"));
  }

  Optional<String> optionalText(String member) {
    return Optional.ofNullable(members.get(member))
        .map(value ->
            Optional.ofNullable(value.textValue())
                .orElseThrow(() -> problem(member, "is not text")));
  }

  Optional<List<String>> optionalTexts(String member) {
    JsonNode value = members.get(member);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isArray()) {
      throw problem(member, "is not an array");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : value) {
      String text = element.textValue();
      if (text == null) {
        throw problem(member, "is not an array of text");
      }
      texts.add(text);
    }
    return Optional.of(texts);
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
