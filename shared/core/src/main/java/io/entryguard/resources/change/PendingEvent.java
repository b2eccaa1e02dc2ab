package io.entryguard.resources.change;

import static java.util.Objects.requireNonNull;

import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The event that the last write of a resource publishes, as in a transactional outbox. It is stored
 * in the resource's item until the next write, so that the write and its event take place both or
 * neither; by its change id, a caller whose response was lost recognizes its own write.
 */
public sealed interface PendingEvent {
  /** 64 hexadecimal digits, unique to one call. */
  String changeId();

  /** Generates a change id. */
  static String newChangeId(RandomGenerator random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * A caller changed the resource.
   *
   * @param members the names of what has changed, as callers know them, in alphabetical order
   */
  record Updated(String changeId, List<String> members) implements PendingEvent {
    public Updated {
      requireNonNull(changeId, "changeId is null");
      members = List.copyOf(members);
      if (members.isEmpty()) {
        throw new IllegalArgumentException("nothing has changed");
      }
    }
  }

  /** A caller asks for a verification. */
  record VerificationRequested(String changeId) implements PendingEvent {
    public VerificationRequested {
      requireNonNull(changeId, "changeId is null");
    }
  }
}
