package io.entryguard.resources.local.endtoend;

import static io.entryguard.resources.local.endtoend.Customer.TOKEN_HEADER;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.entryguard.resources.access.KeyHash;
import io.entryguard.resources.function.authorizer.token.Claims;
import io.entryguard.resources.function.authorizer.token.TestKeys;
import io.entryguard.resources.function.authorizer.token.TokenForge;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Forged and malformed credentials: each row is a name and a way to sign a request. All of {@link
 * #refused} get the same 401; those of {@link #GOOD} look similar and are valid. Authenticated
 * callers without permission are in {@link ForbiddenTest}.
 */
final class CredentialAttacks {
  private static final String RS256 = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"rsa\"}";
  private static final String ES256 = "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"ec\"}";

  private static final String P1363 = "SHA256withECDSAinP1363Format";

  private static final String PEM = TestKeys.pem(TestKeys.RSA);
  private static final String JWK = TestKeys.rsaJwk("rsa", TestKeys.RSA);

  /** The address that tokens name for their keys. */
  static final UncalledPort KEY_SERVER = UncalledPort.open();

  private CredentialAttacks() {}

  static final List<Arguments> HEADERS =
      List.of(
          row("none", (request, customer) -> request),
          authorization("empty", customer -> ""),
          authorization("only Bearer", customer -> "Bearer"),
          authorization("only ApiKey", customer -> "ApiKey"),
          authorization("no scheme", Customer::adminToken),
          authorization("another scheme", customer -> "Token " + customer.adminToken()),
          authorization("Basic", customer -> "Basic YWRtaW46YWRtaW4="),
          authorization("a token as key", customer -> "ApiKey " + customer.adminToken()),
          authorization("two spaces", customer -> "Bearer  " + customer.adminToken()),
          authorization("a colon", customer -> "Bearer: " + customer.adminToken()),
          authorization("quotes", customer -> "Bearer \"" + customer.adminToken() + "\""),
          authorization("more after it", customer -> "Bearer " + customer.adminToken() + " a"),
          authorization("a comma after it", customer -> "Bearer " + customer.adminToken() + ","),
          authorization(
              "two in one",
              customer -> "Bearer " + customer.adminToken() + ", Bearer " + customer.adminToken()),
          authorization("beyond ASCII", customer -> "Bearer ü" + customer.adminToken()),
          authorization("20 KB", customer -> "Bearer " + "a".repeat(20_000)),
          row("doubled", (request, customer) -> customer.byAdmin(customer.byAdmin(request))),
          row(
              "doubled, once empty",
              (request, customer) -> customer.byAdmin(request).with("authorization", "")),
          row(
              "doubled, two tokens",
              (request, customer) ->
                  customer
                      .byAdmin(request)
                      .with("Authorization", "Bearer " + customer.memberToken())),
          row(
              "a token and a key",
              (request, customer) ->
                  customer.byAdmin(request).with("X-API-Key", readingKey(customer))),
          row(
              "two keys",
              (request, customer) ->
                  request
                      .with("Authorization", "ApiKey " + readingKey(customer))
                      .with("X-API-Key", readingKey(customer))),
          row(
              "a good token and an empty key",
              (request, customer) -> customer.byAdmin(request).with("X-API-Key", "")),
          row(
              "a key header doubled",
              (request, customer) -> {
                String key = readingKey(customer);
                return request.with("X-API-Key", key).with("X-Api-Key", key);
              }),
          row(
              "a token in the query",
              (request, customer) ->
                  request.to(Request.RESOURCES + "?access_token=" + customer.adminToken())),
          row(
              "a token in a cookie",
              (request, customer) -> request.with("Cookie", "token=" + customer.adminToken())),
          row(
              "a token in another header",
              (request, customer) ->
                  request.with("Proxy-Authorization", "Bearer " + customer.adminToken())),
          row("an empty key", (request, customer) -> request.with("X-API-Key", "")),
          row(
              "a token as key header",
              (request, customer) -> request.with("X-API-Key", customer.adminToken())));

  static final List<Arguments> TOKENS =
      List.of(
          token("a word", customer -> "token"),
          token("dots", customer -> ".."),
          token("two parts", customer -> upToLast(customer.adminToken())),
          token("four parts", customer -> customer.adminToken() + ".e30"),
          token("five parts", customer -> customer.adminToken() + ".e30.e30"),
          token("no signature", customer -> upToLast(customer.adminToken()) + "."),
          token("no header", customer -> customer.adminToken().replaceFirst("^[^.]*", "")),
          token("no payload", customer -> customer.adminToken().replaceFirst("\\.[^.]*", ".")),
          token(
              "a payload that is no JSON",
              customer -> TokenForge.hs256(customer.signingSecret(), TOKEN_HEADER, "claims")),
          token(
              "a payload that is an array",
              customer -> TokenForge.hs256(customer.signingSecret(), TOKEN_HEADER, "[]")),
          token(
              "a claim twice",
              customer ->
                  TokenForge.hs256(
                      customer.signingSecret(),
                      TOKEN_HEADER,
                      customer.claims().json().replaceFirst("\\{", "{\"sub\":\"other\","))),
          token(
              "junk after the payload",
              customer ->
                  TokenForge.hs256(
                      customer.signingSecret(), TOKEN_HEADER, customer.claims().json() + "{}")),
          token(
              "a forged one, of another secret",
              customer ->
                  TokenForge.hs256(TestKeys.OTHER_SECRET, TOKEN_HEADER, customer.claims().json())),
          token(
              "a forged one, of an empty secret",
              customer -> TokenForge.hs256(new byte[] {0}, TOKEN_HEADER, customer.claims().json())),
          token(
              "a forged one, with another's signature",
              customer ->
                  upToLast(customer.adminToken()) + "." + afterLast(customer.memberToken())),
          token(
              "a role changed after signing",
              customer ->
                  parts(customer.memberToken())[0]
                      + "."
                      + parts(customer.adminToken())[1]
                      + "."
                      + parts(customer.memberToken())[2]),
          token(
              "a signature cut off",
              customer -> customer.adminToken().substring(0, customer.adminToken().length() - 4)),
          signedAs("{\"alg\":\"none\",\"typ\":\"JWT\"}"),
          signedAs("{\"typ\":\"JWT\"}"),
          signedAs("{\"alg\":null}"),
          signedAs("{\"alg\":[\"HS256\"]}"),
          signedAs("{\"alg\":\"hs256\"}"),
          signedAs("{\"alg\":\"HS512\"}"),
          signedAs("{\"alg\":\"RS256\"}"),
          signedAs(RS256),
          signedAs("{\"alg\":\"ES256\"}"),
          signedAs("{\"alg\":\"HS256\",\"typ\":\"JWE\"}"),
          signedAs("{\"alg\":\"HS256\",\"kid\":\"unknown\"}"),
          signedAs("{\"alg\":\"HS256\",\"kid\":\"../demo\"}"),
          signedAs("{\"alg\":\"HS256\",\"kid\":\"/dev/null\"}"),
          signedAs("{\"alg\":\"HS256\",\"kid\":\"file:///proc/sys/kernel/version\"}"),
          signedAs("{\"alg\":\"HS256\",\"kid\":\"' OR '1'='1\"}"),
          signedAs("{\"alg\":\"HS256\",\"kid\":\"x' UNION SELECT 'a'--\"}"),
          signedAs("{\"alg\":\"HS256\",\"kid\":\"demo\\u0000\"}"),
          signedAs("{\"alg\":\"HS256\",\"kid\":\"DEMO\"}"),
          signedAs("{\"alg\":\"HS256\",\"kid\":\"\"}"),
          signedAs("{\"alg\":\"HS256\",\"kid\":\"rsa\"}"),
          signedAs("{\"alg\":\"HS256\",\"kid\":1}"),
          signedAs("{\"alg\":\"HS256\",\"crit\":[\"exp\"]}"),
          signedAs("{\"alg\":\"HS256\",\"crit\":[]}"),
          signedAs("{\"alg\":\"HS256\",\"b64\":false,\"crit\":[\"b64\"]}"),
          signedAs("{\"alg\":\"HS256\",\"zip\":\"DEF\"}"),
          signedAs("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}"),
          signedAs("{\"alg\":\"HS256\",\"alg\":\"HS256\"}"),
          signedAs("{\"alg\":\"HS256\",\"kid\":\"demo\",\"kid\":\"rsa\"}"),
          signedAs("{\"alg\":\"HS256\",\"\\u0061lg\":\"none\"}"),
          confused(TOKEN_HEADER, "the public key in PEM", PEM.getBytes(US_ASCII)),
          confused(TOKEN_HEADER, "PEM on one line less", PEM.strip().getBytes(US_ASCII)),
          confused(TOKEN_HEADER, "the public key in DER", TestKeys.RSA.getPublic().getEncoded()),
          confused(TOKEN_HEADER, "the public key as JWK", JWK.getBytes(US_ASCII)),
          confused(
              "{\"alg\":\"HS256\",\"kid\":\"rsa\"}",
              "the public key in PEM",
              PEM.getBytes(US_ASCII)),
          token(
              "a kid of 10 KB",
              customer ->
                  customer.token(
                      "{\"alg\":\"HS256\",\"kid\":\"" + "k".repeat(10_000) + "\"}",
                      customer.claims())),
          token(
              "a token in a token",
              customer ->
                  TokenForge.hs256(
                      customer.signingSecret(),
                      "{\"alg\":\"HS256\",\"cty\":\"JWT\"}",
                      customer.adminToken())),
          token(
              "JSON in place of dots",
              customer ->
                  "{\"protected\":\"%s\",\"payload\":\"%s\",\"signature\":\"%s\"}"
                      .formatted((Object[]) parts(customer.adminToken()))),
          token(
              "JSON with a list of signatures",
              customer ->
                  "{\"payload\":\"%2$s\",\"signatures\":[{\"protected\":\"%1$s\",\"signature\":\"%3$s\"}]}"
                      .formatted((Object[]) parts(customer.adminToken()))),
          token(
              "an empty signature under none",
              customer ->
                  TokenForge.base64Url("{\"alg\":\"none\"}")
                      + "."
                      + parts(customer.adminToken())[1]
                      + "."),
          token(
              "a key of its own in the header",
              customer ->
                  TokenForge.hs256(
                      TestKeys.SECRET,
                      "{\"alg\":\"HS256\",\"jwk\":" + TestKeys.hmacJwk() + "}",
                      customer.claims().json())),
          token(
              "RS256 with another signature",
              customer ->
                  TokenForge.signed(RS256, customer.claims().json(), input -> new byte[256])),
          token(
              "RS256 without signature",
              customer -> TokenForge.signed(RS256, customer.claims().json(), input -> new byte[0])),
          token(
              "RS256 with HMAC's signature of the secret",
              customer ->
                  TokenForge.signed(
                      RS256,
                      customer.claims().json(),
                      input -> TokenForge.hmac("HmacSHA256", customer.signingSecret(), input))));

  /** The sixteen spellings of "none", and values that some libraries take for it. */
  static final List<Arguments> NO_ALGORITHM =
      Stream.concat(
              IntStream.range(0, 16).mapToObj(CredentialAttacks::none),
              Stream.of("", " none", "none ", "none\\u0000", "n\\u006fne", "null", "false"))
          .map(CredentialAttacks::unsigned)
          .toList();

  /** Signed with common secrets. */
  static final List<Arguments> GUESSED_SECRETS =
      Stream.of(
              "secret",
              "password",
              "changeme",
              "your-256-bit-secret",
              "a-string-secret-at-least-256-bits-long",
              "your-super-secret-jwt-token-with-at-least-32-characters-long",
              "\0".repeat(32),
              " ".repeat(32),
              "demo",
              "entryguard")
          .map(secret ->
              token(
                  "a guessed secret, " + secret.replace('\0', '0'),
                  customer ->
                      TokenForge.hs256(
                          secret.getBytes(UTF_8), TOKEN_HEADER, customer.claims().json())))
          .toList();

  /** Signed with the attacker's key, which the header embeds or locates; it must not be fetched. */
  static final List<Arguments> KEYS_OF_THEIR_OWN =
      Stream.of("HS256", "RS256", "ES256")
          .flatMap(algorithm ->
              Stream.of(
                      "\"jwk\":" + TestKeys.hmacJwk(),
                      "\"jku\":\"" + KEY_SERVER.url() + "\"",
                      "\"x5u\":\"" + KEY_SERVER.url() + "\"",
                      "\"x5c\":[\"MIIB\"]",
                      "\"kid\":\"" + KEY_SERVER.url() + "\"",
                      "\"kid\":\"rsa\",\"jku\":\"" + KEY_SERVER.url() + "\"")
                  .map(member -> "{\"alg\":\"" + algorithm + "\"," + member + "}"))
          .map(header -> signedByAttacker(header))
          .toList();

  static final List<Arguments> ELLIPTIC =
      List.of(
          elliptic("r and s zero", (customer, input) -> new byte[64]),
          elliptic("r zero", (customer, input) -> zeroed(input, 0)),
          elliptic("s zero", (customer, input) -> zeroed(input, 32)),
          elliptic(
              "DER in place of r and s",
              (customer, input) ->
                  TokenForge.signature("SHA256withECDSA", TestKeys.EC.getPrivate(), input)),
          elliptic(
              "another key",
              (customer, input) ->
                  TokenForge.signature(P1363, TestKeys.OTHER_EC.getPrivate(), input)),
          elliptic(
              "r and s and a byte",
              (customer, input) ->
                  Arrays.copyOf(TokenForge.signature(P1363, TestKeys.EC.getPrivate(), input), 65)),
          elliptic(
              "the HMAC of the secret",
              (customer, input) -> TokenForge.hmac("HmacSHA256", customer.signingSecret(), input)),
          confused(
              TOKEN_HEADER, "the other public key in DER", TestKeys.EC.getPublic().getEncoded()),
          confused(
              TOKEN_HEADER,
              "the other public key in PEM",
              TestKeys.pem(TestKeys.EC).getBytes(US_ASCII)));

  static final List<Arguments> CLAIMS =
      List.of(
          claims("expired", claims -> claims.with("exp", seconds(-120))),
          claims("expired long ago", claims -> claims.with("exp", "0")),
          claims("exp is text", claims -> claims.with("exp", "\"9999999999\"")),
          claims("exp is a fraction", claims -> claims.with("exp", "9999999999.5")),
          claims("exp is negative", claims -> claims.with("exp", "-1")),
          claims("exp beyond all times", claims -> claims.with("exp", "99999999999999999999")),
          claims("exp beyond doubles' exactness", claims -> claims.with("exp", "1e30")),
          claims("exp in exponents", claims -> claims.with("exp", "9.999999999e9")),
          claims("exp is true", claims -> claims.with("exp", "true")),
          claims("exp is null", claims -> claims.with("exp", "null")),
          claims("exp in a list", claims -> claims.with("exp", "[9999999999]")),
          claims("exp is a date", claims -> claims.with("exp", "\"2999-01-01T00:00:00Z\"")),
          claims("no exp", claims -> claims.without("exp")),
          claims("early, by nbf", claims -> claims.with("nbf", seconds(120))),
          claims("early, by iat", claims -> claims.with("iat", seconds(120))),
          claims("nbf is text", claims -> claims.with("nbf", "\"0\"")),
          claims("another issuer", claims -> claims.with("iss", "\"someone\"")),
          claims("two issuers", claims -> claims.with("iss", "[\"entryguard\"]")),
          claims("the issuer in capitals", claims -> claims.with("iss", "\"ENTRYGUARD\"")),
          claims("the issuer and a slash", claims -> claims.with("iss", "\"entryguard/\"")),
          claims("the issuer and a space", claims -> claims.with("iss", "\"entryguard \"")),
          claims("the issuer cut off", claims -> claims.with("iss", "\"entryguar\"")),
          claims(
              "the issuer with a Cyrillic a", claims -> claims.with("iss", "\"entrygu\u0430rd\"")),
          claims("no issuer", claims -> claims.without("iss")),
          claims("a longer audience", claims -> claims.with("aud", "\"entryguard-api-2\"")),
          claims("the audience in capitals", claims -> claims.with("aud", "\"Entryguard-API\"")),
          claims(
              "audiences in one text", claims -> claims.with("aud", "\"console,entryguard-api\"")),
          claims(
              "an audience in a list in a list",
              claims -> claims.with("aud", "[[\"entryguard-api\"]]")),
          claims("another audience", claims -> claims.with("aud", "\"console\"")),
          claims("no audience", claims -> claims.without("aud")),
          claims("none of some audiences", claims -> claims.with("aud", "[\"a\",\"b\"]")),
          claims("no subject", claims -> claims.without("sub")),
          claims("a blank subject", claims -> claims.with("sub", "\" \"")),
          claims("a number as subject", claims -> claims.with("sub", "1")),
          claims("no organization", claims -> claims.without("organizationId")),
          claims("no UUID as organization", claims -> claims.with("organizationId", "\"maple\"")),
          claims(
              "a key of the table as organization",
              claims ->
                  claims.with(
                      "organizationId", "\"3f2504e0-4f89-41d3-9a0c-0305e82c3301#CREDENTIAL\"")),
          claims("an empty organization", claims -> claims.with("organizationId", "\"\"")),
          claims("a null organization", claims -> claims.with("organizationId", "null")),
          claims(
              "several organizations",
              claims ->
                  claims.with(
                      "organizationId",
                      "[\"3f2504e0-4f89-41d3-9a0c-0305e82c3301\",\"7c9e6679-7425-40de-944b-e07fc1f90ae7\"]")),
          claims(
              "several organizations in one text",
              claims ->
                  claims.with(
                      "organizationId",
                      "\"3f2504e0-4f89-41d3-9a0c-0305e82c3301,7c9e6679-7425-40de-944b-e07fc1f90ae7\"")),
          token(
              "two organizations, one after the other",
              customer ->
                  TokenForge.hs256(
                      customer.signingSecret(),
                      TOKEN_HEADER,
                      customer
                          .claims()
                          .json()
                          .replaceFirst(
                              "\\{",
                              "{\"organizationId\":\"3f2504e0-4f89-41d3-9a0c-0305e82c3301\","))));

  static final List<Arguments> SPELLINGS =
      List.of(
          token("a padded signature", customer -> customer.adminToken() + "="),
          token("a padded payload, signed as it is", CredentialAttacks::withPaddedPayload),
          token("padding in percent", customer -> customer.adminToken() + "%3D"),
          token(
              "another last character of the same bytes",
              customer -> {
                String token = customer.adminToken();
                int last = token.length() - 1;
                return token.substring(0, last) + sameBits(token.charAt(last));
              }),
          token(
              "base64 in place of base64url",
              customer -> {
                String token = customer.token(customer.claims().with("note", "\"??????>>>>>>\""));
                assertThat(token).containsAnyOf("-", "_");
                return token.replace('-', '+').replace('_', '/');
              }),
          token("a space in percent", customer -> customer.adminToken() + "%20"),
          token("a line feed in percent", customer -> "%0A" + customer.adminToken()),
          token("a no-break space", customer -> customer.adminToken() + "\u00a0"),
          token("a header with blanks, signed for another", customer -> respelt(customer)),
          token("300 KB", customer -> customer.adminToken() + "A".repeat(300_000)),
          token("300 KB of dots", customer -> ".".repeat(300_000)),
          token("a dot at its end", customer -> customer.adminToken() + "."),
          token("a dot before it", customer -> "." + customer.adminToken()));

  static final List<Arguments> KEYS =
      List.of(
          key("unknown", customer -> "eg_live_1a2b3c4d5e6f7g8h9i0j"),
          key("unknown, in the other form", customer -> "egk_live_1a2b3c4d5e6f7g8h9i0j"),
          key("revoked", Customer::revokedKey),
          key("expired", Customer::expiredKey),
          key("in upper case", customer -> readingKey(customer).toUpperCase(Locale.ROOT)),
          key("one character short", customer -> readingKey(customer).replaceFirst(".$", "")),
          key("one character long", customer -> readingKey(customer) + "0"),
          key("between quotes", customer -> "\"" + readingKey(customer) + "\""),
          key("with a null character", customer -> readingKey(customer) + "%00"),
          key("its prefix and a wildcard", customer -> readingKey(customer).substring(0, 12) + "*"),
          key("a list of two", customer -> readingKey(customer) + "," + readingKey(customer)),
          key("its display prefix", customer -> readingKey(customer).substring(0, 12)),
          key("its hash", customer -> KeyHash.of(readingKey(customer)).toString()),
          key("the name of its item", customer -> "APIKEY#" + KeyHash.of(readingKey(customer))),
          key("two words", customer -> readingKey(customer) + " a"),
          key("1,000 characters", customer -> "a".repeat(1_000)),
          authorization("as token", customer -> "Bearer " + readingKey(customer)),
          authorization("revoked, by scheme", customer -> "ApiKey " + customer.revokedKey()),
          authorization("expired, by scheme", customer -> "ApiKey " + customer.expiredKey()));

  static final List<Arguments> GOOD =
      List.of(
          authorization("a token", customer -> "Bearer " + customer.token(customer.claims())),
          authorization("the scheme in lower case", customer -> "bearer " + customer.adminToken()),
          authorization("the scheme in upper case", customer -> "BEARER " + customer.adminToken()),
          row(
              "the header in lower case",
              (request, customer) ->
                  request.with("authorization", "Bearer " + customer.adminToken())),
          claims("within the leeway", claims -> claims.with("exp", seconds(-20))),
          claims("soon valid", claims -> claims.with("nbf", seconds(20))),
          claims(
              "one of some audiences",
              claims -> claims.with("aud", "[\"console\",\"entryguard-api\"]")),
          authorization(
              "a token that names its key",
              customer ->
                  "Bearer "
                      + customer.token("{\"alg\":\"HS256\",\"kid\":\"demo\"}", customer.claims())),
          authorization(
              "RS256",
              customer ->
                  "Bearer "
                      + TokenForge.signed(
                          RS256,
                          customer.claims().json(),
                          input ->
                              TokenForge.signature(
                                  "SHA256withRSA", TestKeys.RSA.getPrivate(), input))),
          authorization(
              "ES256",
              customer ->
                  "Bearer "
                      + TokenForge.signed(
                          ES256,
                          customer.claims().json(),
                          input -> TokenForge.signature(P1363, TestKeys.EC.getPrivate(), input))),
          claims("exp now, within the leeway", claims -> claims.with("exp", seconds(0))),
          authorization("a key", customer -> "ApiKey " + readingKey(customer)),
          authorization(
              "the other scheme in lower case", customer -> "apikey " + readingKey(customer)),
          key("a key in its own header", CredentialAttacks::readingKey),
          row(
              "the same key in both headers",
              (request, customer) -> {
                String key = readingKey(customer);
                return request.with("Authorization", "ApiKey " + key).with("X-API-Key", key);
              }));

  /** Returns every row that must be refused. */
  static Stream<Arguments> refused() {
    return Stream.of(
            HEADERS,
            TOKENS,
            NO_ALGORITHM,
            GUESSED_SECRETS,
            KEYS_OF_THEIR_OWN,
            ELLIPTIC,
            CLAIMS,
            SPELLINGS,
            KEYS)
        .flatMap(List::stream);
  }

  private static Arguments row(String name, Sender sender) {
    return argumentSet(name, sender);
  }

  private static Arguments authorization(String name, Function<Customer, String> value) {
    return row(name, Sender.authorization(value));
  }

  private static Arguments token(String name, Function<Customer, String> token) {
    return row(name, Sender.token(token));
  }

  private static Arguments key(String name, Function<Customer, String> key) {
    return row(name, Sender.key(key));
  }

  /** Returns a row with changed claims and a valid signature. */
  private static Arguments claims(String name, Function<Claims, Claims> change) {
    return token(name, customer -> customer.token(change.apply(customer.claims())));
  }

  private static Arguments unsigned(String algorithm) {
    return token(
        "unsigned, alg \"" + algorithm + "\"",
        customer ->
            TokenForge.base64Url("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}")
                + "."
                + TokenForge.base64Url(customer.claims().json())
                + ".");
  }

  private static Arguments signedByAttacker(String header) {
    return token(
        "a key of their own under " + header,
        customer -> TokenForge.hs256(TestKeys.SECRET, header, customer.claims().json()));
  }

  private static Arguments elliptic(String name, CustomersSigner signer) {
    return token(
        "ES256 with " + name,
        customer ->
            TokenForge.signed(
                ES256, customer.claims().json(), input -> signer.sign(customer, input)));
  }

  @FunctionalInterface
  private interface CustomersSigner {
    byte[] sign(Customer customer, byte[] input) throws GeneralSecurityException;
  }

  private static byte[] zeroed(byte[] input, int from) throws GeneralSecurityException {
    byte[] signature = TokenForge.signature(P1363, TestKeys.EC.getPrivate(), input);
    Arrays.fill(signature, from, from + 32, (byte) 0);
    return signature;
  }

  /** Returns "none" with those letters in upper case whose bits are set. */
  private static String none(int upperCase) {
    var word = new StringBuilder("none");
    for (int i = 0; i < word.length(); i++) {
      if ((upperCase >> i & 1) == 1) {
        word.setCharAt(i, Character.toUpperCase(word.charAt(i)));
      }
    }
    return word.toString();
  }

  /** Replaces the header by an equivalent one of other bytes and keeps the signature. */
  private static String respelt(Customer customer) {
    String[] parts = parts(customer.adminToken());
    String header = new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8);
    return TokenForge.base64Url(header.replace(":", ": ")) + "." + parts[1] + "." + parts[2];
  }

  /** Returns a row signed with the right secret by HS256, whatever the header's algorithm. */
  private static Arguments signedAs(String header) {
    return token("signed under " + header, customer -> customer.token(header, customer.claims()));
  }

  /** Returns a row signed by HMAC with a public key as the secret. */
  private static Arguments confused(String header, String what, byte[] publicKey) {
    return token(
        "under " + header + " with " + what,
        customer -> TokenForge.hs256(publicKey, header, customer.claims().json()));
  }

  private static String readingKey(Customer customer) {
    return customer.key("resources:read");
  }

  private static Instant seconds(int fromNow) {
    return Instant.now().plusSeconds(fromNow);
  }

  private static String[] parts(String token) {
    return token.split("\\.", -1);
  }

  private static String upToLast(String token) {
    return token.substring(0, token.lastIndexOf('.'));
  }

  private static String afterLast(String token) {
    return token.substring(token.lastIndexOf('.') + 1);
  }

  private static String withPaddedPayload(Customer customer) {
    String claims = customer.claims().json();
    byte[] payload = (claims.length() % 3 == 0 ? claims + " " : claims).getBytes(UTF_8);
    String padded = Base64.getUrlEncoder().encodeToString(payload);
    assertThat(padded).endsWith("=");
    return TokenForge.signedParts(
        TokenForge.base64Url(TOKEN_HEADER),
        padded,
        input -> TokenForge.hmac("HmacSHA256", customer.signingSecret(), input));
  }

  /**
   * Returns another last character of a signature with the same value: only its first four bits
   * count.
   */
  private static char sameBits(char last) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return alphabet.charAt(alphabet.indexOf(last) + 1);
  }
}
