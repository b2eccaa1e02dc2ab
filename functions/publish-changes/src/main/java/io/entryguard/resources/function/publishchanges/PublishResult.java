package io.entryguard.resources.function.publishchanges;

import static java.util.Objects.requireNonNull;

/** What became of an announcement. */
public sealed interface PublishResult {
  /** It is on its way to whoever listens. */
  record Delivered() implements PublishResult {}

  /** It never will be, however often it is announced. */
  record Rejected(String reason) implements PublishResult {
    public Rejected {
      requireNonNull(reason, "reason is null");
    }
  }

  /** It may be when it is announced again; and it may have been, for the answer can be lost. */
  record Undelivered(String reason) implements PublishResult {
    public Undelivered {
      requireNonNull(reason, "reason is null");
    }
  }
}
