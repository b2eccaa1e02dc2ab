package io.entryguard.resources.resource;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.text.Sha256;

/**
 * A strong entity tag (RFC 9110, section 8.8.3): two representations with the same tag are the same
 * to the byte.
 *
 * @param value what is between the quotation marks
 */
public record EntityTag(String value) {
  public EntityTag {
    requireNonNull(value, "value is null");
    if (value.indexOf('"') >= 0) {
      throw new IllegalArgumentException("value has a quotation mark");
    }
  }

  /** The SHA-256 of the representation's bytes in UTF-8, in hexadecimal digits. */
  public static EntityTag of(String representation) {
    return new EntityTag(Sha256.hex(representation));
  }

  /** As it stands in {@code ETag} and {@code If-Match}. */
  public String quoted() {
    return '"' + value + '"';
  }
}
