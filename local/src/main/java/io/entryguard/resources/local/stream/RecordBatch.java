package io.entryguard.resources.local.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** A batch of stream records for a function. */
record RecordBatch(List<ObjectNode> records) {
  private static final ObjectMapper JSON = new ObjectMapper();

  RecordBatch {
    records = List.copyOf(records);
  }

  byte[] event() {
    ObjectNode event = JSON.createObjectNode();
    ArrayNode list = event.putArray("Records");
    records.forEach(list::add);
    return event.toString().getBytes(UTF_8);
  }

  /**
   * Returns how many records are done: those before the first failure in the response.
   *
   * @param response the function's response
   */
  int done(byte[] response) throws IOException {
    JsonNode failures = JSON.readTree(response).path("batchItemFailures");
    int done = records.size();
    for (JsonNode failure : failures) {
      done = Math.min(done, indexOf(failure.path("itemIdentifier").asText()));
    }
    return done;
  }

  /** As on AWS, an unknown sequence number in the response fails the whole batch. */
  private int indexOf(String sequenceNumber) {
    for (int i = 0; i < records.size(); i++) {
      if (records.get(i).at("/dynamodb/SequenceNumber").asText().equals(sequenceNumber)) {
        return i;
      }
    }
    return 0;
  }
}
