package io.entryguard.resources.local.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The standard output of functions, which is their log on AWS. Here it is printed, or recorded for
 * a caller.
 */
public final class FunctionOutput {
  private static final ScopedValue<List<String>> LINES = ScopedValue.newInstance();

  private FunctionOutput() {}

  /** Must be called before functions are loaded, because they may keep the current System.out. */
  public static synchronized void install() {
    if (!(System.out instanceof Recording)) {
      System.setOut(new Recording(System.out));
    }
  }

  /** Makes the call and records the lines that its thread prints, instead of printing them. */
  public static <T> Recorded<T> record(Supplier<T> call) {
    List<String> lines = new ArrayList<>();
    T result = ScopedValue.where(LINES, lines).call(call::get);
    return new Recorded<>(result, lines);
  }

  /** The result of a call and the lines printed meanwhile. */
  public record Recorded<T>(T result, List<String> lines) {
    public Recorded {
      lines = List.copyOf(lines);
    }
  }

  private static final class Recording extends PrintStream {
    Recording(PrintStream out) {
      super(out, true, UTF_8);
    }

    @Override
    public void println(String line) {
      if (LINES.isBound()) {
        LINES.get().add(line);
      } else {
        super.println(line);
      }
    }
  }
}
