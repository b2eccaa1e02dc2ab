package io.entryguard.resources.local.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option's whole number; a subclass without parameters sets the bounds. */
public abstract class NumberBetween implements ITypeConverter<Integer> {
  private final int least;
  private final int most;

  /** Both bounds are included. */
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
      // Said below.
    }
    throw new TypeConversionException(
        "'%s' is not a number from %d to %d".formatted(text, least, most));
  }
}
