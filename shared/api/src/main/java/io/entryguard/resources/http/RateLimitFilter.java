package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.rate.RateLimiter;
import io.entryguard.resources.rate.RateVerdict;
import io.entryguard.resources.refusal.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts every request of a known caller, and refuses those beyond the limit. A write waits for the
 * count; a read goes on meanwhile, and its response is dropped if it turns out to be beyond.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">RateLimit
 *     header fields for HTTP</a>
 */
public final class RateLimitFilter implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RateLimitFilter.class);
  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);
  private static final String POLICY = "\"organization\"";

  private final HttpHandler next;
  private final RateLimiter limiter;
  private final InstantSource clock;
  private final AtomicReference<Instant> lastLine = new AtomicReference<>(Instant.MIN);

  public RateLimitFilter(HttpHandler next, RateLimiter limiter, InstantSource clock) {
    this.next = requireNonNull(next, "next is null");
    this.limiter = requireNonNull(limiter, "limiter is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    if (request.caller().isEmpty()) {
      return next.handle(request);
    }
    OrganizationId organization = request.caller().get().organization();
    RateLimiter.PendingCount count = limiter.count(organization);
    if (request.isSafe() && !count.isRefused()) {
      HttpResponse response = next.handle(request);
      return switch (count.verdict()) {
        case RateVerdict.Refused refused -> refusal(refused);
        case RateVerdict.Passed passed -> response.withHeaders(headers(passed));
        case RateVerdict.Unknown unknown -> {
          log(unknown, organization);
          yield response.withHeaders(policy());
        }
      };
    }
    return switch (count.verdict()) {
      case RateVerdict.Refused refused -> refusal(refused);
      case RateVerdict.Passed passed -> next.handle(request).withHeaders(headers(passed));
      case RateVerdict.Unknown unknown -> {
        log(unknown, organization);
        yield next.handle(request).withHeaders(policy());
      }
    };
  }

  private HttpResponse refusal(RateVerdict.Refused refused) {
    ApiError error =
        ApiError.of(
                ErrorCode.RATE_LIMIT_EXCEEDED,
                "Your organization has sent as many requests as it may in a minute, which is "
                    .concat(Integer.toString(limiter.limit().perMinute()))
                    .concat(". Send the request again after the seconds in Retry-After."))
            .withHeader("Retry-After", Integer.toString(refused.secondsLeft()));
    return HttpResponse.error(error)
        .withHeaders(headers(new RateVerdict.Passed(0, refused.secondsLeft())));
  }

  private Map<String, String> headers(RateVerdict.Passed passed) {
    Map<String, String> headers = new HashMap<>(policy());
    headers.put(
        "RateLimit",
        POLICY
            .concat(";r=")
            .concat(Integer.toString(passed.left()))
            .concat(";t=")
            .concat(Integer.toString(passed.secondsLeft())));
    return headers;
  }

  private Map<String, String> policy() {
    return Map.of(
        "RateLimit-Policy",
        POLICY.concat(";q=").concat(Integer.toString(limiter.limit().perMinute())).concat(";w=60"));
  }

  /** One line a minute: a store that is out of reach is so for every request. */
  private void log(RateVerdict.Unknown unknown, OrganizationId organization) {
    Instant now = clock.instant();
    Instant last = lastLine.get();
    if (last.isBefore(now.minus(BETWEEN_LINES)) && lastLine.compareAndSet(last, now)) {
      LOG.atWarn()
          .setCause(unknown.cause())
          .addKeyValue("organizationId", organization.toString())
          .addKeyValue("reason", unknown.reason())
          .log("A request passes uncounted");
    }
  }
}
