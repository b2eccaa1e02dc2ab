package io.entryguard.resources.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entryguard.resources.configuration.StoreSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

final class InMemoryNetworkTest {
  private static final StoreSettings STORE =
      new StoreSettings("resources", "eu-central-1", Optional.empty());

  private static final HttpExecuteRequest REQUEST =
      HttpExecuteRequest.builder()
          .request(
              SdkHttpRequest.builder()
                  .method(SdkHttpMethod.POST)
                  .uri(URI.create("https://dynamodb.invalid"))
                  .build())
          .build();

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
  void givesTheResponsesInTurnWithTheirChecksums() throws Exception {
    try (var network = new InMemoryNetwork(_ -> List.of("one", "other"))) {
      SdkHttpClient http = network.http(DynamoDbModule.ATTEMPT_TIMEOUT);

      for (String body : List.of("one", "other", "one")) {
        HttpExecuteResponse response = http.prepareRequest(REQUEST).call();

        var checksum = new CRC32();
        checksum.update(body.getBytes(UTF_8));
        assertThat(response.responseBody().orElseThrow()).hasContent(body);
        assertThat(response.httpResponse().firstMatchingHeader("x-amz-crc32"))
            .contains(Long.toString(checksum.getValue()));
      }
    }
  }
}
