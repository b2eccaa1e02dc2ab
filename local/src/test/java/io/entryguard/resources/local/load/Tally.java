package io.entryguard.resources.local.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What all callers were answered. */
final class Tally {
  private static final int SHOWN = 20;

  private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
  private final LongAdder count = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder mistakes = new LongAdder();
  private final List<String> firstMistakes = new ArrayList<>();

  void answered(Expected kind) {
    answers.computeIfAbsent(kind.toString(), absent -> new LongAdder()).increment();
    count.increment();
    if (!kind.error().isEmpty()) {
      errors.increment();
    }
  }

  /** Something is not as it must be; the first are kept to be shown. */
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

  Map<String, LongAdder> answers() {
    return answers;
  }
}
