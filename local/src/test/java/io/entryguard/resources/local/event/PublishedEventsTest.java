package io.entryguard.resources.local.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedEventsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AtomicInteger ids = new AtomicInteger();
  private final PublishedEvents events =
      new PublishedEvents(
          InstantSource.fixed(Instant.parse("2026-02-18T11:00:00Z")),
          () -> "event-" + ids.incrementAndGet());

  private static String entry(int number) {
    return "{\"Source\":\"service\",\"DetailType\":\"Done\",\"Detail\":\"{\\\"n\\\":%d}\"}"
        .formatted(number);
  }

  private List<Integer> numbers() throws Exception {
    List<Integer> numbers = new ArrayList<>();
    for (String event : events.newest()) {
      JsonNode json = JSON.readTree(event);
      assertThat(json.path("source").asText()).isEqualTo("service");
      assertThat(json.path("detail-type").asText()).isEqualTo("Done");
      numbers.add(json.at("/detail/n").asInt());
    }
    return numbers;
  }

  @Test
  void assignsIdsAndKeepsTheNewestLast() throws Exception {
    assertThat(events.put("{\"Entries\":[%s,%s]}".formatted(entry(1), entry(2))))
        .doesNotHaveDuplicates()
        .hasSize(2);
    events.put("{\"Entries\":[%s]}".formatted(entry(3)));

    assertThat(numbers()).containsExactly(1, 2, 3);
  }

  @Test
  void keepsOnlyTheNewest() throws Exception {
    for (int i = 0; i < PublishedEvents.KEPT + 5; i++) {
      events.put("{\"Entries\":[%s]}".formatted(entry(i)));
    }

    assertThat(numbers())
        .containsExactlyElementsOf(IntStream.range(5, PublishedEvents.KEPT + 5).boxed().toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{\"Entries\":[]}", "{\"Entries\":[{\"Source\":\"a\"}]}"})
  void publishesNothingOfAMalformedRequest(String request) {
    assertThatExceptionOfType(MalformedEventException.class).isThrownBy(() -> events.put(request));

    assertThat(events.newest()).isEmpty();
  }
}
