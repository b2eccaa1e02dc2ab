package io.entryguard.resources.local.endtoend;

import static io.entryguard.resources.local.endtoend.Customer.TOKEN_HEADER;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.entryguard.resources.access.KeyHash;
import io.entryguard.resources.access.PresentedCredential;
import io.entryguard.resources.account.Tier;
import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.jwt.Claims;
import io.entryguard.resources.jwt.TestKeys;
import io.entryguard.resources.jwt.TokenForge;
import io.entryguard.resources.local.LocalApiExtension;
import io.entryguard.resources.local.LocalApiFixture;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Tokens and keys that are none, beside those that look much like them and are good. */
@ExtendWith(LocalApiExtension.class)
// What is refused changes nothing, so that one customer is enough.
@TestInstance(Lifecycle.PER_CLASS)
final class UnknownCallerTest {
  private static final String RS256 = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"rsa\"}";

  private static final String PEM = TestKeys.pem(TestKeys.RSA);
  private static final String JWK = TestKeys.rsaJwk("rsa", TestKeys.RSA);

  private final Customer customer;

  UnknownCallerTest(LocalApiFixture api) {
    this.customer = Customer.of(api, Tier.PAID);
  }

  @ParameterizedTest
  @FieldSource({"HEADERS", "TOKENS", "CLAIMS", "SPELLINGS", "KEYS"})
  void isTurnedAwayWithoutBeingToldWhy(Sender sender) {
    for (Request request : List.of(Request.list(), Request.create(RequestJson.valid()))) {
      Answer refused =
          customer.isRefused(sender.sign(request, customer), ExpectedError.unauthorized());

      assertThat(refused.json().path("message").textValue())
          .isEqualTo("Missing or invalid authentication token or API key.");
    }
  }

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
          unsigned("none"),
          unsigned("None"),
          unsigned("NONE"),
          unsigned(""),
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
          signedAs("{\"alg\":\"HS256\",\"kid\":\"rsa\"}"),
          signedAs("{\"alg\":\"HS256\",\"kid\":1}"),
          signedAs("{\"alg\":\"HS256\",\"crit\":[\"exp\"]}"),
          signedAs("{\"alg\":\"HS256\",\"jku\":\"https://example.com/keys\"}"),
          signedAs("{\"alg\":\"HS256\",\"alg\":\"HS256\"}"),
          confused(TOKEN_HEADER, "the public key in PEM", PEM.getBytes(US_ASCII)),
          confused(TOKEN_HEADER, "PEM on one line less", PEM.strip().getBytes(US_ASCII)),
          confused(TOKEN_HEADER, "the public key in DER", TestKeys.RSA.getPublic().getEncoded()),
          confused(TOKEN_HEADER, "the public key as JWK", JWK.getBytes(US_ASCII)),
          confused(
              "{\"alg\":\"HS256\",\"kid\":\"rsa\"}",
              "the public key in PEM",
              PEM.getBytes(US_ASCII)),
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

  static final List<Arguments> CLAIMS =
      List.of(
          claims("expired", claims -> claims.with("exp", seconds(-120))),
          claims("expired long ago", claims -> claims.with("exp", "0")),
          claims("exp is text", claims -> claims.with("exp", "\"9999999999\"")),
          claims("exp is a fraction", claims -> claims.with("exp", "9999999999.5")),
          claims("exp is negative", claims -> claims.with("exp", "-1")),
          claims("exp beyond all times", claims -> claims.with("exp", "99999999999999999999")),
          claims("no exp", claims -> claims.without("exp")),
          claims("early, by nbf", claims -> claims.with("nbf", seconds(120))),
          claims("early, by iat", claims -> claims.with("iat", seconds(120))),
          claims("nbf is text", claims -> claims.with("nbf", "\"0\"")),
          claims("another issuer", claims -> claims.with("iss", "\"someone\"")),
          claims("two issuers", claims -> claims.with("iss", "[\"entryguard\"]")),
          claims("no issuer", claims -> claims.without("iss")),
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
          claims("no roles", claims -> claims.without("roles")),
          claims("one role as text", claims -> claims.with("roles", "\"ORG_ADMIN\"")),
          claims("a role that is no text", claims -> claims.with("roles", "[\"ORG_ADMIN\",1]")));

  static final List<Arguments> SPELLINGS =
      List.of(
          token("a padded signature", customer -> customer.adminToken() + "="),
          token("a padded payload, signed as it is", UnknownCallerTest::withPaddedPayload),
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
          key("its display prefix", customer -> readingKey(customer).substring(0, 12)),
          key(
              "its hash",
              customer -> KeyHash.of(new PresentedCredential.Key(readingKey(customer))).toString()),
          key(
              "the name of its item",
              customer ->
                  "APIKEY#" + KeyHash.of(new PresentedCredential.Key(readingKey(customer)))),
          key("two words", customer -> readingKey(customer) + " a"),
          key("1,000 characters", customer -> "a".repeat(1_000)),
          authorization("as token", customer -> "Bearer " + readingKey(customer)),
          authorization("revoked, by scheme", customer -> "ApiKey " + customer.revokedKey()),
          authorization("expired, by scheme", customer -> "ApiKey " + customer.expiredKey()));

  @ParameterizedTest
  @FieldSource("GOOD")
  void isKnownByWhatIsGood(Sender sender) {
    assertThat(customer.send(sender.sign(Request.list(), customer)).status()).isEqualTo(200);
  }

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
          authorization("a key", customer -> "ApiKey " + readingKey(customer)),
          authorization(
              "the other scheme in lower case", customer -> "apikey " + readingKey(customer)),
          key("a key in its own header", UnknownCallerTest::readingKey),
          row(
              "the same key in both headers",
              (request, customer) -> {
                String key = readingKey(customer);
                return request.with("Authorization", "ApiKey " + key).with("X-API-Key", key);
              }));

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

  /** Claims that are signed as they should be. */
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

  /** Signed with the right secret, as HS256 is, whatever the header says. */
  private static Arguments signedAs(String header) {
    return token("signed under " + header, customer -> customer.token(header, customer.claims()));
  }

  /** What everybody can read, taken for the secret. */
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
   * The next character of base64url; of the last in a signature, only the first four bits count.
   */
  private static char sameBits(char last) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return alphabet.charAt(alphabet.indexOf(last) + 1);
  }
}
