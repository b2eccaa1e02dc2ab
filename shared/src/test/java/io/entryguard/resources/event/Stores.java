package io.entryguard.resources.event;

import io.entryguard.resources.access.ApiKeyStore;
import io.entryguard.resources.access.InMemoryApiKeyStore;
import io.entryguard.resources.account.AccountStore;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.log.Log;
import io.entryguard.resources.resource.CreateResource;
import io.entryguard.resources.resource.DeleteResource;
import io.entryguard.resources.resource.InMemoryResourceStore;
import io.entryguard.resources.resource.RequestRecords;
import io.entryguard.resources.resource.RequestResource;
import io.entryguard.resources.resource.ResourceChanges;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.resource.ResourceStore;
import io.entryguard.resources.resource.Samples;
import io.entryguard.resources.resource.VerifyResource;
import java.util.List;
import java.util.Random;

/** All the stores that events change. */
public record Stores(
    AccountStore accounts,
    ApiKeyStore keys,
    ResourceStore resources,
    ResourceChanges changes,
    RequestRecords records) {
  /** How often the tests' queue hands a message on. */
  static final int MAX_RECEIVES = 5;

  public static Stores of(InMemoryResourceStore store, InMemoryApiKeyStore keys) {
    return new Stores(store, keys, store, store, store);
  }

  /** The function on these stores. */
  public EventFunction function(List<String> logLines) {
    var log = new Log(logLines::add, () -> Samples.NOW);
    var createResource =
        new CreateResource(
            resources,
            Samples.FREE_3,
            new ResourceIds(() -> Samples.NOW, new Random()),
            ResourceWriter::write,
            () -> Samples.NOW);
    return new EventFunction(
        new Provisioning(
            accounts,
            keys,
            new RequestResource(createResource, records, () -> Samples.NOW),
            new VerifyResource(changes),
            new DeleteResource(changes)),
        new MaxReceiveCount(MAX_RECEIVES),
        log);
  }
}
