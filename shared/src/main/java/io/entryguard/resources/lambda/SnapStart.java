package io.entryguard.resources.lambda;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.log.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Lambda's SnapStart, which starts a function once, keeps the process as it then is, and has it go
 * on from there whenever one is needed. What is loaded and compiled by then, no caller waits for.
 */
public final class SnapStart {
  private static final String INITIALIZATION_TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";

  /** Of hooks: the runtime itself holds them weakly. */
  private static final List<Object> REGISTERED = new ArrayList<>();

  private SnapStart() {}

  /**
   * Whether this process will be kept. Elsewhere a caller would wait for whatever is loaded ahead.
   */
  public static boolean isUsed(Map<String, String> environment) {
    return "snap-start".equals(environment.get(INITIALIZATION_TYPE));
  }

  /**
   * Has the function primed before its snapshot is taken.
   *
   * <p>A failure is logged, and the function starts all the same, only colder.
   *
   * @param priming writes nothing, and leaves nothing behind that is unique or has a date
   */
  public static void prime(Runnable priming) {
    Resource hook = hook(RuntimeModule.log(RuntimeModule.clock()), priming);
    REGISTERED.add(hook);
    Core.getGlobalContext().register(hook);
  }

  static Resource hook(Log log, Runnable priming) {
    return new Hook(log, priming);
  }

  private static final class Hook implements Resource {
    private final Log log;
    private final Runnable priming;

    Hook(Log log, Runnable priming) {
      this.log = requireNonNull(log, "log is null");
      this.priming = requireNonNull(priming, "priming is null");
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
      try {
        priming.run();
      } catch (RuntimeException e) {
        log.warn("The function could not be primed", Map.of(), e);
      }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
      // Connections and credentials are made anew by whoever finds them gone.
    }
  }
}
