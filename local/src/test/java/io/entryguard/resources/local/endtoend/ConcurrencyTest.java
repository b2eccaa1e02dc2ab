package io.entryguard.resources.local.endtoend;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.local.LocalApiExtension;
import io.entryguard.resources.local.LocalApiFixture;
import io.entryguard.resources.organization.Tier;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalApiExtension.class)
final class ConcurrencyTest {
  private static final int CALLERS = 16;
  private static final int FREE_LIMIT = 3;

  private final Customer customer;

  ConcurrencyTest(LocalApiFixture api) {
    this.customer = Customer.of(api, Tier.FREE);
  }

  @RepeatedTest(3)
  void createsThreeOnFreeWhateverTheConcurrency() {
    List<Response> responses = createAtOnce();

    Map<Integer, Long> statuses =
        responses.stream().collect(groupingBy(Response::status, counting()));
    assertThat(statuses)
        .isEqualTo(Map.of(201, (long) FREE_LIMIT, 400, (long) CALLERS - FREE_LIMIT));
    assertThat(responses)
        .filteredOn(response -> response.status() == 400)
        .allSatisfy(response ->
            assertThat(response.json().path("error").textValue())
                .isEqualTo("MAX_RESOURCES_REACHED"));
    assertThat(customer.resourceCount()).isEqualTo(FREE_LIMIT);
    assertThat(customer.list().json())
        .containsExactlyInAnyOrderElementsOf(
            responses.stream()
                .filter(response -> response.status() == 201)
                .map(Response::json)
                .toList());
  }

  private List<Response> createAtOnce() {
    var start = new CyclicBarrier(CALLERS);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Response>> responses =
          Stream.generate(() -> CompletableFuture.supplyAsync(() -> createAfter(start), threads))
              .limit(CALLERS)
              .toList();
      return responses.stream().map(CompletableFuture::join).toList();
    }
  }

  private Response createAfter(CyclicBarrier start) {
    try {
      start.await(1, TimeUnit.MINUTES);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return customer.send(customer.byAdmin(Request.create(RequestJson.valid())));
  }
}
