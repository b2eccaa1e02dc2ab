package io.entryguard.resources.function.publishchanges;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * How much one call of PutEvents takes.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html">The
 *     limits, and how the size of an entry is counted</a>
 */
final class PutEventsBatches {
  static final int MAX_ENTRIES = 10;

  /** All entries together, and so one alone. */
  static final int MAX_BYTES = 256 * 1024;

  private PutEventsBatches() {}

  /** Parts the entries, in their order; one that no call takes is a group by itself. */
  static List<List<PutEventsRequestEntry>> of(List<PutEventsRequestEntry> entries) {
    List<List<PutEventsRequestEntry>> groups = new ArrayList<>();
    List<PutEventsRequestEntry> group = new ArrayList<>();
    int bytes = 0;
    for (PutEventsRequestEntry entry : entries) {
      int size = bytes(entry);
      if (!group.isEmpty() && (group.size() == MAX_ENTRIES || bytes + size > MAX_BYTES)) {
        groups.add(List.copyOf(group));
        group.clear();
        bytes = 0;
      }
      group.add(entry);
      bytes += size;
    }
    if (!group.isEmpty()) {
      groups.add(List.copyOf(group));
    }
    return groups;
  }

  /** Whether no call takes the group, which then has one entry. */
  static boolean isTooLarge(List<PutEventsRequestEntry> group) {
    return group.stream().mapToInt(PutEventsBatches::bytes).sum() > MAX_BYTES;
  }

  /** As EventBridge counts an entry that names neither time nor resources. */
  private static int bytes(PutEventsRequestEntry entry) {
    return length(entry.source()) + length(entry.detailType()) + length(entry.detail());
  }

  private static int length(String text) {
    return text.getBytes(UTF_8).length;
  }
}
