package io.entryguard.resources.function.authorizer;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class AuthorizerPrimingTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "TABLE_NAME", "resources",
          "AWS_REGION", "eu-central-1",
          "KEYRING_SECRET_ID", "keyring",
          "TOKEN_ISSUER", "https://issuer.example",
          "TOKEN_AUDIENCE", "resources",
          "TOKEN_ORGANIZATION_CLAIM", "organizationId",
          "TOKEN_ROLES_CLAIM", "roles",
          "METRICS_NAMESPACE", "EntryGuard/test");

  /** Priming throws if a response is not the expected one. */
  @Test
  void primesWithAMadeUpTokenAndKey() {
    assertThatCode(() -> AuthorizerHandler.priming().run(ENVIRONMENT, 1, ENOUGH_TIME))
        .doesNotThrowAnyException();
  }
}
