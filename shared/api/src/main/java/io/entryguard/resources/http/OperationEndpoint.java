package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import io.entryguard.resources.store.StoreUnavailableException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** An operation, and an answer where it fails. */
public final class OperationEndpoint implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(OperationEndpoint.class);

  private static final String RETRY_AFTER_SECONDS = "1";

  private final Operation operation;

  public OperationEndpoint(Operation operation) {
    this.operation = requireNonNull(operation, "operation is null");
  }

  @Override
  public Answered answer(APIGatewayProxyRequestEvent event, Context context, String requestId) {
    return new Answered(reply(event, context, requestId), Map.of());
  }

  /** The organization is known where the authorizer told it. */
  private static Map<String, String> fields(APIGatewayProxyRequestEvent event, String requestId) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("requestId", requestId);
    Optional.ofNullable(event.getRequestContext())
        .map(ProxyRequestContext::getAuthorizer)
        .flatMap(CallerContext::organization)
        .ifPresent(id -> fields.put("organizationId", id.toString()));
    return fields;
  }

  private Reply reply(APIGatewayProxyRequestEvent event, Context context, String requestId) {
    try {
      return operation.answer(
          HttpRequest.of(event), () -> Duration.ofMillis(context.getRemainingTimeInMillis()));
    } catch (StoreUnavailableException e) {
      withFields(LOG.atError().setCause(e), fields(event, requestId))
          .log("The store is unavailable");
      return new Reply.Failure(
          ApiError.of(
                  ErrorCode.SERVICE_UNAVAILABLE,
                  "The service cannot answer now. Send the request again after the seconds in"
                      + " Retry-After.")
              .withHeader("Retry-After", RETRY_AFTER_SECONDS));
    } catch (RuntimeException e) {
      withFields(LOG.atError().setCause(e), fields(event, requestId)).log("The request failed");
      return new Reply.Failure(
          ApiError.of(
              ErrorCode.INTERNAL_ERROR,
              "The service failed. If it happens again, report it with the X-Request-Id of this"
                  + " answer."));
    }
  }

  private static LoggingEventBuilder withFields(
      LoggingEventBuilder line, Map<String, String> fields) {
    LoggingEventBuilder filled = line;
    for (Map.Entry<String, String> field : fields.entrySet()) {
      filled = filled.addKeyValue(field.getKey(), field.getValue());
    }
    return filled;
  }
}
