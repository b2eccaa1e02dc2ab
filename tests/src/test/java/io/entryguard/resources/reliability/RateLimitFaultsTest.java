package io.entryguard.resources.reliability;

import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.dynamodb.DynamoDbRequestCounter;
import io.entryguard.resources.dynamodb.TestTable;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.rate.RateLimiter;
import io.entryguard.resources.rate.RateVerdict;
import io.entryguard.resources.rate.RequestLimit;
import io.entryguard.resources.testing.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** That a store that fails, or does not answer, refuses nobody and holds nobody up. */
@Timeout(60)
final class RateLimitFaultsTest {
  private static final TestTable TABLE = TestTable.create();
  private static final int LIMIT = 4;

  private final OrganizationId organization = Samples.organizationId();

  private RateLimiter limiter(SdkHttpClient http, Duration patience) {
    return new RateLimiter(
        new DynamoDbRequestCounter(
            TestTable.client(http, DynamoDbBackend.withoutWaiting()), TABLE.table()),
        new RequestLimit(LIMIT),
        patience,
        () -> NOW);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"THROTTLED", "SERVER_FAULT", "LOST_CALL", "LOST_ANSWER", "LATE_CALL"})
  void letsARequestPassWhoseCountFails(Fault fault) {
    var http =
        new FaultyHttpClient(
            UrlConnectionHttpClient.create(),
            Faults.inOrder("UpdateItem", fault, fault, fault),
            () -> {});
    RateLimiter limiter = limiter(http, Duration.ofMinutes(5));

    assertThat(limiter.count(organization).verdict()).isInstanceOf(RateVerdict.Unknown.class);
  }

  /** What nobody heard of may have been counted, but once at most: the rest is exact. */
  @Test
  void countsARequestOnceAtMostWhoseAnswerIsLost() {
    var http =
        new FaultyHttpClient(
            UrlConnectionHttpClient.create(),
            Faults.inOrder("UpdateItem", Fault.LOST_ANSWER),
            () -> {});
    RateLimiter faulty = limiter(http, Duration.ofMinutes(5));
    RateLimiter sound = limiter(UrlConnectionHttpClient.create(), Duration.ofMinutes(5));

    assertThat(faulty.count(organization).verdict()).isInstanceOf(RateVerdict.Unknown.class);
    for (int left = LIMIT - 2; left >= 0; left--) {
      assertThat(sound.count(organization).verdict()).isEqualTo(new RateVerdict.Passed(left, 60));
    }
    assertThat(sound.count(organization).verdict()).isEqualTo(new RateVerdict.Refused(60));
  }

  @Test
  void doesNotWaitForAStoreThatDoesNotAnswer() {
    var never = new CountDownLatch(1);
    RateLimiter limiter = limiter(new SilentHttpClient(never), Duration.ofMillis(1));

    for (int i = 0; i < LIMIT * 2; i++) {
      assertThat(limiter.count(organization).verdict()).isInstanceOf(RateVerdict.Unknown.class);
    }
    never.countDown();
  }

  private record SilentHttpClient(CountDownLatch end) implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new IOException("nobody answers");
        }

        @Override
        public void abort() {
          // It goes on, as a connection may that hangs.
        }
      };
    }

    @Override
    public void close() {
      // It has nothing of its own.
    }
  }
}
