package io.entryguard.resources.function.authorizer.token;

import io.entryguard.resources.text.Text;

/** What a {@code kid} may look like, in a key and in a token alike. */
final class KeyId {
  static final int MAX_LENGTH = 128;

  private KeyId() {}

  static boolean isValid(String text) {
    return !text.isBlank()
        && text.codePointCount(0, text.length()) <= MAX_LENGTH
        && !Text.hasControls(text);
  }
}
