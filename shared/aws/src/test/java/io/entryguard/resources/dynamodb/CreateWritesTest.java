package io.entryguard.resources.dynamodb;

import static io.entryguard.resources.dynamodb.SentRequests.CREDENTIAL;
import static io.entryguard.resources.dynamodb.SentRequests.ORGANIZATION;
import static io.entryguard.resources.dynamodb.SentRequests.RESOURCE;
import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static io.entryguard.resources.testing.Samples.FREE_3;
import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.create.AddOutcome;
import io.entryguard.resources.create.Creation;
import io.entryguard.resources.create.CreationContext;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.idempotency.IdempotentRequest;
import io.entryguard.resources.idempotency.RequestFingerprint;
import io.entryguard.resources.idempotency.RequestOutcome;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.testing.Samples;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every write that creates a resource, as the whole request that is sent to DynamoDB. */
final class CreateWritesTest {
  private static final RequestFingerprint FINGERPRINT =
      new RequestFingerprint("1f58b9145b24d108d7ac38887338b3ea3229833b9c1e418250343f907bfd1047");

  private static final CreationContext AFTER_A_READ =
      new CreationContext(
          Optional.of(Samples.organization(ORGANIZATION, Tier.FREE)),
          Optional.of(CREDENTIAL),
          Optional.empty());

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

  private final SentRequests sent = new SentRequests();

  private AddOutcome add(Optional<IdempotencyRecord> record, CreationContext before) {
    return sent.stores()
        .resources()
        .add(new Creation(ORGANIZATION, RESOURCE, FREE_3, record), before, ENOUGH_TIME);
  }

  @Test
  void createsWithoutAnIdempotencyKey() throws IOException {
    assertThat(add(Optional.empty(), AFTER_A_READ)).isEqualTo(new AddOutcome.Added());

    sent.assertSent("TransactWriteItems", CREATE);
  }

  @Test
  void createsByACachedCredentialAsAfterARead() throws IOException {
    var cached = new CreationContext(Optional.empty(), Optional.of(CREDENTIAL), Optional.empty());

    assertThat(add(Optional.empty(), cached)).isEqualTo(new AddOutcome.Added());

    sent.assertSent("TransactWriteItems", CREATE);
  }

  @Test
  void createsUnderAnyNameOfACredentialThatNobodyHasSeen() throws IOException {
    var unseen = new CreationContext(Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(add(Optional.empty(), unseen)).isEqualTo(new AddOutcome.Added());

    sent.assertSent(
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
            new IdempotentRequest(
                new IdempotencyKey(IdempotencyKey.Origin.USER, "user-1", "key-1"), FINGERPRINT),
            new RequestOutcome.Completed(RESOURCE.id(), "{\"name\": \"Production API Gateway\"}"),
            NOW);

    assertThat(add(Optional.of(record), AFTER_A_READ)).isEqualTo(new AddOutcome.Added());

    sent.assertSent(
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
}
