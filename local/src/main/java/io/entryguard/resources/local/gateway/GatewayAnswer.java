package io.entryguard.resources.local.gateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What goes back to the client. */
record GatewayAnswer(int status, Map<String, List<String>> headers, Body body) {
  GatewayAnswer {
    headers = new LinkedHashMap<>(headers);
  }
}
