package io.entryguard.resources.function.publishchanges;

import dagger.BindsInstance;
import dagger.Component;
import io.entryguard.resources.client.Network;
import io.entryguard.resources.configuration.RuntimeModule;
import jakarta.inject.Singleton;

@Singleton
@Component(modules = {RuntimeModule.class, EventBridgeModule.class})
interface PublishChangesComponent {
  PublishFunction function();

  @Component.Factory
  interface Factory {
    PublishChangesComponent create(
        @BindsInstance EventBusSettings bus, @BindsInstance Network network);
  }
}
