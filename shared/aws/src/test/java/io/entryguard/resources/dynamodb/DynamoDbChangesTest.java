package io.entryguard.resources.dynamodb;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.change.ActiveSessions;
import io.entryguard.resources.change.ApplyReport;
import io.entryguard.resources.change.ReportOutcome;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.change.Verification;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.testing.ChangesContract;
import io.entryguard.resources.testing.Samples;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoDbChangesTest extends ChangesContract {
  private static final TestStores STORES = TestStores.onNewTable();

  DynamoDbChangesTest() {
    super(STORES.all());
  }

  /** As the version before revisions, sessions and pending events wrote a verified resource. */
  private ResourceId written() {
    given(Tier.FREE);
    var id = new ResourceId(UUID.randomUUID());
    Map<String, AttributeValue> item = new HashMap<>(Key.of(organization, id).attributes());
    Map.of(
            "name", "Production API Gateway",
            "credentialId", credential.id().toString(),
            "provider", "AWS",
            "resourceType", "SECURITY_GROUP",
            "resourceIdentifier", "sg-0abc123def456",
            "region", "eu-central-1",
            "lastVerifiedAt", "2026-02-18T11:00:00Z",
            "verificationAt", "2026-02-18T11:00:00Z",
            "createdAt", "2026-01-15T08:00:00Z",
            "updatedAt", "2026-02-18T11:00:00Z")
        .forEach((name, value) -> item.put(name, AttributeValue.fromS(value)));
    item.put("isActive", AttributeValue.fromBool(true));
    item.put("verificationVersion", AttributeValue.fromN("3"));
    STORES.client().putItem(request -> request.tableName(STORES.table().name()).item(item));
    return id;
  }

  @Test
  void readsAnItemOfBeforeAsRevisionZeroWithoutSessions() {
    ResourceId id = written();

    StoredResource stored = reader.find(organization, id, ENOUGH_TIME).orElseThrow();

    assertThat(stored.revision()).isZero();
    assertThat(stored.sessions()).isEqualTo(ActiveSessions.NONE);
    assertThat(stored.disabled()).isFalse();
    assertThat(stored.unverified()).isFalse();
    assertThat(stored.newest()).contains(new Verification(true, Samples.NOW, 3));
    assertThat(stored.pendingEvent()).isEmpty();
    assertThat(stored.resource().active()).isTrue();
    assertThat(resources()).extracting(Resource::active).containsExactly(true);
  }

  @Test
  void takesANewerVerificationForOneSinceAChangeOfWhichAnItemOfBeforeDoesNotSayWhen() {
    ResourceId id = written();
    STORES
        .client()
        .updateItem(request ->
            request
                .tableName(STORES.table().name())
                .key(Key.of(organization, id).attributes())
                .updateExpression("SET unverified = :true")
                .expressionAttributeValues(Map.of(":true", AttributeValue.fromBool(true))));
    StoredResource stored = reader.find(organization, id, ENOUGH_TIME).orElseThrow();
    assertThat(stored.resource().active()).isFalse();
    assertThat(stored.unverified()).isTrue();

    var verification = new Verification(true, Samples.NOW.plusSeconds(1), 4);
    new ApplyReport(reader, changes).apply(organization, id, verification, ENOUGH_TIME);

    assertThat(reader.find(organization, id, ENOUGH_TIME).orElseThrow().resource().active())
        .isTrue();
  }

  @Test
  void givesAnItemOfBeforeItsFirstRevisionOnce() {
    ResourceId id = written();
    StoredResource before = reader.find(organization, id, ENOUGH_TIME).orElseThrow();
    var verification = new Verification(false, Samples.NOW.plusSeconds(1), 4);

    assertThat(new ApplyReport(reader, changes).apply(organization, id, verification, ENOUGH_TIME))
        .isEqualTo(ReportOutcome.APPLIED);
    assertThat(
            changes.replace(
                organization,
                before,
                before.with(new ActiveSessions(1, 1)),
                Optional.empty(),
                ENOUGH_TIME))
        .isFalse();

    StoredResource after = reader.find(organization, id, ENOUGH_TIME).orElseThrow();
    assertThat(after).isEqualTo(before.with(verification));
    assertThat(after.revision()).isEqualTo(1);
  }
}
