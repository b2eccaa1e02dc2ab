package io.entryguard.resources.dynamodb;

import static io.entryguard.resources.dynamodb.SentRequests.CREDENTIAL;
import static io.entryguard.resources.dynamodb.SentRequests.ORGANIZATION;
import static io.entryguard.resources.dynamodb.SentRequests.RESOURCE;
import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.change.ActiveSessions;
import io.entryguard.resources.change.PendingEvent;
import io.entryguard.resources.change.Removal;
import io.entryguard.resources.change.RemoveOutcome;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.change.Verification;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.resource.ResourceName;
import io.entryguard.resources.resource.ResourceSpec;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Every write that changes or deletes a resource, as the whole request that is sent to DynamoDB.
 */
final class ChangeWritesTest {
  private static final StoredResource NEW = StoredResource.created(RESOURCE);
  private static final StoredResource VERIFIED =
      NEW.with(new Verification(true, NOW.plusSeconds(60), 1));
  private static final String CHANGE_ID = "0".repeat(64);

  private final SentRequests sent = new SentRequests();

  private RemoveOutcome remove(OptionalLong revision, boolean isFinal) {
    return sent.stores()
        .changes()
        .remove(new Removal(ORGANIZATION, RESOURCE.id(), revision, isFinal), ENOUGH_TIME);
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

    sent.removeToken();
    sent.assertSent("TransactWriteItems", DELETE);
  }

  @Test
  void deletesTheRevisionThatACallerHasSeen() throws IOException {
    assertThat(remove(OptionalLong.of(4), false)).isEqualTo(RemoveOutcome.REMOVED);

    sent.removeToken();
    sent.assertSent(
        "TransactWriteItems",
        DELETE
            .replace("#sessions = :none)", "#sessions = :none) AND #revision = :revision")
            .replace("\"activeSessions\"}", "\"activeSessions\", \"#revision\": \"revision\"}")
            .replace("{\":none\"", "{\":revision\": {\"N\": \"4\"}, \":none\""));
  }

  @Test
  void deletesAnItemWithoutRevision() throws IOException {
    assertThat(remove(OptionalLong.of(0), false)).isEqualTo(RemoveOutcome.REMOVED);

    sent.removeToken();
    sent.assertSent(
        "TransactWriteItems",
        DELETE
            .replace("#sessions = :none)", "#sessions = :none) AND attribute_not_exists(#revision)")
            .replace("\"activeSessions\"}", "\"activeSessions\", \"#revision\": \"revision\"}"));
  }

  @Test
  void deletesWhatWasDeletedElsewhere() throws IOException {
    assertThat(remove(OptionalLong.empty(), true)).isEqualTo(RemoveOutcome.REMOVED);

    sent.removeToken();
    sent.assertSent(
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
    return sent.stores()
        .changes()
        .replace(ORGANIZATION, before, after, Optional.empty(), ENOUGH_TIME);
  }

  @Test
  void updatesByTheFirstVerification() throws IOException {
    assertThat(replace(NEW, VERIFIED)).isTrue();

    sent.assertSent(
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

    sent.assertSent(
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

    sent.assertSent(
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

    sent.assertSent(
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

    sent.assertSent(
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
        REMOVE #announced, #changeId, #changedMembers, #unverified, #unverifiedSince",
          "ConditionExpression": "#revision = :known_revision",
          "ExpressionAttributeNames": {
            "#announced": "announced",
            "#changeId": "changeId",
            "#changedMembers": "changedMembers",
            "#isActive": "isActive",
            "#lastVerifiedAt": "lastVerifiedAt",
            "#revision": "revision",
            "#unverified": "unverified",
            "#unverifiedSince": "unverifiedSince",
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

    assertThat(
            sent.stores()
                .changes()
                .replace(ORGANIZATION, NEW, after, Optional.of(OTHER), ENOUGH_TIME))
        .isTrue();

    sent.removeToken();
    sent.assertSent(
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
        #revision = :revision, #unverified = :unverified, \
        #unverifiedSince = :unverifiedSince, #updatedAt = :updatedAt",
          "ConditionExpression": "attribute_exists(#pk) AND attribute_not_exists(#revision)",
          "ExpressionAttributeNames": {
            "#announced": "announced",
            "#changeId": "changeId",
            "#changedMembers": "changedMembers",
            "#credentialId": "credentialId",
            "#pk": "pk",
            "#revision": "revision",
            "#unverified": "unverified",
            "#unverifiedSince": "unverifiedSince",
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
            ":unverifiedSince": {"S": "2026-02-18T12:00:00Z"},
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

    sent.assertSent(
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
}
