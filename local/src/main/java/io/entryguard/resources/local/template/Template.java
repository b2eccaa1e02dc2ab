package io.entryguard.resources.local.template;

import java.util.Map;

/**
 * The parts of template.yaml that define the API's behaviour.
 *
 * @param functions the functions by logical name
 * @param keyringSecretId the secret that holds the keyring
 */
public record Template(
    ApiDefinition api,
    Map<String, FunctionDefinition> functions,
    EventsDefinition events,
    StreamDefinition stream,
    TableDefinition table,
    String keyringSecretId) {
  public Template {
    functions = Map.copyOf(functions);
  }

  /** Returns the function with this logical name, which must exist. */
  public FunctionDefinition function(String name) {
    FunctionDefinition function = functions.get(name);
    if (function == null) {
      throw new IllegalArgumentException("There is no function " + name);
    }
    return function;
  }
}
