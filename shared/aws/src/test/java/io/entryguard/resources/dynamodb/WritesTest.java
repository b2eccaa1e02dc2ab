package io.entryguard.resources.dynamodb;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static io.entryguard.resources.testing.Samples.FREE_3;
import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.access.ApiKeys;
import io.entryguard.resources.change.ActiveSessions;
import io.entryguard.resources.change.PendingEvent;
import io.entryguard.resources.change.Removal;
import io.entryguard.resources.change.RemoveOutcome;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.change.Verification;
import io.entryguard.resources.client.DynamoDbModule;
import io.entryguard.resources.client.InMemoryNetwork;
import io.entryguard.resources.create.AddOutcome;
import io.entryguard.resources.create.Creation;
import io.entryguard.resources.create.CreationContext;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.idempotency.IdempotentRequest;
import io.entryguard.resources.idempotency.RequestFingerprint;
import io.entryguard.resources.idempotency.RequestOutcome;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.SaveOutcome;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.rate.Lease;
import io.entryguard.resources.rate.Quota;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceName;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.testing.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Every write to the table, as the whole request that goes over the wire. */
final class WritesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** That permits were leased; the other writes read nothing of their response. */
  private static final String RESPONSE =
      """
      {"Attributes": {"requestCount": {"N": "8"}}}
      """;

  private static final OrganizationId ORGANIZATION =
      new OrganizationId(UUID.fromString("3f2504e0-4f89-41d3-9a0c-0305e82c3301"));
  private static final Credential CREDENTIAL =
      new Credential(
          ORGANIZATION,
          new CredentialId(UUID.fromString("6f1c2d3e-4a5b-4c6d-8e7f-90a1b2c3d4e5")),
          "AWS Production Account",
          Provider.AWS,
          false,
          7);
  private static final Resource RESOURCE =
      Resource.create(
          new ResourceId(UUID.fromString("019c7068-2780-7b1e-9c55-0d4b7f1f6a10")),
          Samples.spec(CREDENTIAL),
          NOW);

  private static final CreationContext AFTER_A_READ =
      new CreationContext(
          Optional.of(Samples.organization(ORGANIZATION, Tier.FREE)),
          Optional.of(CREDENTIAL),
          Optional.empty());

  private static final StoredResource NEW = StoredResource.created(RESOURCE);
  private static final StoredResource VERIFIED =
      NEW.with(new Verification(true, NOW.plusSeconds(60), 1));
  private static final String CHANGE_ID = "0".repeat(64);

  /** The items of a create that has read the credential, or has it cached. */
  private static final String CREATE_ITEMS =
      """
      {
        "Update": {
          "TableName": "resources",
          "Key": {
            "pk": {"S": "ORG#3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
            "sk": {"S": "ORG"}
          },
          "UpdateExpression": "SET #count = #count + :one",
          "ConditionExpression": "#status = :active AND attribute_not_exists(#deleted) AND \
      (attribute_exists(#max) AND #count < #max OR attribute_not_exists(#max) AND \
      (#tier = :paid OR #tier = :free AND #count < :freeLimit))",
          "ExpressionAttributeNames": {
            "#status": "status",
            "#deleted": "deleted",
            "#tier": "tier",
            "#max": "maxResources",
            "#count": "resourceCount"
          },
          "ExpressionAttributeValues": {
            ":active": {"S": "ACTIVE"},
            ":paid": {"S": "PAID"},
            ":free": {"S": "FREE"},
            ":freeLimit": {"N": "3"},
            ":one": {"N": "1"}
          },
          "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
        }
      },
      {
        "ConditionCheck": {
          "TableName": "resources",
          "Key": {
            "pk": {"S": "ORG#3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
            "sk": {"S": "CREDENTIAL#6f1c2d3e-4a5b-4c6d-8e7f-90a1b2c3d4e5"}
          },
          "ConditionExpression": "attribute_exists(#pk) AND attribute_not_exists(#deleted) AND \
      #provider = :provider AND #name = :name",
          "ExpressionAttributeNames": {
            "#pk": "pk",
            "#deleted": "deleted",
            "#provider": "provider",
            "#name": "name"
          },
          "ExpressionAttributeValues": {
            ":provider": {"S": "AWS"},
            ":name": {"S": "AWS Production Account"}
          },
          "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
        }
      },
      {
        "Put": {
          "TableName": "resources",
          "Item": {
            "pk": {"S": "ORG#3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
            "sk": {"S": "RESOURCE#019c7068-2780-7b1e-9c55-0d4b7f1f6a10"},
            "name": {"S": "Production API Gateway"},
            "credentialId": {"S": "6f1c2d3e-4a5b-4c6d-8e7f-90a1b2c3d4e5"},
            "provider": {"S": "AWS"},
            "resourceType": {"S": "SECURITY_GROUP"},
            "resourceIdentifier": {"S": "sg-0abc123def456"},
            "region": {"S": "eu-central-1"},
            "config": {"S": "{\\"port\\": 443, \\"protocol\\": \\"tcp\\"}"},
            "isActive": {"BOOL": false},
            "createdAt": {"S": "2026-02-18T11:00:00Z"},
            "updatedAt": {"S": "2026-02-18T11:00:00Z"}
          },
          "ConditionExpression": "attribute_not_exists(#pk)",
          "ExpressionAttributeNames": {"#pk": "pk"}
        }
      }\
      """;

  private static final String CREATE =
      """
      {
        "TransactItems": [%s],
        "ClientRequestToken": "019c706827807b1e9c550d4b7f1f6a102be9"
      }
      """
          .formatted(CREATE_ITEMS);

  private final List<Request> requests = new ArrayList<>();
  private final TestStores stores =
      new TestStores(
          new Table("resources"),
          DynamoDbClient.builder()
              .region(Region.EU_CENTRAL_1)
              .credentialsProvider(AnonymousCredentialsProvider.create())
              .httpClient(new RecordingHttpClient())
              .overrideConfiguration(DynamoDbModule.overrides())
              .build());

  private record Request(String operation, JsonNode body) {
    static Request of(HttpExecuteRequest request) {
      String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElseThrow();
      try (InputStream body = request.contentStreamProvider().orElseThrow().newStream()) {
        return new Request(target, JSON.readTree(body));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Keeps what is sent, and responds that it was done. */
  private final class RecordingHttpClient implements SdkHttpClient {
    private final SdkHttpClient responses =
        new InMemoryNetwork(_ -> RESPONSE)
            .http(DynamoDbModule.CONNECTION_TIMEOUT, DynamoDbModule.ATTEMPT_TIMEOUT);

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      requests.add(Request.of(request));
      return responses.prepareRequest(request);
    }

    @Override
    public void close() {
      responses.close();
    }
  }

  private void assertSent(String operation, String body) throws IOException {
    assertThat(requests)
        .containsExactly(new Request("DynamoDB_20120810." + operation, JSON.readTree(body)));
  }

  private AddOutcome add(Optional<IdempotencyRecord> record, CreationContext before) {
    return stores
        .resources()
        .add(new Creation(ORGANIZATION, RESOURCE, FREE_3, record), before, ENOUGH_TIME);
  }

  @Test
  void createsWithoutAnIdempotencyKey() throws IOException {
    assertThat(add(Optional.empty(), AFTER_A_READ)).isEqualTo(new AddOutcome.Added());

    assertSent("TransactWriteItems", CREATE);
  }

  @Test
  void createsByACachedCredentialAsAfterARead() throws IOException {
    var cached = new CreationContext(Optional.empty(), Optional.of(CREDENTIAL), Optional.empty());

    assertThat(add(Optional.empty(), cached)).isEqualTo(new AddOutcome.Added());

    assertSent("TransactWriteItems", CREATE);
  }

  @Test
  void createsUnderAnyNameOfACredentialThatNobodyHasSeen() throws IOException {
    var unseen = new CreationContext(Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(add(Optional.empty(), unseen)).isEqualTo(new AddOutcome.Added());

    assertSent(
        "TransactWriteItems",
        CREATE
            .replace(" AND #name = :name", "")
            .replace(",\n      \"#name\": \"name\"", "")
            .replace(",\n      \":name\": {\"S\": \"AWS Production Account\"}", "")
            .replace("6a102be9", "6a100000"));
  }

  @Test
  void createsWithAnIdempotencyKey() throws IOException {
    var record =
        IdempotencyRecord.of(
            request(IdempotencyKey.Origin.USER, "user-1", "key-1"),
            new RequestOutcome.Completed(RESOURCE.id(), "{\"name\": \"Production API Gateway\"}"),
            NOW);

    assertThat(add(Optional.of(record), AFTER_A_READ)).isEqualTo(new AddOutcome.Added());

    assertSent(
        "TransactWriteItems",
        """
        {
          "TransactItems": [
            %s,
            {
              "Put": {
                "TableName": "resources",
                "Item": {
                  "pk": {"S": "IDEMPOTENCY#3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
                  "sk": {"S": "USER#\
        c6c289e49e9c05b2145860387b73bcb18df43fb09a1e4a4a9713c76c88bb541b\
        #key-1"},
                  "fingerprint": {
                    "S": "1f58b9145b24d108d7ac38887338b3ea3229833b9c1e418250343f907bfd1047"
                  },
                  "resourceId": {"S": "019c7068-2780-7b1e-9c55-0d4b7f1f6a10"},
                  "answer": {"S": "{\\"name\\": \\"Production API Gateway\\"}"},
                  "ttl": {"N": "1771498800"}
                },
                "ConditionExpression": "attribute_not_exists(#pk) OR #ttl <= :now",
                "ExpressionAttributeNames": {"#pk": "pk", "#ttl": "ttl"},
                "ExpressionAttributeValues": {":now": {"N": "1771412400"}},
                "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
              }
            }
          ],
          "ClientRequestToken": "019c706827807b1e9c550d4b7f1f6a102be9"
        }
        """
            .formatted(CREATE_ITEMS));
  }

  private static IdempotentRequest request(
      IdempotencyKey.Origin origin, String caller, String key) {
    return new IdempotentRequest(
        new IdempotencyKey(origin, caller, key),
        new RequestFingerprint("1f58b9145b24d108d7ac38887338b3ea3229833b9c1e418250343f907bfd1047"));
  }

  private RemoveOutcome remove(OptionalLong revision, boolean isFinal) {
    return stores
        .changes()
        .remove(new Removal(ORGANIZATION, RESOURCE.id(), revision, isFinal), ENOUGH_TIME);
  }

  /** Checks and takes out the token, which is a new one each time. */
  private void removeToken() {
    JsonNode token = ((ObjectNode) requests.getFirst().body()).remove("ClientRequestToken");
    assertThat(token.textValue()).matches("[0-9a-f]{32}");
  }

  private static final String DELETE =
      """
      {
        "TransactItems": [
          {
            "Delete": {
              "TableName": "resources",
              "Key": {
                "pk": {"S": "ORG#3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
                "sk": {"S": "RESOURCE#019c7068-2780-7b1e-9c55-0d4b7f1f6a10"}
              },
              "ConditionExpression": "attribute_exists(#pk) AND \
      (attribute_not_exists(#sessions) OR #sessions = :none)",
              "ExpressionAttributeNames": {"#pk": "pk", "#sessions": "activeSessions"},
              "ExpressionAttributeValues": {":none": {"N": "0"}},
              "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
            }
          },
          {
            "Update": {
              "TableName": "resources",
              "Key": {
                "pk": {"S": "ORG#3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
                "sk": {"S": "ORG"}
              },
              "UpdateExpression": "SET #count = #count - :one",
              "ConditionExpression": "#count >= :one AND #status = :active AND \
      attribute_not_exists(#deleted)",
              "ExpressionAttributeNames": {
                "#count": "resourceCount",
                "#status": "status",
                "#deleted": "deleted"
              },
              "ExpressionAttributeValues": {":one": {"N": "1"}, ":active": {"S": "ACTIVE"}},
              "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
            }
          }
        ]
      }
      """;

  @Test
  void deletesForACaller() throws IOException {
    assertThat(remove(OptionalLong.empty(), false)).isEqualTo(RemoveOutcome.REMOVED);

    removeToken();
    assertSent("TransactWriteItems", DELETE);
  }

  @Test
  void deletesTheRevisionThatACallerHasSeen() throws IOException {
    assertThat(remove(OptionalLong.of(4), false)).isEqualTo(RemoveOutcome.REMOVED);

    removeToken();
    assertSent(
        "TransactWriteItems",
        DELETE
            .replace("#sessions = :none)", "#sessions = :none) AND #revision = :revision")
            .replace("\"activeSessions\"}", "\"activeSessions\", \"#revision\": \"revision\"}")
            .replace("{\":none\"", "{\":revision\": {\"N\": \"4\"}, \":none\""));
  }

  @Test
  void deletesAnItemWithoutRevision() throws IOException {
    assertThat(remove(OptionalLong.of(0), false)).isEqualTo(RemoveOutcome.REMOVED);

    removeToken();
    assertSent(
        "TransactWriteItems",
        DELETE
            .replace("#sessions = :none)", "#sessions = :none) AND attribute_not_exists(#revision)")
            .replace("\"activeSessions\"}", "\"activeSessions\", \"#revision\": \"revision\"}"));
  }

  @Test
  void deletesWhatWasDeletedElsewhere() throws IOException {
    assertThat(remove(OptionalLong.empty(), true)).isEqualTo(RemoveOutcome.REMOVED);

    removeToken();
    assertSent(
        "TransactWriteItems",
        DELETE
            .replace(" AND (attribute_not_exists(#sessions) OR #sessions = :none)", "")
            .replace(", \"#sessions\": \"activeSessions\"", "")
            .replace("\"ExpressionAttributeValues\": {\":none\": {\"N\": \"0\"}},", "")
            .replace(" AND #status = :active AND attribute_not_exists(#deleted)", "")
            .replace(
                ",\n          \"#status\": \"status\",\n          \"#deleted\": \"deleted\"", "")
            .replace(", \":active\": {\"S\": \"ACTIVE\"}", ""));
  }

  private boolean replace(StoredResource before, StoredResource after) {
    return stores.changes().replace(ORGANIZATION, before, after, Optional.empty(), ENOUGH_TIME);
  }

  @Test
  void updatesByTheFirstVerification() throws IOException {
    assertThat(replace(NEW, VERIFIED)).isTrue();

    assertSent(
        "UpdateItem",
        """
        {
          "TableName": "resources",
          "Key": {
            "pk": {"S": "ORG#3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
            "sk": {"S": "RESOURCE#019c7068-2780-7b1e-9c55-0d4b7f1f6a10"}
          },
          "UpdateExpression": "SET #isActive = :isActive, \
        #lastVerifiedAt = :lastVerifiedAt, #revision = :revision, #updatedAt = :updatedAt, \
        #verificationAt = :verificationAt, #verificationVersion = :verificationVersion",
          "ConditionExpression": "attribute_exists(#pk) AND attribute_not_exists(#revision)",
          "ExpressionAttributeNames": {
            "#isActive": "isActive",
            "#lastVerifiedAt": "lastVerifiedAt",
            "#pk": "pk",
            "#revision": "revision",
            "#updatedAt": "updatedAt",
            "#verificationAt": "verificationAt",
            "#verificationVersion": "verificationVersion"
          },
          "ExpressionAttributeValues": {
            ":isActive": {"BOOL": true},
            ":lastVerifiedAt": {"S": "2026-02-18T11:01:00Z"},
            ":revision": {"N": "1"},
            ":updatedAt": {"S": "2026-02-18T11:01:00Z"},
            ":verificationAt": {"S": "2026-02-18T11:01:00Z"},
            ":verificationVersion": {"N": "1"}
          },
          "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
        }
        """);
  }

  @Test
  void updatesByALaterVerification() throws IOException {
    assertThat(replace(VERIFIED, VERIFIED.with(new Verification(false, NOW.plusSeconds(120), 2))))
        .isTrue();

    assertSent(
        "UpdateItem",
        """
        {
          "TableName": "resources",
          "Key": {
            "pk": {"S": "ORG#3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
            "sk": {"S": "RESOURCE#019c7068-2780-7b1e-9c55-0d4b7f1f6a10"}
          },
          "UpdateExpression": "SET #isActive = :isActive, \
        #revision = :revision, #updatedAt = :updatedAt, #verificationAt = :verificationAt, \
        #verificationVersion = :verificationVersion",
          "ConditionExpression": "#revision = :known_revision",
          "ExpressionAttributeNames": {
            "#isActive": "isActive",
            "#revision": "revision",
            "#updatedAt": "updatedAt",
            "#verificationAt": "verificationAt",
            "#verificationVersion": "verificationVersion"
          },
          "ExpressionAttributeValues": {
            ":isActive": {"BOOL": false},
            ":revision": {"N": "2"},
            ":updatedAt": {"S": "2026-02-18T11:02:00Z"},
            ":verificationAt": {"S": "2026-02-18T11:02:00Z"},
            ":verificationVersion": {"N": "2"},
            ":known_revision": {"N": "1"}
          },
          "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
        }
        """);
  }

  @Test
  void updatesByTheNumberOfSessions() throws IOException {
    assertThat(replace(NEW, NEW.with(new ActiveSessions(2, 5)))).isTrue();

    assertSent(
        "UpdateItem",
        """
        {
          "TableName": "resources",
          "Key": {
            "pk": {"S": "ORG#3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
            "sk": {"S": "RESOURCE#019c7068-2780-7b1e-9c55-0d4b7f1f6a10"}
          },
          "UpdateExpression": "SET #activeSessions = :activeSessions, \
        #revision = :revision, #sessionsVersion = :sessionsVersion",
          "ConditionExpression": "attribute_exists(#pk) AND attribute_not_exists(#revision)",
          "ExpressionAttributeNames": {
            "#activeSessions": "activeSessions",
            "#pk": "pk",
            "#revision": "revision",
            "#sessionsVersion": "sessionsVersion"
          },
          "ExpressionAttributeValues": {
            ":activeSessions": {"N": "2"},
            ":revision": {"N": "1"},
            ":sessionsVersion": {"N": "5"}
          },
          "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
        }
        """);
  }

  private static ResourceSpec changed(String name, CredentialId credential, boolean hasConfig) {
    ResourceSpec spec = RESOURCE.spec();
    return new ResourceSpec(
        new ResourceName(name),
        credential,
        spec.provider(),
        spec.type(),
        spec.identifier(),
        spec.region(),
        hasConfig ? spec.config() : Optional.empty());
  }

  private static StoredResource changed(ResourceSpec spec, boolean disabled) {
    return NEW.with(
        spec,
        disabled,
        NOW.plusSeconds(3600),
        new PendingEvent.Updated(CHANGE_ID, NEW.changedMembers(spec, disabled)));
  }

  @Test
  void updatesWhatACallerHasChanged() throws IOException {
    assertThat(replace(NEW, changed(changed("Renamed", CREDENTIAL.id(), false), true))).isTrue();

    assertSent(
        "UpdateItem",
        """
        {
          "TableName": "resources",
          "Key": {
            "pk": {"S": "ORG#3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
            "sk": {"S": "RESOURCE#019c7068-2780-7b1e-9c55-0d4b7f1f6a10"}
          },
          "UpdateExpression": "SET #announced = :announced, \
        #changeId = :changeId, #changedMembers = :changedMembers, #disabled = :disabled, \
        #name = :name, #revision = :revision, #updatedAt = :updatedAt REMOVE #config",
          "ConditionExpression": "attribute_exists(#pk) AND attribute_not_exists(#revision)",
          "ExpressionAttributeNames": {
            "#announced": "announced",
            "#changeId": "changeId",
            "#changedMembers": "changedMembers",
            "#config": "config",
            "#disabled": "disabled",
            "#name": "name",
            "#pk": "pk",
            "#revision": "revision",
            "#updatedAt": "updatedAt"
          },
          "ExpressionAttributeValues": {
            ":announced": {"S": "ResourceUpdated"},
            ":changeId": \
            {"S": "0000000000000000000000000000000000000000000000000000000000000000"},
            ":changedMembers": {"S": "config,isActive,name"},
            ":disabled": {"BOOL": true},
            ":name": {"S": "Renamed"},
            ":revision": {"N": "1"},
            ":updatedAt": {"S": "2026-02-18T12:00:00Z"}
          },
          "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
        }
        """);
  }

  @Test
  void removesThePendingEventWithTheNextWrite() throws IOException {
    StoredResource before =
        changed(changed(RESOURCE.spec().name().value(), OTHER.id(), true), false);

    assertThat(replace(before, before.with(new Verification(true, NOW.plusSeconds(7200), 1))))
        .isTrue();

    assertSent(
        "UpdateItem",
        """
        {
          "TableName": "resources",
          "Key": {
            "pk": {"S": "ORG#3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
            "sk": {"S": "RESOURCE#019c7068-2780-7b1e-9c55-0d4b7f1f6a10"}
          },
          "UpdateExpression": "SET #isActive = :isActive, \
        #lastVerifiedAt = :lastVerifiedAt, #revision = :revision, #updatedAt = :updatedAt, \
        #verificationAt = :verificationAt, #verificationVersion = :verificationVersion \
        REMOVE #announced, #changeId, #changedMembers, #unverified",
          "ConditionExpression": "#revision = :known_revision",
          "ExpressionAttributeNames": {
            "#announced": "announced",
            "#changeId": "changeId",
            "#changedMembers": "changedMembers",
            "#isActive": "isActive",
            "#lastVerifiedAt": "lastVerifiedAt",
            "#revision": "revision",
            "#unverified": "unverified",
            "#updatedAt": "updatedAt",
            "#verificationAt": "verificationAt",
            "#verificationVersion": "verificationVersion"
          },
          "ExpressionAttributeValues": {
            ":isActive": {"BOOL": true},
            ":lastVerifiedAt": {"S": "2026-02-18T13:00:00Z"},
            ":revision": {"N": "2"},
            ":updatedAt": {"S": "2026-02-18T13:00:00Z"},
            ":verificationAt": {"S": "2026-02-18T13:00:00Z"},
            ":verificationVersion": {"N": "1"},
            ":known_revision": {"N": "1"}
          },
          "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
        }
        """);
  }

  private static final Credential OTHER =
      new Credential(
          ORGANIZATION,
          new CredentialId(UUID.fromString("7a2d3e4f-5b6c-4d7e-8f90-a1b2c3d4e5f6")),
          "Other Account",
          Provider.AWS,
          false,
          1);

  @Test
  void checksANewCredentialWhereItUpdates() throws IOException {
    StoredResource after =
        changed(changed(RESOURCE.spec().name().value(), OTHER.id(), true), false);

    assertThat(stores.changes().replace(ORGANIZATION, NEW, after, Optional.of(OTHER), ENOUGH_TIME))
        .isTrue();

    removeToken();
    assertSent(
        "TransactWriteItems",
        """
        {
          "TransactItems": [
            {"Update":
        {
          "TableName": "resources",
          "Key": {
            "pk": {"S": "ORG#3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
            "sk": {"S": "RESOURCE#019c7068-2780-7b1e-9c55-0d4b7f1f6a10"}
          },
          "UpdateExpression": "SET #announced = :announced, \
        #changeId = :changeId, #changedMembers = :changedMembers, #credentialId = :credentialId, \
        #revision = :revision, #unverified = :unverified, #updatedAt = :updatedAt",
          "ConditionExpression": "attribute_exists(#pk) AND attribute_not_exists(#revision)",
          "ExpressionAttributeNames": {
            "#announced": "announced",
            "#changeId": "changeId",
            "#changedMembers": "changedMembers",
            "#credentialId": "credentialId",
            "#pk": "pk",
            "#revision": "revision",
            "#unverified": "unverified",
            "#updatedAt": "updatedAt"
          },
          "ExpressionAttributeValues": {
            ":announced": {"S": "ResourceUpdated"},
            ":changeId": \
            {"S": "0000000000000000000000000000000000000000000000000000000000000000"},
            ":changedMembers": {"S": "credentialId"},
            ":credentialId": {"S": "7a2d3e4f-5b6c-4d7e-8f90-a1b2c3d4e5f6"},
            ":revision": {"N": "1"},
            ":unverified": {"BOOL": true},
            ":updatedAt": {"S": "2026-02-18T12:00:00Z"}
          },
          "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
        }
            },
            {
              "ConditionCheck": {
                "TableName": "resources",
                "Key": {
                  "pk": {"S": "ORG#3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
                  "sk": {"S": "CREDENTIAL#7a2d3e4f-5b6c-4d7e-8f90-a1b2c3d4e5f6"}
                },
                "ConditionExpression": "attribute_exists(#pk) AND \
        attribute_not_exists(#deleted) AND #provider = :provider AND #name = :name",
                "ExpressionAttributeNames": {
                  "#pk": "pk",
                  "#deleted": "deleted",
                  "#provider": "provider",
                  "#name": "name"
                },
                "ExpressionAttributeValues": {
                  ":provider": {"S": "AWS"},
                  ":name": {"S": "Other Account"}
                }
              }
            }
          ]
        }
        """);
  }

  @Test
  void requestsAVerification() throws IOException {
    assertThat(
            replace(
                VERIFIED,
                VERIFIED.with(
                    NOW.plusSeconds(3600), new PendingEvent.VerificationRequested(CHANGE_ID))))
        .isTrue();

    assertSent(
        "UpdateItem",
        """
        {
          "TableName": "resources",
          "Key": {
            "pk": {"S": "ORG#3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
            "sk": {"S": "RESOURCE#019c7068-2780-7b1e-9c55-0d4b7f1f6a10"}
          },
          "UpdateExpression": "SET #announced = :announced, \
        #changeId = :changeId, #revision = :revision, \
        #verificationRequestedAfter = :verificationRequestedAfter, \
        #verificationRequestedAt = :verificationRequestedAt",
          "ConditionExpression": "#revision = :known_revision",
          "ExpressionAttributeNames": {
            "#announced": "announced",
            "#changeId": "changeId",
            "#revision": "revision",
            "#verificationRequestedAfter": "verificationRequestedAfter",
            "#verificationRequestedAt": "verificationRequestedAt"
          },
          "ExpressionAttributeValues": {
            ":announced": {"S": "ResourceVerificationRequested"},
            ":changeId": \
            {"S": "0000000000000000000000000000000000000000000000000000000000000000"},
            ":revision": {"N": "2"},
            ":verificationRequestedAfter": {"N": "1"},
            ":verificationRequestedAt": {"S": "2026-02-18T12:00:00Z"},
            ":known_revision": {"N": "1"}
          },
          "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
        }
        """);
  }

  @Test
  void savesAnOrganization() throws IOException {
    assertThat(stores.accounts().save(Samples.organization(ORGANIZATION, Tier.FREE)))
        .isEqualTo(SaveOutcome.NEWER);

    assertSent(
        "UpdateItem",
        """
        {
          "TableName": "resources",
          "Key": {
            "pk": {"S": "ORG#3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
            "sk": {"S": "ORG"}
          },
          "UpdateExpression": "SET #count = if_not_exists(#count, :zero), \
        #pageKey = if_not_exists(#pageKey, :pageKey), #tier = :tier, #name = :name, \
        #version = :version, #status = :status REMOVE #maxResources, #deleted",
          "ConditionExpression": "attribute_not_exists(#version) OR #version < :version",
          "ExpressionAttributeNames": {
            "#count": "resourceCount",
            "#pageKey": "pageKey",
            "#name": "name",
            "#tier": "tier",
            "#status": "status",
            "#version": "version",
            "#maxResources": "maxResources",
            "#deleted": "deleted"
          },
          "ExpressionAttributeValues": {
            ":zero": {"N": "0"},
            ":pageKey": {"S": "egpage_c9Uau9icuBlvDvtokvlNaPzMLDXwuEYJ5fEsVd2Fq6g"},
            ":name": {"S": "Acme"},
            ":tier": {"S": "FREE"},
            ":status": {"S": "ACTIVE"},
            ":version": {"N": "1"}
          },
          "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
        }
        """);
  }

  @Test
  void savesADeletedOrganizationThatHadALimitOfItsOwn() throws IOException {
    Organization limited =
        Samples.organization(
            ORGANIZATION, Tier.PAID, OrganizationStatus.SUSPENDED, OptionalInt.of(25), 1);

    assertThat(stores.accounts().save(Samples.deleted(limited, 2))).isEqualTo(SaveOutcome.NEWER);

    assertSent(
        "UpdateItem",
        """
        {
          "TableName": "resources",
          "Key": {
            "pk": {"S": "ORG#3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
            "sk": {"S": "ORG"}
          },
          "UpdateExpression": "SET #count = if_not_exists(#count, :zero), \
        #pageKey = if_not_exists(#pageKey, :pageKey), #deleted = :deleted, #tier = :tier, \
        #maxResources = :maxResources, #name = :name, #version = :version, #status = :status",
          "ConditionExpression": "attribute_not_exists(#version) OR #version < :version",
          "ExpressionAttributeNames": {
            "#count": "resourceCount",
            "#pageKey": "pageKey",
            "#name": "name",
            "#tier": "tier",
            "#status": "status",
            "#version": "version",
            "#maxResources": "maxResources",
            "#deleted": "deleted"
          },
          "ExpressionAttributeValues": {
            ":zero": {"N": "0"},
            ":pageKey": {"S": "egpage_c9Uau9icuBlvDvtokvlNaPzMLDXwuEYJ5fEsVd2Fq6g"},
            ":name": {"S": "Acme"},
            ":tier": {"S": "PAID"},
            ":status": {"S": "SUSPENDED"},
            ":maxResources": {"N": "25"},
            ":deleted": {"BOOL": true},
            ":version": {"N": "2"}
          },
          "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
        }
        """);
  }

  @Test
  void savesACredential() throws IOException {
    assertThat(stores.accounts().save(CREDENTIAL)).isEqualTo(SaveOutcome.NEWER);

    assertSent(
        "PutItem",
        """
        {
          "TableName": "resources",
          "Item": {
            "pk": {"S": "ORG#3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
            "sk": {"S": "CREDENTIAL#6f1c2d3e-4a5b-4c6d-8e7f-90a1b2c3d4e5"},
            "name": {"S": "AWS Production Account"},
            "provider": {"S": "AWS"},
            "version": {"N": "7"}
          },
          "ConditionExpression": "attribute_not_exists(#version) OR #version < :version",
          "ExpressionAttributeNames": {"#version": "version"},
          "ExpressionAttributeValues": {":version": {"N": "7"}},
          "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
        }
        """);
  }

  @Test
  void savesADeletedCredential() throws IOException {
    var deleted =
        new Credential(
            ORGANIZATION, CREDENTIAL.id(), CREDENTIAL.name(), CREDENTIAL.provider(), true, 8);

    assertThat(stores.accounts().save(deleted)).isEqualTo(SaveOutcome.NEWER);

    assertSent(
        "PutItem",
        """
        {
          "TableName": "resources",
          "Item": {
            "pk": {"S": "ORG#3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
            "sk": {"S": "CREDENTIAL#6f1c2d3e-4a5b-4c6d-8e7f-90a1b2c3d4e5"},
            "name": {"S": "AWS Production Account"},
            "provider": {"S": "AWS"},
            "deleted": {"BOOL": true},
            "version": {"N": "8"}
          },
          "ConditionExpression": "attribute_not_exists(#version) OR #version < :version",
          "ExpressionAttributeNames": {"#version": "version"},
          "ExpressionAttributeValues": {":version": {"N": "8"}},
          "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
        }
        """);
  }

  @Test
  void savesAnApiKey() throws IOException {
    var key = ApiKeys.expiring(ApiKeys.reading("eg_live_1a2b3c4d5e6f7g8h9i0j"), NOW);

    assertThat(stores.keys().save(key)).isEqualTo(SaveOutcome.NEWER);

    assertSent(
        "PutItem",
        """
        {
          "TableName": "resources",
          "Item": {
            "pk": {"S": "APIKEY#49ac33d615205d426fef720b930a7ddfb674f7379f1a4d3bcff1c76e3ff1f8af"},
            "sk": {"S": "APIKEY"},
            "organizationId": {"S": "3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
            "displayPrefix": {"S": "eg_live_1a2b"},
            "name": {"S": "Nightly export"},
            "scopes": {"L": [{"S": "resources:read"}, {"S": "sessions:read"}]},
            "expiresAt": {"S": "2026-02-18T11:00:00Z"},
            "revoked": {"BOOL": false},
            "version": {"N": "1"}
          },
          "ConditionExpression": "attribute_not_exists(#version) OR #version < :version",
          "ExpressionAttributeNames": {"#version": "version"},
          "ExpressionAttributeValues": {":version": {"N": "1"}},
          "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
        }
        """);
  }

  @Test
  void keepsTheRefusalOfARequestByAnEvent() throws IOException {
    var record =
        IdempotencyRecord.of(
            request(IdempotencyKey.Origin.EVENT, "onboarding", "request-1"),
            new RequestOutcome.Refused(Refusal.CREDENTIAL_NOT_FOUND),
            NOW);

    assertThat(stores.records().keep(ORGANIZATION, record, NOW, ENOUGH_TIME)).isEmpty();

    assertSent(
        "PutItem",
        """
        {
          "TableName": "resources",
          "Item": {
            "pk": {"S": "IDEMPOTENCY#3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
            "sk": {"S": "EVENT#\
        a4963c49961afb237b424cf89f69899c335dd77ec4681e9402c0040cd05b17c0\
        #request-1"},
            "fingerprint": {
              "S": "1f58b9145b24d108d7ac38887338b3ea3229833b9c1e418250343f907bfd1047"
            },
            "error": {"S": "CREDENTIAL_NOT_FOUND"},
            "message": {"S": "Your organization has no credential with this credentialId."},
            "requestedBy": {"S": "onboarding"},
            "ttl": {"N": "1774004400"}
          },
          "ConditionExpression": "attribute_not_exists(#pk) OR #ttl <= :now",
          "ExpressionAttributeNames": {"#pk": "pk", "#ttl": "ttl"},
          "ExpressionAttributeValues": {":now": {"N": "1771412400"}},
          "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
        }
        """);
  }

  @Test
  void leasesPermits() throws IOException {
    var counter = new DynamoDbRequestCounter(stores.client(), stores.table());
    var quota = new Quota(ORGANIZATION, Quota.Policy.ORGANIZATION);

    assertThat(counter.lease(quota, NOW, 8, 600)).isEqualTo(new Lease(8, 592));

    assertSent(
        "UpdateItem",
        """
        {
          "TableName": "resources",
          "Key": {
            "pk": {"S": "RATE#3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
            "sk": {"S": "MINUTE#2026-02-18T11:00:00Z"}
          },
          "UpdateExpression": "SET #ttl = if_not_exists(#ttl, :ttl) ADD #count :permits",
          "ConditionExpression": "attribute_not_exists(#count) OR #count <= :most",
          "ExpressionAttributeNames": {"#count": "requestCount", "#ttl": "ttl"},
          "ExpressionAttributeValues": {
            ":permits": {"N": "8"},
            ":most": {"N": "592"},
            ":ttl": {"N": "1771412520"}
          },
          "ReturnValues": "UPDATED_NEW",
          "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
        }
        """);
  }
}
