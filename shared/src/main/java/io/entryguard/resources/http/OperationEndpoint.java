package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import io.entryguard.resources.log.Log;
import io.entryguard.resources.log.LogField;
import io.entryguard.resources.resource.StoreUnavailableException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** An operation, and an answer where it fails. */
public final class OperationEndpoint implements Endpoint {
  private static final String RETRY_AFTER_SECONDS = "1";

  private final Operation operation;
  private final Log log;

  public OperationEndpoint(Operation operation, Log log) {
    this.operation = requireNonNull(operation, "operation is null");
    this.log = requireNonNull(log, "log is null");
  }

  @Override
  public Answered answer(APIGatewayProxyRequestEvent event, Context context, String requestId) {
    return new Answered(reply(event, context, requestId), Map.of());
  }

  /** The organization is known where the authorizer told it. */
  private static Map<LogField, String> fields(APIGatewayProxyRequestEvent event, String requestId) {
    Map<LogField, String> fields = new EnumMap<>(LogField.class);
    fields.put(LogField.REQUEST_ID, requestId);
    Optional.ofNullable(event.getRequestContext())
        .map(ProxyRequestContext::getAuthorizer)
        .flatMap(CallerContext::organization)
        .ifPresent(id -> fields.put(LogField.ORGANIZATION_ID, id.toString()));
    return fields;
  }

  private Reply reply(APIGatewayProxyRequestEvent event, Context context, String requestId) {
    try {
      return operation.answer(
          HttpRequest.of(event), () -> Duration.ofMillis(context.getRemainingTimeInMillis()));
    } catch (StoreUnavailableException e) {
      log.error("The store is unavailable", fields(event, requestId), e);
      return new Reply.Failure(
          ApiError.of(
                  ErrorCode.SERVICE_UNAVAILABLE,
                  "The service cannot answer now. Send the request again after the seconds in"
                      + " Retry-After.")
              .withHeader("Retry-After", RETRY_AFTER_SECONDS));
    } catch (RuntimeException e) {
      log.error("The request failed", fields(event, requestId), e);
      return new Reply.Failure(
          ApiError.of(
              ErrorCode.INTERNAL_ERROR,
              "The service failed. If it happens again, report it with the X-Request-Id of this"
                  + " answer."));
    }
  }
}
