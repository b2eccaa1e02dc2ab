package io.entryguard.resources.local.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.local.event.PublishedEvents;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class EventBridgeEndpointTest {
  private final PublishedEvents events =
      new PublishedEvents(InstantSource.system(), () -> "event-1");

  @Test
  void acceptsEvents() throws Exception {
    HttpResponse<String> response =
        call(
            "AWSEvents.PutEvents",
            """
            {"Entries":[{"Source":"service","DetailType":"Done","Detail":"{}","EventBusName":"bus"}]}
            """);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo("{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"event-1\"}]}");
    assertThat(events.newest())
        .singleElement()
        .asString()
        .contains("\"source\":\"service\"", "\"detail-type\":\"Done\"", "\"detail\":{}");
  }

  @Test
  void rejectsAMalformedEvent() throws Exception {
    HttpResponse<String> response = call("AWSEvents.PutEvents", "{\"Entries\":[{}]}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("ValidationException");
    assertThat(events.newest()).isEmpty();
  }

  @Test
  void rejectsOtherOperations() throws Exception {
    HttpResponse<String> response = call("AWSEvents.PutRule", "{}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("UnknownOperationException");
  }

  private HttpResponse<String> call(String target, String body)
      throws IOException, InterruptedException {
    EventBridgeEndpoint endpoint = EventBridgeEndpoint.bind();
    endpoint.start(events);
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.endpoint())
            .header("X-Amz-Target", target)
            .POST(BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
