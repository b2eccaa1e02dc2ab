package io.entryguard.resources.local.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A caller's HTTP connection, which compares each response with the expected ones. */
final class Wire implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Tally tally;

  Wire(Tally tally) {
    this.tally = tally;
  }

  /** Returns the response if it is expected and well-formed; otherwise records a mistake. */
  Optional<Response> send(HttpRequest.Builder builder, List<Expected> expected) {
    HttpRequest request = builder.timeout(TIMEOUT).build();
    String name = request.method() + " " + request.uri().getPath();
    try {
      Response response = Response.of(client.send(request, BodyHandlers.ofString()));
      tally.addResponse(response.kind());
      if (!expected.contains(response.kind())) {
        tally.mistake("%s: expected %s, got %s".formatted(name, expected, response));
      } else if (!response.isInShape()) {
        tally.mistake("%s: not in the one shape: %s".formatted(name, response));
      } else {
        return Optional.of(response);
      }
    } catch (IOException e) {
      tally.mistake("%s: expected %s, got %s".formatted(name, expected, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      tally.mistake(name + ": interrupted");
    }
    return Optional.empty();
  }

  /** Sends an event, which must be handled. */
  void event(URI events, String event) {
    send(
            HttpRequest.newBuilder(events)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(event)),
            Expected.OK)
        .filter(response -> response.body().path("done").size() != 1)
        .ifPresent(response -> tally.mistake("the event was not done: " + response.body()));
  }

  void mistake(String sentence) {
    tally.mistake(sentence);
  }

  @Override
  public void close() {
    client.close();
  }
}
