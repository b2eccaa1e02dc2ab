package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;

/** The entry point of a function behind API Gateway: decodes the request, encodes the response. */
public final class ApiFunction {
  private final HttpHandler handler;
  private final ResponseEncoder encoder;

  public ApiFunction(HttpHandler handler, ResponseEncoder encoder) {
    this.handler = requireNonNull(handler, "handler is null");
    this.encoder = requireNonNull(encoder, "encoder is null");
  }

  public APIGatewayProxyResponseEvent handle(APIGatewayProxyRequestEvent event, Context context) {
    HttpRequest request = HttpRequest.of(event, context);
    APIGatewayProxyResponseEvent response =
        encoder.encode(handler.handle(request), request.requestId());
    // The same status and headers as for GET, without the body: RFC 9110, section 9.3.2.
    return request.method().equals("HEAD")
        ? response.withBody("").withIsBase64Encoded(false)
        : response;
  }
}
