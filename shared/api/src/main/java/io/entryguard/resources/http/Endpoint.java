package io.entryguard.resources.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.util.Map;

/** Answers requests, whatever happens. */
public sealed interface Endpoint permits OperationEndpoint, RateLimitedEndpoint {
  Answered answer(APIGatewayProxyRequestEvent event, Context context, String requestId);

  /**
   * An answer.
   *
   * @param headers beside the reply's own
   */
  record Answered(Reply reply, Map<String, String> headers) {}
}
