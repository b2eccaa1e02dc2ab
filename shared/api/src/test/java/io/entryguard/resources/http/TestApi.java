package io.entryguard.resources.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.TestContext;

/** Runs an operation behind the filters for errors and the permission only. */
public final class TestApi {
  private TestApi() {}

  public static HttpHandler handler(Operation operation) {
    return new ErrorFilter(new PermissionFilter(operation));
  }

  public static ApiFunction function(Operation operation) {
    return function(handler(operation));
  }

  public static ApiFunction function(HttpHandler handler) {
    return new ApiFunction(handler, encoder());
  }

  public static HttpResponse handle(Operation operation, APIGatewayProxyRequestEvent event) {
    return handler(operation).handle(HttpRequest.of(event, new TestContext()));
  }

  public static ResponseEncoder encoder() {
    return new ResponseEncoder(() -> Samples.NOW, CrossOrigin.NONE);
  }

  /** The error of a response; fails for a success. */
  public static ApiError error(HttpResponse response) {
    return ((HttpResponse.Body.Problem) response.body()).error();
  }

  /** The JSON of a success. */
  public static String json(HttpResponse response) {
    return ((HttpResponse.Body.Json) response.body()).text();
  }
}
