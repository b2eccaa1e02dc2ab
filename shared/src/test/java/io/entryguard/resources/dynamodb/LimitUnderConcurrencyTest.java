package io.entryguard.resources.dynamodb;

import static io.entryguard.resources.resource.Samples.ENOUGH_TIME;
import static io.entryguard.resources.resource.Samples.FREE_3;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.account.Credential;
import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.account.Provider;
import io.entryguard.resources.account.Tier;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.resource.CreateOutcome;
import io.entryguard.resources.resource.CreateResource;
import io.entryguard.resources.resource.ResourceCatalog.Holdings;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.resource.Samples;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many callers of one organization at once: none past the limit, none short of it. */
final class LimitUnderConcurrencyTest {
  private static final int ORGANIZATIONS = 200;
  private static final int CALLERS = 16;

  private final TestStores stores = TestStores.onNewTable();
  private final CreateResource createResource =
      new CreateResource(
          stores.resources(),
          FREE_3,
          new ResourceIds(Clock.systemUTC(), new SecureRandom()),
          ResourceWriter::write,
          Clock.systemUTC());

  @Test
  void holdsTheLimitOf200OrganizationsUnder16CallersEach() throws Exception {
    List<Credential> credentials = new ArrayList<>();
    for (int i = 0; i < ORGANIZATIONS; i++) {
      OrganizationId organization = Samples.organizationId();
      Credential credential = Samples.credential(organization, Provider.AWS);
      stores.accounts().save(Samples.organization(organization, Tier.FREE));
      stores.accounts().save(credential);
      credentials.add(credential);
    }

    Map<OrganizationId, List<CreateOutcome>> outcomes = createAtOnce(credentials);

    for (Credential credential : credentials) {
      OrganizationId organization = credential.organization();
      Holdings holdings = stores.catalog().holdingsOf(organization, ENOUGH_TIME);
      assertThat(outcomes.get(organization))
          .filteredOn(CreateOutcome.Created.class::isInstance)
          .hasSize(3);
      assertThat(outcomes.get(organization))
          .filteredOn(new CreateOutcome.LimitReached(3, Tier.FREE)::equals)
          .hasSize(CALLERS - 3);
      assertThat(holdings.resources()).hasSize(3);
      assertThat(holdings.organization().orElseThrow().resourceCount()).isEqualTo(3);
    }
  }

  private Map<OrganizationId, List<CreateOutcome>> createAtOnce(List<Credential> credentials)
      throws InterruptedException, ExecutionException {
    List<Callable<Map.Entry<OrganizationId, CreateOutcome>>> creates = new ArrayList<>();
    for (Credential credential : credentials) {
      Callable<Map.Entry<OrganizationId, CreateOutcome>> create =
          () ->
              Map.entry(
                  credential.organization(),
                  createResource.create(
                      Samples.command(credential.organization(), Samples.spec(credential)),
                      ENOUGH_TIME));
      creates.addAll(Collections.nCopies(CALLERS, create));
    }
    Map<OrganizationId, List<CreateOutcome>> outcomes = new HashMap<>();
    try (var callers = Executors.newFixedThreadPool(CALLERS)) {
      for (Future<Map.Entry<OrganizationId, CreateOutcome>> done : callers.invokeAll(creates)) {
        outcomes
            .computeIfAbsent(done.get().getKey(), _ -> new ArrayList<>())
            .add(done.get().getValue());
      }
    }
    return outcomes;
  }
}
