package io.entryguard.resources.local.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response that API Gateway sends itself.
 *
 * @param headers by name, a constant in single quotes or {@code context.…}
 * @param body the template of the body, with {@code $context.…} variables
 */
public record GatewayResponse(int status, Map<String, String> headers, String body) {
  public GatewayResponse {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }
}
