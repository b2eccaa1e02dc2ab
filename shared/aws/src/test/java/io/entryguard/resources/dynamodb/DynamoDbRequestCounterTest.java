package io.entryguard.resources.dynamodb;

import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entryguard.resources.client.DynamoDbModule;
import io.entryguard.resources.dynamodb.call.UnexpectedResponseException;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.rate.RateLimiter;
import io.entryguard.resources.rate.RateVerdict;
import io.entryguard.resources.rate.RequestLimit;
import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.Samples;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** That the count is exact, however many count at once. */
final class DynamoDbRequestCounterTest {
  private static final TestTable TABLE = TestTable.create();
  private static final Instant MINUTE = NOW.truncatedTo(ChronoUnit.MINUTES);
  private static final int CALLERS = 16;
  private static final int REQUESTS_EACH = 10;
  private static final int LIMIT = 37;

  private final OrganizationId organization = Samples.organizationId();
  private final DynamoDbRequestCounter counter =
      new DynamoDbRequestCounter(TABLE.client(), TABLE.table());

  @Test
  void countsFromOneToTheLimitAndNotBeyond() {
    assertThat(counter.count(organization, MINUTE, 2)).hasValue(1);
    assertThat(counter.count(organization, MINUTE, 2)).hasValue(2);
    assertThat(counter.count(organization, MINUTE, 2)).isEmpty();
    assertThat(counter.count(organization, MINUTE, 3)).hasValue(3);
  }

  @Test
  void countsEachMinuteAndEachOrganizationByItself() {
    counter.count(organization, MINUTE, 1);

    assertThat(counter.count(organization, MINUTE, 1)).isEmpty();
    assertThat(counter.count(organization, MINUTE.plus(1, ChronoUnit.MINUTES), 1)).hasValue(1);
    assertThat(counter.count(Samples.organizationId(), MINUTE, 1)).hasValue(1);
  }

  @Test
  void keepsNothingButTheCountAndTheTimeFromWhichDynamoDbMayRemoveIt() {
    counter.count(organization, MINUTE, 5);
    counter.count(organization, MINUTE, 5);

    assertThat(
            TABLE
                .client()
                .getItem(request ->
                    request
                        .tableName(TABLE.table().name())
                        .key(
                            Map.of(
                                "pk", AttributeValue.fromS("RATE#" + organization),
                                "sk", AttributeValue.fromS("MINUTE#2026-02-18T11:00:00Z"))))
                .item())
        .isEqualTo(
            Map.of(
                "pk", AttributeValue.fromS("RATE#" + organization),
                "sk", AttributeValue.fromS("MINUTE#2026-02-18T11:00:00Z"),
                "requestCount", AttributeValue.fromN("2"),
                "ttl",
                    AttributeValue.fromN(
                        Long.toString(MINUTE.plus(Duration.ofMinutes(2)).getEpochSecond()))));
  }

  /**
   * As many functions, each with a limiter of its own, that know of each other by the table alone.
   */
  @Test
  void letsExactlyTheLimitPassInEachMinuteOfEachOrganizationHoweverManyCallAtOnce()
      throws InterruptedException, ExecutionException {
    List<OrganizationId> organizations = List.of(organization, Samples.organizationId());
    List<Instant> minutes = List.of(NOW, NOW.plusSeconds(60));
    List<Callable<List<RateVerdict>>> callers = new ArrayList<>();
    for (OrganizationId each : organizations) {
      for (Instant at : minutes) {
        for (int i = 0; i < CALLERS; i++) {
          callers.add(() -> requests(each, at));
        }
      }
    }

    try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS * 2)) {
      List<Future<List<RateVerdict>>> done = threads.invokeAll(callers);
      for (int i = 0; i < organizations.size() * minutes.size(); i++) {
        List<RateVerdict> verdicts = new ArrayList<>();
        for (Future<List<RateVerdict>> caller : done.subList(i * CALLERS, (i + 1) * CALLERS)) {
          verdicts.addAll(caller.get());
        }
        assertThat(verdicts).hasSize(CALLERS * REQUESTS_EACH);
        assertThat(verdicts)
            .filteredOn(RateVerdict.Passed.class::isInstance)
            .extracting(verdict -> ((RateVerdict.Passed) verdict).left())
            .containsExactlyInAnyOrderElementsOf(IntStream.range(0, LIMIT).boxed().toList());
        assertThat(verdicts).noneMatch(RateVerdict.Unknown.class::isInstance);
      }
    }
  }

  private List<RateVerdict> requests(OrganizationId each, Instant at) {
    var limiter =
        new RateLimiter(counter, new RequestLimit(LIMIT), Duration.ofMinutes(5), () -> at);
    List<RateVerdict> verdicts = new ArrayList<>();
    for (int i = 0; i < REQUESTS_EACH; i++) {
      verdicts.add(limiter.count(each).verdict());
    }
    return verdicts;
  }

  /** The SDK would try again, and a request whose answer was lost would count twice. */
  @Test
  void sendsACountOnce() {
    var sent = new AtomicInteger();
    var losing =
        new DynamoDbRequestCounter(
            TestTable.client(new LosingHttpClient(sent), DynamoDbModule.overrides()),
            TABLE.table());

    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> losing.count(organization, MINUTE, 5));
    assertThat(sent).hasValue(1);
  }

  @Test
  void failsWhereThereIsNoTable() {
    var lost = new DynamoDbRequestCounter(TABLE.client(), new Table("no-such-table"));

    assertThatExceptionOfType(UnexpectedResponseException.class)
        .isThrownBy(() -> lost.count(organization, MINUTE, 5));
  }

  private record LosingHttpClient(AtomicInteger sent) implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          sent.incrementAndGet();
          throw new IOException("the answer was lost");
        }

        @Override
        public void abort() {
          // It is over at once.
        }
      };
    }

    @Override
    public void close() {
      // It has nothing of its own.
    }
  }
}
