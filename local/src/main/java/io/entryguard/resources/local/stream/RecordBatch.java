package io.entryguard.resources.local.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** Records that a function gets at once. */
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
   * How many of them are done: those before the first that the answer names.
   *
   * @param answer a function's
   */
  int done(byte[] answer) throws IOException {
    JsonNode failures = JSON.readTree(answer).path("batchItemFailures");
    int done = records.size();
    for (JsonNode failure : failures) {
      done = Math.min(done, indexOf(failure.path("itemIdentifier").asText()));
    }
    return done;
  }

  /** As on AWS, an answer that names none of the records makes all of them fail. */
  private int indexOf(String sequenceNumber) {
    for (int i = 0; i < records.size(); i++) {
      if (records.get(i).at("/dynamodb/SequenceNumber").asText().equals(sequenceNumber)) {
        return i;
      }
    }
    return 0;
  }
}
