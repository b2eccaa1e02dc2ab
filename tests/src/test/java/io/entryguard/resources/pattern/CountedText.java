package io.entryguard.resources.pattern;

/** Counts how often somebody looks at a character of a text, and ends what looks too often. */
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
      throw new AssertionError("looked at characters more than %,d times".formatted(maxReads));
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
