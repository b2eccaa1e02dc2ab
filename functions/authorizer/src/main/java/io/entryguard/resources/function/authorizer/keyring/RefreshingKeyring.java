package io.entryguard.resources.function.authorizer.keyring;

import static java.util.Objects.requireNonNull;

import com.auth0.jwt.algorithms.Algorithm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keyring, refreshed from its source. If a refresh fails, the last good keyring stays in use.
 * Thread-safe: while one thread refreshes, the others use the last keyring.
 */
public final class RefreshingKeyring {
  private static final Logger LOG = LoggerFactory.getLogger(RefreshingKeyring.class);

  /** The longest time until an added or removed key takes effect. */
  static final Duration REFRESH_INTERVAL = Duration.ofMinutes(5);

  /** The shortest time between two reads, because anyone can send unknown key ids. */
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
   * Returns the keyring, at most {@link #REFRESH_INTERVAL} old unless refreshes fail.
   *
   * @throws KeyringUnavailableException when it could not be read even once
   */
  public Keyring current() {
    return keyring(REFRESH_INTERVAL);
  }

  /**
   * Returns the keyring for a token whose key is not in {@link #current}: refreshed, unless that
   * was tried within {@link #MIN_INTERVAL}.
   */
  Keyring afterUnknownKey() {
    return keyring(MIN_INTERVAL);
  }

  /**
   * Returns the keys that may have signed a token: the one that it names or, for a token without
   * {@code kid}, the first three of its algorithm. Empty if no such key is in use.
   *
   * @throws KeyringUnavailableException when the keyring could not be read even once
   */
  public List<Algorithm> keysFor(SigningAlgorithm algorithm, Optional<String> keyId) {
    Instant now = clock.instant();
    Stream<VerificationKey> keys =
        keyId.isPresent()
            ? named(keyId.get()).stream()
                .filter(key -> key.algorithm() == algorithm && key.isUsableAt(now))
            : current().candidates(algorithm, now).stream();
    return keys.map(VerificationKey::verification).toList();
  }

  private Optional<VerificationKey> named(String keyId) {
    return current().withId(keyId).or(() -> afterUnknownKey().withId(keyId));
  }

  /**
   * Invalidates the keyring, so that the next use reads it: a snapshot may be older than the last
   * rotation.
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

  /** Another thread may have read it while this one waited for the lock. */
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
        throw new KeyringUnavailableException(reason, e);
      }
      LOG.atWarn()
          .setCause(e)
          .addKeyValue("reason", reason)
          .log("Keyring refresh failed: the last good keyring stays in use");
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

    /** Also true if the clock was set back, which must not keep an old keyring in use. */
    private static boolean isOver(Duration interval, Instant since, Instant now) {
      return now.isBefore(since) || Duration.between(since, now).compareTo(interval) >= 0;
    }
  }
}
