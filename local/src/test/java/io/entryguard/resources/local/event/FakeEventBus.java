package io.entryguard.resources.local.event;

import io.entryguard.resources.local.fake.QueueHandler;
import io.entryguard.resources.local.function.FakeZip;
import io.entryguard.resources.local.function.FunctionLoader;
import io.entryguard.resources.local.function.FunctionOutput;
import io.entryguard.resources.local.template.EventsDefinition;
import io.entryguard.resources.local.template.FunctionDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** An event bus whose rule routes events of the source {@code product} to a fake function. */
public final class FakeEventBus {
  private FakeEventBus() {}

  /**
   * Creates a bus.
   *
   * @param folder the folder for the fake function's zip
   */
  public static EventBus in(Path folder, Instant now) throws IOException {
    FunctionOutput.install();
    FakeZip.write(folder.resolve("queue.zip"));
    var function =
        new FunctionDefinition(
            "Queue",
            Path.of("queue.zip"),
            QueueHandler.class.getName(),
            Duration.ofSeconds(15),
            512,
            Map.of());
    return new EventBus(
        new EventsDefinition("bus", Set.of("product"), "Queue", "Queue"),
        new FunctionLoader(folder, folder.resolve("work"), Map.of()).load(function),
        InstantSource.fixed(now),
        () -> "message-1",
        (messageId, cause) -> {});
  }
}
