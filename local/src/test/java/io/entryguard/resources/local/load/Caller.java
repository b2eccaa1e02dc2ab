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
 * Sends requests one after the other. Nobody else changes its own organization, so it knows what
 * each request is answered with; the other organization is shared, and its limit is raced for.
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

  /** What its own organization has. */
  private final Set<String> held = new HashSet<>();

  /** What it has created in the shared one, and not taken away. */
  private final List<String> heldInShared = new ArrayList<>();

  private final List<Runnable> wheel = new ArrayList<>();
  private Wire wire;
  private Optional<Keyed> keyed = Optional.empty();

  /** A request that went well, its answer, and how to ask for it again. */
  private record Keyed(String key, String name, JsonNode answer) {}

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

  /** Sends so many, over a connection of their own. */
  void send(int count, Wire newWire) {
    wire = newWire;
    for (int i = 0; i < count; i++) {
      wheel.get(random.nextInt(wheel.size())).run();
    }
  }

  /** Asks for more than there is room for, and looks that there is as much as there may be. */
  void fill(Wire newWire) {
    wire = newWire;
    while (held.size() < own.limit()
        && create(own, Expected.CREATED).map(held::add).orElse(false)) {
      // Until there is no room, or something is wrong, which the tally says.
    }
    create(own, Expected.LIMIT_REACHED);
    list(AUTHORIZATION, "Bearer " + own.admin());
    if (held.size() != own.limit()) {
      wire.mistake("an organization of its own has %d, not %d".formatted(held.size(), own.limit()));
    }
  }

  /** Asks alone for more than there is room for, as all who share it do. */
  void fillShared(Wire newWire) {
    wire = newWire;
    for (int i = 0; i <= shared.limit(); i++) {
      create(shared, Expected.CREATED_OR_LIMIT_REACHED).ifPresent(heldInShared::add);
    }
  }

  /** What it has created in the shared organization and not taken away. */
  List<String> heldInShared() {
    return List.copyOf(heldInShared);
  }

  private void list(String header, String value) {
    wire.send(resources().header(header, value), Expected.OK)
        .map(Caller::ids)
        .filter(ids -> !ids.equals(held))
        .ifPresent(ids -> wire.mistake("listed %s, not %s".formatted(ids, held)));
  }

  static Set<String> ids(Answer list) {
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
        .ifPresent(answer -> {
          held.add(answer.id());
          keyed = Optional.of(new Keyed(key, name, answer.body()));
        });
  }

  private void repeat() {
    if (keyed.isEmpty()) {
      createOrDelete();
      return;
    }
    Keyed first = keyed.get();
    wire.send(keyed(first.key(), first.name()), Expected.CREATED)
        .filter(answer -> !answer.body().equals(first.answer()))
        .ifPresent(answer -> wire.mistake("repeated %s, not %s".formatted(answer, first.answer())));
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

  /** The id of what was created. */
  private Optional<String> create(Member member, List<Expected> expected) {
    return wire.send(
            json(
                resources().header(AUTHORIZATION, "Bearer " + member.admin()),
                text(body("One of many", member))),
            expected)
        .filter(answer -> answer.status() == 201)
        .map(Answer::id);
  }

  /** Seldom, as each is 10 MB. */
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

  /** Signed by somebody else. */
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
