package io.entryguard.resources.local.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What functions print, which on AWS goes to their logs: here it goes to this program's output,
 * unless whoever calls a function wants to see it first.
 */
public final class FunctionOutput {
  private static final ScopedValue<List<String>> LINES = ScopedValue.newInstance();

  private FunctionOutput() {}

  /** To be called before functions are loaded: they may hold on to the output of that time. */
  public static synchronized void install() {
    if (!(System.out instanceof Recording)) {
      System.setOut(new Recording(System.out));
    }
  }

  /** Makes the call, and keeps the lines that are printed in its thread from the output. */
  public static <T> Recorded<T> record(Supplier<T> call) {
    List<String> lines = new ArrayList<>();
    T result = ScopedValue.where(LINES, lines).call(call::get);
    return new Recorded<>(result, lines);
  }

  /** What a call gave and what was printed meanwhile. */
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
