package io.entryguard.resources.function.authorizer.token;

import static io.entryguard.resources.function.authorizer.token.TestKeys.EC;
import static io.entryguard.resources.function.authorizer.token.TestKeys.OTHER_EC;
import static io.entryguard.resources.function.authorizer.token.TestKeys.OTHER_RSA;
import static io.entryguard.resources.function.authorizer.token.TestKeys.OTHER_SECRET;
import static io.entryguard.resources.function.authorizer.token.TestKeys.OTHER_SECRET_BASE64URL;
import static io.entryguard.resources.function.authorizer.token.TestKeys.RSA;
import static io.entryguard.resources.function.authorizer.token.TestKeys.SECRET;
import static io.entryguard.resources.function.authorizer.token.TestKeys.SECRET_BASE64URL;
import static io.entryguard.resources.function.authorizer.token.TestKeys.ecJwk;
import static io.entryguard.resources.function.authorizer.token.TestKeys.hmacJwk;
import static io.entryguard.resources.function.authorizer.token.TestKeys.rsaJwk;
import static io.entryguard.resources.function.authorizer.token.TestKeys.set;
import static io.entryguard.resources.function.authorizer.token.TestKeys.with;
import static io.entryguard.resources.function.authorizer.token.TokenForge.base64Url;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.entryguard.resources.function.authorizer.credential.AuthenticationFailure;
import io.entryguard.resources.function.authorizer.credential.PresentedCredential;
import io.entryguard.resources.function.authorizer.keyring.KeyringUnavailableException;
import io.entryguard.resources.function.authorizer.keyring.RefreshingKeyring;
import io.entryguard.resources.function.authorizer.keyring.ScriptedKeyringSource;
import io.entryguard.resources.testing.TestClock;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JwtTokenVerifierTest {
  private static final Instant NOW = Instant.parse("2026-02-18T11:00:00Z");
  private static final Claims CLAIMS = Claims.at(NOW);
  private static final String PAYLOAD = CLAIMS.json();

  /** The header of the product's own tokens. */
  private static final String HS256 =
      """
      {"alg":"HS256","typ":"JWT"}\
      """;

  private static final String RS256 =
      """
      {"alg":"RS256","typ":"JWT"}\
      """;
  private static final String ES256 =
      """
      {"alg":"ES256","typ":"JWT"}\
      """;

  private static final TokenForge.Signer RSA_SIGNER =
      input -> TokenForge.signature("SHA256withRSA", RSA.getPrivate(), input);
  private static final TokenForge.Signer EC_SIGNER =
      input -> TokenForge.signature("SHA256withECDSAinP1363Format", EC.getPrivate(), input);

  private static final TokenVerification ADMIN =
      new TokenVerification.Verified(Claims.ORGANIZATION, "user-1", Set.of("ORG_ADMIN"));

  private static final TokenVerification WITHOUT_ROLES =
      new TokenVerification.Verified(Claims.ORGANIZATION, "user-1", Set.of());

  private final TestClock clock = new TestClock(NOW);
  private final ScriptedKeyringSource source =
      new ScriptedKeyringSource(set(hmacJwk(), rsaJwk("rsa", RSA), ecJwk("ec", EC)));

  // Valid tokens

  @Test
  void acceptsTheProductsOwnTokens() {
    assertThat(verify(TokenForge.hs256(SECRET, HS256, PAYLOAD))).isEqualTo(ADMIN);
  }

  @Test
  void acceptsTokensOfAllThreeAlgorithms() {
    assertThat(verify(TokenForge.signed(RS256, PAYLOAD, RSA_SIGNER))).isEqualTo(ADMIN);
    assertThat(verify(TokenForge.signed(ES256, PAYLOAD, EC_SIGNER))).isEqualTo(ADMIN);
  }

  static Stream<Arguments> algorithms() {
    return Stream.of(
        argumentSet("HS256", Algorithm.HMAC256(SECRET), "initial"),
        argumentSet("RS256", Algorithm.RSA256((RSAPrivateKey) RSA.getPrivate()), "rsa"),
        argumentSet("ES256", Algorithm.ECDSA256((ECPrivateKey) EC.getPrivate()), "ec"));
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void acceptsTokensThatJavaJwtSigns(Algorithm algorithm, String keyId) {
    String token =
        JWT.create()
            .withKeyId(keyId)
            .withIssuer("entryguard")
            .withAudience("entryguard-api", "another-api")
            .withSubject("user-1")
            .withIssuedAt(NOW)
            .withNotBefore(NOW)
            .withExpiresAt(NOW.plusSeconds(900))
            .withClaim("organizationId", Claims.ORGANIZATION.toString())
            .withArrayClaim("roles", new String[] {"ORG_ADMIN"})
            .sign(algorithm);

    assertThat(verify(token)).isEqualTo(ADMIN);
  }

  static Stream<Arguments> validClaims() {
    return Stream.of(
        claims("several audiences", CLAIMS.with("aud", "[\"another\",\"entryguard-api\"]")),
        claims("no iat", CLAIMS.without("iat")),
        claims("exp 59 s ago", CLAIMS.with("exp", NOW.minusSeconds(59))),
        claims("exp in the year 9999", CLAIMS.with("exp", "253402300799")),
        claims("nbf now", CLAIMS.with("nbf", NOW)),
        claims("nbf in 60 s", CLAIMS.with("nbf", NOW.plusSeconds(60))),
        claims("iat in 60 s", CLAIMS.with("iat", NOW.plusSeconds(60))),
        claims("iat long ago", CLAIMS.with("iat", "0")),
        claims(
            "organizationId in upper case",
            CLAIMS.with("organizationId", "\"3F2504E0-4F89-41D3-9A0C-0305E82C3301\"")),
        claims("other claims of any type", CLAIMS.with("scope", "[{\"a\":[1.5,null,true]}]")),
        claims("jti of another type", CLAIMS.with("jti", "[]")));
  }

  @ParameterizedTest
  @MethodSource("validClaims")
  void acceptsValidClaims(Claims claims) {
    assertThat(verify(claims)).isEqualTo(ADMIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"HS256\"}",
        "{\"alg\":\"HS256\",\"typ\":\"jwt\"}",
        "{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"initial\"}",
        "{\"alg\":\"HS256\",\"x5t\":\"abc\",\"other\":{\"a\":null}}",
        "{ \"alg\" : \"HS256\" }\n"
      })
  void acceptsEquivalentHeaders(String header) {
    assertThat(verify(TokenForge.hs256(SECRET, header, PAYLOAD))).isEqualTo(ADMIN);
  }

  @Test
  void returnsTheTokensClaims() {
    Claims claims =
        CLAIMS
            .with("sub", "\"Zo\u00eb \ud83d\ude00\"")
            .with("roles", "[\"USER\",\"ORG_ADMIN\",\"USER\"]");

    assertThat(verify(claims))
        .isEqualTo(
            new TokenVerification.Verified(
                Claims.ORGANIZATION, "Zo\u00eb \ud83d\ude00", Set.of("USER", "ORG_ADMIN")));
    assertThat(verify(CLAIMS.with("roles", "[]"))).isEqualTo(WITHOUT_ROLES);
    assertThat(verify(CLAIMS.with("sub", "\"" + "s".repeat(255) + "\"")))
        .isEqualTo(
            new TokenVerification.Verified(
                Claims.ORGANIZATION, "s".repeat(255), Set.of("ORG_ADMIN")));
  }

  @Test
  void acceptsATokenWithoutRoles() {
    assertThat(verify(CLAIMS.without("roles"))).isEqualTo(WITHOUT_ROLES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "\"ORG_ADMIN\"",
        "{\"ORG_ADMIN\":true}",
        "[1]",
        "[\"ORG_ADMIN\",1]",
        "[\"ORG_ADMIN\",null]",
        "[[\"ORG_ADMIN\"]]"
      })
  void treatsRolesOfAnotherTypeAsNone(String roles) {
    assertThat(verify(CLAIMS.with("roles", roles))).isEqualTo(WITHOUT_ROLES);
  }

  @Test
  void readsTheConfiguredClaims() {
    var profile = new TokenProfile("https://id.example.com/", "api", "org", "groups");
    Claims claims =
        CLAIMS
            .with("iss", "\"https://id.example.com/\"")
            .with("aud", "[\"api\"]")
            .with("org", "\"7c9e6679-7425-40de-944b-e07fc1f90ae7\"")
            .with("groups", "[\"USER\"]");

    assertThat(verifier(profile).verify(token(TokenForge.hs256(SECRET, HS256, claims.json()))))
        .isInstanceOfSatisfying(
            TokenVerification.Verified.class,
            verified -> {
              assertThat(verified.organization())
                  .hasToString("7c9e6679-7425-40de-944b-e07fc1f90ae7");
              assertThat(verified.roles()).containsExactly("USER");
            });
  }

  // Syntax

  static Stream<Arguments> malformedTokens() {
    String good = TokenForge.hs256(SECRET, HS256, PAYLOAD);
    String header = good.substring(0, good.indexOf('.'));
    String payload = good.substring(good.indexOf('.') + 1, good.lastIndexOf('.'));
    String signature = good.substring(good.lastIndexOf('.') + 1);
    return Stream.of(
        malformed("one part", "abc"),
        malformed("two parts", header + "." + payload),
        malformed("no signature", header + "." + payload + "."),
        malformed("no header", "." + payload + "." + signature),
        malformed("no payload", header + ".." + signature),
        malformed("four parts", good + ".AAAA"),
        malformed("five parts, as of an encrypted token", good + ".AAAA.AAAA"),
        malformed("a dot after it", good + "."),
        malformed("a dot before it", "." + good),
        malformed("dots alone", ".."),
        malformed("many dots", ".".repeat(8192)),
        malformed("padded signature", good + "="),
        malformed(
            "padded header",
            TokenForge.signedParts(
                Base64.getUrlEncoder().encodeToString((HS256 + " ").getBytes(UTF_8)),
                payload,
                input -> TokenForge.hmac("HmacSHA256", SECRET, input))),
        malformed("stray bits in the signature", strayBits(good)),
        malformed(
            "stray bits in the payload, signed so",
            TokenForge.signedParts(
                header,
                strayBits(base64Url(padTo(PAYLOAD, 2))),
                input -> TokenForge.hmac("HmacSHA256", SECRET, input))),
        malformed("base64 instead of base64url", header + "." + payload + "." + "+/" + signature),
        malformed("a character beyond base64url", header + ".!" + payload + "." + signature),
        malformed("a signature of one character", header + "." + payload + ".A"),
        malformed("a header that is an array", signed("[" + HS256 + "]", PAYLOAD)),
        malformed("a header that is null", signed("null", PAYLOAD)),
        malformed("a header that is text", signed("\"HS256\"", PAYLOAD)),
        malformed("an unfinished header", signed("{\"alg\":\"HS256\"", PAYLOAD)),
        malformed("two headers", signed(HS256 + HS256, PAYLOAD)),
        malformed("alg twice", signed("{\"alg\":\"none\",\"alg\":\"HS256\"}", PAYLOAD)),
        malformed(
            "alg twice, once escaped",
            signed("{\"alg\":\"HS256\",\"\\u0061lg\":\"none\"}", PAYLOAD)),
        malformed("a header with a comment", signed(HS256 + "//", PAYLOAD)),
        malformed("a header in single quotes", signed("{'alg':'HS256'}", PAYLOAD)),
        malformed("a byte order mark", signed("\ufeff" + HS256, PAYLOAD)),
        malformed("a payload that is null", signed(HS256, "null")),
        malformed("a payload that is an array", signed(HS256, "[" + PAYLOAD + "]")),
        malformed("a payload that is no JSON", signed(HS256, "payload")),
        malformed("an empty payload object and more", signed(HS256, "{}" + PAYLOAD)),
        malformed("a token inside a token", signed(HS256, good)),
        malformed("sub twice", signed(HS256, PAYLOAD.replace("{", "{\"sub\":\"somebody-else\","))),
        malformed("exp twice", signed(HS256, PAYLOAD.replace("{", "{\"exp\":1,"))),
        malformed(
            "organizationId twice",
            signed(
                HS256,
                PAYLOAD.replace(
                    "{", "{\"organizationId\":\"7c9e6679-7425-40de-944b-e07fc1f90ae7\","))),
        malformed(
            "a claim twice inside another",
            signed(HS256, CLAIMS.with("other", "{\"a\":1,\"a\":2}").json())),
        malformed("half a surrogate pair", signed(HS256, CLAIMS.with("sub", "\"\\ud800\"").json())),
        malformed(
            "deep nesting",
            signed(HS256, CLAIMS.with("x", "[".repeat(1000) + "]".repeat(1000)).json())),
        malformed("NaN", signed(HS256, CLAIMS.with("exp", "NaN").json())),
        malformed(
            "a number of 2,000 digits", signed(HS256, CLAIMS.with("exp", "1".repeat(2000)).json())),
        malformed(
            "a payload in ISO 8859-1",
            signedBytes(CLAIMS.with("sub", "\"Zo\u00eb\"").json().getBytes(ISO_8859_1))),
        malformed("a payload in UTF-16", signedBytes(PAYLOAD.getBytes(UTF_16))));
  }

  // Header

  static Stream<Arguments> refusedHeaders() {
    return Stream.of(
        header("crit", "{\"alg\":\"HS256\",\"crit\":[\"exp\"],\"exp\":1}"),
        header("empty crit", "{\"alg\":\"HS256\",\"crit\":[]}"),
        header("null crit", "{\"alg\":\"HS256\",\"crit\":null}"),
        header("b64", "{\"alg\":\"HS256\",\"b64\":true}"),
        header("b64 false", "{\"alg\":\"HS256\",\"b64\":false}"),
        header("jwk", "{\"alg\":\"HS256\",\"jwk\":" + hmacJwk() + "}"),
        header("jku", "{\"alg\":\"HS256\",\"jku\":\"https://attacker.example/jwks\"}"),
        header("x5u", "{\"alg\":\"HS256\",\"x5u\":\"https://attacker.example/x5u\"}"),
        header("x5c", "{\"alg\":\"HS256\",\"x5c\":[\"MIIC\"]}"),
        header("enc", "{\"alg\":\"HS256\",\"enc\":\"A256GCM\"}"),
        header("zip", "{\"alg\":\"HS256\",\"zip\":\"DEF\"}"),
        header("typ at+jwt", "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}"),
        header("typ JWE", "{\"alg\":\"HS256\",\"typ\":\"JWE\"}"),
        header("empty typ", "{\"alg\":\"HS256\",\"typ\":\"\"}"),
        header("typ with a space", "{\"alg\":\"HS256\",\"typ\":\"JWT \"}"),
        header("null typ", "{\"alg\":\"HS256\",\"typ\":null}"),
        header("typ that is no text", "{\"alg\":\"HS256\",\"typ\":[\"JWT\"]}"),
        header("null kid", "{\"alg\":\"HS256\",\"kid\":null}"),
        header("kid that is a number", "{\"alg\":\"HS256\",\"kid\":1}"),
        header("kid that is an array", "{\"alg\":\"HS256\",\"kid\":[\"initial\"]}"),
        header("empty kid", "{\"alg\":\"HS256\",\"kid\":\"\"}"),
        header("blank kid", "{\"alg\":\"HS256\",\"kid\":\"  \"}"),
        header("kid with NUL", "{\"alg\":\"HS256\",\"kid\":\"initial\\u0000\"}"),
        header("kid of two lines", "{\"alg\":\"HS256\",\"kid\":\"initial\\ninitial\"}"),
        header("kid of 129 characters", "{\"alg\":\"HS256\",\"kid\":\"" + "k".repeat(129) + "\"}"),
        header("alg that is a number", "{\"alg\":256}"),
        header("alg that is an array", "{\"alg\":[\"HS256\"]}"),
        header("null alg", "{\"alg\":null}"));
  }

  static Stream<Arguments> refusedAlgorithms() {
    Stream<Arguments> names =
        Stream.of(
                "none",
                "None",
                "NONE",
                "nOnE",
                "none ",
                "",
                "HS384",
                "HS512",
                "hs256",
                "HS256 ",
                "\u200bHS256",
                "HmacSHA256",
                "RS384",
                "RS512",
                "PS256",
                "ES256K",
                "ES384",
                "ES512",
                "EdDSA",
                "dir",
                "RSA-OAEP")
            .map(name ->
                argumentSet(
                    "alg \"" + name + "\"",
                    signed("{\"alg\":\"" + name + "\",\"typ\":\"JWT\"}", PAYLOAD),
                    AuthenticationFailure.TOKEN_ALGORITHM));
    Stream<Arguments> others =
        Stream.of(
            argumentSet(
                "no alg",
                signed("{\"typ\":\"JWT\"}", PAYLOAD),
                AuthenticationFailure.TOKEN_ALGORITHM),
            argumentSet(
                "an empty header", signed("{}", PAYLOAD), AuthenticationFailure.TOKEN_ALGORITHM),
            argumentSet(
                "alg in another case",
                signed("{\"ALG\":\"HS256\"}", PAYLOAD),
                AuthenticationFailure.TOKEN_ALGORITHM),
            argumentSet(
                "alg none and a signature of one byte",
                base64Url("{\"alg\":\"none\"}") + "." + base64Url(PAYLOAD) + ".AA",
                AuthenticationFailure.TOKEN_ALGORITHM),
            argumentSet(
                "HS512 truly signed",
                TokenForge.signed(
                    "{\"alg\":\"HS512\"}",
                    PAYLOAD,
                    input -> TokenForge.hmac("HmacSHA512", SECRET, input)),
                AuthenticationFailure.TOKEN_ALGORITHM));
    return Stream.concat(names, others);
  }

  // Key and signature

  static Stream<Arguments> tokensOfOtherKeys() {
    return Stream.of(
        argumentSet(
            "an unknown kid",
            signed("{\"alg\":\"HS256\",\"kid\":\"next\"}", PAYLOAD),
            AuthenticationFailure.TOKEN_KEY),
        argumentSet(
            "a kid in another case",
            signed("{\"alg\":\"HS256\",\"kid\":\"INITIAL\"}", PAYLOAD),
            AuthenticationFailure.TOKEN_KEY),
        argumentSet(
            "a kid that is a path",
            signed("{\"alg\":\"HS256\",\"kid\":\"../../dev/null\"}", PAYLOAD),
            AuthenticationFailure.TOKEN_KEY),
        argumentSet(
            "a kid that is a query",
            signed("{\"alg\":\"HS256\",\"kid\":\"x' UNION SELECT 'key'--\"}", PAYLOAD),
            AuthenticationFailure.TOKEN_KEY),
        argumentSet(
            "HS256 with the kid of an RSA key",
            TokenForge.hs256(
                RSA.getPublic().getEncoded(), "{\"alg\":\"HS256\",\"kid\":\"rsa\"}", PAYLOAD),
            AuthenticationFailure.TOKEN_KEY),
        argumentSet(
            "RS256 with the kid of a secret",
            TokenForge.signed("{\"alg\":\"RS256\",\"kid\":\"initial\"}", PAYLOAD, RSA_SIGNER),
            AuthenticationFailure.TOKEN_KEY),
        argumentSet(
            "ES256 with the kid of an RSA key",
            TokenForge.signed("{\"alg\":\"ES256\",\"kid\":\"rsa\"}", PAYLOAD, EC_SIGNER),
            AuthenticationFailure.TOKEN_KEY),
        confused("DER", RSA.getPublic().getEncoded()),
        confused("PEM", TestKeys.pem(RSA).getBytes(US_ASCII)),
        confused("PEM without its last line end", TestKeys.pem(RSA).strip().getBytes(US_ASCII)),
        confused("JWK", rsaJwk("rsa", RSA).getBytes(US_ASCII)),
        confused("base64", Base64.getEncoder().encode(RSA.getPublic().getEncoded())),
        confused("EC in DER", EC.getPublic().getEncoded()),
        forged("another secret", TokenForge.hs256(OTHER_SECRET, HS256, PAYLOAD)),
        forged(
            "the secret's text instead of its bytes",
            TokenForge.hs256(SECRET_BASE64URL.getBytes(US_ASCII), HS256, PAYLOAD)),
        forged("a secret of one zero byte", TokenForge.hs256(new byte[1], HS256, PAYLOAD)),
        forged(
            "another RSA key",
            TokenForge.signed(
                RS256,
                PAYLOAD,
                input -> TokenForge.signature("SHA256withRSA", OTHER_RSA.getPrivate(), input))),
        forged(
            "RSA with another hash",
            TokenForge.signed(
                RS256,
                PAYLOAD,
                input -> TokenForge.signature("SHA512withRSA", RSA.getPrivate(), input))),
        forged(
            "another EC key",
            TokenForge.signed(
                ES256,
                PAYLOAD,
                input ->
                    TokenForge.signature(
                        "SHA256withECDSAinP1363Format", OTHER_EC.getPrivate(), input))),
        forged(
            "ECDSA in DER",
            TokenForge.signed(
                ES256,
                PAYLOAD,
                input -> TokenForge.signature("SHA256withECDSA", EC.getPrivate(), input))),
        forged("ECDSA with r and s zero", TokenForge.signed(ES256, PAYLOAD, _ -> new byte[64])),
        forged("ECDSA with r zero", TokenForge.signed(ES256, PAYLOAD, i -> zeroed(i, 0))),
        forged("ECDSA with s zero", TokenForge.signed(ES256, PAYLOAD, i -> zeroed(i, 32))),
        forged(
            "ECDSA with r and s beyond the order", TokenForge.signed(ES256, PAYLOAD, _ -> ones())),
        forged("ECDSA too short", TokenForge.signed(ES256, PAYLOAD, i -> cut(EC_SIGNER, i, 63))),
        forged("ECDSA too long", TokenForge.signed(ES256, PAYLOAD, i -> cut(EC_SIGNER, i, 65))),
        forged("RSA of zeros", TokenForge.signed(RS256, PAYLOAD, _ -> new byte[256])),
        forged("RSA too short", TokenForge.signed(RS256, PAYLOAD, i -> cut(RSA_SIGNER, i, 255))),
        forged("RSA too long", TokenForge.signed(RS256, PAYLOAD, i -> cut(RSA_SIGNER, i, 257))),
        forged("HMAC of zeros", TokenForge.signed(HS256, PAYLOAD, _ -> new byte[32])),
        forged(
            "HMAC too short",
            TokenForge.signed(
                HS256,
                PAYLOAD,
                i -> cut(input -> TokenForge.hmac("HmacSHA256", SECRET, input), i, 16))),
        forged("HMAC of one byte", TokenForge.signed(HS256, PAYLOAD, _ -> new byte[1])),
        forged("an HMAC under an RSA header", TokenForge.signed(RS256, PAYLOAD, hmac())),
        forged(
            "an RSA signature under an HMAC header", TokenForge.signed(HS256, PAYLOAD, RSA_SIGNER)),
        forged("another payload", exchanged(1, CLAIMS.with("sub", "\"user-2\"").json())),
        forged("another header", exchanged(0, "{\"alg\":\"HS256\"}")),
        forged("one bit of the signature", oneBitOff()));
  }

  // Claims

  static Stream<Arguments> invalidClaims() {
    return Stream.of(
        claims(
            "exp 60 s ago",
            CLAIMS.with("exp", NOW.minusSeconds(60)),
            AuthenticationFailure.TOKEN_EXPIRED),
        claims("exp long ago", CLAIMS.with("exp", "0"), AuthenticationFailure.TOKEN_EXPIRED),
        claims(
            "nbf in 61 s",
            CLAIMS.with("nbf", NOW.plusSeconds(61)),
            AuthenticationFailure.TOKEN_NOT_YET_VALID),
        claims(
            "iat in 61 s",
            CLAIMS.with("iat", NOW.plusSeconds(61)),
            AuthenticationFailure.TOKEN_NOT_YET_VALID),
        claims(
            "another issuer",
            CLAIMS.with("iss", "\"entryguard2\""),
            AuthenticationFailure.TOKEN_ISSUER),
        claims(
            "an issuer in another case",
            CLAIMS.with("iss", "\"EntryGuard\""),
            AuthenticationFailure.TOKEN_ISSUER),
        claims("an empty issuer", CLAIMS.with("iss", "\"\""), AuthenticationFailure.TOKEN_ISSUER),
        claims(
            "another audience",
            CLAIMS.with("aud", "\"entryguard\""),
            AuthenticationFailure.TOKEN_AUDIENCE),
        claims(
            "other audiences",
            CLAIMS.with("aud", "[\"a\",\"b\"]"),
            AuthenticationFailure.TOKEN_AUDIENCE),
        claims("no audiences", CLAIMS.with("aud", "[]"), AuthenticationFailure.TOKEN_AUDIENCE),
        claims(
            "an audience that contains the right one",
            CLAIMS.with("aud", "\"entryguard-api-staging\""),
            AuthenticationFailure.TOKEN_AUDIENCE));
  }

  static Stream<Arguments> claimsOfTheWrongType() {
    Stream<Arguments> missing =
        Stream.of("iss", "aud", "exp", "sub", "organizationId")
            .map(claim ->
                claims("no " + claim, CLAIMS.without(claim), AuthenticationFailure.TOKEN_CLAIMS));
    Stream<Arguments> nulls =
        Stream.of("iss", "aud", "exp", "nbf", "iat", "sub", "organizationId")
            .map(claim -> claims(claim, "null"));
    Stream<Arguments> times =
        Stream.of("exp", "nbf", "iat")
            .flatMap(claim ->
                Stream.of(
                        "\"" + NOW.plusSeconds(900).getEpochSecond() + "\"",
                        "\"2026-02-18T12:00:00Z\"",
                        "1771414200.5",
                        "1771414200.0",
                        "1e30",
                        "1e9",
                        "-1",
                        "-9223372036854775808",
                        "9223372036854775807",
                        "9223372036854775808",
                        "253402300800",
                        "true",
                        "[1771414200]",
                        "{}")
                    .map(json -> claims(claim, json)));
    Stream<Arguments> others =
        Stream.of(
            claims("iss", "[\"entryguard\"]"),
            claims("iss", "1"),
            claims("aud", "1"),
            claims("aud", "{\"entryguard-api\":true}"),
            claims("aud", "[\"entryguard-api\",1]"),
            claims("aud", "[[\"entryguard-api\"]]"),
            claims("sub", "1"),
            claims("sub", "\"\""),
            claims("sub", "\"  \""),
            claims("sub", "\"a\\u0000b\""),
            claims("sub", "\"a\\nb\""),
            claims("sub", "\"a\\u0085b\""),
            claims("sub", "\"a\\u2028b\""),
            claims("sub", "\"" + "s".repeat(256) + "\""),
            claims("organizationId", "\"\""),
            claims("organizationId", "\"acme\""),
            claims("organizationId", "\"3f2504e04f8941d39a0c0305e82c3301\""),
            claims("organizationId", "\"3f2504e0-4f89-41d3-9a0c-0305e82c330\""),
            claims("organizationId", "\"3f2504e0-4f89-41d3-9a0c-0305e82c3301 \""),
            claims("organizationId", "\"{3f2504e0-4f89-41d3-9a0c-0305e82c3301}\""),
            claims("organizationId", "\"1-1-1-1-1\""),
            claims("organizationId", "\"3f2504e0-4f89-41d3-9a0c-0305e82c3301#CREDENTIAL\""),
            claims("organizationId", "[\"3f2504e0-4f89-41d3-9a0c-0305e82c3301\"]"),
            claims("organizationId", "1"));
    return Stream.of(missing, nulls, times, others).flatMap(cases -> cases);
  }

  @ParameterizedTest
  @MethodSource({
    "malformedTokens",
    "refusedHeaders",
    "refusedAlgorithms",
    "tokensOfOtherKeys",
    "invalidClaims",
    "claimsOfTheWrongType"
  })
  void refuses(String token, AuthenticationFailure reason) {
    assertThat(verify(token)).isEqualTo(new TokenVerification.Refused(reason));
  }

  @Test
  void neverThrowsForRandomTokens() {
    var random = new Random(20260218);
    String[] good = {
      TokenForge.hs256(SECRET, HS256, PAYLOAD),
      TokenForge.signed(RS256, PAYLOAD, RSA_SIGNER),
      TokenForge.signed(ES256, PAYLOAD, EC_SIGNER)
    };
    JwtTokenVerifier verifier = verifier();

    for (int i = 0; i < 20_000; i++) {
      String changed = changed(good[i % good.length], random);
      if (!Arrays.asList(good).contains(changed)) {
        assertThat(verifier.verify(token(changed))).isInstanceOf(TokenVerification.Refused.class);
      }
    }
  }

  @Test
  void neverThrowsForSignedRandomPayloads() {
    var random = new Random(20260218);
    JwtTokenVerifier verifier = verifier();

    Set<TokenVerification> outcomes = new HashSet<>();
    for (int i = 0; i < 5_000; i++) {
      String header = i % 2 == 0 ? changed(HS256, random) : HS256;
      String payload = changed(PAYLOAD, random);
      outcomes.add(verifier.verify(token(TokenForge.hs256(SECRET, header, payload))));
    }

    assertThat(outcomes)
        .contains(
            ADMIN,
            new TokenVerification.Refused(AuthenticationFailure.TOKEN_MALFORMED),
            new TokenVerification.Refused(AuthenticationFailure.TOKEN_ALGORITHM),
            new TokenVerification.Refused(AuthenticationFailure.TOKEN_CLAIMS));
  }

  // Rotation

  @Test
  void triesEveryKeyInUseForATokenWithoutKid() {
    source.holds(set(hmacJwk("before", OTHER_SECRET_BASE64URL), hmacJwk("now", SECRET_BASE64URL)));

    assertThat(verify(TokenForge.hs256(SECRET, HS256, PAYLOAD))).isEqualTo(ADMIN);
    assertThat(verify(TokenForge.hs256(OTHER_SECRET, HS256, PAYLOAD))).isEqualTo(ADMIN);
  }

  @Test
  void triesOnlyTheNamedKeyForATokenWithKid() {
    source.holds(set(hmacJwk("before", OTHER_SECRET_BASE64URL), hmacJwk("now", SECRET_BASE64URL)));
    String header = "{\"alg\":\"HS256\",\"kid\":\"before\"}";

    assertThat(verify(TokenForge.hs256(OTHER_SECRET, header, PAYLOAD))).isEqualTo(ADMIN);
    assertThat(verify(TokenForge.hs256(SECRET, header, PAYLOAD)))
        .isEqualTo(new TokenVerification.Refused(AuthenticationFailure.TOKEN_SIGNATURE));
  }

  @Test
  void triesAtMostThreeKeysForATokenWithoutKid() {
    String[] others = new String[3];
    for (int i = 0; i < others.length; i++) {
      others[i] = hmacJwk("other-" + i, OTHER_SECRET_BASE64URL.replace('Z', (char) ('a' + i)));
    }
    String token = TokenForge.hs256(SECRET, HS256, PAYLOAD);

    source.holds(set(others[0], others[1], hmacJwk()));
    assertThat(verify(token)).isEqualTo(ADMIN);
    source.holds(set(others[0], others[1], others[2], hmacJwk()));
    assertThat(verify(token))
        .isEqualTo(new TokenVerification.Refused(AuthenticationFailure.TOKEN_SIGNATURE));
  }

  @Test
  void refusesARetiredKeyWithOrWithoutKid() {
    source.holds(with(hmacJwk(), "\"notAfter\":\"2026-02-18T11:05:00Z\""));
    JwtTokenVerifier verifier = verifier();
    var unnamed = token(TokenForge.hs256(SECRET, HS256, PAYLOAD));
    var named = token(signed("{\"alg\":\"HS256\",\"kid\":\"initial\"}", PAYLOAD));

    clock.pass(Duration.ofMinutes(5));
    assertThat(verifier.verify(unnamed)).isEqualTo(ADMIN);
    assertThat(verifier.verify(named)).isEqualTo(ADMIN);
    clock.pass(Duration.ofNanos(1));
    assertThat(verifier.verify(unnamed))
        .isEqualTo(new TokenVerification.Refused(AuthenticationFailure.TOKEN_KEY));
    assertThat(verifier.verify(named))
        .isEqualTo(new TokenVerification.Refused(AuthenticationFailure.TOKEN_KEY));
  }

  @Test
  void findsANewKeyByItsKidWithinAMinute() {
    JwtTokenVerifier verifier = verifier();
    String header = "{\"alg\":\"HS256\",\"kid\":\"next\"}";
    var token = token(TokenForge.hs256(OTHER_SECRET, header, PAYLOAD));
    assertThat(verifier.verify(token))
        .isEqualTo(new TokenVerification.Refused(AuthenticationFailure.TOKEN_KEY));
    source.holds(set(hmacJwk(), hmacJwk("next", OTHER_SECRET_BASE64URL)));

    clock.pass(Duration.ofMinutes(1));

    assertThat(verifier.verify(token)).isEqualTo(ADMIN);
  }

  @Test
  void doesNotReadTheKeyringForTokensThatNoKeyCouldVerify() {
    source.isOutOfReach();

    assertThat(verify("a.b.c"))
        .isEqualTo(new TokenVerification.Refused(AuthenticationFailure.TOKEN_MALFORMED));
    assertThat(verify(signed("{\"alg\":\"none\"}", PAYLOAD)))
        .isEqualTo(new TokenVerification.Refused(AuthenticationFailure.TOKEN_ALGORITHM));
    assertThat(verify(CLAIMS.without("exp")))
        .isEqualTo(new TokenVerification.Refused(AuthenticationFailure.TOKEN_CLAIMS));
    assertThat(source.reads()).isZero();
  }

  @Test
  void throwsIfTheKeyringIsUnavailable() {
    source.isOutOfReach();

    assertThatExceptionOfType(KeyringUnavailableException.class)
        .isThrownBy(() -> verify(TokenForge.hs256(SECRET, HS256, PAYLOAD)));
  }

  private TokenVerification verify(Claims claims) {
    return verify(TokenForge.hs256(SECRET, HS256, claims.json()));
  }

  private TokenVerification verify(String token) {
    return verifier().verify(token(token));
  }

  private JwtTokenVerifier verifier() {
    return verifier(new TokenProfile(Claims.ISSUER, Claims.AUDIENCE, "organizationId", "roles"));
  }

  private JwtTokenVerifier verifier(TokenProfile profile) {
    var keyring = new RefreshingKeyring(source, clock);
    return new JwtTokenVerifier(keyring, profile, clock);
  }

  private static PresentedCredential.Token token(String value) {
    return new PresentedCredential.Token(value);
  }

  private static Arguments malformed(String name, String token) {
    return argumentSet(name, token, AuthenticationFailure.TOKEN_MALFORMED);
  }

  private static Arguments header(String name, String header) {
    return argumentSet(name, signed(header, PAYLOAD), AuthenticationFailure.TOKEN_HEADER);
  }

  private static Arguments forged(String name, String token) {
    return argumentSet(name, token, AuthenticationFailure.TOKEN_SIGNATURE);
  }

  private static Arguments confused(String form, byte[] publicKey) {
    return forged(
        "HS256 with the public key as " + form, TokenForge.hs256(publicKey, HS256, PAYLOAD));
  }

  private static Arguments claims(String name, Claims claims) {
    return argumentSet(name, claims);
  }

  private static Arguments claims(String name, Claims claims, AuthenticationFailure reason) {
    return argumentSet(name, signed(HS256, claims.json()), reason);
  }

  private static Arguments claims(String claim, String json) {
    return claims(claim + " " + json, CLAIMS.with(claim, json), AuthenticationFailure.TOKEN_CLAIMS);
  }

  private static TokenForge.Signer hmac() {
    return input -> TokenForge.hmac("HmacSHA256", SECRET, input);
  }

  private static String signed(String header, String payload) {
    return TokenForge.hs256(SECRET, header, payload);
  }

  private static String signedBytes(byte[] payload) {
    return TokenForge.signedParts(base64Url(HS256), base64Url(payload), hmac());
  }

  /** Pads the text with spaces until its length modulo three is the remainder. */
  private static String padTo(String text, int remainder) {
    return text + " ".repeat(Math.floorMod(remainder - text.getBytes(UTF_8).length, 3));
  }

  /** The same bytes in non-canonical base64url: the unused bits of the last character are set. */
  private static String strayBits(String base64Url) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(base64Url.charAt(base64Url.length() - 1));
    return base64Url.substring(0, base64Url.length() - 1) + alphabet.charAt(last + 1);
  }

  private static byte[] zeroed(byte[] input, int from) {
    byte[] signature = TokenForge.sign(EC_SIGNER, input);
    Arrays.fill(signature, from, from + 32, (byte) 0);
    return signature;
  }

  private static byte[] ones() {
    var signature = new byte[64];
    Arrays.fill(signature, (byte) 0xFF);
    return signature;
  }

  private static byte[] cut(TokenForge.Signer signer, byte[] input, int length) {
    return Arrays.copyOf(TokenForge.sign(signer, input), length);
  }

  private static String exchanged(int part, String content) {
    String[] parts = signed(HS256, PAYLOAD).split("\\.");
    parts[part] = base64Url(content);
    return String.join(".", parts);
  }

  private static String oneBitOff() {
    return TokenForge.signed(
        HS256,
        PAYLOAD,
        input -> {
          byte[] signature = TokenForge.hmac("HmacSHA256", SECRET, input);
          signature[31] ^= 1;
          return signature;
        });
  }

  /** Randomly changes, adds or removes one to three characters, or cuts off the end. */
  private static String changed(String text, Random random) {
    String alphabet = "AZaz09-_.={}[]\",:\\~e";
    var changed = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(changed.length());
      char character = alphabet.charAt(random.nextInt(alphabet.length()));
      switch (random.nextInt(4)) {
        case 0 -> changed.setCharAt(at, character);
        case 1 -> changed.insert(at, character);
        case 2 -> changed.replace(at, at + 1, changed.length() > 1 ? "" : "x");
        default -> changed.setLength(at + 1);
      }
    }
    return changed.toString();
  }
}
