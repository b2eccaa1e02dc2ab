package io.entryguard.resources.dynamodb;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entryguard.resources.client.DynamoDbModule;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.StoredPartition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The list reads DynamoDB's answers itself; the checks that the SDK would make are still made. */
final class RawResponseInterceptorTest {
  private static final String ANSWER =
      """
      {"Count":1,"Items":[{"pk":{"S":"ORG#x"},"sk":{"S":"ORG"},"name":{"S":"Maple"},"tier":{"S":"FREE"},"status":{"S":"ACTIVE"},
        "resourceCount":{"N":"0"},"version":{"N":"1"},"extra":{"M":{"a":{"L":[{"N":"1"}]}}}}],"ScannedCount":1}
      """;

  private final OrganizationId organization = Samples.organizationId();
  private final Queue<HttpExecuteResponse> answers = new ArrayDeque<>();

  @Test
  void readsAnAnswerWhoseSumIsRight() {
    answers.add(answer(ANSWER, sumOf(ANSWER)));

    assertThat(partition().organization())
        .hasValueSatisfying(known -> assertThat(known.name()).isEqualTo("Maple"));
  }

  @Test
  void asksAgainForAnAnswerThatWasDamagedOnItsWay() {
    answers.add(answer(ANSWER.replace("Maple", "Mable"), sumOf(ANSWER)));
    answers.add(answer(ANSWER, sumOf(ANSWER)));

    assertThat(partition().organization())
        .hasValueSatisfying(known -> assertThat(known.name()).isEqualTo("Maple"));
    assertThat(answers).isEmpty();
  }

  @Test
  void asksAgainForAnAnswerThatBreaksOff() {
    answers.add(
        HttpExecuteResponse.builder()
            .response(SdkHttpResponse.builder().statusCode(200).build())
            .responseBody(AbortableInputStream.create(new BrokenStream()))
            .build());
    answers.add(answer(ANSWER, sumOf(ANSWER)));

    assertThat(partition().organization()).isPresent();
    assertThat(answers).isEmpty();
  }

  @Test
  void leavesFailuresToTheSdk() {
    String failure = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#InternalServerError\"}";
    for (int i = 0; i < DynamoDbModule.ATTEMPTS; i++) {
      answers.add(
          HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(500).build())
              .responseBody(
                  AbortableInputStream.create(
                      new ByteArrayInputStream(failure.getBytes(StandardCharsets.UTF_8))))
              .build());
    }

    assertThatThrownBy(this::partition).isInstanceOf(StoreUnavailableException.class);
    assertThat(answers).isEmpty();
  }

  @Test
  void isNotNeededToReadOnToTheLastAnswer() {
    String first =
        "{\"Items\":[],\"LastEvaluatedKey\":{\"pk\":{\"S\":\"a\"},\"sk\":{\"S\":\"b\"}}}";
    answers.add(answer(first, sumOf(first)));
    answers.add(answer(ANSWER, sumOf(ANSWER)));
    var without =
        TestTable.client(
            new Scripted(),
            DynamoDbModule.overrides().toBuilder().executionInterceptors(List.of()).build());

    assertThat(partition(without).organization()).isPresent();
    assertThat(answers).isEmpty();
  }

  private StoredPartition partition() {
    return partition(TestTable.client(new Scripted(), DynamoDbModule.overrides()));
  }

  private StoredPartition partition(DynamoDbClient client) {
    var catalog = new DynamoDbResourceCatalog(client, new Table("resources"));
    return StoredPartition.read(catalog, organization, ENOUGH_TIME);
  }

  private static long sumOf(String body) {
    var sum = new CRC32();
    sum.update(body.getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }

  private static HttpExecuteResponse answer(String body, long sum) {
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(200)
                .putHeader("x-amz-crc32", Long.toString(sum))
                .build())
        .responseBody(
            AbortableInputStream.create(
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
        .build();
  }

  private static final class BrokenStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("the connection broke");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return read();
    }
  }

  private final class Scripted implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return answers.remove();
        }

        @Override
        public void abort() {
          // The answer is there at once.
        }
      };
    }

    @Override
    public void close() {
      // It has nothing of its own.
    }
  }
}
