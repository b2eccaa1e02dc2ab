package io.entryguard.resources.function.verifyresource;

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
      VerifyResourceComponent.Operations.class
    })
interface VerifyResourceComponent {
  ApiFunction function();

  ResourceReader reader();

  @Component.Factory
  interface Factory {
    VerifyResourceComponent create(
        @BindsInstance StoreSettings store,
        @BindsInstance RequestSettings requests,
        @BindsInstance Network network);
  }

  @Module
  interface Operations {
    @Binds
    Operation operation(VerifyResourceOperation operation);
  }
}
