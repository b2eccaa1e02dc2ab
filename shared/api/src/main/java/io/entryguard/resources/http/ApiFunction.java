package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import jakarta.inject.Inject;
import java.time.Instant;

/**
 * A function behind API Gateway. Whatever happens, it answers, in the one form that all answers
 * have, and records that it did.
 */
public final class ApiFunction {
  private final Endpoint endpoint;
  private final Responses responses;
  private final RequestRecorder recorder;

  @Inject
  public ApiFunction(Endpoint endpoint, Responses responses, RequestRecorder recorder) {
    this.endpoint = requireNonNull(endpoint, "endpoint is null");
    this.responses = requireNonNull(responses, "responses is null");
    this.recorder = requireNonNull(recorder, "recorder is null");
  }

  /** An operation by itself: without a rate limit, and recorded nowhere. */
  public ApiFunction(Operation operation, Responses responses) {
    this(new OperationEndpoint(operation), responses, RequestRecorder.NONE);
  }

  public APIGatewayProxyResponseEvent handle(APIGatewayProxyRequestEvent event, Context context) {
    Instant begin = recorder.begin();
    String requestId = requestId(event, context);
    Endpoint.Answered answered = endpoint.answer(event, context, requestId);
    APIGatewayProxyResponseEvent response = responses.of(answered.reply(), requestId);
    response.getHeaders().putAll(answered.headers());
    recorder.end(begin, event, requestId, answered.reply(), response.getStatusCode());
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
}
