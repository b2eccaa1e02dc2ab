package io.entryguard.resources.local;

/** The API cannot start here; the message says why in one sentence, to whoever started it. */
final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String sentence;

  StartException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  StartException(String sentence, Throwable cause) {
    super(sentence, cause);
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }
}
