package io.entryguard.resources.list;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceType;
import io.entryguard.resources.text.CanonicalBase64Url;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * The position in a list where a page ended, opaque to callers. It is signed for one organization
 * and one filter.
 */
public final class Cursor {
  private static final byte VERSION = 1;

  /** A version, an id, a signature. */
  private static final int BYTES = 1 + 2 * Long.BYTES + CursorSigningKey.SIGNATURE_BYTES;

  private final ResourceId after;
  private final byte[] signature;

  private Cursor(ResourceId after, byte[] signature) {
    this.after = requireNonNull(after, "after is null");
    this.signature = signature;
  }

  /** Reads a cursor's text; empty for any other. The signature is left to {@link #isSignedFor}. */
  public static Optional<Cursor> parse(String text) {
    return CanonicalBase64Url.decode(text)
        .filter(bytes -> bytes.length == BYTES && bytes[0] == VERSION)
        .map(Cursor::read);
  }

  private static Cursor read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, BYTES - 1);
    var id = new ResourceId(new UUID(buffer.getLong(), buffer.getLong()));
    return new Cursor(id, Arrays.copyOfRange(bytes, buffer.position(), BYTES));
  }

  public static Cursor after(
      ResourceId last, OrganizationId organization, ResourceFilter filter, CursorSigningKey key) {
    return new Cursor(last, key.sign(signed(last, organization, filter)));
  }

  public boolean isSignedFor(
      OrganizationId organization, ResourceFilter filter, CursorSigningKey key) {
    return key.hasSigned(signed(after, organization, filter), signature);
  }

  /** No part can contain a line break, so different positions give different texts. */
  private static String signed(
      ResourceId after, OrganizationId organization, ResourceFilter filter) {
    return String.join(
        "\n",
        "cursor",
        Byte.toString(VERSION),
        organization.toString(),
        filter.provider().map(Provider::name).orElse(""),
        filter.type().map(ResourceType::value).orElse(""),
        after.toString());
  }

  /** The resource after which the next page begins; it may have been deleted since. */
  public ResourceId after() {
    return after;
  }

  /** This cursor in base64url: letters, digits, hyphen and underscore. */
  public String text() {
    return CanonicalBase64Url.encode(
        ByteBuffer.allocate(BYTES)
            .put(VERSION)
            .putLong(after.value().getMostSignificantBits())
            .putLong(after.value().getLeastSignificantBits())
            .put(signature)
            .array());
  }
}
