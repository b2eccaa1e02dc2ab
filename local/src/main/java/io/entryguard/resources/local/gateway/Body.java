package io.entryguard.resources.local.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The bytes of a request or an answer; empty where there is no body. */
final class Body {
  static final Body EMPTY = new Body(new byte[0]);

  private final byte[] bytes;

  private Body(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes the array as its own. */
  static Body of(byte[] bytes) {
    return new Body(bytes);
  }

  static Body ofText(String text) {
    return new Body(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws IllegalArgumentException if it is not base64
   */
  static Body ofBase64(String base64) {
    return new Body(Base64.getDecoder().decode(base64));
  }

  boolean isEmpty() {
    return bytes.length == 0;
  }

  int size() {
    return bytes.length;
  }

  String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  void writeTo(OutputStream stream) throws IOException {
    stream.write(bytes);
  }

  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
