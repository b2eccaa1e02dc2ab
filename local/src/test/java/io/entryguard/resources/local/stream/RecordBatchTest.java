package io.entryguard.resources.local.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordBatchTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RecordBatch batch =
      new RecordBatch(Stream.of("11", "12", "13").map(RecordBatchTest::record).toList());

  private static ObjectNode record(String sequenceNumber) {
    ObjectNode record = JSON.createObjectNode();
    record.putObject("dynamodb").put("SequenceNumber", sequenceNumber);
    return record;
  }

  @Test
  void writesAnEventWithItsRecords() throws IOException {
    assertThat(JSON.readTree(new RecordBatch(List.of(record("11"))).event()))
        .isEqualTo(JSON.readTree("{\"Records\":[{\"dynamodb\":{\"SequenceNumber\":\"11\"}}]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                          | 3
          {"batchItemFailures":[]}                                                    | 3
          {"batchItemFailures":null}                                                  | 3
          {"batchItemFailures":[{"itemIdentifier":"11"}]}                             | 0
          {"batchItemFailures":[{"itemIdentifier":"13"}]}                             | 2
          {"batchItemFailures":[{"itemIdentifier":"13"},{"itemIdentifier":"12"}]}     | 1
          {"batchItemFailures":[{"itemIdentifier":""}]}                               | 0
          {"batchItemFailures":[{"itemIdentifier":"99"}]}                             | 0
          {"batchItemFailures":[{}]}                                                  | 0
          """)
  void countsRecordsBeforeTheFirstFailure(String response, int done) throws IOException {
    assertThat(batch.done(response.getBytes(UTF_8))).isEqualTo(done);
  }
}
