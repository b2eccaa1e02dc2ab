package io.entryguard.resources.function.createresource;

import dagger.Binds;
import dagger.BindsInstance;
import dagger.Component;
import dagger.Module;
import dagger.Provides;
import io.entryguard.resources.http.ApiFunction;
import io.entryguard.resources.http.CreateResourceOperation;
import io.entryguard.resources.http.CrossOrigin;
import io.entryguard.resources.http.Operation;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.lambda.Network;
import io.entryguard.resources.lambda.RateLimitModule;
import io.entryguard.resources.lambda.RequestSettings;
import io.entryguard.resources.lambda.RuntimeModule;
import io.entryguard.resources.lambda.StoreModule;
import io.entryguard.resources.lambda.StoreSettings;
import io.entryguard.resources.log.OperationName;
import io.entryguard.resources.resource.ResourceLimits;
import io.entryguard.resources.resource.ResourceRepresentation;
import jakarta.inject.Singleton;

@Singleton
@Component(
    modules = {
      RuntimeModule.class,
      StoreModule.class,
      RateLimitModule.class,
      CreateResourceComponent.Operations.class
    })
interface CreateResourceComponent {
  ApiFunction function();

  @Component.Factory
  interface Factory {
    CreateResourceComponent create(
        @BindsInstance StoreSettings store,
        @BindsInstance ResourceLimits limits,
        @BindsInstance RequestSettings requests,
        @BindsInstance CrossOrigin crossOrigin,
        @BindsInstance Network network);
  }

  @Module
  interface Operations {
    @Binds
    Operation operation(CreateResourceOperation operation);

    @Provides
    static OperationName name() {
      return OperationName.CREATE;
    }

    @Provides
    static ResourceRepresentation representation() {
      return ResourceWriter::write;
    }
  }
}
