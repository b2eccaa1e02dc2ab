package io.entryguard.resources.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entryguard.resources.local.function.FunctionFailure;
import io.entryguard.resources.local.function.FunctionOutput;
import io.entryguard.resources.local.function.FunctionOutput.Recorded;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.service.SecretsEndpoint;
import io.entryguard.resources.local.template.LogFilters;
import io.entryguard.resources.local.template.RepositoryTemplate;
import io.entryguard.resources.organization.Tier;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The authorizer with a missing or malformed keyring. */
@ExtendWith(LocalApiExtension.class)
final class UnreadableKeyringTest {
  private static final String AUTHORIZER = "AuthorizerFunction";

  private final LocalApiFixture api;

  UnreadableKeyringTest(LocalApiFixture api) {
    this.api = api;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "not a keyring", "{\"kty\":\"oct\",\"alg\":\"HS256\",\"k\":\"short\"}"})
  void returns500ForTokensWhileKeysStillWork(String keyring) throws IOException {
    try (ChangedApi broken = ChangedApi.start(api, Map.of(AUTHORIZER, secretsWith(keyring)))) {
      HttpResponse<String> byToken =
          broken.send(
              broken
                  .resources()
                  .header("Authorization", "Bearer " + api.newTenant(Tier.FREE).adminToken())
                  .GET());
      HttpResponse<String> byKey =
          broken.send(
              broken
                  .resources()
                  .header("Authorization", "ApiKey " + api.demo().paidApiKey())
                  .GET());

      assertThat(byToken.statusCode()).isEqualTo(500);
      assertThat(byToken.body()).startsWith("{\"error\":\"INTERNAL_ERROR\",\"message\":\"");
      assertThat(byKey.statusCode()).isEqualTo(200);
    }
  }

  /** The log line that KeyringUnreadableAlarm counts. */
  @ParameterizedTest
  @ValueSource(strings = {"", "not a keyring"})
  void logsTheTextThatTheAlarmMatches(String keyring) throws IOException {
    LoadedFunction authorizer =
        api.load(
            ChangedApi.changed(api.api().template().function(AUTHORIZER), secretsWith(keyring)));
    String event =
        Files.readString(RepositoryTemplate.HOME.resolve("events/authorizer-token.json"))
            .replace("put-FREE_ADMIN_TOKEN-of-.local/demo.env-here", api.demo().freeAdminToken());

    Recorded<FunctionFailure> call =
        FunctionOutput.record(() ->
            catchThrowableOfType(
                FunctionFailure.class,
                () -> authorizer.invoke(event.getBytes(UTF_8), "request-1")));

    assertThat(call.result()).isNotNull();
    assertThat(call.lines())
        .noneMatch(line -> line.contains(api.demo().freeAdminToken()))
        .filteredOn(LogFilters.named("KeyringUnreadableFilter"))
        .hasSize(1);
  }

  /**
   * Starts a fake Secrets Manager with the keyring, or without one.
   *
   * @param keyring empty if there is none
   */
  private Map<String, String> secretsWith(String keyring) throws IOException {
    SecretsEndpoint secrets = SecretsEndpoint.bind();
    secrets.start(
        keyring.isEmpty() ? Map.of() : Map.of(api.api().template().keyringSecretId(), keyring));
    return Map.of("SECRETS_MANAGER_ENDPOINT", secrets.endpoint().toString());
  }
}
