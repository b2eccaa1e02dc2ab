package io.entryguard.resources.function.provision;

import dagger.Binds;
import dagger.BindsInstance;
import dagger.Component;
import dagger.Module;
import dagger.Provides;
import io.entryguard.resources.access.ApiKeyStore;
import io.entryguard.resources.client.Network;
import io.entryguard.resources.client.StoreModule;
import io.entryguard.resources.configuration.RuntimeModule;
import io.entryguard.resources.configuration.StoreSettings;
import io.entryguard.resources.dynamodb.DynamoDbApiKeyStore;
import io.entryguard.resources.dynamodb.DynamoDbIdempotencyStore;
import io.entryguard.resources.dynamodb.DynamoDbOrganizationStore;
import io.entryguard.resources.idempotency.IdempotencyStore;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.organization.OrganizationStore;
import io.entryguard.resources.resource.ResourceLimits;
import io.entryguard.resources.resource.ResourceRepresentation;
import jakarta.inject.Singleton;

@Singleton
@Component(modules = {RuntimeModule.class, StoreModule.class, ProvisionComponent.Stores.class})
interface ProvisionComponent {
  EventFunction function();

  @Component.Factory
  interface Factory {
    ProvisionComponent create(
        @BindsInstance StoreSettings store,
        @BindsInstance ResourceLimits limits,
        @BindsInstance MaxReceiveCount maxReceiveCount,
        @BindsInstance Network network);
  }

  @Module
  interface Stores {
    @Binds
    OrganizationStore organizationStore(DynamoDbOrganizationStore store);

    @Binds
    ApiKeyStore apiKeyStore(DynamoDbApiKeyStore store);

    @Binds
    IdempotencyStore idempotencyStore(DynamoDbIdempotencyStore store);

    @Provides
    static ResourceRepresentation representation() {
      return ResourceWriter::write;
    }
  }
}
