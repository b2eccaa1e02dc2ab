package io.entryguard.resources.local.fake;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A fake function that logs the sort keys of its records. At first, it reports those that contain
 * {@code fail} as failures, and throws for one that contains {@code throw}.
 */
public final class StreamHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Set<String> seen = new HashSet<>();

  public StreamHandler(Map<String, String> environment) {}

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> batch, Context context) {
    JsonNode records = JSON.valueToTree(batch).path("Records");
    List<JsonNode> changes = records.findValues("dynamodb");
    List<String> keys =
        changes.stream().map(change -> change.at("/NewImage/sk/S").asText()).toList();
    System.out.println(String.join(" ", keys));
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      if (key.contains("throw") && seen.add(key)) {
        throw new IllegalStateException("the fake was asked to fail");
      }
      if (key.contains("fail") && seen.add(key)) {
        String number = changes.get(i).path("SequenceNumber").asText();
        return Map.of("batchItemFailures", List.of(Map.of("itemIdentifier", number)));
      }
    }
    return Map.of("batchItemFailures", List.of());
  }
}
