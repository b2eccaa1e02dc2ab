package io.entryguard.resources.function.verifyresource;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.entryguard.resources.http.OneResourceHandlerContract;
import java.util.Map;

final class VerifyResourceHandlerTest extends OneResourceHandlerContract {
  VerifyResourceHandlerTest() {
    super("verify-resource.json");
  }

  @Override
  protected RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> handler(
      Map<String, String> environment) {
    return new VerifyResourceHandler(environment);
  }

  @Override
  protected void prime(Map<String, String> environment) {
    VerifyResourceHandler.priming().run(environment, 1, ENOUGH_TIME);
  }
}
