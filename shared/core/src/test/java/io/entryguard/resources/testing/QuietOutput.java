package io.entryguard.resources.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Drops the log lines of tests in which hundreds of thousands of calls fail on purpose. What else
 * they print is printed.
 */
public final class QuietOutput implements BeforeAllCallback, AfterAllCallback {
  private static final String LOG_LINE = "{\"timestamp\":";

  private final PrintStream before = System.out;

  /** Drops the log of this process from now on. */
  public static void install() {
    System.setOut(new Filter(System.out));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    install();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    System.setOut(before);
  }

  private static final class Filter extends PrintStream {
    private Filter(PrintStream output) {
      super(output, true, UTF_8);
    }

    @Override
    public void println(@Nullable String line) {
      if (line == null || !line.startsWith(LOG_LINE)) {
        super.println(line);
      }
    }
  }
}
