package io.entryguard.resources.function.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.KeyHash;
import io.entryguard.resources.access.PresentedCredential;
import io.entryguard.resources.jwt.TokenProfile;
import io.entryguard.resources.lambda.AwsNetwork;
import io.entryguard.resources.lambda.CannedNetwork;
import io.entryguard.resources.lambda.KeyringSettings;
import io.entryguard.resources.lambda.ProxyRehearsal;
import io.entryguard.resources.lambda.Rehearsal;
import io.entryguard.resources.lambda.StoreSettings;
import io.entryguard.resources.log.MetricNamespace;
import io.entryguard.resources.log.RequestLog;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks a token and a key before anybody presents one: first those of a keyring and a table that
 * are made up, then the real keyring, which is forgotten again, and a key that nobody has.
 */
final class AuthorizerPriming implements Runnable {
  /** A TLS handshake is much code as well, and each of these takes milliseconds. */
  private static final int CONNECTIONS = 25;

  private static final int SECRET_BYTES = 48;
  private static final String REGION = "eu-central-1";
  private static final String ALLOWED = "\"Effect\":\"Allow\"";

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private static final String API_KEY =
      """
      {"Item":{"pk":{"S":"APIKEY#"},"sk":{"S":"APIKEY"},"organizationId":{"S":"%s"},"displayPrefix":{"S":"priming"},
       "name":{"S":"Priming"},"scopes":{"L":[{"S":"resources:read"}]},"revoked":{"BOOL":false},"version":{"N":"1"}}}
      """
          .formatted(ProxyRehearsal.ORGANIZATION);

  private final AuthorizerComponent component;
  private final AwsNetwork network;

  /**
   * @param component what callers will meet
   * @param network the way that it reaches AWS
   */
  AuthorizerPriming(AuthorizerComponent component, AwsNetwork network) {
    this.component = requireNonNull(component, "component is null");
    this.network = requireNonNull(network, "network is null");
  }

  @Override
  public void run() {
    rehearse(Rehearsal.TIMES);
    network.withoutKeepingConnections(this::connect);
  }

  private void connect() {
    for (int i = 0; i < CONNECTIONS; i++) {
      component.apiKeys().find(KeyHash.of(new PresentedCredential.Key("priming")));
      component.keyring().current();
      // A snapshot outlives rotations, and a keyring is nothing to keep on a disk.
      component.keyring().invalidate();
    }
  }

  /** All that is done for a token and for a key, but for the network. */
  static void rehearse(int times) {
    // What a made-up token is signed with, and only a made-up keyring knows.
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    var network =
        CannedNetwork.answering(Map.of("GetSecretValue", keyring(secret), "GetItem", API_KEY));
    var settings =
        new AuthorizerSettings(
            new StoreSettings("priming", REGION, Optional.empty()),
            new KeyringSettings("priming", REGION, Optional.empty()),
            new TokenProfile("priming", "priming", "organizationId", "roles"),
            new MetricNamespace(RequestLog.REHEARSED));
    AuthorizerComponent canned = DaggerAuthorizerComponent.factory().create(settings, network);
    var handler = new AuthorizerHandler(canned.authorizer());
    var rehearsal =
        new Rehearsal<>(
            new AuthorizerSerializer(), AuthorizerRequest.class, AuthorizerResponse.class);
    rehearsal.run(handler, request("Bearer " + token(secret)), times, ALLOWED);
    rehearsal.run(handler, request("ApiKey priming"), times, ALLOWED);
    // Another keyring each time, as after a restore.
    for (int i = 0; i < times / 10; i++) {
      canned.keyring().invalidate();
      canned.keyring().current();
    }
  }

  private static String request(String authorization) {
    return """
    {"type":"REQUEST","methodArn":"arn:aws:execute-api:eu-central-1:123456789012:priming/api/GET/v1/resources",
     "resource":"/v1/resources","path":"/v1/resources","httpMethod":"GET",
     "headers":{"Accept":"*/*","Authorization":"%1$s","Host":"priming"},
     "multiValueHeaders":{"Accept":["*/*"],"Authorization":["%1$s"],"Host":["priming"]},
     "queryStringParameters":{},"requestContext":{"requestId":"%2$s","path":"/api/v1/resources"}}
    """
        .formatted(authorization, RequestLog.REHEARSED);
  }

  private static String keyring(byte[] secret) {
    String keyring =
        "{\\\"kty\\\":\\\"oct\\\",\\\"alg\\\":\\\"HS256\\\",\\\"k\\\":\\\"%s\\\"}"
            .formatted(BASE64URL.encodeToString(secret));
    return "{\"ARN\":\"priming\",\"Name\":\"priming\",\"SecretString\":\"" + keyring + "\"}";
  }

  /** It never ends, so that a start at any time is primed alike. */
  private static String token(byte[] secret) {
    String signed =
        encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
            + "."
            + encode(
                "{\"iss\":\"priming\",\"aud\":\"priming\",\"sub\":\"priming\",\"organizationId\":\"%s\",\"roles\":[\"ORG_ADMIN\"],\"exp\":253402300799}"
                    .formatted(ProxyRehearsal.ORGANIZATION));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return signed + "." + BASE64URL.encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static String encode(String json) {
    return BASE64URL.encodeToString(json.getBytes(UTF_8));
  }
}
