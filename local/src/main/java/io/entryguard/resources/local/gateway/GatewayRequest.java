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
 * An HTTP request as received.
 *
 * @param id API Gateway's request id
 * @param path the raw path, including the stage
 * @param query the raw query without question mark; empty if there is none
 * @param headers values by case-insensitive name, in the order received
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
  /** The time in the format of {@code $context.requestTime}: {@code 09/Apr/2015:12:34:56 +0000}. */
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
