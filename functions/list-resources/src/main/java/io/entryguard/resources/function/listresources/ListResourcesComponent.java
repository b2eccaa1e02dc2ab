package io.entryguard.resources.function.listresources;

import dagger.Binds;
import dagger.BindsInstance;
import dagger.Component;
import dagger.Module;
import io.entryguard.resources.client.Network;
import io.entryguard.resources.client.StoreModule;
import io.entryguard.resources.configuration.RuntimeModule;
import io.entryguard.resources.configuration.StoreSettings;
import io.entryguard.resources.http.ApiFunction;
import io.entryguard.resources.http.ApiModule;
import io.entryguard.resources.http.Operation;
import io.entryguard.resources.http.RequestSettings;
import io.entryguard.resources.list.ResourceCatalog;
import jakarta.inject.Singleton;

@Singleton
@Component(
    modules = {
      RuntimeModule.class,
      StoreModule.class,
      ApiModule.class,
      ListResourcesComponent.Operations.class
    })
interface ListResourcesComponent {
  ApiFunction function();

  ResourceCatalog catalog();

  @Component.Factory
  interface Factory {
    ListResourcesComponent create(
        @BindsInstance StoreSettings store,
        @BindsInstance RequestSettings requests,
        @BindsInstance Network network);
  }

  @Module
  interface Operations {
    @Binds
    Operation operation(ListResourcesOperation operation);
  }
}
