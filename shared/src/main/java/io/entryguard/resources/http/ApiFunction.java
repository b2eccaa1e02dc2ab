package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.entryguard.resources.log.Log;
import io.entryguard.resources.log.LogField;
import io.entryguard.resources.resource.StoreUnavailableException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;

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
    var request = HttpRequest.of(event, requireNonNullElse(context.getAwsRequestId(), ""));

    return responses.of(reply(request, context), request.requestId());
  }

  private Reply reply(HttpRequest request, Context context) {
    try {
      return operation.answer(request, () -> Duration.ofMillis(context.getRemainingTimeInMillis()));
    } catch (StoreUnavailableException e) {
      log.error("The store is unavailable", requestId(request), e);
      return new Reply.Failure(
          ApiError.of(
                  ErrorCode.SERVICE_UNAVAILABLE,
                  "The service cannot answer now. Send the request again after the seconds in"
                      + " Retry-After.")
              .withHeader("Retry-After", RETRY_AFTER_SECONDS));
    } catch (RuntimeException e) {
      log.error("The request failed", requestId(request), e);
      return new Reply.Failure(
          ApiError.of(
              ErrorCode.INTERNAL_ERROR,
              "The service failed. If it happens again, report it with the X-Request-Id of this"
                  + " answer."));
    }
  }

  private static Map<LogField, String> requestId(HttpRequest request) {
    return Map.of(LogField.REQUEST_ID, request.requestId());
  }
}
