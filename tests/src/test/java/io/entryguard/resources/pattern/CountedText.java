package io.entryguard.resources.pattern;

/** Counts reads of a text's characters, and fails beyond a limit. */
final class CountedText implements CharSequence {
  private final String text;
  private final long maxReads;
  private long reads;

  CountedText(String text, long maxReads) {
    this.text = text;
    this.maxReads = maxReads;
  }

  @Override
  public char charAt(int index) {
    if (++reads > maxReads) {
      throw new AssertionError("read characters more than %,d times".formatted(maxReads));
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
