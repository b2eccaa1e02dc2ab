package io.entryguard.resources.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entryguard.resources.configuration.StoreSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

final class InMemoryNetworkTest {
  private static final StoreSettings STORE =
      new StoreSettings("resources", "eu-central-1", Optional.empty());

  /** Left to itself, the SDK starts five threads for each client, and a snapshot keeps them. */
  @Test
  void endsTheCallsOfAllClientsByOneThread() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    var network = new InMemoryNetwork(_ -> List.of("{\"TableNames\":[]}"));
    DynamoDbClient one = DynamoDbModule.dynamoDbClient(STORE, network);
    DynamoDbClient other = DynamoDbModule.dynamoDbClient(STORE, network);

    for (int i = 0; i < 10; i++) {
      assertThat(one.listTables().tableNames()).isEmpty();
      assertThat(other.listTables().tableNames()).isEmpty();
    }

    Set<Thread> started =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !before.contains(thread))
            // A server that other tests have started may start threads of its own meanwhile.
            .filter(thread -> thread.getName().matches("timeouts|sdk-.*"))
            .collect(Collectors.toSet());
    assertThat(started).extracting(Thread::getName).containsExactly("timeouts");
    network.close();
    for (Thread thread : started) {
      assertThat(thread.join(Duration.ofMinutes(1))).isTrue();
    }
    assertThatThrownBy(() -> network.timeouts().submit(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void givesTheResponsesInTurnWithTheirChecksums() {
    try (var network =
        new InMemoryNetwork(
            _ -> List.of("{\"TableNames\":[\"one\"]}", "{\"TableNames\":[\"other\"]}"))) {
      DynamoDbClient client = DynamoDbModule.dynamoDbClient(STORE, network);

      List<String> tables = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        // The SDK compares the body with its checksum.
        tables.addAll(client.listTables().tableNames());
      }

      assertThat(tables).containsExactly("one", "other", "one");
    }
  }
}
