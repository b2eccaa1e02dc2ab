package io.entryguard.resources.function.authorizer.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entryguard.resources.function.authorizer.token.TestKeys;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

final class SecretsManagerKeyringSourceTest {
  @Test
  void readsTheCurrentVersionOfTheSecret() {
    var client = new OneSecret(GetSecretValueResponse.builder().secretString(TestKeys.hmacJwk()));

    Keyring keyring = new SecretsManagerKeyringSource(client, "keyring").read();

    assertThat(keyring.withId("initial")).isPresent();
    assertThat(client.requests)
        .containsExactly(GetSecretValueRequest.builder().secretId("keyring").build());
  }

  @Test
  void readsTheSecretEachTime() {
    var client = new OneSecret(GetSecretValueResponse.builder().secretString(TestKeys.hmacJwk()));
    var source = new SecretsManagerKeyringSource(client, "keyring");

    source.read();
    source.read();

    assertThat(client.requests).hasSize(2);
  }

  @Test
  void rejectsABinarySecret() {
    var client =
        new OneSecret(
            GetSecretValueResponse.builder()
                .secretBinary(SdkBytes.fromUtf8String(TestKeys.hmacJwk())));

    assertThatExceptionOfType(KeyringFormatException.class)
        .isThrownBy(() -> new SecretsManagerKeyringSource(client, "keyring").read())
        .satisfies(e -> assertThat(e.reason()).isEqualTo("the secret is binary, not text"));
  }

  private static final class OneSecret implements SecretsManagerClient {
    private final GetSecretValueResponse response;
    private final List<GetSecretValueRequest> requests = new ArrayList<>();

    OneSecret(GetSecretValueResponse.Builder response) {
      this.response = response.build();
    }

    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
      requests.add(request);
      return response;
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
