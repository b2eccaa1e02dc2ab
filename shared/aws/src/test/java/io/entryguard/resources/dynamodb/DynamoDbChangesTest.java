package io.entryguard.resources.dynamodb;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.change.ActiveSessions;
import io.entryguard.resources.change.ApplyReport;
import io.entryguard.resources.change.ReportOutcome;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.change.Verification;
import io.entryguard.resources.create.AddOutcome;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.testing.ChangesContract;
import io.entryguard.resources.testing.Samples;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DynamoDbChangesTest extends ChangesContract {
  private static final TestStores STORES = TestStores.onNewTable();

  DynamoDbChangesTest() {
    super(STORES.all());
  }

  /** As items were written before they had a revision. */
  private Resource addedWithoutRevision() {
    given(Tier.FREE);
    Resource resource = Samples.resource(Samples.spec(credential));
    assertThat(add(resource)).isEqualTo(new AddOutcome.Added());
    STORES
        .client()
        .updateItem(request ->
            request
                .tableName(STORES.table().name())
                .key(Key.of(organization, resource.id()).attributes())
                .updateExpression("REMOVE revision"));
    return resource;
  }

  private static StoredResource atRevisionZero(Resource resource) {
    return new StoredResource(
        resource,
        0,
        false,
        false,
        Optional.empty(),
        ActiveSessions.NONE,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void readsAnItemWithoutRevisionAsRevisionZeroWithoutSessions() {
    Resource resource = addedWithoutRevision();

    assertThat(reader.find(organization, resource.id(), ENOUGH_TIME))
        .contains(atRevisionZero(resource));
  }

  @Test
  void givesAnItemWithoutRevisionItsFirstOne() {
    Resource resource = addedWithoutRevision();
    var verification = new Verification(true, Samples.NOW, 1);

    assertThat(
            new ApplyReport(reader, changes)
                .apply(organization, resource.id(), verification, ENOUGH_TIME))
        .isEqualTo(ReportOutcome.APPLIED);

    StoredResource after = atRevisionZero(resource).with(verification);
    assertThat(after.revision()).isEqualTo(1);
    assertThat(reader.find(organization, resource.id(), ENOUGH_TIME)).contains(after);
    assertThat(
            changes.replace(
                organization,
                atRevisionZero(resource),
                atRevisionZero(resource).with(new ActiveSessions(1, 1)),
                Optional.empty(),
                ENOUGH_TIME))
        .isFalse();
  }

  @Test
  void removesAnItemWithoutRevision() {
    Resource resource = addedWithoutRevision();

    remove(resource.id());

    assertThat(count()).isZero();
  }
}
