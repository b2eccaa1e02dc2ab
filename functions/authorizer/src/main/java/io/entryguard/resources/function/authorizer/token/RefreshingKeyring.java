package io.entryguard.resources.function.authorizer.token;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.store.AccessCheckUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keyring, read again every now and then. A read that fails keeps the keyring of the last one
 * that did not. Safe for use by several threads: while one reads, the others go on with what there
 * is.
 */
public final class RefreshingKeyring {
  private static final Logger LOG = LoggerFactory.getLogger(RefreshingKeyring.class);

  /** How long a new key waits for its first token, and a removed one is still taken. */
  static final Duration REFRESH_INTERVAL = Duration.ofMinutes(5);

  /** Between two reads, whatever asks for them: unknown key ids are free to make up. */
  static final Duration MIN_INTERVAL = Duration.ofMinutes(1);

  private final KeyringSource source;
  private final InstantSource clock;

  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable State state;

  public RefreshingKeyring(KeyringSource source, InstantSource clock) {
    this.source = requireNonNull(source, "source is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * The keyring, at most {@link #REFRESH_INTERVAL} old as long as it can be read.
   *
   * @throws AccessCheckUnavailableException when it could not be read even once
   */
  public Keyring current() {
    return keyring(REFRESH_INTERVAL);
  }

  /**
   * The keyring for a token whose key is not in {@link #current}: read again, unless that was tried
   * within {@link #MIN_INTERVAL}.
   */
  public Keyring afterUnknownKey() {
    return keyring(MIN_INTERVAL);
  }

  /**
   * Forgets the keyring, so that the next use reads it. For a process that was restored from a
   * snapshot, which may be older than any rotation: its keyring is not even good as the last good
   * one.
   */
  public void invalidate() {
    reading.lock();
    try {
      state = null;
    } finally {
      reading.unlock();
    }
  }

  private Keyring keyring(Duration maxAge) {
    State known = state;
    if (known != null) {
      if (!known.isDue(maxAge, clock.instant()) || !reading.tryLock()) {
        return known.keyring();
      }
    } else {
      reading.lock();
    }
    try {
      return readIfDue(maxAge);
    } finally {
      reading.unlock();
    }
  }

  /** Another thread may have read while this one waited for its turn. */
  private Keyring readIfDue(Duration maxAge) {
    State known = state;
    Instant now = clock.instant();
    if (known != null && !known.isDue(maxAge, now)) {
      return known.keyring();
    }
    State next = read(known, now);
    state = next;
    return next.keyring();
  }

  private State read(@Nullable State known, Instant now) {
    try {
      return new State(source.read(), now, now);
    } catch (RuntimeException e) {
      String reason =
          e instanceof KeyringFormatException
              ? "the keyring is malformed"
              : "the keyring is out of reach";
      if (known == null) {
        throw new AccessCheckUnavailableException(reason, e);
      }
      LOG.atWarn().setCause(e).addKeyValue("reason", reason).log("The last keyring stays");
      return new State(known.keyring(), known.readAt(), now);
    }
  }

  /**
   * @param readAt when this keyring was read
   * @param triedAt when reading was last tried
   */
  private record State(Keyring keyring, Instant readAt, Instant triedAt) {
    boolean isDue(Duration maxAge, Instant now) {
      return isOver(maxAge, readAt, now) && isOver(MIN_INTERVAL, triedAt, now);
    }

    /** A clock that was set back must not keep an old keyring. */
    private static boolean isOver(Duration interval, Instant since, Instant now) {
      return now.isBefore(since) || Duration.between(since, now).compareTo(interval) >= 0;
    }
  }
}
