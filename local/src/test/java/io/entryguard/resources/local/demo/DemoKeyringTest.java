package io.entryguard.resources.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoKeyringTest {
  private static final SigningKey DEMO = SigningKey.generate(new SecureRandom());

  @Test
  void holdsTheDemosKey() throws IOException {
    JsonNode keyring = new ObjectMapper().readTree(DemoKeyring.of(DEMO));

    assertThat(keyring.at("/keys/0/k").asText()).isEqualTo(DEMO.secret()).hasSize(64);
    assertThat(keyring.path("keys")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kty\":\"oct\",\"kid\":\"own\"}",
        "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"own\"}]}"
      })
  void addsKeysOfOnesOwnAfterTheDemos(String own) throws IOException {
    JsonNode keyring = new ObjectMapper().readTree(DemoKeyring.withOwn(DEMO, own));

    assertThat(keyring.path("keys").findValuesAsText("kid")).containsExactly("demo", "own");
  }

  @Test
  void makesADifferentKeyEachTimeAndNeverPrintsIt() {
    assertThat(SigningKey.generate(new SecureRandom())).isNotEqualTo(DEMO);
    assertThat(DEMO).asString().doesNotContain(DEMO.secret());
  }
}
