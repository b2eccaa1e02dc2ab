package io.entryguard.resources.dynamodb;

import static io.entryguard.resources.dynamodb.SentRequests.CREDENTIAL;
import static io.entryguard.resources.dynamodb.SentRequests.ORGANIZATION;
import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.access.ApiKeys;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.idempotency.IdempotentRequest;
import io.entryguard.resources.idempotency.RequestFingerprint;
import io.entryguard.resources.idempotency.RequestOutcome;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.SaveOutcome;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.rate.Lease;
import io.entryguard.resources.rate.Quota;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.testing.Samples;
import java.io.IOException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * Every write of an organization, its credentials, keys, requests and permits, as the whole request
 * that is sent to DynamoDB.
 */
final class AccountWritesTest {
  private static final RequestFingerprint FINGERPRINT =
      new RequestFingerprint("1f58b9145b24d108d7ac38887338b3ea3229833b9c1e418250343f907bfd1047");

  private final SentRequests sent = new SentRequests();

  @Test
  void savesAnOrganization() throws IOException {
    assertThat(sent.stores().accounts().save(Samples.organization(ORGANIZATION, Tier.FREE)))
        .isEqualTo(SaveOutcome.NEWER);

    sent.assertSent(
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

    assertThat(sent.stores().accounts().save(Samples.deleted(limited, 2)))
        .isEqualTo(SaveOutcome.NEWER);

    sent.assertSent(
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
    assertThat(sent.stores().accounts().save(CREDENTIAL)).isEqualTo(SaveOutcome.NEWER);

    sent.assertSent(
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

    assertThat(sent.stores().accounts().save(deleted)).isEqualTo(SaveOutcome.NEWER);

    sent.assertSent(
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

    assertThat(sent.stores().keys().save(key)).isEqualTo(SaveOutcome.NEWER);

    sent.assertSent(
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
            new IdempotentRequest(
                new IdempotencyKey(IdempotencyKey.Origin.EVENT, "onboarding", "request-1"),
                FINGERPRINT),
            new RequestOutcome.Refused(Refusal.CREDENTIAL_NOT_FOUND),
            NOW);

    assertThat(sent.stores().records().keep(ORGANIZATION, record, NOW, ENOUGH_TIME)).isEmpty();

    sent.assertSent(
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
    var counter = new DynamoDbRequestCounter(sent.stores().client(), sent.stores().table());
    var quota = new Quota(ORGANIZATION, Quota.Policy.ORGANIZATION);

    assertThat(counter.lease(quota, NOW, 8, 600)).isEqualTo(new Lease(8, 592));

    sent.assertSent(
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
