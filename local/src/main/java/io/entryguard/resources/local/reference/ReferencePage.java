package io.entryguard.resources.local.reference;

import java.nio.charset.StandardCharsets;

/** Something that a browser asks for. */
public final class ReferencePage {
  private final String contentType;
  private final byte[] content;

  private ReferencePage(String contentType, byte[] content) {
    this.contentType = contentType;
    this.content = content;
  }

  /** Takes the array as its own. */
  static ReferencePage of(String contentType, byte[] content) {
    return new ReferencePage(contentType, content);
  }

  public static ReferencePage ofText(String contentType, String content) {
    return new ReferencePage(contentType, content.getBytes(StandardCharsets.UTF_8));
  }

  public String contentType() {
    return contentType;
  }

  public byte[] content() {
    return content.clone();
  }
}
