package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.rate.RateLimiter;
import io.entryguard.resources.rate.RateVerdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts every request of a known caller, and answers those beyond the limit itself. What changes
 * something waits for the count; what only reads goes on meanwhile, and its answer is thrown away
 * if it should not have been asked for.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">RateLimit
 *     header fields for HTTP</a>
 */
public final class RateLimitedEndpoint implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(RateLimitedEndpoint.class);
  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);
  private static final String POLICY = "\"organization\"";

  private final Endpoint endpoint;
  private final RateLimiter limiter;
  private final InstantSource clock;
  private final AtomicReference<Instant> lastLine = new AtomicReference<>(Instant.MIN);

  public RateLimitedEndpoint(Endpoint endpoint, RateLimiter limiter, InstantSource clock) {
    this.endpoint = requireNonNull(endpoint, "endpoint is null");
    this.limiter = requireNonNull(limiter, "limiter is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public Answered answer(APIGatewayProxyRequestEvent event, Context context, String requestId) {
    Optional<OrganizationId> organization = organization(event);
    if (organization.isEmpty()) {
      return endpoint.answer(event, context, requestId);
    }
    RateLimiter.PendingCount counting = limiter.count(organization.get());
    @Nullable Answered beside =
        onlyReads(event) && !counting.isRefused()
            ? endpoint.answer(event, context, requestId)
            : null;
    RateVerdict verdict = counting.verdict();
    if (verdict instanceof RateVerdict.Refused refused) {
      return refusal(refused);
    }
    if (verdict instanceof RateVerdict.Unknown unknown) {
      log(unknown, organization.get());
    }
    Answered answered = beside == null ? endpoint.answer(event, context, requestId) : beside;
    return withHeaders(
        answered,
        verdict instanceof RateVerdict.Passed passed
            ? headers(passed.left(), passed.secondsLeft())
            : policy());
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

  /** Safe, as HTTP calls such methods. */
  private static boolean onlyReads(APIGatewayProxyRequestEvent event) {
    String method = event.getHttpMethod();
    return "GET".equals(method) || "HEAD".equals(method);
  }

  /** Empty where the authorizer told none: that request fails, whoever sent it. */
  private static Optional<OrganizationId> organization(APIGatewayProxyRequestEvent event) {
    ProxyRequestContext context = event.getRequestContext();
    return context == null || context.getAuthorizer() == null
        ? Optional.empty()
        : CallerContext.organization(context.getAuthorizer());
  }

  private static Answered withHeaders(Answered answered, Map<String, String> headers) {
    headers.putAll(answered.headers());
    return new Answered(answered.reply(), headers);
  }

  private Answered refusal(RateVerdict.Refused refused) {
    String seconds = Integer.toString(refused.secondsLeft());
    ApiError error =
        ApiError.of(
                ErrorCode.RATE_LIMIT_EXCEEDED,
                "Your organization has sent as many requests as it may in a minute, which is "
                    .concat(Integer.toString(limiter.limit().perMinute()))
                    .concat(". Send the request again after the seconds in Retry-After."))
            .withHeader("Retry-After", seconds);
    return new Answered(new Reply.Failure(error), headers(0, refused.secondsLeft()));
  }

  private Map<String, String> headers(int left, int secondsLeft) {
    Map<String, String> headers = policy();
    headers.put(
        "RateLimit",
        POLICY
            .concat(";r=")
            .concat(Integer.toString(left))
            .concat(";t=")
            .concat(Integer.toString(secondsLeft)));
    return headers;
  }

  private Map<String, String> policy() {
    Map<String, String> headers = new HashMap<>();
    headers.put(
        "RateLimit-Policy",
        POLICY.concat(";q=").concat(Integer.toString(limiter.limit().perMinute())).concat(";w=60"));
    return headers;
  }
}
