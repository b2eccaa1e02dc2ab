package io.entryguard.resources.function.authorizer;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.Authenticate;
import io.entryguard.resources.access.Authentication;
import io.entryguard.resources.access.Caller;
import io.entryguard.resources.access.Refusal;
import io.entryguard.resources.function.authorizer.AuthorizerResponse.Effect;
import io.entryguard.resources.http.CallerContext;
import io.entryguard.resources.log.Log;
import io.entryguard.resources.log.LogField;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Makes a policy of who is calling. A caller that is not known gets a Deny with what the 401 is
 * made of: to throw for a bad credential would look like a fault.
 */
final class Authorizer {
  /** One for all of them: what is wrong with a credential helps those who guess. */
  static final String MESSAGE = "Missing or invalid authentication token or API key.";

  private static final String UNKNOWN_PRINCIPAL = "unknown";

  private final Authenticate authenticate;
  private final InstantSource clock;
  private final Log log;

  @Inject
  Authorizer(Authenticate authenticate, InstantSource clock, Log log) {
    this.authenticate = requireNonNull(authenticate, "authenticate is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.log = requireNonNull(log, "log is null");
  }

  /**
   * Answers API Gateway.
   *
   * @throws AuthorizerFailedException when it cannot be told who is calling, already logged
   */
  AuthorizerResponse authorize(AuthorizerRequest request) {
    try {
      String resource = ApiStage.ofMethod(request.methodArn()).allMethods();

      return switch (authenticate.authenticate(request.allHeaders())) {
        case Authentication.Known(Caller caller) ->
            new AuthorizerResponse(
                caller.subject(), Effect.ALLOW, resource, CallerContext.write(caller));
        case Authentication.Unknown(Refusal reason) -> {
          log.info(
              "Caller not known",
              Map.of(LogField.REQUEST_ID, request.requestId(), LogField.REASON, reason.name()));
          yield new AuthorizerResponse(UNKNOWN_PRINCIPAL, Effect.DENY, resource, refusal());
        }
      };
    } catch (RuntimeException e) {
      log.error("Caller could not be checked", Map.of(LogField.REQUEST_ID, request.requestId()), e);
      throw new AuthorizerFailedException();
    }
  }

  private Map<String, String> refusal() {
    return Map.of(
        "message",
        MESSAGE,
        "timestamp",
        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
