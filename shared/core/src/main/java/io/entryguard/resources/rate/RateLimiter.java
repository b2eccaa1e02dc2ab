package io.entryguard.resources.rate;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.entryguard.resources.organization.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Holds each organization to so many requests a minute. A counter that is slow or fails holds
 * nobody up: whatever could not be counted in time passes
 * (docs/adr/0015-rate-limit-beside-the-work.md).
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

  /**
   * The minute in which an organization has none left: so it stays, and need not be asked again.
   */
  private final Map<OrganizationId, Instant> exhausted = new ConcurrentHashMap<>();

  /**
   * @param limit is not off
   * @param timeout how long a request waits to be counted
   */
  public RateLimiter(
      RequestCounter counter, RequestLimit limit, Duration timeout, InstantSource clock) {
    this.counter = requireNonNull(counter, "counter is null");
    this.limit = requireNonNull(limit, "limit is null");
    this.timeout = requireNonNull(timeout, "timeout is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  public RequestLimit limit() {
    return limit;
  }

  /**
   * Begins to count a request, and returns at once: what else there is to do can be done beside.
   */
  public PendingCount count(OrganizationId organization) {
    Instant now = clock.instant();
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    Duration left = Duration.between(now, minute.plus(WINDOW));
    int seconds = (int) left.plusNanos(999_999_999).toSeconds();
    if (minute.equals(exhausted.get(organization))) {
      return new PendingCount(seconds, null);
    }
    var call = new FutureTask<>(new Call(organization, minute));
    // Not a pool's: a thread that hangs takes none from the next request.
    var thread = new Thread(call, "rate-limit");
    thread.setDaemon(true);
    thread.start();
    return new PendingCount(seconds, call);
  }

  private final class Call implements Callable<OptionalInt> {
    private final OrganizationId organization;
    private final Instant minute;

    Call(OrganizationId organization, Instant minute) {
      this.organization = organization;
      this.minute = minute;
    }

    @Override
    public OptionalInt call() {
      OptionalInt count = counter.count(organization, minute, limit.perMinute());
      if (count.isEmpty() || count.getAsInt() >= limit.perMinute()) {
        if (exhausted.size() >= MOST_REMEMBERED) {
          exhausted.clear();
        }
        exhausted.put(organization, minute);
      }
      return count;
    }
  }

  /** A request that is being counted. */
  public final class PendingCount {
    private final int secondsLeft;

    /** Null where it is known to be one too many. */
    private final @Nullable FutureTask<OptionalInt> call;

    private PendingCount(int secondsLeft, @Nullable FutureTask<OptionalInt> call) {
      this.secondsLeft = secondsLeft;
      this.call = call;
    }

    /** Whether it is known at once that the request is beyond the limit. */
    public boolean isRefused() {
      return call == null;
    }

    /** Waits for the count, but not for long. */
    public RateVerdict verdict() {
      if (call == null) {
        return new RateVerdict.Refused(secondsLeft);
      }
      try {
        OptionalInt count = call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        return count.isEmpty()
            ? new RateVerdict.Refused(secondsLeft)
            : new RateVerdict.Passed(
                Math.max(0, limit.perMinute() - count.getAsInt()), secondsLeft);
      } catch (ExecutionException e) {
        return new RateVerdict.Unknown("it failed", requireNonNullElse(e.getCause(), e));
      } catch (TimeoutException e) {
        return new RateVerdict.Unknown("it took too long", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new RateVerdict.Unknown("it was interrupted", e);
      }
    }
  }
}
