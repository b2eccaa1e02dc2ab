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

    APIGatewayProxyResponseEvent response =
        responses.of(reply(event, context, requestId), requestId);
    // All that GET would have answered, but for the body: RFC 9110, section 9.3.2.
    return "HEAD".equals(event.getHttpMethod())
        ? response.withBody("").withIsBase64Encoded(false)
        : response;
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
