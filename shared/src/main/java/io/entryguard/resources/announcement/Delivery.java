package io.entryguard.resources.announcement;

import static java.util.Objects.requireNonNull;

/** What became of an announcement. */
public sealed interface Delivery {
  /** It is on its way to whoever listens. */
  record Delivered() implements Delivery {}

  /** It never will be, however often it is announced. */
  record Rejected(String reason) implements Delivery {
    public Rejected {
      requireNonNull(reason, "reason is null");
    }
  }

  /** It may be when it is announced again; and it may have been, for the answer can be lost. */
  record Undelivered(String reason) implements Delivery {
    public Undelivered {
      requireNonNull(reason, "reason is null");
    }
  }
}
