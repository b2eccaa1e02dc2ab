package io.entryguard.resources.local.function;

import io.entryguard.resources.local.template.FunctionDefinition;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** Functions by name. Each is loaded once, when it is called first, as on Lambda, or before. */
public final class Functions {
  private final Map<String, FutureTask<LoadedFunction>> functions = new LinkedHashMap<>();

  /**
   * @param loader throws {@link FunctionFailure} if a function cannot be loaded
   */
  public Functions(
      Function<FunctionDefinition, LoadedFunction> loader,
      Collection<FunctionDefinition> definitions) {
    for (FunctionDefinition definition : definitions) {
      functions.put(definition.name(), new FutureTask<>(() -> loader.apply(definition)));
    }
  }

  /**
   * Returns a function, loaded.
   *
   * @throws FunctionFailure if it cannot be loaded
   * @throws IllegalArgumentException if there is none of that name
   */
  public LoadedFunction get(String name) {
    FutureTask<LoadedFunction> function = functions.get(name);
    if (function == null) {
      throw new IllegalArgumentException("There is no function " + name);
    }
    // Does nothing if another thread loads it, or has.
    function.run();
    try {
      return function.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof FunctionFailure failure
          ? failure
          : new FunctionFailure(name + " cannot be loaded: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FunctionFailure(name + " is not loaded yet", e);
    }
  }

  /** Loads all in the background; a failure is reported to whoever calls the function. */
  public void loadInBackground() {
    Thread.ofVirtual().start(() -> functions.values().forEach(FutureTask::run));
  }
}
