package io.entryguard.resources.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RehearsalTest {
  private final List<APIGatewayProxyRequestEvent> seen = new ArrayList<>();

  @Test
  void handsTheEventOverAsOftenAsItIsTold() {
    ProxyRehearsal.create()
        .run(
            (event, _) -> answer(event),
            ProxyRehearsal.get("/v1/resources", "/v1/resources"),
            3,
            ":200");

    assertThat(seen).hasSize(3);
    assertThat(seen.getFirst().getPath()).isEqualTo("/v1/resources");
    assertThat(seen.getFirst().getRequestContext().getAuthorizer())
        .containsEntry("organizationId", ProxyRehearsal.ORGANIZATION);
  }

  @Test
  void isNoRehearsalOfAnotherAnswerThanCallersWillGet() {
    assertThatIllegalStateException()
        .isThrownBy(() ->
            ProxyRehearsal.create()
                .run(
                    (event, _) -> answer(event),
                    ProxyRehearsal.get("/v1/resources", "/v1/resources"),
                    3,
                    ":201"))
        .withMessage("the answer is not :201");
    assertThat(seen).hasSize(1);
  }

  private APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event) {
    seen.add(event);
    return new APIGatewayProxyResponseEvent()
        .withStatusCode(200)
        .withHeaders(Map.of())
        .withBody("")
        .withIsBase64Encoded(false);
  }
}
