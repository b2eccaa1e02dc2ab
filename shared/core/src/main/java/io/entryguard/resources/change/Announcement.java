package io.entryguard.resources.change;

import static java.util.Objects.requireNonNull;

import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What the last write of a resource wants the rest of the product to know. It stands in the
 * resource's item until the next write, so that the write and its announcement happen both or
 * neither; and by its change id a caller whose answer was lost knows its own write again.
 */
public sealed interface Announcement {
  /** 64 hexadecimal digits, of one call alone. */
  String changeId();

  /** Makes a change id that nobody else has. */
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
  record Updated(String changeId, List<String> members) implements Announcement {
    public Updated {
      requireNonNull(changeId, "changeId is null");
      members = List.copyOf(members);
      if (members.isEmpty()) {
        throw new IllegalArgumentException("nothing has changed");
      }
    }
  }

  /** A caller asks for a verification. */
  record VerificationRequested(String changeId) implements Announcement {
    public VerificationRequested {
      requireNonNull(changeId, "changeId is null");
    }
  }
}
