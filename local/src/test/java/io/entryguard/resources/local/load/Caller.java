package io.entryguard.resources.local.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.entryguard.resources.organization.OrganizationId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * A caller that sends requests sequentially. Its own organization is not used by others, so that it
 * knows the expected responses; a second organization is shared, and callers compete for its limit.
 */
final class Caller {
  private static final String AUTHORIZATION = "Authorization";
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private static final byte[] ABOVE_THE_SERVICES_LIMIT = new byte[70 * 1024];
  private static final byte[] ABOVE_THE_GATEWAYS_LIMIT = new byte[10 * 1024 * 1024 + 1];

  private static final List<String> BODIES_THAT_ARE_WRONG =
      List.of(
          "",
          "{",
          "null",
          "[]",
          "{}",
          "{\"name\":\" \"}",
          "{\"name\":\"a\",\"name\":\"b\"}",
          "[".repeat(5_000),
          "{\"config\":" + "{\"a\":".repeat(60) + "1" + "}".repeat(61));

  private final Target target;
  private final Random random;
  private final Member own;
  private final Member shared;
  private final String stranger;

  /** The resources of its own organization. */
  private final Set<String> held = new HashSet<>();

  /** The resources that it has created in the shared organization and not deleted. */
  private final List<String> heldInShared = new ArrayList<>();

  private final List<Runnable> wheel = new ArrayList<>();
  private Wire wire;
  private Optional<Keyed> keyed = Optional.empty();

  /** A successful request with its idempotency key and response, for a repetition. */
  private record Keyed(String key, String name, JsonNode response) {}

  Caller(Target target, long seed, Wire wire, Member own, Member shared) {
    this.target = target;
    this.random = new Random(seed);
    this.wire = wire;
    this.own = own;
    this.shared = shared;
    this.stranger =
        target.tokens(Instant.now()).admin(new OrganizationId(UUID.randomUUID()), "stranger");
    good();
    bad();
  }

  private void good() {
    add(14, () -> list(AUTHORIZATION, "Bearer " + own.admin()));
    add(4, () -> list(AUTHORIZATION, "ApiKey " + own.readKey()));
    add(4, () -> list("X-API-Key", own.readKey()));
    add(12, this::createOrDelete);
    add(4, this::change);
    add(6, this::repeat);
    add(6, this::createInShared);
  }

  private void bad() {
    refused(3, Expected.UNAUTHORIZED, this::resources);
    refused(3, Expected.UNAUTHORIZED, () -> by("Bearer " + forged()));
    refused(2, Expected.UNAUTHORIZED, () -> by("Bearer " + unsigned()));
    refused(2, Expected.UNAUTHORIZED, () -> by("Bearer " + own.expired()));
    refused(2, Expected.UNAUTHORIZED, () -> by("ApiKey eg_live_" + UUID.randomUUID()));
    refused(2, Expected.UNAUTHORIZED, () -> by("ApiKey " + own.revokedKey()));
    refused(
        2, Expected.UNAUTHORIZED, () -> by("Bearer " + own.admin()).header("X-API-Key", "another"));
    refused(2, Expected.FORBIDDEN, () -> by("Bearer " + own.user()));
    refused(2, Expected.FORBIDDEN, () -> by("ApiKey " + own.plainKey()));
    refused(2, Expected.FORBIDDEN, () -> by("Bearer " + stranger));
    refused(
        2,
        Expected.FORBIDDEN,
        () -> json(by("ApiKey " + own.readKey()), text(body("a key's", own))));
    refused(2, Expected.UNAUTHORIZED, () -> at(address(UUID.randomUUID().toString())));
    refused(3, Expected.RESOURCE_NOT_FOUND, () -> oneByAdmin(UUID.randomUUID().toString()));
    refused(2, Expected.INVALID, () -> oneByAdmin("one"));
    refused(3, Expected.NOT_FOUND, () -> at(address(UUID.randomUUID() + "/sessions")));
    refused(1, Expected.NOT_FOUND, () -> at(target.api().resolve("/elsewhere").toString()));
    refused(
        3,
        Expected.METHOD_NOT_ALLOWED,
        () -> resources().method(oneOf("PUT", "DELETE", "PATCH"), BodyPublishers.noBody()));
    refused(
        2,
        Expected.UNSUPPORTED,
        () -> byAdmin().header("Content-Type", "text/plain").POST(text(body("plain", own))));
    refused(
        2,
        Expected.TOO_LARGE,
        () -> json(byAdmin(), BodyPublishers.ofByteArray(ABOVE_THE_SERVICES_LIMIT)));
    wheel.add(this::farTooLarge);
    refused(
        5,
        Expected.INVALID,
        () -> json(byAdmin(), text(oneOf(BODIES_THAT_ARE_WRONG.toArray(String[]::new)))));
    refused(
        2,
        Expected.INVALID,
        () -> json(byAdmin(), BodyPublishers.ofString(body("\u00e9", own), ISO_8859_1)));
    refused(
        2,
        Expected.INVALID,
        () -> json(byAdmin(), text(body("GCP's", own).replace("\"AWS\"", "\"GCP\""))));
    refused(
        2,
        Expected.INVALID,
        () -> at(target.resources() + "?page=1").header(AUTHORIZATION, "Bearer " + own.admin()));
    refused(
        2,
        Expected.INVALID,
        () -> json(byAdmin().header(IDEMPOTENCY_KEY, "\"open"), text(body("keyed", own))));
    refused(
        3,
        Expected.CREDENTIAL_NOT_FOUND,
        () -> json(byAdmin(), text(body("another's credential", shared))));
    add(7, this::createAboveTheLimit);
    add(4, this::reuseOfAKey);
  }

  private void add(int weight, Runnable request) {
    for (int i = 0; i < weight; i++) {
      wheel.add(request);
    }
  }

  private void refused(int weight, List<Expected> expected, RequestMaker maker) {
    add(weight, () -> wire.send(maker.make(), expected));
  }

  private interface RequestMaker {
    HttpRequest.Builder make();
  }

  /** Sends this many requests over a connection of its own. */
  void send(int count, Wire newWire) {
    wire = newWire;
    for (int i = 0; i < count; i++) {
      wheel.get(random.nextInt(wheel.size())).run();
    }
  }

  /** Creates beyond the limit and checks that exactly the limit exists. */
  void fill(Wire newWire) {
    wire = newWire;
    while (held.size() < own.limit()
        && create(own, Expected.CREATED).map(held::add).orElse(false)) {
      // Until the limit is reached, or a mistake is recorded in the tally.
    }
    create(own, Expected.LIMIT_REACHED);
    list(AUTHORIZATION, "Bearer " + own.admin());
    if (held.size() != own.limit()) {
      wire.mistake("an organization of its own has %d, not %d".formatted(held.size(), own.limit()));
    }
  }

  /** Creates beyond the limit of the shared organization, like every other caller. */
  void fillShared(Wire newWire) {
    wire = newWire;
    for (int i = 0; i <= shared.limit(); i++) {
      create(shared, Expected.CREATED_OR_LIMIT_REACHED).ifPresent(heldInShared::add);
    }
  }

  /** Returns its resources in the shared organization. */
  List<String> heldInShared() {
    return List.copyOf(heldInShared);
  }

  private void list(String header, String value) {
    wire.send(resources().header(header, value), Expected.OK)
        .map(Caller::ids)
        .filter(ids -> !ids.equals(held))
        .ifPresent(ids -> wire.mistake("listed %s, not %s".formatted(ids, held)));
  }

  static Set<String> ids(Response list) {
    Set<String> ids = new HashSet<>();
    list.body().forEach(resource -> ids.add(resource.path("id").asText()));
    return ids;
  }

  private void createOrDelete() {
    if (held.size() < own.limit()) {
      createKeyed();
    } else {
      String deleted = held.iterator().next();
      if (random.nextBoolean()) {
        wire.event(target.events(), own.deletion(deleted));
      } else {
        wire.send(oneByAdmin(deleted).DELETE(), Expected.DELETED);
      }
      held.remove(deleted);
    }
  }

  /** Changes one by its tag, and is refused by the tag of before. */
  private void change() {
    if (held.isEmpty()) {
      createOrDelete();
      return;
    }
    String one = held.iterator().next();
    String tag =
        wire.send(oneByAdmin(one), Expected.OK)
            .map(answer -> answer.headers().getOrDefault("etag", List.of("")).getFirst())
            .orElse("");
    wire.send(patch(one, tag), Expected.OK);
    wire.send(patch(one, tag), Expected.CHANGED);
  }

  private HttpRequest.Builder patch(String id, String tag) {
    return oneByAdmin(id)
        .header("Content-Type", "application/json")
        .header("If-Match", tag)
        .method("PATCH", text("{\"name\": \"Changed %s\"}".formatted(UUID.randomUUID())));
  }

  private HttpRequest.Builder oneByAdmin(String id) {
    return at(address(id)).header(AUTHORIZATION, "Bearer " + own.admin());
  }

  private String address(String below) {
    return target.resources() + "/" + below;
  }

  private void createKeyed() {
    var name = "Keyed " + random.nextInt(1_000);
    String key = UUID.randomUUID().toString();
    wire.send(keyed(key, name), Expected.CREATED)
        .ifPresent(response -> {
          held.add(response.id());
          keyed = Optional.of(new Keyed(key, name, response.body()));
        });
  }

  private void repeat() {
    if (keyed.isEmpty()) {
      createOrDelete();
      return;
    }
    Keyed first = keyed.get();
    wire.send(keyed(first.key(), first.name()), Expected.CREATED)
        .filter(response -> !response.body().equals(first.response()))
        .ifPresent(
            response -> wire.mistake("repeated %s, not %s".formatted(response, first.response())));
  }

  private void reuseOfAKey() {
    if (keyed.isEmpty()) {
      createOrDelete();
      return;
    }
    Keyed first = keyed.get();
    wire.send(keyed(first.key(), first.name() + ", changed"), Expected.KEY_REUSED);
  }

  private HttpRequest.Builder keyed(String key, String name) {
    return json(byAdmin().header(IDEMPOTENCY_KEY, key), text(body(name, own)));
  }

  private void createAboveTheLimit() {
    if (held.size() < own.limit()) {
      create(own, Expected.CREATED).ifPresent(held::add);
    } else {
      create(own, Expected.LIMIT_REACHED);
    }
  }

  private void createInShared() {
    if (heldInShared.isEmpty() || random.nextBoolean()) {
      create(shared, Expected.CREATED_OR_LIMIT_REACHED).ifPresent(heldInShared::add);
    } else {
      wire.event(target.events(), shared.deletion(heldInShared.removeLast()));
    }
  }

  /** Creates a resource and returns its id. */
  private Optional<String> create(Member member, List<Expected> expected) {
    return wire.send(
            json(
                resources().header(AUTHORIZATION, "Bearer " + member.admin()),
                text(body("One of many", member))),
            expected)
        .filter(response -> response.status() == 201)
        .map(Response::id);
  }

  /** Rarely used, because each is 10 MB. */
  private void farTooLarge() {
    if (random.nextInt(10) == 0) {
      wire.send(
          json(byAdmin(), BodyPublishers.ofByteArray(ABOVE_THE_GATEWAYS_LIMIT)),
          Expected.TOO_LARGE);
    } else {
      wire.send(resources(), Expected.UNAUTHORIZED);
    }
  }

  private HttpRequest.Builder resources() {
    return HttpRequest.newBuilder(target.resources());
  }

  private static HttpRequest.Builder at(String address) {
    return HttpRequest.newBuilder(URI.create(address));
  }

  private HttpRequest.Builder by(String authorization) {
    return resources().header(AUTHORIZATION, authorization);
  }

  private HttpRequest.Builder byAdmin() {
    return by("Bearer " + own.admin());
  }

  private static HttpRequest.Builder json(HttpRequest.Builder request, BodyPublisher body) {
    return request.header("Content-Type", "application/json").POST(body);
  }

  private static BodyPublisher text(String body) {
    return BodyPublishers.ofString(body, UTF_8);
  }

  private String oneOf(String... values) {
    return values[random.nextInt(values.length)];
  }

  /** A token signed with another key. */
  private String forged() {
    String token = own.admin();
    int middle = token.lastIndexOf('.') + 10;
    char other = token.charAt(middle) == 'A' ? 'B' : 'A';
    return token.substring(0, middle) + other + token.substring(middle + 1);
  }

  private String unsigned() {
    String header =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(UTF_8));
    String token = own.admin();
    return header + token.substring(token.indexOf('.'), token.lastIndexOf('.') + 1);
  }

  private static String body(String name, Member member) {
    return """
    {"name": "%s", "credentialId": "%s", "provider": "AWS", "resourceType": "SECURITY_GROUP",
     "resourceIdentifier": "sg-0abc123def456", "region": "eu-central-1", "config": {"port": 443}}
    """
        .formatted(name, member.credential());
  }
}
