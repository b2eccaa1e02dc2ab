package io.entryguard.resources.function.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.entryguard.resources.access.InMemoryApiKeyStore;
import io.entryguard.resources.client.AwsNetwork;
import io.entryguard.resources.function.authorizer.AuthorizerResponse.Effect;
import io.entryguard.resources.function.authorizer.keyring.KeyringSettings;
import io.entryguard.resources.function.authorizer.keyring.RefreshingKeyring;
import io.entryguard.resources.function.authorizer.keyring.SecretsManagerKeyringSource;
import io.entryguard.resources.function.authorizer.keyring.SecretsManagerModule;
import io.entryguard.resources.function.authorizer.token.Claims;
import io.entryguard.resources.function.authorizer.token.JwtTokenVerifier;
import io.entryguard.resources.function.authorizer.token.TestKeys;
import io.entryguard.resources.function.authorizer.token.TokenForge;
import io.entryguard.resources.function.authorizer.token.TokenProfile;
import io.entryguard.resources.requestlog.MetricNamespace;
import io.entryguard.resources.requestlog.RequestLog;
import io.entryguard.resources.testing.LogLines;
import io.entryguard.resources.testing.TestClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests the keyring's refresh and rotation over hours, with the real Secrets Manager client against
 * a fake endpoint and with a test's clock.
 */
final class KeyringOfTheFunctionTest {
  private static final Instant START = Instant.parse("2026-02-18T11:00:00Z");
  private static final String READ = "secretsmanager.GetSecretValue";
  private static final String METHOD =
      "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/api/GET/v1/resources";
  private static final String UNNAMED = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
  private static final int CALLERS = 8;
  private static final Map<String, String> CREDENTIALS =
      Map.of("aws.accessKeyId", "local", "aws.secretAccessKey", "local");

  /** Claims that stay valid throughout a test. */
  private static final String CLAIMS =
      Claims.at(START).with("exp", START.plus(Duration.ofDays(1))).json();

  private static final String OLD = TokenForge.hs256(TestKeys.SECRET, UNNAMED, CLAIMS);
  private static final String OLD_NAMED =
      TokenForge.hs256(TestKeys.SECRET, "{\"alg\":\"HS256\",\"kid\":\"initial\"}", CLAIMS);
  private static final String NEW = TokenForge.hs256(TestKeys.OTHER_SECRET, UNNAMED, CLAIMS);
  private static final String NEW_NAMED =
      TokenForge.hs256(TestKeys.OTHER_SECRET, "{\"alg\":\"HS256\",\"kid\":\"next\"}", CLAIMS);
  private static final String NEW_KEY = TestKeys.hmacJwk("next", TestKeys.OTHER_SECRET_BASE64URL);

  private final TestClock clock = new TestClock(START);
  @RegisterExtension private final LogLines lines = new LogLines();
  private FakeAws aws;
  private Authorizer authorizer;

  /** System properties come first in the SDK's default credentials. */
  @BeforeAll
  static void setCredentials() {
    CREDENTIALS.forEach(System::setProperty);
  }

  @AfterAll
  static void clearCredentials() {
    CREDENTIALS.keySet().forEach(System::clearProperty);
  }

  @BeforeEach
  void start() throws IOException {
    aws = new FakeAws();
    var settings =
        new KeyringSettings("keyring", "eu-central-1", Optional.of(URI.create(aws.endpoint())));
    var source =
        new SecretsManagerKeyringSource(
            SecretsManagerModule.secretsManagerClient(settings, new AwsNetwork()),
            settings.secretId());
    var verifier =
        new JwtTokenVerifier(
            new RefreshingKeyring(source, clock),
            new TokenProfile(Claims.ISSUER, Claims.AUDIENCE, "organizationId", "roles"),
            clock);
    var keys = new InMemoryApiKeyStore();
    authorizer =
        new Authorizer(
            new Authenticate(() -> verifier, () -> keys, clock),
            clock,
            new RequestLog(new MetricNamespace("EntryGuard/test"), clock));
  }

  @AfterEach
  void stop() {
    aws.close();
    assertThat(lines)
        .allSatisfy(line ->
            assertThat(line)
                .doesNotContain(TestKeys.SECRET_BASE64URL, TestKeys.OTHER_SECRET_BASE64URL, "eyJ"));
  }

  @Test
  void isReadOnceForAThousandUnknownKeyIds() {
    holds(TestKeys.hmacJwk());
    assertThat(effect(OLD)).isEqualTo(Effect.ALLOW);
    clock.pass(Duration.ofMinutes(1));

    for (int i = 0; i < 1_000; i++) {
      String header = "{\"alg\":\"HS256\",\"kid\":\"key-%d\"}".formatted(i);
      assertThat(effect(TokenForge.hs256(TestKeys.OTHER_SECRET, header, CLAIMS)))
          .isEqualTo(Effect.DENY);
    }

    assertThat(aws.calls()).hasSize(2);
  }

  static Stream<Arguments> keyringsOfWeakSecrets() {
    return Stream.of(
        weak("zeros", new byte[48]),
        weak("spaces", bytes(" ".repeat(48))),
        weak("a repeated word", bytes("changeme".repeat(6))),
        weak("the sample of jwt.io", bytes("a-string-secret-at-least-256-bits-long")),
        weak(
            "31 bytes", Base64.getDecoder().decode("q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeA==")),
        weak("a password", bytes("password")),
        weak("nothing", new byte[0]));
  }

  @ParameterizedTest
  @MethodSource("keyringsOfWeakSecrets")
  void isRejectedWithAWeakSecret(byte[] secret) {
    String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    holds(TestKeys.set(TestKeys.hmacJwk(), TestKeys.hmacJwk("weak", encoded)));

    String guessed = TokenForge.hs256(secret.length == 0 ? new byte[1] : secret, UNNAMED, CLAIMS);

    failsFor(guessed);
    failsFor(OLD);
    assertThat(failures()).last().asString().contains("the keyring is malformed: keys[1]: k ");
  }

  private List<String> failures() {
    return lines.stream().filter(line -> line.contains("\"level\":\"ERROR\"")).toList();
  }

  @Test
  void failsUntilItHasBeenReadOnce() {
    failsFor(OLD);
    failsFor(NEW);
    assertThat(failures())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("the keyring is out of reach"));

    holds(TestKeys.hmacJwk());

    assertThat(effect(OLD)).isEqualTo(Effect.ALLOW);
    assertThat(effect(NEW)).isEqualTo(Effect.DENY);
  }

  @Test
  void staysInUseWhileSecretsManagerIsUnavailable() {
    holds(TestKeys.hmacJwk());
    assertThat(effect(OLD)).isEqualTo(Effect.ALLOW);
    aws.close();

    for (int hours = 1; hours <= 3; hours++) {
      clock.pass(Duration.ofHours(1));
      assertThat(effect(OLD)).isEqualTo(Effect.ALLOW);
      assertThat(effect(NEW)).isEqualTo(Effect.DENY);
      assertThat(effect(NEW_NAMED)).isEqualTo(Effect.DENY);
    }
    assertThat(lines).anyMatch(line -> line.contains("the last good keyring stays in use"));
  }

  @Test
  void stopsUsingARetiredKeyWhileSecretsManagerIsUnavailable() {
    holds(TestKeys.with(TestKeys.hmacJwk(), "\"notAfter\":\"2026-02-18T12:00:00Z\""));
    assertThat(effect(OLD)).isEqualTo(Effect.ALLOW);
    aws.close();
    clock.pass(Duration.ofHours(1));
    assertThat(effect(OLD)).isEqualTo(Effect.ALLOW);

    clock.pass(Duration.ofSeconds(1));

    assertThat(effect(OLD)).isEqualTo(Effect.DENY);
    assertThat(effect(OLD_NAMED)).isEqualTo(Effect.DENY);
  }

  @Test
  void rotatesUnderLoadWithoutRejectingValidTokens() throws Exception {
    Instant changed = START.plusSeconds(60);
    Instant end = START.plusSeconds(900);
    holds(TestKeys.hmacJwk());

    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      for (Instant now = START; now.isBefore(START.plusSeconds(1_200)); now = clock.instant()) {
        if (now.equals(changed)) {
          holds(
              TestKeys.set(
                  TestKeys.with(TestKeys.hmacJwk(), "\"notAfter\":\"" + end + "\""), NEW_KEY));
        }
        assertThat(atOnce(callers, OLD))
            .containsOnly(now.isAfter(end) ? Effect.DENY : Effect.ALLOW);
        assertThat(atOnce(callers, OLD_NAMED))
            .containsOnly(now.isAfter(end) ? Effect.DENY : Effect.ALLOW);
        assertNewKey(now, changed, callers);
        clock.pass(Duration.ofSeconds(10));
      }
    }
    // At most one read a minute, however many callers there are.
    assertThat(aws.calls()).hasSizeBetween(4, 20);
  }

  private void assertNewKey(Instant now, Instant changed, ExecutorService callers)
      throws Exception {
    List<Effect> named = atOnce(callers, NEW_NAMED);
    List<Effect> unnamed = atOnce(callers, NEW);
    if (now.isBefore(changed)) {
      assertThat(named).containsOnly(Effect.DENY);
      assertThat(unnamed).containsOnly(Effect.DENY);
    }
    if (!now.isBefore(changed.plus(Duration.ofMinutes(1)))) {
      assertThat(named).containsOnly(Effect.ALLOW);
    }
    if (!now.isBefore(changed.plus(Duration.ofMinutes(5)))) {
      assertThat(unnamed).containsOnly(Effect.ALLOW);
    }
  }

  /**
   * Returns the effects for one caller and then for {@link #CALLERS} concurrent ones. The first
   * call triggers the refresh; until it ends, concurrent calls would still use the old keyring.
   */
  private List<Effect> atOnce(ExecutorService callers, String token) throws Exception {
    Effect first = effect(token);
    List<Callable<Effect>> calls =
        IntStream.range(0, CALLERS).<Callable<Effect>>mapToObj(_ -> () -> effect(token)).toList();
    return Stream.concat(
            Stream.of(first),
            callers.invokeAll(calls).stream().map(KeyringOfTheFunctionTest::result))
        .toList();
  }

  private static Effect result(Future<Effect> call) {
    try {
      return call.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private void holds(String keyring) {
    aws.respondsTo(
        READ,
        "{\"Name\":\"keyring\",\"SecretString\":\"%s\"}"
            .formatted(new String(JsonStringEncoder.getInstance().quoteAsString(keyring))));
  }

  private Effect effect(String token) {
    return authorizer.authorize(request(token)).effect();
  }

  private void failsFor(String token) {
    assertThatExceptionOfType(AuthorizerFailedException.class)
        .isThrownBy(() -> authorizer.authorize(request(token)))
        .withMessage("the caller could not be checked");
  }

  private static AuthorizerRequest request(String token) {
    return new AuthorizerRequest(
        METHOD,
        Map.of("Authorization", "Bearer " + token),
        Map.of("Authorization", List.of("Bearer " + token)),
        "request-1");
  }

  private static Arguments weak(String name, byte[] secret) {
    return argumentSet(name, (Object) secret);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
