package io.entryguard.resources.function.provision;

import dagger.Binds;
import dagger.BindsInstance;
import dagger.Component;
import dagger.Module;
import dagger.Provides;
import io.entryguard.resources.access.ApiKeyStore;
import io.entryguard.resources.account.AccountStore;
import io.entryguard.resources.dynamodb.DynamoDbAccountStore;
import io.entryguard.resources.dynamodb.DynamoDbApiKeyStore;
import io.entryguard.resources.dynamodb.DynamoDbRequestRecords;
import io.entryguard.resources.dynamodb.DynamoDbResourceChanges;
import io.entryguard.resources.event.EventFunction;
import io.entryguard.resources.event.MaxReceiveCount;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.lambda.Network;
import io.entryguard.resources.lambda.RuntimeModule;
import io.entryguard.resources.lambda.StoreModule;
import io.entryguard.resources.lambda.StoreSettings;
import io.entryguard.resources.resource.RequestRecords;
import io.entryguard.resources.resource.ResourceChanges;
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
    AccountStore accountStore(DynamoDbAccountStore store);

    @Binds
    ApiKeyStore apiKeyStore(DynamoDbApiKeyStore store);

    @Binds
    ResourceChanges resourceChanges(DynamoDbResourceChanges changes);

    @Binds
    RequestRecords requestRecords(DynamoDbRequestRecords records);

    @Provides
    static ResourceRepresentation representation() {
      return ResourceWriter::write;
    }
  }
}
