package io.entryguard.resources.local.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.dynamodb.TestTable;
import io.entryguard.resources.local.fake.StreamHandler;
import io.entryguard.resources.local.function.FakeZip;
import io.entryguard.resources.local.function.FunctionLoader;
import io.entryguard.resources.local.function.FunctionOutput;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.template.FunctionDefinition;
import io.entryguard.resources.local.template.RepositoryTemplate;
import io.entryguard.resources.local.template.StreamDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A real table's stream in front of a fake function, polled step by step. */
class TableStreamTest {
  private static final int BATCH_SIZE = 3;

  @TempDir private Path folder;

  private final TestTable table = TestTable.createWithStream();
  private final List<Throwable> failures = new ArrayList<>();
  private TableStream stream;
  private LoadedFunction function;

  @BeforeEach
  void read() throws IOException {
    FunctionOutput.install();
    FakeZip.write(folder.resolve("stream.zip"));
    function =
        new FunctionLoader(folder, folder.resolve("work"), Map.of())
            .load(
                new FunctionDefinition(
                    "Stream",
                    Path.of("stream.zip"),
                    StreamHandler.class.getName(),
                    Duration.ofSeconds(15),
                    512,
                    Map.of()));
    var definition =
        new StreamDefinition("Stream", RepositoryTemplate.read().stream().filters(), BATCH_SIZE);
    stream =
        new TableStream(
            table.streams(),
            table.streamArn(),
            definition,
            () -> function,
            () -> "call-1",
            (_, failure) -> failures.add(failure));
  }

  private void put(String... sortKeys) {
    for (String sort : sortKeys) {
      table
          .client()
          .putItem(request ->
              request
                  .tableName(table.table().name())
                  .item(
                      Map.of(
                          "pk", AttributeValue.fromS("ORG#1"), "sk", AttributeValue.fromS(sort))));
    }
  }

  /** Polls once and returns the sort keys of each batch that the function received. */
  private List<String> poll() {
    return FunctionOutput.record(
            () -> {
              stream.poll(function);
              return "";
            })
        .lines();
  }

  @Test
  void deliversMatchingRecordsInBatchesOnce() {
    put("ORG", "RESOURCE#1", "RESOURCE#2", "USER#1", "RESOURCE#3", "EVENT#1");

    assertThat(poll()).containsExactly("RESOURCE#1 RESOURCE#2 RESOURCE#3", "EVENT#1");
    assertThat(poll()).isEmpty();

    put("RESOURCE#4");
    assertThat(poll()).containsExactly("RESOURCE#4");
  }

  @Test
  void retriesFromTheFailedRecord() {
    put("RESOURCE#1", "RESOURCE#fail", "RESOURCE#3", "RESOURCE#4");

    assertThat(poll()).containsExactly("RESOURCE#1 RESOURCE#fail RESOURCE#3");
    assertThat(poll()).containsExactly("RESOURCE#fail RESOURCE#3 RESOURCE#4");
    assertThat(poll()).isEmpty();
    assertThat(failures).isEmpty();
  }

  @Test
  void retriesABatchThatTheFunctionFailedOn() {
    put("RESOURCE#1", "RESOURCE#throw");

    assertThat(poll()).containsExactly("RESOURCE#1 RESOURCE#throw");
    assertThat(failures).hasSize(1);
    assertThat(poll()).containsExactly("RESOURCE#1 RESOURCE#throw");
    assertThat(poll()).isEmpty();
  }
}
