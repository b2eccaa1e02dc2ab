package io.entryguard.resources.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A function and its events.
 *
 * @param task the folder of the unpacked zip
 * @param environment the function's own variables
 * @param events gives the event of each request, as JSON
 * @param expected text that every response must contain; wrong responses are not measured
 */
record Function(
    String name,
    Path task,
    String handler,
    int memoryMegabytes,
    Map<String, String> environment,
    Supplier<String> events,
    String expected) {
  /** The heap's share of the function's memory, as on Lambda. */
  private static final double HEAP = 0.8;

  Function {
    environment = Map.copyOf(environment);
  }

  /**
   * The way to start a process.
   *
   * @param isSnapStart whether to start from a snapshot after its hooks, rather than on demand
   * @param variables additional environment variables
   * @param options JVM options in addition to those that Lambda sets
   */
  record Start(boolean isSnapStart, Map<String, String> variables, List<String> options) {
    /** Returns a start with credentials in the environment, as on Lambda for a start on demand. */
    static Start of(boolean isSnapStart) {
      Map<String, String> credentials =
          Map.of("AWS_ACCESS_KEY_ID", "bench", "AWS_SECRET_ACCESS_KEY", "bench");
      return new Start(isSnapStart, credentials, List.of());
    }

    Start {
      variables = Map.copyOf(variables);
      options = List.copyOf(options);
    }
  }

  /** Returns the command as on Lambda: nothing of the function is on the class path. */
  List<String> command(Machine machine, Start start) {
    List<String> command = new ArrayList<>(machine.pinToFunctionCore());
    command.add(machine.java().toString());
    command.add("-XX:+UseSerialGC");
    command.add("-Xshare:auto");
    command.add("-XX:MaxHeapSize=%dm".formatted((int) (memoryMegabytes * HEAP)));
    // The available memory decides the initial heap size.
    command.add("-XX:MaxRAM=%dm".formatted(memoryMegabytes));
    command.add("--enable-native-access=ALL-UNNAMED");
    // On demand C1 only, which warms up sooner.
    command.add(
        start.isSnapStart
            ? "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac"
            : "-XX:TieredStopAtLevel=1");
    command.addAll(start.options);
    command.addAll(List.of("-cp", machine.runtime() + "/*"));
    command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
    command.add(handler);
    return command;
  }

  /** Returns all environment variables of the process, as on Lambda. */
  Map<String, String> variables(Start start, String runtimeApi) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.putAll(start.variables);
    variables.put("_HANDLER", handler);
    variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", start.isSnapStart ? "snap-start" : "on-demand");
    variables.put("AWS_LAMBDA_FUNCTION_NAME", "bench");
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(memoryMegabytes));
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/bench");
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "2026/02/18/[1]0123456789abcdef0123456789abcdef");
    variables.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    variables.put("AWS_REGION", "eu-central-1");
    variables.put("AWS_DEFAULT_REGION", "eu-central-1");
    variables.put("LAMBDA_TASK_ROOT", task.toString());
    variables.put("LANG", "en_US.UTF-8");
    variables.put("TZ", ":UTC");
    variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    return variables;
  }
}
