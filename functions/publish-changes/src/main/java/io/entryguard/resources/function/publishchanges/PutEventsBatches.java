package io.entryguard.resources.function.publishchanges;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * Divides events into as many calls of PutEvents as they need.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html">The
 *     limits, and how the size of an entry is counted</a>
 */
final class PutEventsBatches {
  static final int MAX_ENTRIES = 10;

  /** All entries together, and so one alone. */
  static final int MAX_BYTES = 256 * 1024;

  private PutEventsBatches() {}

  /** Batches in the order of the entries; an entry that no call takes is a batch of its own. */
  static List<List<PutEventsRequestEntry>> of(List<PutEventsRequestEntry> entries) {
    List<List<PutEventsRequestEntry>> batches = new ArrayList<>();
    List<PutEventsRequestEntry> batch = new ArrayList<>();
    int bytes = 0;
    for (PutEventsRequestEntry entry : entries) {
      int size = bytes(entry);
      if (!batch.isEmpty() && (batch.size() == MAX_ENTRIES || bytes + size > MAX_BYTES)) {
        batches.add(List.copyOf(batch));
        batch.clear();
        bytes = 0;
      }
      batch.add(entry);
      bytes += size;
    }
    if (!batch.isEmpty()) {
      batches.add(List.copyOf(batch));
    }
    return batches;
  }

  /** Whether no call takes the batch, which then has one entry. */
  static boolean isTooLarge(List<PutEventsRequestEntry> batch) {
    return batch.stream().mapToInt(PutEventsBatches::bytes).sum() > MAX_BYTES;
  }

  /** As EventBridge counts an entry that names neither time nor resources. */
  private static int bytes(PutEventsRequestEntry entry) {
    return length(entry.source()) + length(entry.detailType()) + length(entry.detail());
  }

  private static int length(String text) {
    return text.getBytes(UTF_8).length;
  }
}
