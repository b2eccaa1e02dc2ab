package io.entryguard.resources.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entryguard.resources.local.stream.TableStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * Records what functions print, in addition to printing it. The stream's function is not recorded:
 * it runs in the background and would print between the lines of any test.
 */
public final class FunctionLog {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private FunctionLog() {}

  /** Wraps the standard output of this process. */
  static FunctionLog install() {
    var log = new FunctionLog();
    System.setOut(new PrintStream(log.new Copy(System.out), true, UTF_8));
    return log;
  }

  /** Returns the lines since the last call. */
  public List<String> drain() {
    synchronized (bytes) {
      List<String> lines = bytes.toString(UTF_8).lines().toList();
      bytes.reset();
      return lines;
    }
  }

  private final class Copy extends FilterOutputStream {
    Copy(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int start, int length) throws IOException {
      if (!Thread.currentThread().getName().equals(TableStream.THREAD)) {
        synchronized (bytes) {
          bytes.write(buffer, start, length);
        }
      }
      out.write(buffer, start, length);
    }
  }
}
