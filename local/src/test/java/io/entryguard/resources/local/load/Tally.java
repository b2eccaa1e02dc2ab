package io.entryguard.resources.local.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the responses of all callers. */
final class Tally {
  private static final int SHOWN = 20;

  private final Map<String, LongAdder> responses = new ConcurrentSkipListMap<>();
  private final LongAdder count = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder mistakes = new LongAdder();
  private final List<String> firstMistakes = new ArrayList<>();

  void addResponse(Expected kind) {
    responses.computeIfAbsent(kind.toString(), absent -> new LongAdder()).increment();
    count.increment();
    if (!kind.error().isEmpty()) {
      errors.increment();
    }
  }

  /** Records a mistake; the first ones are kept for the report. */
  void mistake(String sentence) {
    mistakes.increment();
    synchronized (firstMistakes) {
      if (firstMistakes.size() < SHOWN) {
        firstMistakes.add(sentence);
      }
    }
  }

  long count() {
    return count.sum();
  }

  long errors() {
    return errors.sum();
  }

  long mistakes() {
    return mistakes.sum();
  }

  List<String> firstMistakes() {
    synchronized (firstMistakes) {
      return List.copyOf(firstMistakes);
    }
  }

  Map<String, LongAdder> responses() {
    return responses;
  }
}
