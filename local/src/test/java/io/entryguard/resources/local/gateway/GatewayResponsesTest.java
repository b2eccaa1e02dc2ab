package io.entryguard.resources.local.gateway;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.entryguard.resources.local.template.GatewayResponse;
import io.entryguard.resources.local.template.GatewayResponseType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayResponsesTest {
  /** The first would quote a caller's token; the others would stay empty locally. */
  @ParameterizedTest
  @ValueSource(
      strings = {"$context.error.message", "$context.error.messageString", "$context.domainName"})
  void rejectsAnUnknownVariable(String variable) {
    var responses =
        Map.of(GatewayResponseType.THROTTLED, new GatewayResponse(429, Map.of(), variable));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GatewayResponses(responses))
        .withMessage("THROTTLED: " + variable + " is not understood.");
  }

  @Test
  void rejectsAHeaderThatIsNeitherConstantNorTheRequestId() {
    var responses =
        Map.of(
            GatewayResponseType.THROTTLED,
            new GatewayResponse(429, Map.of("X-Path", "method.request.path.id"), "{}"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GatewayResponses(responses))
        .withMessage("THROTTLED: the header X-Path is not understood.");
  }
}
