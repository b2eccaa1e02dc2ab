package io.entryguard.resources.stream;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.change.ActiveSessions;
import io.entryguard.resources.change.ApplyReport;
import io.entryguard.resources.change.CurrentRepresentation;
import io.entryguard.resources.change.Verification;
import io.entryguard.resources.create.CreateOutcome;
import io.entryguard.resources.create.CreateResource;
import io.entryguard.resources.delete.DeleteCommand;
import io.entryguard.resources.delete.DeleteOutcome;
import io.entryguard.resources.delete.DeleteResource;
import io.entryguard.resources.dynamodb.TestStores;
import io.entryguard.resources.dynamodb.TestTable;
import io.entryguard.resources.function.provision.Bodies;
import io.entryguard.resources.function.provision.EventFunction;
import io.entryguard.resources.function.provision.Messages;
import io.entryguard.resources.function.provision.Stores;
import io.entryguard.resources.function.publishchanges.OutboundEvent;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceCreated;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceRequestCompleted;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceRequestRefused;
import io.entryguard.resources.function.publishchanges.OutboundEvents;
import io.entryguard.resources.function.publishchanges.PublishFunction;
import io.entryguard.resources.function.publishchanges.PublishResult;
import io.entryguard.resources.function.publishchanges.StreamRecords;
import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.idempotency.IdempotentRequest;
import io.entryguard.resources.idempotency.RequestFingerprint;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.Precondition;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.resource.ResourceName;
import io.entryguard.resources.testing.LogLines;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.TestContext;
import io.entryguard.resources.update.PatchedValue;
import io.entryguard.resources.update.ResourcePatch;
import io.entryguard.resources.update.UpdateCommand;
import io.entryguard.resources.update.UpdateOutcome;
import io.entryguard.resources.update.UpdateResource;
import io.entryguard.resources.verify.RequestVerification;
import io.entryguard.resources.verify.VerificationOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The events that are published of what DynamoDB's own stream tells, of a table that the stores
 * write.
 */
final class TableStreamTest {
  @RegisterExtension private final LogLines logLines = new LogLines();

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

  /** The events that are published of all that the table has seen. */
  private List<OutboundEvent> published() {
    List<OutboundEvent> published = new ArrayList<>();
    var function =
        new PublishFunction((events, _) -> {
          published.addAll(events);
          return events.stream().<PublishResult>map(_ -> new PublishResult.Published()).toList();
        });
    function.handle(
        StreamRecords.batch(table.stream().records().stream().map(StreamRecords::of).toList()),
        new TestContext());
    assertThat(logLines).noneMatch(line -> line.contains(PublishFunction.CANNOT_BE_ANNOUNCED));
    return published;
  }

  private ResourceId created(CreateOutcome outcome) {
    assertThat(outcome).isInstanceOf(CreateOutcome.Created.class);
    return ((CreateOutcome.Created) outcome).id();
  }

  @Test
  void tellsOfTheLifeOfAResourceAndNotOfReports() {
    ResourceId id =
        created(
            createResource.create(
                Samples.command(organization, Samples.spec(credential), "key-1"), ENOUGH_TIME));
    var reports = new ApplyReport(stores.reader(), stores.changes());
    var shown = new CurrentRepresentation(stores.reader(), ResourceWriter::write);
    reports.apply(organization, id, new ActiveSessions(1, 1), ENOUGH_TIME);
    assertThat(
            new UpdateResource(
                    stores.reader(), stores.changes(), shown, () -> Samples.NOW, new Random(1))
                .update(renamed(id), ENOUGH_TIME))
        .isInstanceOf(UpdateOutcome.Updated.class);
    reports.apply(organization, id, new Verification(true, Samples.NOW, 1), ENOUGH_TIME);
    assertThat(
            new RequestVerification(
                    stores.reader(),
                    stores.changes(),
                    shown,
                    () -> Samples.NOW,
                    new Random(2),
                    _ -> {})
                .request(organization, id, Duration.ZERO, ENOUGH_TIME))
        .isInstanceOf(VerificationOutcome.Pending.class);
    reports.apply(organization, id, new ActiveSessions(0, 2), ENOUGH_TIME);
    assertThat(
            new DeleteResource(stores.reader(), stores.changes(), shown)
                .delete(new DeleteCommand(organization, id, Precondition.NONE), ENOUGH_TIME))
        .isEqualTo(new DeleteOutcome.Deleted());

    List<OutboundEvent> published = published();
    assertThat(published)
        .extracting(OutboundEvent::type)
        .containsExactly(
            "ResourceCreated",
            "ResourceUpdated",
            "ResourceVerificationRequested",
            "ResourceDeleted");
    assertThat(published).extracting(OutboundEvent::changeId).doesNotHaveDuplicates();
    assertThat(published.getFirst())
        .isInstanceOfSatisfying(
            ResourceCreated.class,
            event -> {
              assertThat(event.organization()).isEqualTo(organization);
              assertThat(event.resource().id()).isEqualTo(id);
              assertThat(event.resource().spec()).isEqualTo(Samples.spec(credential));
              assertThat(event.resource().active()).isFalse();
              assertThat(event.revision()).isEqualTo(0);
            });
    assertThat(published.get(1))
        .isInstanceOfSatisfying(
            OutboundEvent.ResourceUpdated.class,
            event -> {
              assertThat(event.changed()).containsExactly("name");
              assertThat(event.resource().spec().name()).isEqualTo(new ResourceName("Renamed"));
              assertThat(event.revision()).isEqualTo(2);
            });
    assertThat(published.get(2))
        .isInstanceOfSatisfying(
            OutboundEvent.ResourceVerificationRequested.class,
            event -> {
              assertThat(event.resource().active()).isTrue();
              assertThat(event.revision()).isEqualTo(4);
            });
    assertThat(published.getLast()).isEqualTo(new OutboundEvent.ResourceDeleted(organization, id));
  }

  private UpdateCommand renamed(ResourceId id) {
    var patch =
        new ResourcePatch(
            Optional.of(new ResourceName("Renamed")),
            Optional.empty(),
            Optional.empty(),
            new PatchedValue.Absent<>(),
            Optional.empty(),
            new PatchedValue.Absent<>());
    return new UpdateCommand(organization, id, patch, Precondition.NONE);
  }

  @Test
  void tellsWhatBecameOfRequestsByEvent() {
    EventFunction provision =
        new Stores(
                stores.accounts(),
                stores.keys(),
                stores.resources(),
                stores.reader(),
                stores.changes(),
                stores.records())
            .function();

    Messages.deliver(
        provision,
        List.of(
            Bodies.requested(organization, "request-1", Samples.spec(credential)),
            Bodies.requested(organization, "request-1", Samples.spec(credential)),
            Bodies.requested(organization, "request-2", "{}"),
            Bodies.requested(organization, "request-2", "{}")));

    List<OutboundEvent> published = published();
    assertThat(published)
        .extracting(Object::getClass)
        .containsExactlyInAnyOrder(
            ResourceCreated.class, ResourceRequestCompleted.class, ResourceRequestRefused.class);
    assertThat(published)
        .filteredOn(ResourceRequestCompleted.class::isInstance)
        .map(ResourceRequestCompleted.class::cast)
        .allSatisfy(completed -> {
          assertThat(completed.request()).isEqualTo(OutboundEvents.request("request-1"));
          assertThat(published)
              .filteredOn(ResourceCreated.class::isInstance)
              .map(ResourceCreated.class::cast)
              .extracting(created -> created.resource().id())
              .containsExactly(completed.resource());
        });
    assertThat(published)
        .filteredOn(ResourceRequestRefused.class::isInstance)
        .map(ResourceRequestRefused.class::cast)
        .extracting(ResourceRequestRefused::request)
        .containsExactly(OutboundEvents.request("request-2"));
  }

  @Test
  void tellsOfTheOutcomeThatTakesThePlaceOfAnExpiredOne() {
    IdempotencyRecord first = OutboundEvents.refused("request-1");
    var later =
        new IdempotencyRecord(
            new IdempotentRequest(first.request().key(), new RequestFingerprint("1".repeat(64))),
            first.outcome(),
            first.expiresAt().plusSeconds(60));
    stores.records().keep(organization, first, Samples.NOW, ENOUGH_TIME);
    stores.records().keep(organization, later, first.expiresAt(), ENOUGH_TIME);

    assertThat(published())
        .containsExactly(
            OutboundEvent.of(organization, first), OutboundEvent.of(organization, later))
        .extracting(OutboundEvent::changeId)
        .doesNotHaveDuplicates();
  }
}
