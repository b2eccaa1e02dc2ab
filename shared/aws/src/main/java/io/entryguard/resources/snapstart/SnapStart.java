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
 * Lambda's SnapStart, which starts a function once, keeps the process as it then is, and has it go
 * on from there whenever one is needed. What is loaded and compiled by then, no caller waits for.
 */
public final class SnapStart {
  private static final Logger LOG = LoggerFactory.getLogger(SnapStart.class);
  private static final String INITIALIZATION_TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";

  /** Of hooks: the runtime itself holds them weakly. */
  private static final List<Object> REGISTERED = new ArrayList<>();

  private SnapStart() {}

  /**
   * Has the function primed before its snapshot is taken; does nothing where none is taken, because
   * there a caller would wait for it.
   *
   * <p>If priming fails, that is logged, and the function starts all the same, only colder.
   *
   * @param priming writes nothing, and leaves nothing behind that is unique or expires
   */
  public static void prime(Map<String, String> environment, Runnable priming) {
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
      // Connections and credentials are made anew by whoever finds them gone.
    }
  }
}
