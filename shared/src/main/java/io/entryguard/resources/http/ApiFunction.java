package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.entryguard.resources.log.Log;
import io.entryguard.resources.log.LogField;
import io.entryguard.resources.resource.StoreUnavailableException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * An operation behind API Gateway. Whatever happens, it answers, in the one form that all answers
 * have.
 */
public final class ApiFunction {
  private static final String RETRY_AFTER_SECONDS = "1";

  private final Operation operation;
  private final Responses responses;
  private final Log log;

  @Inject
  public ApiFunction(Operation operation, Responses responses, Log log) {
    this.operation = requireNonNull(operation, "operation is null");
    this.responses = requireNonNull(responses, "responses is null");
    this.log = requireNonNull(log, "log is null");
  }

  public APIGatewayProxyResponseEvent handle(APIGatewayProxyRequestEvent event, Context context) {
    String requestId = requestId(event, context);

    return responses.of(reply(event, context, requestId), requestId);
  }

  private static String requestId(APIGatewayProxyRequestEvent event, Context context) {
    ProxyRequestContext gateway = event.getRequestContext();
    return gateway == null || gateway.getRequestId() == null
        ? requireNonNullElse(context.getAwsRequestId(), "")
        : gateway.getRequestId();
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
      Reply reply =
          operation.answer(
              HttpRequest.of(event), () -> Duration.ofMillis(context.getRemainingTimeInMillis()));
      if (Responses.fits(reply)) {
        return reply;
      }
      log.warn("The answer is larger than Lambda can return", fields(event, requestId));
      return new Reply.Failure(
          ApiError.of(
              ErrorCode.INTERNAL_ERROR,
              "The list is larger than 6 MB, which is the most that one answer can carry."));
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
