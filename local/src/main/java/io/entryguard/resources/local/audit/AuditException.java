package io.entryguard.resources.local.audit;

/** The table cannot be reached; the message says why in one sentence, to whoever asked. */
final class AuditException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String sentence;

  AuditException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  AuditException(String sentence, Throwable cause) {
    super(sentence, cause);
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }
}
