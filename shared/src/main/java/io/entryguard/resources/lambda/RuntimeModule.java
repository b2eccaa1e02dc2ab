package io.entryguard.resources.lambda;

import dagger.Module;
import dagger.Provides;
import io.entryguard.resources.log.Log;
import java.time.Clock;
import java.time.InstantSource;

/** What every function takes from the machine that it runs on. */
@Module
public interface RuntimeModule {
  @Provides
  static InstantSource clock() {
    return Clock.systemUTC();
  }

  /**
   * Lambda sends what a function prints to its log group, a line an event. It has no state, so each
   * may have its own: a singleton would load ten classes of Dagger's.
   */
  @Provides
  static Log log(InstantSource clock) {
    return new Log(System.out::println, clock);
  }
}
