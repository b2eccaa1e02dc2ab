package io.entryguard.resources.local.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts an option to a whole number within bounds, which a subclass sets. */
public abstract class NumberBetween implements ITypeConverter<Integer> {
  private final int least;
  private final int most;

  /** Both bounds are inclusive. */
  protected NumberBetween(int least, int most) {
    this.least = least;
    this.most = most;
  }

  @Override
  public final Integer convert(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    throw new TypeConversionException(
        "'%s' is not a number from %d to %d".formatted(text, least, most));
  }
}
