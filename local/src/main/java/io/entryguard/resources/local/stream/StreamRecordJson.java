package io.entryguard.resources.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.local.template.LocalAws;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Writes a stream record as Lambda does: the SDK's fields by their names in DynamoDB's API.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">the DynamoDB event</a>
 */
final class StreamRecordJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StreamRecordJson() {}

  static ObjectNode of(Record record, String streamArn) {
    return object(record)
        .put("eventSource", "aws:dynamodb")
        .put("awsRegion", LocalAws.REGION)
        .put("eventSourceARN", streamArn);
  }

  private static ObjectNode object(SdkPojo pojo) {
    ObjectNode json = JSON.createObjectNode();
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      // The field is not set.
      boolean absent =
          value == null
              || value instanceof SdkAutoConstructList<?>
              || value instanceof SdkAutoConstructMap<?, ?>;
      if (!absent) {
        json.set(field.locationName(), node(value));
      }
    }
    return json;
  }

  private static JsonNode node(Object value) {
    return switch (value) {
      case SdkPojo pojo -> object(pojo);
      case SdkBytes bytes ->
          JSON.getNodeFactory()
              .textNode(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
      case Instant time -> JSON.getNodeFactory().numberNode(time.getEpochSecond());
      case Map<?, ?> map -> {
        ObjectNode json = JSON.createObjectNode();
        map.forEach((name, member) -> json.set((String) name, node(member)));
        yield json;
      }
      case List<?> list -> {
        ArrayNode json = JSON.createArrayNode();
        list.forEach(item -> json.add(node(item)));
        yield json;
      }
      default -> JSON.valueToTree(value);
    };
  }
}
