package io.entryguard.resources.function.listresources;

import dagger.Binds;
import dagger.BindsInstance;
import dagger.Component;
import dagger.Module;
import dagger.Provides;
import io.entryguard.resources.http.ApiFunction;
import io.entryguard.resources.http.CrossOrigin;
import io.entryguard.resources.http.ListResourcesOperation;
import io.entryguard.resources.http.Operation;
import io.entryguard.resources.lambda.Network;
import io.entryguard.resources.lambda.RateLimitModule;
import io.entryguard.resources.lambda.RequestSettings;
import io.entryguard.resources.lambda.RuntimeModule;
import io.entryguard.resources.lambda.StoreModule;
import io.entryguard.resources.lambda.StoreSettings;
import io.entryguard.resources.log.OperationName;
import jakarta.inject.Singleton;

@Singleton
@Component(
    modules = {
      RuntimeModule.class,
      StoreModule.class,
      RateLimitModule.class,
      ListResourcesComponent.Operations.class
    })
interface ListResourcesComponent {
  ApiFunction function();

  @Component.Factory
  interface Factory {
    ListResourcesComponent create(
        @BindsInstance StoreSettings store,
        @BindsInstance RequestSettings requests,
        @BindsInstance CrossOrigin crossOrigin,
        @BindsInstance Network network);
  }

  @Module
  interface Operations {
    @Binds
    Operation operation(ListResourcesOperation operation);

    @Provides
    static OperationName name() {
      return OperationName.LIST;
    }
  }
}
