package io.entryguard.resources.function.provision;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.entryguard.resources.access.ApiKey;
import io.entryguard.resources.access.ApiKeys;
import io.entryguard.resources.access.InMemoryApiKeyStore;
import io.entryguard.resources.access.KeyHash;
import io.entryguard.resources.change.ActiveSessions;
import io.entryguard.resources.change.Verification;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.idempotency.IdempotentRequest;
import io.entryguard.resources.idempotency.RequestOutcome;
import io.entryguard.resources.json.RequestFingerprints;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.OrganizationStore;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.SaveOutcome;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.refusal.ErrorCode;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.InMemoryResourceStore;
import io.entryguard.resources.testing.LogLines;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.StoredPartition;
import io.entryguard.resources.testing.TestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventFunctionTest {
  private static final String ID = "8d3f0c52-6b1e-4f7a-9c25-1e0a7b94d3f6";
  private static final String HASH = "0123456789abcdef".repeat(4);

  private final InMemoryResourceStore store = new InMemoryResourceStore();
  private final InMemoryApiKeyStore keys = new InMemoryApiKeyStore();
  @RegisterExtension private final LogLines logLines = new LogLines();
  private final EventFunction function = Stores.of(store, keys).function();

  private final OrganizationId organization = Samples.organizationId();
  private final Credential credential = Samples.credential(organization, Provider.AWS);

  private List<String> deliver(String... bodies) {
    return Messages.deliver(function, List.of(bodies));
  }

  private List<String> deliver(String body, int receiveCount) {
    SQSMessage message = Messages.message("message-1", body, receiveCount);
    return Messages.failures(function.handle(Messages.batch(List.of(message)), new TestContext()));
  }

  private void given(Tier tier) {
    store.save(Samples.organization(organization, tier));
    store.save(credential);
  }

  private List<Resource> resources() {
    return StoredPartition.read(store, organization, ENOUGH_TIME).resources().stream()
        .map(NamedResource::resource)
        .toList();
  }

  private int count() {
    return known().orElseThrow().resourceCount();
  }

  private Optional<Organization> known() {
    return StoredPartition.read(store, organization, ENOUGH_TIME).organization();
  }

  private Optional<IdempotencyRecord> recordOf(String requestId) {
    return store.find(
        organization,
        new IdempotencyKey(IdempotencyKey.Origin.EVENT, "terraform", requestId),
        ENOUGH_TIME);
  }

  private Optional<RequestOutcome> outcomeOf(String requestId) {
    return recordOf(requestId).map(IdempotencyRecord::outcome);
  }

  private RequestOutcome refusalOf(String requestId) {
    return outcomeOf(requestId).orElseThrow();
  }

  @Test
  void hasNothingToDoForAnEmptyBatch() {
    assertThat(function.handle(new SQSEvent(), new TestContext()).getBatchItemFailures()).isEmpty();
    assertThat(deliver()).isEmpty();
    assertThat(logLines).isEmpty();
  }

  @Test
  void takesOrganizationsCredentialsAndKeys() {
    ApiKey key = ApiKeys.reading("eg_live_1a2b3c4d5e6f7g8h9i0j");

    assertThat(
            deliver(
                Bodies.of(credential),
                Bodies.of(Samples.organization(organization, Tier.PAID)),
                Bodies.of(key)))
        .isEmpty();

    assertThat(known()).contains(Samples.organization(organization, Tier.PAID));
    assertThat(
            store
                .contextOf(organization, credential.id(), Optional.empty(), ENOUGH_TIME)
                .credential())
        .contains(credential);
    assertThat(keys.find(key.hash())).contains(key);
  }

  @Test
  void stopsAnOrganizationsCallersWhenItIsDeleted() {
    given(Tier.PAID);

    deliver(Bodies.of(Samples.deleted(Samples.organization(organization, Tier.PAID), 2)));

    assertThat(known()).isEmpty();
  }

  static Stream<Arguments> bodies() {
    String organization =
        detail("organizationId", ID, "name", "Acme", "tier", "FREE", "status", "ACTIVE");
    return Stream.of(
        argumentSet("no body", (Object) null),
        argumentSet("empty", ""),
        argumentSet("null", "null"),
        argumentSet("no JSON", "secret-eg_live_1"),
        argumentSet("half of it", "{\"version\": \"0\","),
        argumentSet("an array", "[]"),
        argumentSet("a text", "\"secret\""),
        argumentSet("a number", "5"),
        argumentSet("too deep", "{\"a\": " + "[".repeat(1_001)),
        argumentSet("too deep in detail", Bodies.event("OrganizationChanged", "[".repeat(1_001))),
        argumentSet("two documents", changed(organization, "1") + "{}"),
        argumentSet("a detail without envelope", organization),
        argumentSet(
            "SNS-wrapped",
            "{\"Type\": \"Notification\", \"MessageId\": \"1\", \"Message\": \"{}\"}"),
        argumentSet("S3's test event", "{\"Service\": \"Amazon S3\", \"Event\": \"s3:TestEvent\"}"),
        argumentSet(
            "another format",
            changed(organization, "1").replace("\"version\": \"0\"", "\"version\": \"1\"")),
        argumentSet(
            "another source", changed(organization, "1").replace("\"entryguard\"", "\"aws.ec2\"")),
        argumentSet(
            "no time", changed(organization, "1").replace("2026-02-18T11:00:00Z", "yesterday")),
        argumentSet("no detail", changed(organization, "1").replace("\"detail\":", "\"details\":")),
        argumentSet("a detail that is text", Bodies.event("OrganizationChanged", "\"{}\"")),
        argumentSet("a detail that is null", Bodies.event("OrganizationChanged", "null")),
        argumentSet("an unknown type", Bodies.event("OrganizationRenamed", "{}")),
        argumentSet("the type in another case", Bodies.event("organizationChanged", "{}")),
        argumentSet("no version", Bodies.event("OrganizationChanged", organization)),
        argumentSet("a version twice", changed(organization, "1, \"version\": 2")),
        argumentSet("an unknown member", changed(organization, "1, \"secret\": \"eg_live_1\"")),
        argumentSet("a tier that is not", changed(organization.replace("FREE", "GOLD"), "1")),
        argumentSet("half a character", changed(organization.replace("Acme", "\\ud800"), "1")),
        argumentSet("a key itself", key("eg_live_1a2b3c4d5e6f7g8h9i0j")),
        argumentSet("a whole key as its prefix", key(HASH).replace("eg_live_1", "e".repeat(13))),
        argumentSet("a request id with a separator", requested("1#2")),
        argumentSet("a request id with a space", requested("1 2")),
        argumentSet("a request id of 256", requested("1".repeat(256))));
  }

  private static String detail(String... members) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < members.length; i += 2) {
      texts.add("\"%s\": \"%s\"".formatted(members[i], members[i + 1]));
    }
    return "{" + String.join(", ", texts) + "}";
  }

  private static String changed(String detail, String version) {
    return Bodies.event(
        "OrganizationChanged", detail.replace("}", ", \"version\": " + version + "}"));
  }

  private static String key(String hash) {
    return Bodies.event(
        "ApiKeyChanged",
        detail("keyHash", hash, "displayPrefix", "eg_live_1", "organizationId", ID, "name", "a")
            .replace("}", ", \"scopes\": [], \"version\": 1}"));
  }

  private static String scopes(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> "\"resources:" + number + "\"")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String requested(String requestId) {
    return Bodies.event(
        "ResourceRequested",
        detail("organizationId", ID, "requestId", requestId, "requestedBy", "terraform")
            .replace("}", ", \"resource\": {}}"));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void reportsWhatIsNoEventAndSaysWhyWithoutQuotingIt(@Nullable String body) {
    Map<String, Object> before = store.snapshot();
    SQSMessage message = Messages.message("message-1", "", 1);
    message.setBody(body);

    assertThat(
            Messages.failures(function.handle(Messages.batch(List.of(message)), new TestContext())))
        .containsExactly("message-1");

    assertThat(store.snapshot()).isEqualTo(before);
    assertThat(keys.find(ApiKeys.reading("eg_live_1").hash())).isEmpty();
    assertThat(logLines)
        .singleElement()
        .asString()
        .contains("\"level\":\"WARN\"", "\"messageId\":\"message-1\"", "\"reason\":\"")
        .doesNotContain("secret", "eg_live", "GOLD", "yesterday")
        .hasSizeLessThan(500);
  }

  @Test
  void takesTheBodiesThatTheTableOfBadOnesStartsFrom() {
    assertThat(
            deliver(
                changed(
                    detail(
                        "organizationId", ID, "name", "Acme", "tier", "FREE", "status", "ACTIVE"),
                    "9223372036854775807"),
                key(HASH),
                requested("1")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          poison                          | event is not one JSON object
          {"version": "1"}                | event.version is not 0
          {"version": "0", "source": "x"} | event.source is not entryguard
          {"version": "0"} {}             | event is not alone: something follows it
          {"id": "0", "id": "0"}          | event has a member twice
          []                              | event is not a JSON object
          """)
  void namesTheReasonInTheLog(String body, String reason) {
    deliver(body);

    assertReason(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "scopes": []       | "secret": []      | has a member that its schema does not have
          "scopes": []       | "revoked": true   | .scopes is missing
          "eg_live_1"        | 5                 | .displayPrefix must be a string
          "eg_live_1"        | ""                | .displayPrefix must have at least one character
          []                 | {"a": 1}          | .scopes must be an array of at most 100 strings
          []                 | ["a", 1]          | .scopes must be an array of at most 100 strings
          []                 | [""]              | .scopes has an element that must have at least
          []                 | [], "revoked": 1  | .revoked must be true or false
          "version": 1       | "version": 0      | .version must be a whole number from 1 to 922337
          "version": 1       | "version": "1"    | .version must be a whole number from 1 to 922337
          [] | [], "expiresAt": "2026-02-30T00:00:00Z" | .expiresAt must be a time in ISO 8601
          [] | [], "expiresAt": "0001-01-01T00:59:59+01:00" | .expiresAt must be a time in ISO 8601
          [] | [], "expiresAt": "9999-12-31T23:00:00-01:00" | .expiresAt must be a time in ISO 8601
          """)
  void namesTheMemberInTheLog(String member, String replacement, String reason) {
    deliver(key(HASH).replace(member, replacement));

    assertReason("detail" + (reason.startsWith(".") ? "" : " ") + reason);
  }

  private void assertReason(String reason) {
    assertThat(logLines)
        .singleElement()
        .asString()
        .contains("A message is no event", "\"reason\":\"" + reason);
  }

  @Test
  void takesTheMostThatASchemaAllows() {
    Organization most =
        Samples.organization(
            organization,
            Tier.FREE,
            OrganizationStatus.ACTIVE,
            OptionalInt.of(Integer.MAX_VALUE),
            Long.MAX_VALUE);

    assertThat(deliver(Bodies.of(most), key(HASH).replace("[]", scopes(100)))).isEmpty();

    assertThat(known()).contains(most);
    assertThat(keys.find(KeyHash.parse(HASH).orElseThrow()).orElseThrow().scopes()).hasSize(100);
  }

  @ParameterizedTest
  @CsvSource({
    "2027-01-01T01:00:00+01:00, 2027-01-01T00:00:00Z",
    "0001-01-01T01:00:00+01:00, 0001-01-01T00:00:00Z",
    "9999-12-31T22:59:59-01:00, 9999-12-31T23:59:59Z"
  })
  void takesTheEndOfAKey(String sent, Instant stored) {
    deliver(key(HASH).replace("[]", "[], \"expiresAt\": \"" + sent + "\""));

    assertThat(keys.find(KeyHash.parse(HASH).orElseThrow()).orElseThrow().expiresAt())
        .contains(stored);
  }

  @Test
  void saysWhatBecameOfEachEvent() {
    given(Tier.FREE);
    deliver(Bodies.requested(organization, "request-1", Samples.spec(credential)));
    ResourceId id = resources().getFirst().id();
    logLines.clear();

    deliver(Bodies.deleted(organization, id, 1), Bodies.deleted(organization, id, 1));

    assertThat(logLines).hasSize(2);
    assertThat(logLines.getFirst()).contains("\"level\":\"INFO\"", "An event was applied");
    assertThat(logLines.getLast()).contains("\"level\":\"INFO\"", "An event changed nothing");
  }

  @ParameterizedTest
  @MethodSource("storeFailures")
  void givesBackWhatTheStoreFailedAtAndSaysSo(RuntimeException failure, String level, String said) {
    Stores stores = Stores.of(store, keys);
    EventFunction failing =
        new Stores(
                new FailingAccountStore(failure),
                stores.keys(),
                stores.resources(),
                stores.reader(),
                stores.changes(),
                stores.records())
            .function();

    assertThat(Messages.deliver(failing, List.of(Bodies.of(credential)))).containsExactly("0");

    assertThat(logLines)
        .singleElement()
        .asString()
        .contains("\"level\":\"" + level + "\"", said, credential.id().toString());
  }

  static Stream<Arguments> storeFailures() {
    return Stream.of(
        argumentSet(
            "out of reach",
            new StoreUnavailableException("no answer", new IllegalStateException()),
            "WARN",
            "The store is unavailable: the message comes again"),
        argumentSet(
            "a mistake of ours",
            new IllegalStateException("a mistake"),
            "ERROR",
            "A message failed: it comes again"));
  }

  private record FailingAccountStore(RuntimeException failure) implements OrganizationStore {
    @Override
    public SaveOutcome save(Organization organization) {
      throw failure;
    }

    @Override
    public SaveOutcome save(Credential credential) {
      throw failure;
    }
  }

  @Test
  void letsOnePoisonedMessageAmongTenFailAlone() {
    List<String> bodies = new ArrayList<>();
    List<OrganizationId> organizations = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      OrganizationId id = Samples.organizationId();
      organizations.add(id);
      bodies.add(i == 4 ? "poison" : Bodies.of(Samples.organization(id, Tier.FREE)));
    }

    assertThat(Messages.deliver(function, bodies)).containsExactly("4");

    assertThat(organizations)
        .filteredOn(id -> StoredPartition.read(store, id, ENOUGH_TIME).organization().isPresent())
        .hasSize(9);
  }

  @Test
  void reportsWhatItHasNoTimeToBegin() {
    List<SQSMessage> messages =
        List.of(
            Messages.message("1", Bodies.of(credential), 1),
            Messages.message("2", Bodies.of(Samples.organization(organization, Tier.FREE)), 1));
    int tooLittle = (int) EventFunction.LONGEST_MESSAGE.minusMillis(1).toMillis();

    assertThat(
            Messages.failures(
                function.handle(Messages.batch(messages), new TestContext("1", tooLittle))))
        .containsExactly("1", "2");

    assertThat(known()).isEmpty();
    assertThat(logLines)
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("not begun, for lack of time"));
  }

  @Test
  void beginsWhatItHasJustTheTimeFor() {
    List<SQSMessage> messages = List.of(Messages.message("1", Bodies.of(credential), 1));
    int enough = (int) EventFunction.LONGEST_MESSAGE.toMillis();

    assertThat(
            Messages.failures(
                function.handle(Messages.batch(messages), new TestContext("1", enough))))
        .isEmpty();
  }

  @Test
  void appliesTheSameEventOnceHoweverOftenItComes() {
    given(Tier.FREE);
    String request = Bodies.requested(organization, "request-1", Samples.spec(credential));

    for (int i = 0; i < 10; i++) {
      assertThat(Messages.deliver(function, Collections.nCopies(10, request))).isEmpty();
    }

    assertThat(resources()).hasSize(1);
    assertThat(count()).isEqualTo(1);
    ResourceId id = resources().getFirst().id();
    assertThat(
            Messages.deliver(
                function, Collections.nCopies(100, Bodies.deleted(organization, id, 1))))
        .isEmpty();
    assertThat(resources()).isEmpty();
    assertThat(count()).isZero();
  }

  @Test
  void keepsTheFirstOfTwoContentsOfAVersionAndLogsTheSecond() {
    given(Tier.FREE);
    logLines.clear();

    assertThat(
            deliver(
                Bodies.of(
                    new Credential(organization, credential.id(), "Other", Provider.AWS, false, 1)),
                Bodies.of(Samples.organization(organization, Tier.PAID))))
        .isEmpty();

    assertThat(known()).contains(Samples.organization(organization, Tier.FREE));
    assertThat(logLines)
        .hasSize(2)
        .allSatisfy(
            line -> assertThat(line).contains("WARN", "contradicts", organization.toString()));
  }

  @Test
  void createsARequestedResourceOnce() {
    given(Tier.FREE);

    assertThat(deliver(Bodies.requested(organization, "request-1", Samples.spec(credential))))
        .isEmpty();

    Resource created = resources().getFirst();
    assertThat(created.spec()).isEqualTo(Samples.spec(credential));
    assertThat(outcomeOf("request-1").orElseThrow())
        .isInstanceOfSatisfying(
            RequestOutcome.Completed.class,
            completed -> assertThat(completed.resource()).isEqualTo(created.id()));
  }

  @Test
  void keepsTheRecordOfARequestFor30Days() {
    given(Tier.FREE);
    var key = new IdempotencyKey(IdempotencyKey.Origin.EVENT, "terraform", "request-1");

    deliver(Bodies.requested(organization, "request-1", Samples.spec(credential)));

    IdempotencyRecord record = store.find(organization, key, ENOUGH_TIME).orElseThrow();
    assertThat(record.expiresAt()).isEqualTo(Samples.NOW.plus(Duration.ofDays(30)));
    assertThat(record.request())
        .isEqualTo(new IdempotentRequest(key, RequestFingerprints.of(Samples.spec(credential))));
  }

  @Test
  void takesNoOtherRequestUnderAnIdThatIsUsed() {
    given(Tier.PAID);
    Credential other = Samples.credential(organization, Provider.AWS);
    store.save(other);
    deliver(Bodies.requested(organization, "request-1", Samples.spec(credential)));
    logLines.clear();

    assertThat(deliver(Bodies.requested(organization, "request-1", Samples.spec(other)))).isEmpty();
    assertThat(deliver(Bodies.requested(organization, "request-1", "{}"))).isEmpty();

    assertThat(resources()).hasSize(1);
    assertThat(logLines).hasSize(2).allSatisfy(line -> assertThat(line).contains("contradicts"));
  }

  @Test
  void refusesAtTheLimitForGoodAndPagesNobody() {
    store.save(
        Samples.organization(
            organization, Tier.FREE, OrganizationStatus.ACTIVE, OptionalInt.of(0), 1));
    store.save(credential);
    String request = Bodies.requested(organization, "request-1", Samples.spec(credential));

    assertThat(deliver(request)).isEmpty();

    var refused = new RequestOutcome.Refused(Refusal.limitReached(0, Tier.FREE));
    assertThat(refusalOf("request-1")).isEqualTo(refused);
    assertThat(logLines)
        .singleElement()
        .asString()
        .contains("\"level\":\"INFO\"", "MAX_RESOURCES_REACHED", "request-1");
    store.save(
        Samples.organization(
            organization, Tier.PAID, OrganizationStatus.ACTIVE, OptionalInt.empty(), 2));
    assertThat(deliver(request)).isEmpty();
    assertThat(refusalOf("request-1")).isEqualTo(refused);
    assertThat(resources()).isEmpty();
  }

  @Test
  void refusesWhatIsNoResourceAtOnceAndSaysAllThatIsWrong() {
    assertThat(deliver(Bodies.requested(organization, "request-1", "{\"name\": \"\", \"x\": 1}")))
        .isEmpty();

    assertThat(refusalOf("request-1"))
        .isInstanceOfSatisfying(
            RequestOutcome.Refused.class,
            refused -> {
              assertThat(refused.refusal().code()).isEqualTo(ErrorCode.VALIDATION_ERROR);
              assertThat(refused.refusal().message())
                  .contains(
                      "name: must have at least one character",
                      "x: is not a member",
                      "provider: is required");
            });
    assertThat(logLines).singleElement().asString().contains("INFO", "VALIDATION_ERROR");
  }

  @Test
  void refusesAResourceOf256KbAsOverHttp() {
    given(Tier.FREE);
    String config = "{\"note\": \"" + "a".repeat(250_000) + "\"}";
    String resource =
        """
        {"name": "a", "credentialId": "%s", "provider": "AWS", "resourceType": "SECURITY_GROUP",
         "resourceIdentifier": "sg-1", "region": "eu-central-1", "config": %s}
        """
            .formatted(credential.id(), config);

    assertThat(deliver(Bodies.requested(organization, "request-1", resource))).isEmpty();

    assertThat(refusalOf("request-1"))
        .isEqualTo(
            new RequestOutcome.Refused(
                new Refusal(ErrorCode.VALIDATION_ERROR, "body: must be at most 64 KiB of JSON")));
  }

  /** Two levels of an event are around what is the body over HTTP. */
  @ParameterizedTest
  @ValueSource(ints = {49, 50, 900})
  void countsLevelsAsOverHttp(int levels) {
    given(Tier.FREE);
    String config = "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
    String resource =
        """
        {"name": "a", "credentialId": "%s", "provider": "AWS", "resourceType": "SECURITY_GROUP",
         "resourceIdentifier": "sg-1", "region": "eu-central-1", "config": %s}
        """
            .formatted(credential.id(), config);

    assertThat(deliver(Bodies.requested(organization, "request-1", resource))).isEmpty();

    if (levels < 50) {
      assertThat(refusalOf("request-1")).isInstanceOf(RequestOutcome.Completed.class);
    } else {
      assertThat(refusalOf("request-1"))
          .isInstanceOfSatisfying(
              RequestOutcome.Refused.class,
              refused ->
                  assertThat(refused.refusal().message())
                      .isEqualTo("body: must not be nested deeper than 50 levels"));
    }
  }

  @Test
  void refusesASuspendedOrganizationAndAnotherProvider() {
    given(Tier.FREE);
    deliver(
        Bodies.requested(organization, "request-1", Samples.spec(credential.id(), Provider.GCP)));
    store.save(
        Samples.organization(
            organization, Tier.FREE, OrganizationStatus.SUSPENDED, OptionalInt.empty(), 2));
    deliver(Bodies.requested(organization, "request-2", Samples.spec(credential)));

    assertThat(refusalOf("request-1"))
        .isEqualTo(
            new RequestOutcome.Refused(
                new Refusal(
                    ErrorCode.VALIDATION_ERROR,
                    "provider: must be AWS, as that of the credential")));
    assertThat(refusalOf("request-2"))
        .isEqualTo(new RequestOutcome.Refused(Refusal.ORGANIZATION_INACTIVE));
  }

  @Test
  void waitsForACredentialUntilItComes() {
    store.save(Samples.organization(organization, Tier.FREE));
    String request = Bodies.requested(organization, "request-1", Samples.spec(credential));
    for (int receive = 1; receive < Stores.MAX_RECEIVES; receive++) {
      assertThat(deliver(request, receive)).containsExactly("message-1");
    }
    assertThat(outcomeOf("request-1")).isEmpty();
    assertThat(logLines)
        .hasSize(Stores.MAX_RECEIVES - 1)
        .allSatisfy(line -> assertThat(line).contains("A request waits for what may still come"));

    store.save(credential);

    assertThat(deliver(request, Stores.MAX_RECEIVES)).isEmpty();
    assertThat(resources()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesOnTheLastReceiveWhatIsStillMissing(boolean organizationIsThere) {
    if (organizationIsThere) {
      store.save(Samples.organization(organization, Tier.FREE));
    }
    String request = Bodies.requested(organization, "request-1", Samples.spec(credential));
    assertThat(deliver(request, Stores.MAX_RECEIVES - 1)).containsExactly("message-1");

    assertThat(deliver(request, Stores.MAX_RECEIVES)).isEmpty();

    assertThat(refusalOf("request-1"))
        .isEqualTo(
            new RequestOutcome.Refused(
                organizationIsThere
                    ? Refusal.CREDENTIAL_NOT_FOUND
                    : Refusal.ORGANIZATION_INACTIVE));
    given(Tier.FREE);
    assertThat(deliver(request, 1)).isEmpty();
    assertThat(resources()).isEmpty();
  }

  @Test
  void doesNotWaitAgainForWhatWasGrantedBeforeItsOrganizationWasDeleted() {
    given(Tier.FREE);
    String request = Bodies.requested(organization, "request-1", Samples.spec(credential));
    deliver(request);
    store.save(Samples.deleted(Samples.organization(organization, Tier.FREE), 2));

    assertThat(deliver(request, 1)).isEmpty();
    assertThat(outcomeOf("request-1").orElseThrow()).isInstanceOf(RequestOutcome.Completed.class);
  }

  @Test
  void waitsForWhatWasGrantedSoLongAgoThatItsRecordHasExpired() {
    String request = Bodies.requested(organization, "request-1", "{}");
    deliver(request);
    IdempotencyRecord refused = recordOf("request-1").orElseThrow();
    var expired = new IdempotencyRecord(refused.request(), refused.outcome(), Samples.NOW);
    var past = new InMemoryResourceStore();
    past.keep(organization, expired, Samples.NOW.minusSeconds(1), ENOUGH_TIME);
    EventFunction later = Stores.of(past, keys).function();
    SQSMessage message =
        Messages.message(
            "1", Bodies.requested(organization, "request-1", Samples.spec(credential)), 1);

    assertThat(Messages.failures(later.handle(Messages.batch(List.of(message)), new TestContext())))
        .containsExactly("1");
  }

  @Test
  void knowsAResourceThatWasRefusedFromAnotherThatIsRefusedToo() {
    deliver(Bodies.requested(organization, "request-1", "{\"name\": \"one\"}"));
    logLines.clear();

    deliver(Bodies.requested(organization, "request-1", "{\"name\": \"one\"}"));
    deliver(Bodies.requested(organization, "request-1", "{\"name\": \"other\"}"));

    assertThat(logLines).hasSize(2);
    assertThat(logLines.getFirst()).contains("An event changed nothing");
    assertThat(logLines.getLast()).contains("contradicts");
  }

  @Test
  void countsReceivesFromOne() {
    assertThat(new MaxReceiveCount(1).value()).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new MaxReceiveCount(0));
  }

  @Test
  void takesAReceiveCountThatIsNoNumberForNotTheLast() {
    SQSMessage message =
        Messages.message(
            "1", Bodies.requested(organization, "request-1", Samples.spec(credential)), 1);
    message.setAttributes(Map.of("ApproximateReceiveCount", "many"));

    assertThat(
            Messages.failures(function.handle(Messages.batch(List.of(message)), new TestContext())))
        .containsExactly("1");
    assertThat(outcomeOf("request-1")).isEmpty();
  }

  @Test
  void verifiesAndDeletes() {
    given(Tier.FREE);
    deliver(Bodies.requested(organization, "request-1", Samples.spec(credential)));
    ResourceId id = resources().getFirst().id();
    String verified =
        Bodies.verified(organization, id, new Verification(true, Samples.NOW.plusSeconds(60), 1));

    assertThat(deliver(verified)).isEmpty();
    assertThat(resources().getFirst().active()).isTrue();
    assertThat(resources().getFirst().lastVerifiedAt()).contains(Samples.NOW.plusSeconds(60));

    assertThat(deliver(Bodies.deleted(organization, id, 2), verified)).isEmpty();
    assertThat(resources()).isEmpty();
    assertThat(count()).isZero();
  }

  @Test
  void countsTheSessionsOfAResource() {
    given(Tier.FREE);
    deliver(Bodies.requested(organization, "request-1", Samples.spec(credential)));
    ResourceId id = resources().getFirst().id();

    assertThat(deliver(Bodies.sessionsChanged(organization, id, new ActiveSessions(2, 1))))
        .isEmpty();

    assertThat(store.find(organization, id, ENOUGH_TIME).orElseThrow().sessions())
        .isEqualTo(new ActiveSessions(2, 1));
  }

  @Test
  void hasNothingToDoForAResourceThatItDoesNotKnow() {
    given(Tier.FREE);
    var unknown = new ResourceId(UUID.randomUUID());

    assertThat(
            deliver(
                Bodies.verified(organization, unknown, new Verification(true, Samples.NOW, 1)),
                Bodies.deleted(organization, unknown, 1)))
        .isEmpty();
  }
}
