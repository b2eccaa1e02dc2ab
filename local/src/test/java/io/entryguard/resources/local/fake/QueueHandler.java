package io.entryguard.resources.local.fake;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/**
 * A fake function that logs and handles its batch, or behaves as the body says: {@code give-back},
 * {@code silent} or {@code throw}.
 */
public final class QueueHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final ObjectMapper JSON = new ObjectMapper();

  public QueueHandler(Map<String, String> environment) {}

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> batch, Context context) {
    String text = json(batch);
    Map<String, Object> givenBack =
        Map.of("batchItemFailures", List.of(Map.of("itemIdentifier", "message-1")));
    if (text.contains("throw")) {
      throw new IllegalStateException("the fake was asked to fail");
    }
    if (text.contains("silent")) {
      return givenBack;
    }
    if (text.contains("give-back")) {
      System.out.println("no JSON");
      System.out.println("{\"message\":\"Looked at it\"}");
      System.out.println("{\"message\":\"It is no good\",\"reason\":\"detail.tier\"}");
      System.out.println("no JSON either");
      return givenBack;
    }
    System.out.println(json(Map.of("message", text)));
    return Map.of("batchItemFailures", List.of());
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
