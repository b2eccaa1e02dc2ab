package io.entryguard.resources.function.authorizer;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.Caller;
import io.entryguard.resources.function.authorizer.AuthorizerResponse.Effect;
import io.entryguard.resources.function.authorizer.credential.AuthenticationFailure;
import io.entryguard.resources.http.CallerContext;
import io.entryguard.resources.requestlog.Metric;
import io.entryguard.resources.requestlog.OperationName;
import io.entryguard.resources.requestlog.RequestLine;
import io.entryguard.resources.requestlog.RequestLog;
import io.entryguard.resources.store.StoreCallCounter;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Returns a policy for the caller. An unknown caller gets a Deny, with the members of the 401
 * response's body: an exception would count as an error of the function.
 */
final class Authorizer {
  private static final Logger LOG = LoggerFactory.getLogger(Authorizer.class);

  /** The same message for every failure: details would help an attacker. */
  static final String MESSAGE = "Missing or invalid authentication token or API key.";

  private static final String UNKNOWN_PRINCIPAL = "unknown";

  private final Authenticate authenticate;
  private final InstantSource clock;
  private final RequestLog requests;

  @Inject
  Authorizer(Authenticate authenticate, InstantSource clock, RequestLog requests) {
    this.authenticate = requireNonNull(authenticate, "authenticate is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.requests = requireNonNull(requests, "requests is null");
  }

  /**
   * Returns the policy for a request.
   *
   * @throws AuthorizerFailedException if the caller cannot be authenticated now; already logged
   */
  AuthorizerResponse authorize(AuthorizerRequest request) {
    Instant begin = clock.instant();
    StoreCallCounter.begin();
    try {
      String resource = ApiStage.ofMethod(request.methodArn()).allMethods();

      return switch (authenticate.authenticate(request.allHeaders())) {
        case Authentication.Known(Caller caller) -> {
          requests.write(known(request, caller, begin));
          yield new AuthorizerResponse(
              caller.subject(), Effect.ALLOW, resource, CallerContext.write(caller));
        }
        case Authentication.Unknown(AuthenticationFailure reason) -> {
          requests.write(unknown(request, reason, begin));
          yield new AuthorizerResponse(UNKNOWN_PRINCIPAL, Effect.DENY, resource, refusal());
        }
      };
    } catch (RuntimeException e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue("requestId", request.requestId())
          .log("Caller could not be checked");
      requests.write(failed(request, begin));
      throw new AuthorizerFailedException();
    }
  }

  /** Status 0, because the function behind the authorizer makes the response. */
  private RequestLine known(AuthorizerRequest request, Caller caller, Instant begin) {
    return new RequestLine(
        OperationName.AUTHORIZE,
        request.requestId(),
        caller.organization().toString(),
        caller.kind().name(),
        "OK",
        null,
        0,
        RequestLine.millis(begin, clock.instant()),
        StoreCallCounter.end(),
        List.of());
  }

  private RequestLine unknown(
      AuthorizerRequest request, AuthenticationFailure reason, Instant begin) {
    return new RequestLine(
        OperationName.AUTHORIZE,
        request.requestId(),
        null,
        null,
        "UNAUTHORIZED",
        reason.name(),
        401,
        RequestLine.millis(begin, clock.instant()),
        StoreCallCounter.end(),
        List.of(Metric.AUTH_FAILURES));
  }

  private RequestLine failed(AuthorizerRequest request, Instant begin) {
    return new RequestLine(
        OperationName.AUTHORIZE,
        request.requestId(),
        null,
        null,
        "INTERNAL_ERROR",
        null,
        500,
        RequestLine.millis(begin, clock.instant()),
        StoreCallCounter.end(),
        List.of());
  }

  private Map<String, String> refusal() {
    return Map.of(
        "message",
        MESSAGE,
        "timestamp",
        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
