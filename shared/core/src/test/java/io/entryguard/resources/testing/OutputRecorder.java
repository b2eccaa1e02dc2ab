package io.entryguard.resources.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Copies the output of a module's tests to {@code target/test-output.log}, which the build searches
 * for secrets. JUnit loads it by its service file.
 */
public final class OutputRecorder implements TestExecutionListener {
  private static final Path FILE = Path.of("target", "test-output.log");
  private static boolean recording;

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    record();
  }

  private static synchronized void record() {
    if (recording) {
      return;
    }
    recording = true;
    try {
      Files.createDirectories(FILE.toAbsolutePath().getParent());
      var file = new BufferedOutputStream(Files.newOutputStream(FILE));
      System.setOut(new PrintStream(new Copy(System.out, file), true, UTF_8));
      System.setErr(new PrintStream(new Copy(System.err, file), true, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Copy extends FilterOutputStream {
    private final OutputStream file;

    Copy(OutputStream out, OutputStream file) {
      super(out);
      this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
      synchronized (file) {
        file.write(b);
      }
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      synchronized (file) {
        file.write(bytes, start, length);
      }
      out.write(bytes, start, length);
    }

    @Override
    public void flush() throws IOException {
      synchronized (file) {
        file.flush();
      }
      out.flush();
    }
  }
}
