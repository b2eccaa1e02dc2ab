package io.entryguard.resources.dynamodb;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.change.ApplyReport;
import io.entryguard.resources.change.Removal;
import io.entryguard.resources.change.RemoveOutcome;
import io.entryguard.resources.change.Verification;
import io.entryguard.resources.create.AddOutcome;
import io.entryguard.resources.list.ResourceCatalog.Holdings;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.Samples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many functions at one resource at once. */
final class ChangesAtOnceTest {
  private static final int THREADS = 8;
  private static final int VERIFICATIONS = 60;

  private final TestStores stores = TestStores.onNewTable();
  private final OrganizationId organization = Samples.organizationId();
  private final Credential credential = Samples.credential(organization, Provider.AWS);

  private Resource added() {
    Resource resource = Samples.resource(Samples.spec(credential));
    var context =
        stores.resources().contextOf(organization, credential.id(), Optional.empty(), ENOUGH_TIME);
    assertThat(
            stores.resources().add(Samples.creation(organization, resource), context, ENOUGH_TIME))
        .isEqualTo(new AddOutcome.Added());
    return resource;
  }

  private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    List<T> results = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<T> done : threads.invokeAll(calls)) {
        results.add(done.get());
      }
    }
    return results;
  }

  @Test
  void leadToTheSameStateInWhateverOrderVerificationsGetThrough() throws Exception {
    stores.accounts().save(Samples.organization(organization, Tier.FREE));
    stores.accounts().save(credential);
    Resource resource = added();
    List<Verification> verifications = new ArrayList<>();
    for (int version = 1; version <= VERIFICATIONS; version++) {
      verifications.add(
          new Verification(version % 3 == 0, Samples.NOW.plusSeconds(version), version));
    }
    Collections.shuffle(verifications, new Random(7));

    atOnce(
        verifications.stream()
            .<Callable<Boolean>>map(verification -> () -> verify(resource, verification))
            .toList());

    assertThat(stores.catalog().holdingsOf(organization, ENOUGH_TIME).resources())
        .extracting(NamedResource::resource)
        .containsExactly(
            new Resource(
                resource.id(),
                resource.spec(),
                true,
                Optional.of(Samples.NOW.plusSeconds(VERIFICATIONS)),
                resource.createdAt(),
                Samples.NOW.plusSeconds(VERIFICATIONS)));
  }

  /** As often as it takes, which is what a queue does. */
  private boolean verify(Resource resource, Verification verification) {
    var report = new ApplyReport(stores.reader(), stores.changes());
    while (true) {
      try {
        report.apply(organization, resource.id(), verification, ENOUGH_TIME);
        return true;
      } catch (StoreUnavailableException e) {
        // Others were faster, five times.
      }
    }
  }

  @Test
  void countAResourceOutOnceHoweverManyDeleteIt() throws Exception {
    stores.accounts().save(Samples.organization(organization, Tier.FREE));
    stores.accounts().save(credential);
    Resource kept = added();
    Resource deleted = added();

    var removal = new Removal(organization, deleted.id(), OptionalLong.empty(), false);
    List<RemoveOutcome> removed =
        atOnce(
            Collections.nCopies(4 * THREADS, () -> stores.changes().remove(removal, ENOUGH_TIME)));

    assertThat(removed).containsOnlyOnce(RemoveOutcome.REMOVED);
    Holdings holdings = stores.catalog().holdingsOf(organization, ENOUGH_TIME);
    assertThat(holdings.resources()).extracting(NamedResource::resource).containsExactly(kept);
    assertThat(holdings.organization().orElseThrow().resourceCount()).isEqualTo(1);
  }
}
