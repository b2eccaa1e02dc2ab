package io.entryguard.resources.local.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer that API Gateway makes itself.
 *
 * @param headers name → a constant in single quotes, or {@code context.…}
 * @param body with {@code $context.…} where values go
 */
public record GatewayResponse(int status, Map<String, String> headers, String body) {
  public GatewayResponse {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }
}
