package io.entryguard.resources.function.unmatchedroute;

import dagger.Binds;
import dagger.BindsInstance;
import dagger.Component;
import dagger.Module;
import io.entryguard.resources.http.ApiFunction;
import io.entryguard.resources.http.CrossOrigin;
import io.entryguard.resources.http.Operation;
import io.entryguard.resources.http.UnmatchedRouteOperation;
import io.entryguard.resources.lambda.RuntimeModule;
import jakarta.inject.Singleton;

@Singleton
@Component(modules = {RuntimeModule.class, UnmatchedRouteComponent.Operations.class})
interface UnmatchedRouteComponent {
  ApiFunction function();

  @Component.Factory
  interface Factory {
    UnmatchedRouteComponent create(@BindsInstance CrossOrigin crossOrigin);
  }

  @Module
  interface Operations {
    @Binds
    Operation operation(UnmatchedRouteOperation operation);
  }
}
