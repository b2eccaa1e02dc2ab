package io.entryguard.resources.local.template;

import java.util.Map;

/**
 * The part of template.yaml that says how the API behaves.
 *
 * @param functions by logical name
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

  /** The function of that logical name, which the template is known to have. */
  public FunctionDefinition function(String name) {
    FunctionDefinition function = functions.get(name);
    if (function == null) {
      throw new IllegalArgumentException("There is no function " + name);
    }
    return function;
  }
}
