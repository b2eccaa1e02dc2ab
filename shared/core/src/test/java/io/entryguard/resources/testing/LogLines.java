package io.entryguard.resources.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Records the lines that a test prints, which Lambda would send to the log group, and prints them
 * too.
 */
public final class LogLines extends AbstractList<String>
    implements BeforeEachCallback, AfterEachCallback {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream before = System.out;

  @Override
  public void beforeEach(ExtensionContext context) {
    System.setOut(new PrintStream(new Copy(), true, UTF_8));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    System.setOut(before);
  }

  private List<String> lines() {
    synchronized (printed) {
      return printed.toString(UTF_8).lines().toList();
    }
  }

  @Override
  public String get(int index) {
    return lines().get(index);
  }

  @Override
  public int size() {
    return lines().size();
  }

  /** Over the lines as they are now: {@link #get} splits all of them again for each. */
  @Override
  public Iterator<String> iterator() {
    return lines().iterator();
  }

  @Override
  public void clear() {
    synchronized (printed) {
      printed.reset();
    }
  }

  private final class Copy extends OutputStream {
    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) {
      synchronized (printed) {
        printed.write(bytes, start, length);
      }
      before.write(bytes, start, length);
    }
  }
}
