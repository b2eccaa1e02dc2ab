package io.entryguard.resources.stream;

import static io.entryguard.resources.resource.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.account.Credential;
import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.account.Provider;
import io.entryguard.resources.account.Tier;
import io.entryguard.resources.announcement.Announcement;
import io.entryguard.resources.announcement.Announcement.ResourceCreated;
import io.entryguard.resources.announcement.Announcement.ResourceRequestCompleted;
import io.entryguard.resources.announcement.Announcement.ResourceRequestRefused;
import io.entryguard.resources.announcement.Announcements;
import io.entryguard.resources.announcement.Delivery;
import io.entryguard.resources.dynamodb.StreamRecords;
import io.entryguard.resources.dynamodb.TestStores;
import io.entryguard.resources.dynamodb.TestTable;
import io.entryguard.resources.event.Bodies;
import io.entryguard.resources.event.EventFunction;
import io.entryguard.resources.event.Messages;
import io.entryguard.resources.event.Stores;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.lambda.TestContext;
import io.entryguard.resources.log.Log;
import io.entryguard.resources.resource.CreateOutcome;
import io.entryguard.resources.resource.CreateResource;
import io.entryguard.resources.resource.DeleteResource;
import io.entryguard.resources.resource.IdempotencyRecord;
import io.entryguard.resources.resource.KeyedRequest;
import io.entryguard.resources.resource.RequestFingerprint;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.resource.Samples;
import io.entryguard.resources.resource.Verification;
import io.entryguard.resources.resource.VerifyResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is announced of what DynamoDB's own stream tells, of a table that the stores write. */
final class TableStreamTest {
  private final TestTable table = TestTable.createWithStream();
  private final TestStores stores = new TestStores(table.table(), table.client());
  private final OrganizationId organization = Samples.organizationId();
  private final Credential credential = Samples.credential(organization, Provider.AWS);
  private final CreateResource createResource =
      new CreateResource(
          stores.resources(),
          Samples.FREE_3,
          new ResourceIds(() -> Samples.NOW, new Random(1)),
          ResourceWriter::write,
          () -> Samples.NOW);

  @BeforeEach
  void haveAnOrganizationWithACredential() {
    stores.accounts().save(Samples.organization(organization, Tier.FREE));
    stores.accounts().save(credential);
  }

  /** Everything that is announced of all that the table has seen. */
  private List<Announcement> announced() {
    List<Announcement> announced = new ArrayList<>();
    List<String> logLines = new ArrayList<>();
    var function =
        new PublishFunction(
            (announcements, _) -> {
              announced.addAll(announcements);
              return announcements.stream().<Delivery>map(_ -> new Delivery.Delivered()).toList();
            },
            new Log(logLines::add, () -> Samples.NOW));
    function.handle(StreamRecords.batch(table.stream().records()), new TestContext());
    assertThat(logLines).noneMatch(line -> line.contains(PublishFunction.CANNOT_BE_ANNOUNCED));
    return announced;
  }

  private ResourceId created(CreateOutcome outcome) {
    assertThat(outcome).isInstanceOf(CreateOutcome.Created.class);
    return ((CreateOutcome.Created) outcome).id();
  }

  @Test
  void tellsOfAResourceOnceWhateverBecomesOfIt() {
    ResourceId id =
        created(
            createResource.create(
                Samples.command(organization, Samples.spec(credential), "key-1"), ENOUGH_TIME));
    new VerifyResource(stores.changes())
        .verify(organization, id, new Verification(true, Samples.NOW, 1), ENOUGH_TIME);
    new DeleteResource(stores.changes()).delete(organization, id, ENOUGH_TIME);

    assertThat(announced())
        .singleElement()
        .isInstanceOfSatisfying(
            ResourceCreated.class,
            announcement -> {
              assertThat(announcement.organization()).isEqualTo(organization);
              assertThat(announcement.resource().id()).isEqualTo(id);
              assertThat(announcement.resource().spec()).isEqualTo(Samples.spec(credential));
              assertThat(announcement.resource().active()).isFalse();
            });
  }

  @Test
  void tellsWhatBecameOfRequestsByEvent() {
    List<String> logLines = new ArrayList<>();
    EventFunction provision =
        new Stores(
                stores.accounts(),
                stores.keys(),
                stores.resources(),
                stores.changes(),
                stores.records())
            .function(logLines);

    Messages.deliver(
        provision,
        List.of(
            Bodies.requested(organization, "request-1", Samples.spec(credential)),
            Bodies.requested(organization, "request-1", Samples.spec(credential)),
            Bodies.requested(organization, "request-2", "{}"),
            Bodies.requested(organization, "request-2", "{}")));

    List<Announcement> announced = announced();
    assertThat(announced)
        .extracting(Object::getClass)
        .containsExactlyInAnyOrder(
            ResourceCreated.class, ResourceRequestCompleted.class, ResourceRequestRefused.class);
    assertThat(announced)
        .filteredOn(ResourceRequestCompleted.class::isInstance)
        .map(ResourceRequestCompleted.class::cast)
        .allSatisfy(completed -> {
          assertThat(completed.request()).isEqualTo(Announcements.request("request-1"));
          assertThat(announced)
              .filteredOn(ResourceCreated.class::isInstance)
              .map(ResourceCreated.class::cast)
              .extracting(created -> created.resource().id())
              .containsExactly(completed.resource());
        });
    assertThat(announced)
        .filteredOn(ResourceRequestRefused.class::isInstance)
        .map(ResourceRequestRefused.class::cast)
        .extracting(ResourceRequestRefused::request)
        .containsExactly(Announcements.request("request-2"));
  }

  @Test
  void tellsOfTheOutcomeThatTakesThePlaceOfAnExpiredOne() {
    IdempotencyRecord first = Announcements.refused("request-1");
    var later =
        new IdempotencyRecord(
            new KeyedRequest(first.request().key(), new RequestFingerprint("1".repeat(64))),
            first.outcome(),
            first.expiresAt().plusSeconds(60));
    stores.records().keep(organization, first, Samples.NOW, ENOUGH_TIME);
    stores.records().keep(organization, later, first.expiresAt(), ENOUGH_TIME);

    assertThat(announced())
        .containsExactly(Announcement.of(organization, first), Announcement.of(organization, later))
        .extracting(Announcement::changeId)
        .doesNotHaveDuplicates();
  }
}
