package io.entryguard.resources.local.audit;

import java.nio.file.Path;
import java.util.List;

/** Compares counters with resources; {@code ./audit} runs it. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    Path home = Path.of(System.getProperty("entryguard.home", "")).toAbsolutePath();
    System.exit(
        new AuditCommand(home, Thread::sleep, System.out, System.err).run(List.of(arguments)));
  }
}
