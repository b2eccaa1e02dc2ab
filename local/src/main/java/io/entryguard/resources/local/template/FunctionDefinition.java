package io.entryguard.resources.local.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A function as the template defines it.
 *
 * @param name its logical name
 * @param zip what is deployed, relative to the template
 * @param handler the handler's class
 * @param environment its variables, references resolved; without those that Lambda sets itself
 */
public record FunctionDefinition(
    String name,
    Path zip,
    String handler,
    Duration timeout,
    int memoryMegabytes,
    Map<String, String> environment) {
  public FunctionDefinition {
    environment = Map.copyOf(environment);
  }
}
