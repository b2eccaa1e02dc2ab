package io.entryguard.resources.function.listresources;

import dagger.Binds;
import dagger.BindsInstance;
import dagger.Component;
import dagger.Module;
import io.entryguard.resources.http.ApiFunction;
import io.entryguard.resources.http.CrossOrigin;
import io.entryguard.resources.http.ListResourcesOperation;
import io.entryguard.resources.http.Operation;
import io.entryguard.resources.lambda.Network;
import io.entryguard.resources.lambda.RuntimeModule;
import io.entryguard.resources.lambda.StoreModule;
import io.entryguard.resources.lambda.StoreSettings;
import jakarta.inject.Singleton;

@Singleton
@Component(
    modules = {RuntimeModule.class, StoreModule.class, ListResourcesComponent.Operations.class})
interface ListResourcesComponent {
  ApiFunction function();

  @Component.Factory
  interface Factory {
    ListResourcesComponent create(
        @BindsInstance StoreSettings store,
        @BindsInstance CrossOrigin crossOrigin,
        @BindsInstance Network network);
  }

  @Module
  interface Operations {
    @Binds
    Operation operation(ListResourcesOperation operation);
  }
}
