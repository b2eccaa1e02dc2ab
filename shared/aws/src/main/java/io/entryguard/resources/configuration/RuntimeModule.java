package io.entryguard.resources.configuration;

import dagger.Module;
import dagger.Provides;
import java.time.Clock;
import java.time.InstantSource;

/** The runtime's own dependencies, which every function needs. */
@Module
public interface RuntimeModule {
  @Provides
  static InstantSource clock() {
    return Clock.systemUTC();
  }
}
