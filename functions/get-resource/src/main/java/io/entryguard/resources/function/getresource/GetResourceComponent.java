package io.entryguard.resources.function.getresource;

import dagger.Binds;
import dagger.BindsInstance;
import dagger.Component;
import dagger.Module;
import io.entryguard.resources.change.ResourceReader;
import io.entryguard.resources.client.Network;
import io.entryguard.resources.client.StoreModule;
import io.entryguard.resources.configuration.RuntimeModule;
import io.entryguard.resources.configuration.StoreSettings;
import io.entryguard.resources.http.ApiFunction;
import io.entryguard.resources.http.ApiModule;
import io.entryguard.resources.http.Operation;
import io.entryguard.resources.http.RequestSettings;
import jakarta.inject.Singleton;

@Singleton
@Component(
    modules = {
      RuntimeModule.class,
      StoreModule.class,
      ApiModule.class,
      GetResourceComponent.Operations.class
    })
interface GetResourceComponent {
  ApiFunction function();

  ResourceReader reader();

  @Component.Factory
  interface Factory {
    GetResourceComponent create(
        @BindsInstance StoreSettings store,
        @BindsInstance RequestSettings requests,
        @BindsInstance Network network);
  }

  @Module
  interface Operations {
    @Binds
    Operation operation(GetResourceOperation operation);
  }
}
