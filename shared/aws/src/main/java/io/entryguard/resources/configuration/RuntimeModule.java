package io.entryguard.resources.configuration;

import dagger.Module;
import dagger.Provides;
import java.time.Clock;
import java.time.InstantSource;

/** What every function takes from the machine that it runs on. */
@Module
public interface RuntimeModule {
  @Provides
  static InstantSource clock() {
    return Clock.systemUTC();
  }
}
