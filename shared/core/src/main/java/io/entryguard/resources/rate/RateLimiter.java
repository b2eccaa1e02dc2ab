package io.entryguard.resources.rate;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.supplyAsync;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Holds each quota to so many requests a minute. Permits are leased from the counter, some at once,
 * and spent from memory. A counter that is slow or fails holds nobody up: whatever has no permit in
 * time passes (docs/adr/0019-rate-limit-in-leases.md).
 */
public final class RateLimiter {
  /** Ten times what a call of DynamoDB takes, and little beside what callers wait anyway. */
  public static final Duration TIMEOUT = Duration.ofMillis(200);

  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** A process meets few organizations in a minute; none may make it grow. */
  private static final int MOST_REMEMBERED = 1_000;

  private final RequestCounter counter;
  private final RequestLimit limit;
  private final Duration timeout;
  private final InstantSource clock;
  private final Executor threads;

  /** Whether a lease has ended, well or not, so that a connection to the counter is open. */
  private volatile boolean hasLeased;

  /** Of each quota, the minute that it was last used in. */
  private final Map<Quota, Permits> current = new ConcurrentHashMap<>();

  /**
   * @param limit is not off
   * @param timeout how long a request waits for a lease
   * @param threads run leases, each beside the request that it is for
   */
  public RateLimiter(
      RequestCounter counter,
      RequestLimit limit,
      Duration timeout,
      InstantSource clock,
      Executor threads) {
    this.counter = requireNonNull(counter, "counter is null");
    this.limit = requireNonNull(limit, "limit is null");
    this.timeout = requireNonNull(timeout, "timeout is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.threads = requireNonNull(threads, "threads is null");
  }

  public RequestLimit limit() {
    return limit;
  }

  /**
   * Begins to count a request, and returns at once: what else there is to do can be done beside.
   */
  public PendingCount count(Quota quota) {
    Instant now = clock.instant();
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    Duration rest = Duration.between(now, minute.plus(WINDOW));
    int seconds = (int) rest.plusNanos(999_999_999).toSeconds();
    Permits permits = permits(quota, minute);
    OptionalInt left = permits.spend();
    if (left.isPresent()) {
      return new PendingCount(
          permits, completedFuture(new RateVerdict.Passed(left.getAsInt(), seconds)));
    }
    int wanted = permits.wanted();
    return new PendingCount(
        permits,
        wanted == 0
            ? completedFuture(new RateVerdict.Refused(seconds))
            : supplyAsync(() -> lease(quota, permits, wanted, seconds), threads)
                .whenComplete((_, _) -> hasLeased = true));
  }

  private Permits permits(Quota quota, Instant minute) {
    Permits known = current.get(quota);
    if (known != null && known.isOf(minute)) {
      return known;
    }
    if (current.size() >= MOST_REMEMBERED) {
      current.clear();
    }
    return current.merge(
        quota,
        new Permits(minute, limit.perMinute(quota.policy())),
        (old, fresh) -> old.isOf(minute) ? old : fresh);
  }

  /** Leases as many permits as are wanted, or as are left, and spends one. */
  private RateVerdict lease(Quota quota, Permits permits, int wanted, int seconds) {
    int asked = wanted;
    while (asked > 0) {
      Lease lease = counter.lease(quota, permits.minute(), asked, limit.perMinute(quota.policy()));
      OptionalInt left = permits.add(lease);
      if (left.isPresent()) {
        return new RateVerdict.Passed(left.getAsInt(), seconds);
      }
      // Refused, so fewer are left than were asked for.
      asked = Math.min(asked - 1, lease.left());
    }
    return new RateVerdict.Refused(seconds);
  }

  /** A request that is being counted. */
  public final class PendingCount {
    private final Permits permits;
    private final CompletableFuture<RateVerdict> verdict;

    private PendingCount(Permits permits, CompletableFuture<RateVerdict> verdict) {
      this.permits = permits;
      this.verdict = verdict;
    }

    /** Whether it is known by now that the request is beyond the limit. */
    public boolean isRefused() {
      return verdict.isDone()
          && !verdict.isCompletedExceptionally()
          && verdict.resultNow() instanceof RateVerdict.Refused;
    }

    /**
     * Whether the work should wait for the verdict though it could be done beside: the connection
     * that the first lease opens serves the work too, which would open another one meanwhile.
     */
    public boolean isFirst() {
      return !hasLeased;
    }

    /** Waits for a permit, but not for long. */
    public RateVerdict verdict() {
      try {
        return verdict.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        return unknown("it failed", requireNonNullElse(e.getCause(), e));
      } catch (TimeoutException e) {
        return unknown("it took too long", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return unknown("it was interrupted", e);
      }
    }

    private RateVerdict unknown(String reason, Throwable cause) {
      permits.restart();
      return new RateVerdict.Unknown(reason, cause);
    }
  }
}
