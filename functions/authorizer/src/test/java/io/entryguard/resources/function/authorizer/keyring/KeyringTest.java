package io.entryguard.resources.function.authorizer.keyring;

import static io.entryguard.resources.function.authorizer.token.TestKeys.EC;
import static io.entryguard.resources.function.authorizer.token.TestKeys.OTHER_SECRET_BASE64URL;
import static io.entryguard.resources.function.authorizer.token.TestKeys.RSA;
import static io.entryguard.resources.function.authorizer.token.TestKeys.SECRET_BASE64URL;
import static io.entryguard.resources.function.authorizer.token.TestKeys.ecJwk;
import static io.entryguard.resources.function.authorizer.token.TestKeys.hmacJwk;
import static io.entryguard.resources.function.authorizer.token.TestKeys.rsaJwk;
import static io.entryguard.resources.function.authorizer.token.TestKeys.set;
import static io.entryguard.resources.function.authorizer.token.TestKeys.with;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.entryguard.resources.function.authorizer.token.TestKeys;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyringTest {
  private static final Instant NOW = Instant.parse("2026-02-18T11:00:00Z");

  /** NIST SP 800-186, section 3.2.1.3. */
  private static final BigInteger P256_PRIME =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);

  private static final BigInteger SMALL_X = BigInteger.valueOf(0);
  private static final BigInteger Y_OF_SMALL_X =
      new BigInteger("66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4", 16);

  @Test
  void readsASingleKey() {
    Keyring keyring = Keyring.parse(hmacJwk());

    assertThat(keyring.withId("initial"))
        .hasValueSatisfying(key -> {
          assertThat(key.algorithm()).isEqualTo(SigningAlgorithm.HS256);
          assertThat(key.notAfter()).isEmpty();
        });
  }

  @Test
  void readsASetOfAllThreeAlgorithms() {
    Keyring keyring = Keyring.parse(set(hmacJwk(), rsaJwk("rsa", RSA), ecJwk("ec", EC)));

    assertThat(keyring.withId("initial").map(VerificationKey::algorithm))
        .contains(SigningAlgorithm.HS256);
    assertThat(keyring.withId("rsa").map(VerificationKey::algorithm))
        .contains(SigningAlgorithm.RS256);
    assertThat(keyring.withId("ec").map(VerificationKey::algorithm))
        .contains(SigningAlgorithm.ES256);
  }

  @Test
  void readsAnyPointOfTheCurve() {
    assertThatCode(() -> Keyring.parse(pointJwk(SMALL_X, Y_OF_SMALL_X))).doesNotThrowAnyException();
  }

  @Test
  void readsKeysWithoutKid() {
    Keyring keyring =
        Keyring.parse(set(withoutKid(SECRET_BASE64URL), withoutKid(OTHER_SECRET_BASE64URL)));

    assertThat(keyring.candidates(SigningAlgorithm.HS256, NOW)).hasSize(2);
  }

  @Test
  void readsKeysInTheFormOfIdentityProviders() {
    String published =
        with(
            rsaJwk("rsa", RSA),
            "\"x5c\":[\"MIIC\"],\"x5t\":\"abc\",\"x5t#S256\":\"def\",\"key_ops\":[\"verify\"]");

    assertThat(Keyring.parse(set(published)).withId("rsa")).isPresent();
  }

  @Test
  void findsNoKeyForAnotherId() {
    Keyring keyring = Keyring.parse(set(hmacJwk(), withoutKid(OTHER_SECRET_BASE64URL)));

    assertThat(keyring.withId("Initial")).isEmpty();
    assertThat(keyring.withId("")).isEmpty();
  }

  @Test
  void usesAKeyUntilItsNotAfter() {
    Keyring keyring = Keyring.parse(with(hmacJwk(), "\"notAfter\":\"2026-02-18T11:00:00Z\""));

    assertThat(keyring.withId("initial").flatMap(VerificationKey::notAfter)).contains(NOW);
    assertThat(keyring.candidates(SigningAlgorithm.HS256, NOW)).hasSize(1);
    assertThat(keyring.candidates(SigningAlgorithm.HS256, NOW.plusNanos(1))).isEmpty();
  }

  @Test
  void returnsTheFirstThreeKeysInUse() {
    String[] keys =
        IntStream.range(0, 6)
            .mapToObj(i -> hmacJwk("key-" + i, SECRET_BASE64URL.replace('Z', (char) ('a' + i))))
            .toArray(String[]::new);
    keys[1] = with(keys[1], "\"notAfter\":\"2026-02-18T10:59:59Z\"");

    assertThat(Keyring.parse(set(keys)).candidates(SigningAlgorithm.HS256, NOW))
        .extracting(VerificationKey::id)
        .containsExactly(Optional.of("key-0"), Optional.of("key-2"), Optional.of("key-3"));
  }

  @Test
  void returnsOnlyKeysOfTheAlgorithm() {
    Keyring keyring = Keyring.parse(set(hmacJwk(), rsaJwk("rsa", RSA), ecJwk("ec", EC)));

    assertThat(keyring.candidates(SigningAlgorithm.ES256, NOW))
        .extracting(VerificationKey::id)
        .containsExactly(Optional.of("ec"));
  }

  @Test
  void hidesItsSecretsInToString() {
    Keyring keyring = Keyring.parse(hmacJwk());

    assertThat(keyring.toString())
        .isEqualTo("Keyring[VerificationKey[initial, HS256]]")
        .doesNotContain(SECRET_BASE64URL);
  }

  @Test
  void acceptsTheTemplatesGeneratedSecret() {
    assertThatCode(() ->
            Keyring.parse(
                """
                {"kty":"oct","alg":"HS256","kid":"initial","k":"u3VbYt9EGcAqk2fJ0sWm8RzXo7LhPnD4iTe1BvC6MxyKaQjwSr5UgHdFlOpNZI01"}\
                """))
        .doesNotThrowAnyException();
  }

  @Test
  void acceptsASecretOfTenDifferentBytes() {
    String secret = encoded("ajbichdgefajicbhdgfejabcidhegfbj");

    assertThatCode(() -> Keyring.parse(hmacJwk("ten", secret))).doesNotThrowAnyException();
  }

  @Test
  void readsAsManyKeysAsASetMayHave() {
    String[] keys =
        IntStream.range(0, 32)
            .mapToObj(i -> hmacJwk("key-" + i, SECRET_BASE64URL))
            .toArray(String[]::new);

    assertThat(Keyring.parse(set(keys)).withId("key-31")).isPresent();
  }

  @Test
  void readsAsLongAKeyIdAsThereMayBe() {
    String longest = "k".repeat(128);

    assertThat(Keyring.parse(hmacJwk(longest, SECRET_BASE64URL)).withId(longest)).isPresent();
  }

  static Stream<Arguments> malformedKeyrings() {
    return Stream.of(
        argumentSet("nothing", "", "it is not one strict JSON object"),
        argumentSet("a bare secret", SECRET_BASE64URL, "it is not one strict JSON object"),
        argumentSet("JSON null", "null", "it is not one strict JSON object"),
        argumentSet("a bare array", "[" + hmacJwk() + "]", "it is not one strict JSON object"),
        argumentSet(
            "a document and another", hmacJwk() + hmacJwk(), "it is not one strict JSON object"),
        argumentSet(
            "a member twice",
            with(hmacJwk(), "\"alg\":\"HS256\""),
            "it is not one strict JSON object"),
        argumentSet("an empty object", "{}", "the key: alg is missing"),
        argumentSet("an empty set", "{\"keys\":[]}", "there is no key"),
        argumentSet("keys that are no array", "{\"keys\":{}}", "keys is not an array"),
        argumentSet("a key that is no object", "{\"keys\":[1]}", "keys[0] is not an object"),
        argumentSet(
            "a set inside a key", with(hmacJwk(), "\"keys\":[]"), "there are members beside keys"),
        argumentSet(
            "too many keys",
            set(
                IntStream.range(0, 33)
                    .mapToObj(i -> hmacJwk("key-" + i, SECRET_BASE64URL))
                    .toArray(String[]::new)),
            "there are more than 32 keys"),
        argumentSet(
            "one bad key among good ones",
            set(hmacJwk(), "{\"kty\":\"oct\"}"),
            "keys[1]: alg is missing"),
        argumentSet(
            "two keys of one kid",
            set(hmacJwk(), hmacJwk("initial", OTHER_SECRET_BASE64URL)),
            "two keys have the same kid"),
        argumentSet(
            "two keys of one kid and different types",
            set(hmacJwk("one", SECRET_BASE64URL), rsaJwk("one", RSA)),
            "two keys have the same kid"));
  }

  static Stream<Arguments> invalidMembers() {
    return Stream.of(
        argumentSet("no alg", without(hmacJwk(), "\"alg\":\"HS256\","), "the key: alg is missing"),
        argumentSet("no kty", without(hmacJwk(), "\"kty\":\"oct\","), "the key: kty is missing"),
        algorithm("none"),
        algorithm("HS512"),
        algorithm("hs256"),
        algorithm("PS256"),
        algorithm("ES256K"),
        algorithm("EdDSA"),
        algorithm(""),
        argumentSet(
            "alg that is no text",
            hmacJwk().replace("\"HS256\"", "256"),
            "the key: alg is not text"),
        argumentSet(
            "a secret with the algorithm of a public key",
            hmacJwk().replace("HS256", "RS256"),
            "the key: kty is not the one of its alg"),
        argumentSet(
            "a public key with the algorithm of a secret",
            rsaJwk("rsa", RSA).replace("RS256", "HS256"),
            "the key: kty is not the one of its alg"),
        argumentSet(
            "kty in another case",
            hmacJwk().replace("oct", "OCT"),
            "the key: kty is not the one of its alg"),
        argumentSet(
            "kid that is no text",
            hmacJwk().replace("\"initial\"", "1"),
            "the key: kid is not text"),
        argumentSet(
            "an empty kid",
            hmacJwk("", SECRET_BASE64URL),
            "the key: kid is not 1 to 128 printable characters"),
        argumentSet(
            "a kid of 129 characters",
            hmacJwk("k".repeat(129), SECRET_BASE64URL),
            "the key: kid is not 1 to 128 printable characters"),
        argumentSet(
            "a kid with a control character",
            hmacJwk("a\\u0000b", SECRET_BASE64URL),
            "the key: kid is not 1 to 128 printable characters"),
        argumentSet(
            "a kid with a line separator",
            hmacJwk("a\\u2028b", SECRET_BASE64URL),
            "the key: kid is not 1 to 128 printable characters"),
        argumentSet("use enc", with(hmacJwk(), "\"use\":\"enc\""), "the key: use is not sig"),
        argumentSet(
            "key_ops without verify",
            with(hmacJwk(), "\"key_ops\":[\"sign\"]"),
            "the key: key_ops does not have verify"),
        argumentSet(
            "key_ops twice",
            with(hmacJwk(), "\"key_ops\":[\"verify\",\"verify\"]"),
            "the key: key_ops has an operation twice"),
        argumentSet(
            "key_ops as text",
            with(hmacJwk(), "\"key_ops\":\"verify\""),
            "the key: key_ops is not an array"),
        argumentSet(
            "key_ops of numbers",
            with(hmacJwk(), "\"key_ops\":[1]"),
            "the key: key_ops is not an array of text"),
        argumentSet(
            "notAfter misspelt",
            with(hmacJwk(), "\"notafter\":\"2026-02-18T11:00:00Z\""),
            "the key has an unknown member"),
        argumentSet(
            "a member of another type of key",
            with(hmacJwk(), "\"n\":\"AQAB\""),
            "the key has an unknown member"),
        notAfter("1771412400"),
        notAfter("null"),
        notAfter("\"\""),
        notAfter("\"2026-02-18\""),
        notAfter("\"2026-02-18T11:00:00\""),
        notAfter("\"18 Feb 2026\""),
        notAfter("\"1771412400\""));
  }

  static Stream<Arguments> weakSecrets() {
    return Stream.of(
        secret("none", "", "is shorter than 32 bytes"),
        secret("31 bytes", encoded(randomLike(31)), "is shorter than 32 bytes"),
        secret("1,025 bytes", encoded(randomLike(1025)), "is longer than 1,024 bytes"),
        secret("padded", encoded(randomLike(32)) + "=", "is not base64url without padding"),
        secret("base64", "+/" + SECRET_BASE64URL, "is not base64url without padding"),
        secret(
            "plain words",
            "correct horse battery staple correct",
            "is not base64url without padding"),
        secret("zeros", encoded(new byte[32]), "is not random"),
        secret("blanks", encoded(" ".repeat(32)), "is not random"),
        secret("a letter again and again", encoded("a".repeat(64)), "is not random"),
        secret("a word again and again", encoded("secret".repeat(6)), "is not random"),
        secret(
            "a word again and again, cut off",
            encoded("changeme".repeat(8).substring(0, 61)),
            "is not random"),
        secret("digits", encoded("0123456789".repeat(4)), "is not random"),
        secret("hexadecimal digits", encoded("0123456789abcdef".repeat(2)), "is not random"),
        secret(
            "few different letters",
            encoded("abcabdabeabfabgabcabdabeabgabfabcabe"),
            "is not random"),
        secret("counted up", encoded(counted(32, 1)), "is not random"),
        secret("counted down", encoded(counted(64, -1)), "is not random"),
        secret(
            "RFC 7515's sample",
            "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
            "is a well-known sample"),
        secret(
            "RFC 7520's sample",
            "hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg",
            "is a well-known sample"),
        secret(
            "jwt.io's sample",
            encoded("a-string-secret-at-least-256-bits-long"),
            "is a well-known sample"),
        secret(
            "a tutorial's sample",
            encoded(
                HexFormat.of()
                    .parseHex("404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970")),
            "is a well-known sample"));
  }

  @Test
  void readsTheLargestModulusAndExponent() {
    var rsa = (RSAPublicKey) RSA.getPublic();
    BigInteger n = BigInteger.ONE.shiftLeft(8191).setBit(0);
    BigInteger e = BigInteger.ONE.shiftLeft(63).setBit(0);
    String largest =
        rsaJwk("rsa", RSA)
            .replace(TestKeys.number(rsa.getModulus()), TestKeys.number(n))
            .replace(TestKeys.number(rsa.getPublicExponent()), TestKeys.number(e));

    assertThat(Keyring.parse(largest).withId("rsa")).isPresent();
  }

  static Stream<Arguments> invalidPublicKeys() {
    var rsa = (RSAPublicKey) RSA.getPublic();
    String good = rsaJwk("rsa", RSA);
    String goodPoint = ecJwk("ec", EC);
    String n = TestKeys.number(rsa.getModulus());
    return Stream.of(
        argumentSet(
            "RSA of 1,024 bits",
            rsaJwk("rsa", TestKeys.rsa(1024)),
            "the key: n does not have 2,048 to 8,192 bits"),
        argumentSet(
            "RSA of 2,047 bits",
            good.replace(n, TestKeys.number(rsa.getModulus().shiftRight(1).setBit(0))),
            "the key: n does not have 2,048 to 8,192 bits"),
        argumentSet(
            "RSA of 8,193 bits",
            good.replace(n, TestKeys.number(BigInteger.ONE.shiftLeft(8192).setBit(0))),
            "the key: n does not have 2,048 to 8,192 bits"),
        argumentSet(
            "an even modulus",
            good.replace(n, TestKeys.number(rsa.getModulus().clearBit(0))),
            "the key: n is even"),
        argumentSet(
            "a leading zero octet",
            good.replace(n, encoded(rsa.getModulus().toByteArray())),
            "the key: n is not a positive number without leading zero octets"),
        exponent(
            BigInteger.ZERO, "the key: e is not a positive number without leading zero octets"),
        exponent(BigInteger.ONE, "the key: e is not an odd number from 65,537 to 64 bits"),
        exponent(BigInteger.TWO, "the key: e is not an odd number from 65,537 to 64 bits"),
        exponent(BigInteger.valueOf(3), "the key: e is not an odd number from 65,537 to 64 bits"),
        exponent(
            BigInteger.valueOf(65_538), "the key: e is not an odd number from 65,537 to 64 bits"),
        exponent(
            BigInteger.ONE.shiftLeft(64).setBit(0),
            "the key: e is not an odd number from 65,537 to 64 bits"),
        argumentSet(
            "an RSA private key",
            with(good, "\"d\":\"AQAB\""),
            "the key: d is private: only the public key belongs here"),
        argumentSet(
            "an RSA private factor",
            with(good, "\"p\":\"AQAB\""),
            "the key: p is private: only the public key belongs here"),
        argumentSet(
            "an EC private key",
            with(goodPoint, "\"d\":\"AQAB\""),
            "the key: d is private: only the public key belongs here"),
        argumentSet(
            "another curve", goodPoint.replace("P-256", "P-384"), "the key: crv is not P-256"),
        argumentSet(
            "secp256k1", goodPoint.replace("P-256", "secp256k1"), "the key: crv is not P-256"),
        argumentSet(
            "a point beside the curve",
            pointJwk(BigInteger.ONE, BigInteger.ONE),
            "the key: x and y are not a point of the curve"),
        argumentSet(
            "the origin",
            pointJwk(BigInteger.ZERO, BigInteger.ZERO),
            "the key: x and y are not a point of the curve"),
        argumentSet(
            "a coordinate beyond the field",
            pointJwk(BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE), BigInteger.ONE),
            "the key: x and y are not a point of the curve"),
        argumentSet(
            "a point's coordinate and once around the field",
            pointJwk(P256_PRIME.add(SMALL_X), Y_OF_SMALL_X),
            "the key: x and y are not a point of the curve"),
        argumentSet(
            "a short coordinate",
            """
            {"kty":"EC","alg":"ES256","crv":"P-256","x":"AQAB","y":"AQAB"}\
            """,
            "the key: x is not 32 bytes long"),
        argumentSet(
            "no y",
            """
            {"kty":"EC","alg":"ES256","crv":"P-256","x":"%s"}\
            """
                .formatted(TestKeys.coordinate(BigInteger.ONE)),
            "the key: y is missing"));
  }

  @ParameterizedTest
  @MethodSource({"malformedKeyrings", "invalidMembers", "weakSecrets", "invalidPublicKeys"})
  void rejectsAMalformedKeyringWithoutQuotingIt(String json, String problem) {
    assertThatExceptionOfType(KeyringFormatException.class)
        .isThrownBy(() -> Keyring.parse(json))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(problem));
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 48, 64, 1024})
  void acceptsRandomSecretsOf(int bytes) {
    assertThatCode(() -> Keyring.parse(hmacJwk("key", encoded(randomLike(bytes)))))
        .doesNotThrowAnyException();
  }

  private static Arguments algorithm(String name) {
    return argumentSet(
        "alg \"" + name + "\"",
        hmacJwk().replace("HS256", name),
        "the key: alg is not HS256, RS256 or ES256");
  }

  private static Arguments notAfter(String json) {
    boolean text = json.startsWith("\"");
    return argumentSet(
        "notAfter " + json,
        with(hmacJwk(), "\"notAfter\":" + json),
        text
            ? "the key: notAfter is not an instant like 2026-02-18T11:00:00Z"
            : "the key: notAfter is not text");
  }

  private static Arguments secret(String name, String k, String problem) {
    return argumentSet("secret: " + name, hmacJwk("key", k), "the key: k " + problem);
  }

  private static Arguments exponent(BigInteger e, String problem) {
    var key = (RSAPublicKey) RSA.getPublic();
    return argumentSet(
        "exponent " + e,
        """
        {"kty":"RSA","alg":"RS256","n":"%s","e":"%s"}\
        """
            .formatted(TestKeys.number(key.getModulus()), TestKeys.number(e)),
        problem);
  }

  private static String pointJwk(BigInteger x, BigInteger y) {
    return """
    {"kty":"EC","alg":"ES256","crv":"P-256","x":"%s","y":"%s"}\
    """
        .formatted(TestKeys.coordinate(x), TestKeys.coordinate(y));
  }

  private static String withoutKid(String secret) {
    return """
    {"kty":"oct","alg":"HS256","k":"%s"}\
    """
        .formatted(secret);
  }

  private static String without(String jwk, String member) {
    return jwk.replace(member, "");
  }

  private static String encoded(String secret) {
    return encoded(secret.getBytes(US_ASCII));
  }

  private static String encoded(byte[] secret) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /** Bytes without a pattern, the same in every run. */
  private static byte[] randomLike(int length) {
    var bytes = new byte[length];
    new Random(42).nextBytes(bytes);
    return bytes;
  }

  private static byte[] counted(int length, int step) {
    var bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (5 + i * step);
    }
    return bytes;
  }
}
