package io.entryguard.resources.function.unmatchedroute;

import dagger.Binds;
import dagger.BindsInstance;
import dagger.Component;
import dagger.Module;
import dagger.Provides;
import io.entryguard.resources.http.ApiFunction;
import io.entryguard.resources.http.CrossOrigin;
import io.entryguard.resources.http.Endpoint;
import io.entryguard.resources.http.Operation;
import io.entryguard.resources.http.OperationEndpoint;
import io.entryguard.resources.http.UnmatchedRouteOperation;
import io.entryguard.resources.lambda.RequestLogModule;
import io.entryguard.resources.lambda.RuntimeModule;
import io.entryguard.resources.log.Log;
import io.entryguard.resources.log.MetricNamespace;
import io.entryguard.resources.log.OperationName;
import jakarta.inject.Singleton;

@Singleton
@Component(
    modules = {
      RuntimeModule.class,
      RequestLogModule.class,
      UnmatchedRouteComponent.Operations.class
    })
interface UnmatchedRouteComponent {
  ApiFunction function();

  @Component.Factory
  interface Factory {
    UnmatchedRouteComponent create(
        @BindsInstance CrossOrigin crossOrigin, @BindsInstance MetricNamespace metrics);
  }

  @Module
  interface Operations {
    @Binds
    Operation operation(UnmatchedRouteOperation operation);

    @Provides
    static Endpoint endpoint(Operation operation, Log log) {
      return new OperationEndpoint(operation, log);
    }

    @Provides
    static OperationName name() {
      return OperationName.UNMATCHED;
    }
  }
}
