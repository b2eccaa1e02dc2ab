package io.entryguard.resources.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a function's process is started.
 *
 * @param task what is in its zip, unpacked
 * @param environment the function's own variables
 * @param options of its Java machine, beside those that Lambda sets
 */
record Launch(
    String name,
    Path task,
    String handler,
    int memoryMegabytes,
    Map<String, String> environment,
    Start start,
    List<String> options) {
  /** Lambda gives most of a function's memory to the heap. */
  private static final double HEAP = 0.8;

  Launch {
    environment = Map.copyOf(environment);
    options = List.copyOf(options);
  }

  /** Which way Lambda starts a function. */
  enum Start {
    /** A new process: compiled by C1 only, which is quicker to be quick. */
    ON_DEMAND("on-demand", "-XX:TieredStopAtLevel=1"),
    /** A copy of a process that was stopped after its start, and after its hooks. */
    SNAP_START("snap-start", "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac"),
    /**
     * The same where the function's hooks find nobody who would call them: what SnapStart is
     * without priming.
     */
    SNAP_START_WITHOUT_HOOKS("snap-start", "");

    private final String initializationType;
    private final String option;

    Start(String initializationType, String option) {
      this.initializationType = initializationType;
      this.option = option;
    }
  }

  Launch with(Start other) {
    return new Launch(name, task, handler, memoryMegabytes, environment, other, options);
  }

  Launch withTask(Path other) {
    return new Launch(name, other, handler, memoryMegabytes, environment, start, options);
  }

  Launch withOptions(List<String> more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(more);
    return new Launch(name, task, handler, memoryMegabytes, environment, start, all);
  }

  Launch withEnvironment(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new Launch(name, task, handler, memoryMegabytes, all, start, options);
  }

  /**
   * The command, but for where it runs.
   *
   * @param runtime the folder of the runtime's jars: nothing of the function is on the class path
   */
  List<String> command(Path java, Path runtime) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.add("-XX:+UseSerialGC");
    command.add("-Xshare:auto");
    command.add("-XX:MaxHeapSize=%dm".formatted((int) (memoryMegabytes * HEAP)));
    command.add("--enable-native-access=ALL-UNNAMED");
    if (!start.option.isEmpty()) {
      command.add(start.option);
    }
    command.addAll(options);
    command.add("-cp");
    command.add(runtime + "/*");
    command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
    command.add(handler);
    return command;
  }

  /** All variables of the process, as Lambda sets them. */
  Map<String, String> variables(String runtimeApi) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("_HANDLER", handler);
    variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", start.initializationType);
    variables.put("AWS_LAMBDA_FUNCTION_NAME", name);
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(memoryMegabytes));
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + name);
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "2026/02/18/[1]0123456789abcdef0123456789abcdef");
    variables.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    variables.put("LAMBDA_TASK_ROOT", task.toString());
    variables.put("LANG", "en_US.UTF-8");
    variables.put("TZ", ":UTC");
    variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    return variables;
  }
}
