package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.Caller;
import io.entryguard.resources.access.Permission;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.rate.Quota;
import io.entryguard.resources.rate.RateLimiter;
import io.entryguard.resources.rate.RateVerdict;
import io.entryguard.resources.refusal.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts every request of a known caller, and refuses those beyond the limit. A write waits for its
 * permit; a read goes on meanwhile, and its response is dropped if it turns out to be beyond.
 * Requests that lack the operation's permission count by themselves.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">RateLimit
 *     header fields for HTTP</a>
 */
final class RateLimitFilter implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RateLimitFilter.class);
  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

  private final HttpHandler next;
  private final Permission permission;
  private final RateLimiter limiter;
  private final InstantSource clock;
  private final AtomicReference<Instant> lastLine = new AtomicReference<>(Instant.MIN);

  /**
   * @param permission what callers of the operation need
   */
  RateLimitFilter(
      HttpHandler next, Permission permission, RateLimiter limiter, InstantSource clock) {
    this.next = requireNonNull(next, "next is null");
    this.permission = requireNonNull(permission, "permission is null");
    this.limiter = requireNonNull(limiter, "limiter is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    if (request.caller().isEmpty()) {
      return next.handle(request);
    }
    Caller caller = request.caller().get();
    var quota =
        new Quota(
            caller.organization(),
            caller.may(permission) ? Quota.Policy.ORGANIZATION : Quota.Policy.FORBIDDEN);
    RateLimiter.PendingCount count = limiter.count(quota);
    if (request.isSafe() && !count.isRefused() && !count.isFirst()) {
      HttpResponse response = next.handle(request);
      return respond(quota, count.verdict(), () -> response);
    }
    return respond(quota, count.verdict(), () -> next.handle(request));
  }

  private HttpResponse respond(Quota quota, RateVerdict verdict, Supplier<HttpResponse> response) {
    return switch (verdict) {
      case RateVerdict.Refused(int secondsLeft) -> refusal(quota.policy(), secondsLeft);
      case RateVerdict.Passed(int left, int secondsLeft) ->
          response.get().withHeaders(headers(quota.policy(), left, secondsLeft));
      case RateVerdict.Unknown unknown -> {
        log(unknown, quota.organization());
        yield response.get().withHeaders(policy(quota.policy()));
      }
    };
  }

  private HttpResponse refusal(Quota.Policy policy, int secondsLeft) {
    String requests =
        switch (policy) {
          case ORGANIZATION -> "as many requests";
          case FORBIDDEN -> "as many requests without the permission for them";
        };
    ApiError error =
        ApiError.of(
                ErrorCode.RATE_LIMIT_EXCEEDED,
                "Your organization has sent "
                    .concat(requests)
                    .concat(" as it may in a minute, which is ")
                    .concat(Integer.toString(limiter.limit().perMinute(policy)))
                    .concat(". Send the request again after the seconds in Retry-After."))
            .withHeader("Retry-After", Integer.toString(secondsLeft));
    return HttpResponse.error(error).withHeaders(headers(policy, 0, secondsLeft));
  }

  private Map<String, String> headers(Quota.Policy policy, int left, int secondsLeft) {
    Map<String, String> headers = new HashMap<>(policy(policy));
    headers.put(
        HttpResponse.RATE_LIMIT,
        name(policy)
            .concat(";r=")
            .concat(Integer.toString(left))
            .concat(";t=")
            .concat(Integer.toString(secondsLeft)));
    return headers;
  }

  private Map<String, String> policy(Quota.Policy policy) {
    return Map.of(
        HttpResponse.RATE_LIMIT_POLICY,
        name(policy)
            .concat(";q=")
            .concat(Integer.toString(limiter.limit().perMinute(policy)))
            .concat(";w=60"));
  }

  private static String name(Quota.Policy policy) {
    return switch (policy) {
      case ORGANIZATION -> "\"organization\"";
      case FORBIDDEN -> "\"forbidden\"";
    };
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
