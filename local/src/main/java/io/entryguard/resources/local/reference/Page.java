package io.entryguard.resources.local.reference;

import java.nio.charset.StandardCharsets;

/** Something that a browser asks for. */
public final class Page {
  private final String contentType;
  private final byte[] content;

  private Page(String contentType, byte[] content) {
    this.contentType = contentType;
    this.content = content;
  }

  /** Takes the array as its own. */
  static Page of(String contentType, byte[] content) {
    return new Page(contentType, content);
  }

  public static Page ofText(String contentType, String content) {
    return new Page(contentType, content.getBytes(StandardCharsets.UTF_8));
  }

  public String contentType() {
    return contentType;
  }

  public byte[] content() {
    return content.clone();
  }
}
