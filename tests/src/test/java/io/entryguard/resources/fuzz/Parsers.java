package io.entryguard.resources.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.entryguard.resources.access.ApiKeys;
import io.entryguard.resources.access.InMemoryApiKeyStore;
import io.entryguard.resources.function.authorizer.Authenticate;
import io.entryguard.resources.function.authorizer.Authentication;
import io.entryguard.resources.function.authorizer.keyring.Keyring;
import io.entryguard.resources.function.authorizer.keyring.KeyringFormatException;
import io.entryguard.resources.function.authorizer.keyring.RefreshingKeyring;
import io.entryguard.resources.function.authorizer.token.JwtTokenVerifier;
import io.entryguard.resources.function.authorizer.token.TestKeys;
import io.entryguard.resources.function.authorizer.token.TokenForge;
import io.entryguard.resources.function.authorizer.token.TokenProfile;
import io.entryguard.resources.function.provision.Bodies;
import io.entryguard.resources.function.provision.EventFunction;
import io.entryguard.resources.function.provision.Messages;
import io.entryguard.resources.function.provision.QueueEventSerializer;
import io.entryguard.resources.function.provision.Stores;
import io.entryguard.resources.http.EntityTagConditions;
import io.entryguard.resources.http.Headers;
import io.entryguard.resources.json.RequestFingerprints;
import io.entryguard.resources.json.ResourcePatchReader;
import io.entryguard.resources.json.ResourceSpecReader;
import io.entryguard.resources.json.ValidationErrors;
import io.entryguard.resources.resource.EntityTag;
import io.entryguard.resources.resource.Precondition;
import io.entryguard.resources.serialization.ProxyEventSerializer;
import io.entryguard.resources.testing.InMemoryResourceStore;
import io.entryguard.resources.testing.Samples;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * A fuzz target for everything that parses untrusted input: parsers must accept it or reject it in
 * their documented way.
 */
public final class Parsers {
  private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
  private static final String PAYLOAD = "{\"sub\":\"user-1\"}";

  private static final JwtTokenVerifier TOKENS =
      new JwtTokenVerifier(
          new RefreshingKeyring(() -> Keyring.parse(TestKeys.hmacJwk()), () -> Samples.NOW),
          new TokenProfile("entryguard", "entryguard-api", "organizationId", "roles"),
          () -> Samples.NOW);

  private static final Authenticate AUTHENTICATE = authenticate();

  private Parsers() {}

  private static Authenticate authenticate() {
    var keys = new InMemoryApiKeyStore();
    keys.save(ApiKeys.reading("eg_live_1a2b3c4d5e6f7g8h9i0j"));
    return new Authenticate(() -> TOKENS, () -> keys, () -> Samples.NOW);
  }

  /** The entry point by the fuzzer's naming convention. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, UTF_8);
    body(text);
    patch(text);
    event(text);
    headers(text);
    conditions(text);
    keyring(text);
    apiEvent(input);
    queueEvent(input);
  }

  private static void body(String text) {
    var problems = new ValidationErrors();
    var spec = ResourceSpecReader.read(text, problems);
    check(spec.isPresent() == problems.isEmpty(), "a request is taken or there is a problem");
    check(problems.byMember().size() <= 50, "not more than 50 problems");
    spec.ifPresent(RequestFingerprints::of);
  }

  private static void patch(String text) {
    var problems = new ValidationErrors();
    ResourcePatchReader.read(text, problems);
    check(problems.byMember().size() <= 50, "not more than 50 problems");
  }

  private static void conditions(String text) {
    Headers headers =
        Headers.of(Map.of("If-Match", text, "If-None-Match", text, "Prefer", text), null);
    var problems = new ValidationErrors();
    Precondition condition = EntityTagConditions.ifMatch(headers, problems);
    check(
        problems.isEmpty() != condition.equals(Precondition.NONE),
        "a condition is taken or there is a problem");
    EntityTag tag = EntityTag.of("another state");
    check(
        EntityTagConditions.ifNoneMatchNames(headers, tag) == text.strip().equals("*"),
        "no state is known that was never shown");
  }

  /** Parses the text as a whole event and as the detail of a valid one. */
  private static void event(String text) {
    EventFunction function =
        Stores.of(new InMemoryResourceStore(), new InMemoryApiKeyStore()).function();
    var printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      Messages.deliver(function, List.of(text, Bodies.event("ResourceRequested", text)));
    } finally {
      System.setOut(before);
    }
    List<String> log = printed.toString(UTF_8).lines().toList();
    check(
        log.stream().noneMatch(line -> line.contains("\"level\":\"ERROR\"")), "no failure: " + log);
    check(
        log.stream().allMatch(line -> line.chars().allMatch(c -> c >= ' ' && c <= '~')),
        "one line each");
  }

  private static void headers(String text) {
    unknown("Authorization", text);
    unknown("Authorization", "Bearer " + text);
    unknown("Authorization", "Bearer " + TokenForge.hs256(TestKeys.SECRET, text, PAYLOAD));
    unknown("Authorization", "Bearer " + TokenForge.hs256(TestKeys.OTHER_SECRET, HS256, text));
    unknown("X-API-Key", text);
  }

  private static void unknown(String header, String value) {
    Authentication response = AUTHENTICATE.authenticate(Map.of(header, List.of(value)));
    check(response instanceof Authentication.Unknown, "nobody is known by " + header);
  }

  private static void keyring(String text) {
    try {
      Keyring.parse(text);
    } catch (KeyringFormatException e) {
      check(!e.reason().isBlank(), "it says what is wrong");
    }
  }

  private static void apiEvent(byte[] input) {
    try {
      new ProxyEventSerializer()
          .<APIGatewayProxyRequestEvent>fromJson(
              new String(input, UTF_8), APIGatewayProxyRequestEvent.class);
    } catch (UncheckedIOException e) {
      // No JSON, which AWS does not send.
    }
  }

  private static void queueEvent(byte[] input) {
    try {
      new QueueEventSerializer().<SQSEvent>fromJson(new String(input, UTF_8), SQSEvent.class);
    } catch (UncheckedIOException e) {
      // No JSON, which AWS does not send.
    }
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
