package io.entryguard.resources.local.audit;

import java.time.Duration;

/** Is told what an audit does while it does it. */
interface Progress {
  /** So many organizations were read for the first time. */
  void read(int organizations);

  /** So many are read again after a wait. */
  void readingAgain(int organizations, Duration wait);

  /** One is done with, and did not agree. */
  void found(Finding finding);
}
