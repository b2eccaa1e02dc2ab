package io.entryguard.resources.function.provision;

import io.entryguard.resources.access.ApiKeyStore;
import io.entryguard.resources.access.InMemoryApiKeyStore;
import io.entryguard.resources.change.DeleteResource;
import io.entryguard.resources.change.ResourceChanges;
import io.entryguard.resources.change.VerifyResource;
import io.entryguard.resources.create.CreateResource;
import io.entryguard.resources.create.RequestResource;
import io.entryguard.resources.create.ResourceStore;
import io.entryguard.resources.idempotency.IdempotencyStore;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.organization.OrganizationStore;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.testing.InMemoryResourceStore;
import io.entryguard.resources.testing.Samples;
import java.util.Random;

/** All the stores that events change. */
public record Stores(
    OrganizationStore organizations,
    ApiKeyStore keys,
    ResourceStore resources,
    ResourceChanges changes,
    IdempotencyStore records) {
  /** How often the tests' queue delivers a message. */
  public static final int MAX_RECEIVES = 5;

  public static Stores of(InMemoryResourceStore store, InMemoryApiKeyStore keys) {
    return new Stores(store, keys, store, store, store);
  }

  /** The function on these stores. */
  public EventFunction function() {
    var createResource =
        new CreateResource(
            resources,
            Samples.FREE_3,
            new ResourceIds(() -> Samples.NOW, new Random()),
            ResourceWriter::write,
            () -> Samples.NOW);
    return new EventFunction(
        new ApplyEvent(
            organizations,
            keys,
            new RequestResource(createResource, records, () -> Samples.NOW),
            new VerifyResource(changes),
            new DeleteResource(changes)),
        new MaxReceiveCount(MAX_RECEIVES));
  }
}
