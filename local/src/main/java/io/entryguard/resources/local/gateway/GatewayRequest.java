package io.entryguard.resources.local.gateway;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;

/**
 * A request as it arrived.
 *
 * @param id what API Gateway calls it
 * @param path raw, stage included
 * @param query raw and without its question mark; empty for none
 * @param headers name, whose case does not count → values, in the order they arrived
 */
record GatewayRequest(
    String id,
    Instant time,
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    SdkBytes body,
    String sourceIp) {
  /** As in {@code $context.requestTime}: {@code 09/Apr/2015:12:34:56 +0000}. */
  private static final DateTimeFormatter COMMON_LOG_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  GatewayRequest {
    Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    headers = byName;
  }

  String commonLogTime() {
    return COMMON_LOG_TIME.format(time);
  }
}
