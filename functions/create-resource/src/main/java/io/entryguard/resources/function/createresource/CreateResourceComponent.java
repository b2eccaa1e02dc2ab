package io.entryguard.resources.function.createresource;

import dagger.Binds;
import dagger.BindsInstance;
import dagger.Component;
import dagger.Module;
import io.entryguard.resources.client.Network;
import io.entryguard.resources.client.StoreModule;
import io.entryguard.resources.configuration.RuntimeModule;
import io.entryguard.resources.configuration.StoreSettings;
import io.entryguard.resources.create.ResourceStore;
import io.entryguard.resources.http.ApiFunction;
import io.entryguard.resources.http.ApiModule;
import io.entryguard.resources.http.Operation;
import io.entryguard.resources.http.RequestSettings;
import io.entryguard.resources.resource.ResourceLimits;
import jakarta.inject.Singleton;

@Singleton
@Component(
    modules = {
      RuntimeModule.class,
      StoreModule.class,
      ApiModule.class,
      CreateResourceComponent.Operations.class
    })
interface CreateResourceComponent {
  ApiFunction function();

  ResourceStore store();

  @Component.Factory
  interface Factory {
    CreateResourceComponent create(
        @BindsInstance StoreSettings store,
        @BindsInstance ResourceLimits limits,
        @BindsInstance RequestSettings requests,
        @BindsInstance Network network);
  }

  @Module
  interface Operations {
    @Binds
    Operation operation(CreateResourceOperation operation);
  }
}
