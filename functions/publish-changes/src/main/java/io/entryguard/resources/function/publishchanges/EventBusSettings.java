package io.entryguard.resources.function.publishchanges;

import io.entryguard.resources.configuration.Environment;
import io.entryguard.resources.configuration.Variable;
import java.net.URI;
import java.util.Optional;

/**
 * The bus that events are published on.
 *
 * @param endpoint empty on AWS, where the SDK knows it
 */
public record EventBusSettings(String busName, String region, Optional<URI> endpoint) {
  /** Reads EVENT_BUS_NAME, AWS_REGION and EVENT_BRIDGE_ENDPOINT. */
  public static EventBusSettings from(Environment environment) {
    return new EventBusSettings(
        environment.text(Variable.EVENT_BUS_NAME),
        environment.text(Variable.AWS_REGION),
        environment.endpoint(Variable.EVENT_BRIDGE_ENDPOINT));
  }
}
