package io.entryguard.resources.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.sun.management.ThreadMXBean;
import io.entryguard.resources.function.listresources.GivenCatalog;
import io.entryguard.resources.function.listresources.ListResourcesOperation;
import io.entryguard.resources.http.Events;
import io.entryguard.resources.http.HttpResponse;
import io.entryguard.resources.http.TestApi;
import io.entryguard.resources.list.ListResources;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.refusal.ErrorCode;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.testing.Samples;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The largest requests, designed to cause as much work as possible. The cost is measured in
 * allocated bytes, which unlike time are the same on every machine.
 */
final class BoundedWorkTest {
  private static final long MAX_BYTES = 64L * 1024 * 1024;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Stream<Arguments> configs() {
    String members =
        IntStream.range(0, 4_000)
            .mapToObj(i -> "\"" + Integer.toString(i, Character.MAX_RADIX) + "\":1")
            .collect(Collectors.joining(","));
    return Stream.of(
        argumentSet("one number of all digits", "{\"a\":" + "7".repeat(60_000) + "}"),
        argumentSet("one number of zeros", "{\"a\":1" + "0".repeat(60_000) + "}"),
        argumentSet("one fraction of zeros", "{\"a\":0." + "0".repeat(60_000) + "1}"),
        argumentSet("a huge exponent", "{\"a\":1e999999999,\"b\":1e-999999999}"),
        argumentSet(
            "many elements below a long name",
            "{\"" + "n".repeat(30_000) + "\":[" + "1,".repeat(15_000) + "1]}"),
        argumentSet(
            "many members below a long name", "{\"" + "n".repeat(30_000) + "\":{" + members + "}}"),
        argumentSet("many invalid ports", "{\"ports\":[" + "0,".repeat(30_000) + "0]}"),
        argumentSet("many elements", "{\"a\":[" + "1,".repeat(30_000) + "1]}"),
        argumentSet(
            "many members, deep", "{\"a\":".repeat(45) + "{" + members + "}" + "}".repeat(45)),
        argumentSet("many members twice", "{" + "\"a\":1,".repeat(10_000) + "\"a\":1}"),
        argumentSet("one text", "{\"a\":\"" + "\\u0041".repeat(10_000) + "\"}"));
  }

  @ParameterizedTest
  @MethodSource("configs")
  void isProportionalToTheSizeOfTheRequest(String config) {
    String request = RequestJson.valid().with("config", config).toString();
    assertThat(request).hasSizeLessThan(64 * 1024);
    work(request);

    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().threadId());
    work(request);
    long after = THREADS.getThreadAllocatedBytes(Thread.currentThread().threadId());

    assertThat(after - before).isPositive().isLessThan(MAX_BYTES);
  }

  private static void work(String request) {
    ResourceSpecReader.read(request, new ValidationErrors()).ifPresent(RequestFingerprints::of);
    RequestFingerprints.ofRefused(request);
    ResourcePatchReader.read(request, new ValidationErrors());
  }

  @Test
  void isNotStartedBeyond64KiB() {
    var problems = new ValidationErrors();

    assertThat(ResourceSpecReader.read(" ".repeat(64 * 1024 + 1), problems)).isEmpty();

    assertThat(problems.byMember()).containsEntry("body", "must be at most 64 KiB of JSON");
  }

  /** 30,000 such resources are 470 MB, and 1.3 MB when they are compressed. */
  @Test
  void ofAListEndsAt32MegabytesBeforeCompression() {
    String config = "{\"a\":\"" + "a".repeat(15_600) + "\"}";
    ResourceSpec spec =
        ResourceSpecReader.read(
                RequestJson.valid().with("config", config).toString(), new ValidationErrors())
            .orElseThrow();
    var resource = new NamedResource(Samples.resource(spec), "AWS Production Account");
    var read = new AtomicInteger();
    var catalog =
        new GivenCatalog((id, sink) -> {
          boolean takesMore = true;
          while (takesMore && read.get() < 30_000) {
            read.incrementAndGet();
            takesMore = sink.add(resource);
          }
          return Optional.of(Samples.organization(id, Tier.PAID));
        });
    var operation = new ListResourcesOperation(new ListResources(catalog));

    var request = Events.get(Events.admin(Samples.organizationId()));
    request.setMultiValueHeaders(Map.of("Accept-Encoding", List.of("gzip")));

    HttpResponse response = TestApi.handle(operation, request);

    assertThat(response.errorCode()).contains(ErrorCode.VALIDATION_ERROR);
    assertThat((long) read.get() * config.length()).isLessThan(33 * 1024 * 1024);
  }
}
