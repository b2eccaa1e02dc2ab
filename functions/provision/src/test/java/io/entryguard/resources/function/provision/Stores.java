package io.entryguard.resources.function.provision;

import io.entryguard.resources.access.ApiKeyStore;
import io.entryguard.resources.access.InMemoryApiKeyStore;
import io.entryguard.resources.change.ApplyReport;
import io.entryguard.resources.change.CurrentRepresentation;
import io.entryguard.resources.change.ResourceChanges;
import io.entryguard.resources.change.ResourceReader;
import io.entryguard.resources.create.CreateResource;
import io.entryguard.resources.create.RequestResource;
import io.entryguard.resources.create.ResourceStore;
import io.entryguard.resources.delete.DeleteResource;
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
    ResourceReader reader,
    ResourceChanges changes,
    IdempotencyStore records) {
  /** How often the tests' queue delivers a message. */
  public static final int MAX_RECEIVES = 5;

  public static Stores of(InMemoryResourceStore store, InMemoryApiKeyStore keys) {
    return new Stores(store, keys, store, store, store, store);
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
            new ApplyReport(reader, changes),
            new DeleteResource(
                reader, changes, new CurrentRepresentation(reader, ResourceWriter::write))),
        new MaxReceiveCount(MAX_RECEIVES));
  }
}
