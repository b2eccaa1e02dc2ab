package io.entryguard.resources.snapstart;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lambda SnapStart: Lambda initializes a function once, takes a snapshot of the process, and
 * restores new execution environments from it. Callers don't wait for code that was loaded and
 * compiled before the snapshot.
 */
final class SnapStart {
  private static final Logger LOG = LoggerFactory.getLogger(SnapStart.class);
  private static final String INITIALIZATION_TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";

  /** Strong references to the hooks, because the runtime holds only weak ones. */
  private static final List<Object> REGISTERED = new ArrayList<>();

  private SnapStart() {}

  /**
   * Primes the function before its snapshot is taken. Does nothing without SnapStart, where a
   * caller would wait for the priming.
   *
   * <p>A failure is logged; the function then starts without the benefit of priming.
   *
   * @param priming must not write to AWS, nor leave state that must be unique or can expire
   */
  static void prime(Map<String, String> environment, Runnable priming) {
    if ("snap-start".equals(environment.get(INITIALIZATION_TYPE))) {
      Resource hook = hook(priming);
      REGISTERED.add(hook);
      Core.getGlobalContext().register(hook);
    }
  }

  static Resource hook(Runnable priming) {
    return new Hook(priming);
  }

  private static final class Hook implements Resource {
    private final Runnable priming;

    Hook(Runnable priming) {
      this.priming = requireNonNull(priming, "priming is null");
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
      try {
        priming.run();
      } catch (RuntimeException e) {
        LOG.atWarn().setCause(e).log("The function could not be primed");
      }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
      // Nothing to do: the clients renew connections and credentials on demand.
    }
  }
}
