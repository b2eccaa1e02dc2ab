package io.entryguard.resources.reliability;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entryguard.resources.change.ActiveSessions;
import io.entryguard.resources.change.ApplyReport;
import io.entryguard.resources.change.CurrentRepresentation;
import io.entryguard.resources.change.ReportOutcome;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.change.Verification;
import io.entryguard.resources.create.AddOutcome;
import io.entryguard.resources.create.CreateResource;
import io.entryguard.resources.delete.DeleteCommand;
import io.entryguard.resources.delete.DeleteOutcome;
import io.entryguard.resources.delete.DeleteResource;
import io.entryguard.resources.dynamodb.TestStores;
import io.entryguard.resources.dynamodb.TestTable;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.Precondition;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.resource.ResourceName;
import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.update.PatchedValue;
import io.entryguard.resources.update.ResourcePatch;
import io.entryguard.resources.update.UpdateCommand;
import io.entryguard.resources.update.UpdateOutcome;
import io.entryguard.resources.update.UpdateResource;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** A change takes place, or may take place, and its answer never arrives. */
final class LostChangeTest {
  private static final TestTable TABLE = TestTable.create();
  private static final TestStores UNDISTURBED = new TestStores(TABLE.table(), TABLE.client());

  private final OrganizationId organization = Samples.organizationId();
  private final Credential credential = Samples.credential(organization, Provider.AWS);
  private final Resource resource = Samples.resource(Samples.spec(credential));

  /** What others do before a call of the caller's and after it, in order. */
  private final Deque<Runnable> others = new ArrayDeque<>();

  private FaultyHttpClient http =
      new FaultyHttpClient(UrlConnectionHttpClient.builder().build(), Faults.none(), () -> {});

  private TestStores given(String operation, Fault... faults) {
    http =
        new FaultyHttpClient(
            UrlConnectionHttpClient.builder().build(),
            Faults.inOrder(operation, faults),
            () -> {
              if (!others.isEmpty()) {
                others.remove().run();
              }
            });
    UNDISTURBED.accounts().save(Samples.organization(organization, Tier.FREE));
    UNDISTURBED.accounts().save(credential);
    add(resource);
    return new TestStores(TABLE.table(), TestTable.client(http, DynamoDbBackend.withoutWaiting()));
  }

  private void add(Resource added) {
    var context =
        UNDISTURBED
            .resources()
            .contextOf(organization, credential.id(), Optional.empty(), ENOUGH_TIME);
    assertThat(
            UNDISTURBED
                .resources()
                .add(Samples.creation(organization, added), context, ENOUGH_TIME))
        .isEqualTo(new AddOutcome.Added());
  }

  private static CurrentRepresentation shown(TestStores stores) {
    return new CurrentRepresentation(stores.reader(), ResourceWriter::write);
  }

  private DeleteOutcome delete(TestStores stores) {
    return new DeleteResource(stores.reader(), stores.changes(), shown(stores))
        .delete(new DeleteCommand(organization, resource.id(), Precondition.NONE), ENOUGH_TIME);
  }

  private UpdateOutcome rename(TestStores stores) {
    var patch =
        new ResourcePatch(
            Optional.of(new ResourceName("Renamed")),
            Optional.empty(),
            Optional.empty(),
            new PatchedValue.Absent<>(),
            Optional.empty(),
            new PatchedValue.Absent<>());
    return new UpdateResource(
            stores.reader(), stores.changes(), shown(stores), () -> Samples.NOW, new SecureRandom())
        .update(
            new UpdateCommand(organization, resource.id(), patch, Precondition.NONE), ENOUGH_TIME);
  }

  private void use(int sessions, long version) {
    assertThat(
            new ApplyReport(UNDISTURBED.reader(), UNDISTURBED.changes())
                .apply(
                    organization,
                    resource.id(),
                    new ActiveSessions(sessions, version),
                    ENOUGH_TIME))
        .isEqualTo(ReportOutcome.APPLIED);
  }

  private Optional<StoredResource> stored() {
    return UNDISTURBED.reader().find(organization, resource.id(), ENOUGH_TIME);
  }

  private int count() {
    return UNDISTURBED
        .catalog()
        .holdingsOf(organization, ENOUGH_TIME)
        .organization()
        .orElseThrow()
        .resourceCount();
  }

  @Test
  void aDeleteThatIsSentAgainHasDeletedOnce() {
    TestStores stores =
        given("TransactWriteItems", Fault.LOST_ANSWER, Fault.CONFLICT, Fault.LOST_ANSWER);

    assertThat(delete(stores)).isEqualTo(new DeleteOutcome.Deleted());

    assertThat(stored()).isEmpty();
    assertThat(count()).isZero();
    assertThat(delete(stores))
        .isEqualTo(new DeleteOutcome.Refused(Refusal.resourceNotFound(resource.id())));
  }

  @Test
  void aDeleteThatMayStillTakePlaceIsNotRefused() throws IOException {
    TestStores stores = given("TransactWriteItems", Fault.LATE_CALL);
    use(1, 1);

    assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> delete(stores));

    use(0, 2);
    http.deliverLateCalls();
    assertThat(stored()).isEmpty();
    assertThat(count()).isZero();
  }

  @Test
  void aDeleteThatEveryTryWasAnsweredOfIsRefused() {
    TestStores stores = given("TransactWriteItems", Fault.CONFLICT, Fault.THROTTLED);
    use(1, 1);

    assertThat(delete(stores)).isEqualTo(new DeleteOutcome.Refused(Refusal.RESOURCE_IN_USE));
  }

  @Test
  void anUpdateKnowsItsOwnWriteAgain() {
    TestStores stores = given("UpdateItem", Fault.LOST_ANSWER);

    assertThat(rename(stores)).isInstanceOf(UpdateOutcome.Updated.class);

    assertThat(stored().orElseThrow().revision()).isEqualTo(1);
  }

  @Test
  void anUpdateThatOthersWroteOverIsNotCalledARefusal() {
    TestStores stores = given("UpdateItem", Fault.LOST_ANSWER);
    // Around the two reads, before the first try of the write, and after it.
    for (int i = 0; i < 5; i++) {
      others.add(() -> {});
    }
    others.add(() -> use(1, 1));

    assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> rename(stores));

    assertThat(stored().orElseThrow().revision()).isEqualTo(2);
    assertThat(stored().orElseThrow().resource().spec().name())
        .isEqualTo(new ResourceName("Renamed"));
  }

  @Test
  void anUpdateThatNeverArrivedIsMade() {
    TestStores stores = given("UpdateItem", Fault.LOST_CALL);

    assertThat(rename(stores)).isInstanceOf(UpdateOutcome.Updated.class);

    assertThat(stored().orElseThrow().revision()).isEqualTo(1);
  }

  @Test
  void aReportThatIsSentAgainIsKnown() {
    TestStores stores = given("UpdateItem", Fault.LOST_ANSWER);
    var verification = new Verification(true, Samples.NOW, 1);

    assertThat(
            new ApplyReport(stores.reader(), stores.changes())
                .apply(organization, resource.id(), verification, ENOUGH_TIME))
        .isEqualTo(ReportOutcome.KNOWN);

    assertThat(stored().orElseThrow().newest()).contains(verification);
  }

  @Test
  void aCreateThatMayStillTakePlaceIsNotRefused() throws IOException {
    TestStores stores = given("TransactWriteItems", Fault.LATE_CALL);
    add(Samples.resource(Samples.spec(credential)));
    others.add(() -> {});
    others.add(() -> {});
    others.add(() -> add(Samples.resource(Samples.spec(credential))));
    var createResource =
        new CreateResource(
            stores.resources(),
            Samples.FREE_3,
            new ResourceIds(() -> Samples.NOW, new SecureRandom()),
            ResourceWriter::write,
            () -> Samples.NOW);

    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() ->
            createResource.create(
                Samples.command(organization, Samples.spec(credential)), ENOUGH_TIME));

    assertThat(delete(UNDISTURBED)).isEqualTo(new DeleteOutcome.Deleted());
    http.deliverLateCalls();
    assertThat(count()).isEqualTo(3);
  }
}
