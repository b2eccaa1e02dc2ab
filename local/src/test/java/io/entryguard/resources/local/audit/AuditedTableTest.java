package io.entryguard.resources.local.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.dynamodb.SentRequests;
import io.entryguard.resources.dynamodb.item.Table;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The one write of an audit, as the whole request that is sent to DynamoDB. */
final class AuditedTableTest {
  private final SentRequests sent = new SentRequests();
  private final AuditedTable table =
      new AuditedTable(sent.stores().client(), new Table("resources"));

  private static Reading reading(Optional<AttributeValue> counter) {
    return new Reading(
        Partition.of(SentRequests.ORGANIZATION),
        true,
        counter,
        List.of("RESOURCE#1", "RESOURCE#2"));
  }

  @Test
  void correctsACounter() throws IOException {
    assertThat(table.correct(reading(Optional.of(AttributeValue.fromN("5"))))).isTrue();

    sent.assertSent(
        "UpdateItem",
        """
        {
          "TableName": "resources",
          "Key": {
            "pk": {"S": "ORG#3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
            "sk": {"S": "ORG"}
          },
          "UpdateExpression": "SET #count = :counted",
          "ConditionExpression": "attribute_exists(#pk) AND #count = :seen",
          "ExpressionAttributeNames": {"#pk": "pk", "#count": "resourceCount"},
          "ExpressionAttributeValues": {":counted": {"N": "2"}, ":seen": {"N": "5"}}
        }
        """);
  }

  @Test
  void addsAMissingCounter() throws IOException {
    assertThat(table.correct(reading(Optional.empty()))).isTrue();

    sent.assertSent(
        "UpdateItem",
        """
        {
          "TableName": "resources",
          "Key": {
            "pk": {"S": "ORG#3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
            "sk": {"S": "ORG"}
          },
          "UpdateExpression": "SET #count = :counted",
          "ConditionExpression": "attribute_exists(#pk) AND attribute_not_exists(#count)",
          "ExpressionAttributeNames": {"#pk": "pk", "#count": "resourceCount"},
          "ExpressionAttributeValues": {":counted": {"N": "2"}}
        }
        """);
  }
}
