package io.entryguard.resources.function.provision;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.entryguard.resources.testing.TestContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Delivers messages as SQS does: in any order, again where they failed, and not for ever. */
public final class SimulatedQueue {
  private static final int MAX_BATCH = 10;

  private final Random random;
  private final Map<String, String> bodies = new HashMap<>();
  private final Map<String, Integer> receives = new HashMap<>();
  private final List<String> waiting = new ArrayList<>();
  private final List<String> deadLetters = new ArrayList<>();

  public SimulatedQueue(Random random) {
    this.random = random;
  }

  public void send(String body) {
    String id = "message-" + bodies.size();
    bodies.put(id, body);
    waiting.add(id);
  }

  /** Delivers messages until none waits. */
  public void drain(EventFunction function) {
    while (!waiting.isEmpty()) {
      Collections.shuffle(waiting, random);
      List<String> ids =
          new ArrayList<>(
              waiting.subList(0, Math.min(1 + random.nextInt(MAX_BATCH), waiting.size())));
      List<SQSMessage> batch =
          ids.stream()
              .map(id -> Messages.message(id, body(id), receives.merge(id, 1, Integer::sum)))
              .toList();
      List<String> failed =
          Messages.failures(function.handle(Messages.batch(batch), new TestContext()));
      ids.removeAll(failed);
      waiting.removeAll(ids);
      for (String id : failed) {
        if (receives.getOrDefault(id, 0) >= Stores.MAX_RECEIVES) {
          waiting.remove(id);
          deadLetters.add(id);
        }
      }
    }
  }

  /** The messages that failed too often. */
  public List<String> deadLetters() {
    return deadLetters.stream().map(this::body).toList();
  }

  /** Sends the dead letters again, as new messages. */
  public void redrive() {
    deadLetters.forEach(receives::remove);
    waiting.addAll(deadLetters);
    deadLetters.clear();
  }

  private String body(String id) {
    return bodies.getOrDefault(id, "");
  }
}
