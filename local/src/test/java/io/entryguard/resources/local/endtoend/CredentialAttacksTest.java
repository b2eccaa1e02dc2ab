package io.entryguard.resources.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.local.LocalApiExtension;
import io.entryguard.resources.local.LocalApiFixture;
import io.entryguard.resources.organization.Tier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link CredentialAttacks} over HTTP, against the deployed functions. */
@ExtendWith(LocalApiExtension.class)
// Refused requests change nothing, so one customer suffices.
@TestInstance(Lifecycle.PER_CLASS)
final class CredentialAttacksTest {
  /** The shortest part of a token that is searched for in the log. */
  private static final int TELLING_LENGTH = 16;

  private final LocalApiFixture api;
  private final Customer customer;

  CredentialAttacksTest(LocalApiFixture api) {
    this.api = api;
    this.customer = Customer.of(api, Tier.PAID);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void return401WithoutAReasonAndWithoutLoggingSecrets(Sender sender) {
    for (Request request : List.of(Request.list(), Request.create(RequestJson.valid()))) {
      Request signed = sender.sign(request, customer);
      api.log().drain();

      Response refused = customer.assertRefused(signed, ExpectedError.unauthorized());

      assertThat(refused.json().path("message").textValue())
          .isEqualTo("Missing or invalid authentication token or API key.");
      List<String> logged = api.log().drain();
      assertThat(logged).singleElement().asString().contains("\"outcome\":\"UNAUTHORIZED\"");
      secretsOf(signed).forEach(secret -> assertThat(logged.getFirst()).doesNotContain(secret));
    }
  }

  static Stream<Arguments> refused() {
    return CredentialAttacks.refused();
  }

  @ParameterizedTest
  @FieldSource("io.entryguard.resources.local.endtoend.CredentialAttacks#GOOD")
  void acceptValidCredentialsWithoutLoggingSecrets(Sender sender) {
    Request signed = sender.sign(Request.list(), customer);
    api.log().drain();

    assertThat(customer.send(signed).status()).isEqualTo(200);

    List<String> logged = api.log().drain();
    assertThat(logged)
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("\"outcome\":\"OK\""));
    secretsOf(signed)
        .forEach(secret -> assertThat(logged).noneMatch(line -> line.contains(secret)));
  }

  @ParameterizedTest
  @FieldSource("io.entryguard.resources.local.endtoend.CredentialAttacks#KEYS_OF_THEIR_OWN")
  void neverFetchKeys(Sender sender) {
    CredentialAttacks.KEY_SERVER.connections();

    customer.send(sender.sign(Request.list(), customer));

    assertThat(CredentialAttacks.KEY_SERVER.connections()).isZero();
  }

  @Test
  void detectAFetchOfKeys() throws IOException {
    int port = URI.create(CredentialAttacks.KEY_SERVER.url()).getPort();
    CredentialAttacks.KEY_SERVER.connections();

    new Socket(InetAddress.getLoopbackAddress(), port).close();

    assertThat(CredentialAttacks.KEY_SERVER.connections()).isEqualTo(1);
  }

  private Stream<String> secretsOf(Request request) {
    return Stream.concat(
            request.secrets().stream()
                .flatMap(
                    secret -> Stream.concat(Stream.of(secret), Stream.of(secret.split("\\.")))),
            Stream.of(api.demo().signingSecret()))
        .filter(secret -> secret.length() >= TELLING_LENGTH);
  }
}
