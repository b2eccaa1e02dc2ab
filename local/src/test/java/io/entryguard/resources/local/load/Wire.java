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

/** A kept connection of one caller, which holds each answer to what was expected. */
final class Wire implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Tally tally;

  Wire(Tally tally) {
    this.tally = tally;
  }

  /** The answer, if it is one of those expected and as all answers are; else it is on the tally. */
  Optional<Answer> send(HttpRequest.Builder builder, List<Expected> expected) {
    HttpRequest request = builder.timeout(TIMEOUT).build();
    String name = request.method() + " " + request.uri().getPath();
    try {
      Answer answer = Answer.of(client.send(request, BodyHandlers.ofString()));
      tally.answered(answer.kind());
      if (!expected.contains(answer.kind())) {
        tally.mistake("%s: expected %s, got %s".formatted(name, expected, answer));
      } else if (!answer.isInShape()) {
        tally.mistake("%s: not in the one shape: %s".formatted(name, answer));
      } else {
        return Optional.of(answer);
      }
    } catch (IOException e) {
      tally.mistake("%s: expected %s, got %s".formatted(name, expected, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      tally.mistake(name + ": interrupted");
    }
    return Optional.empty();
  }

  /** Sends an event, which must be done. */
  void event(URI events, String event) {
    send(
            HttpRequest.newBuilder(events)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(event)),
            Expected.OK)
        .filter(answer -> answer.body().path("done").size() != 1)
        .ifPresent(answer -> tally.mistake("the event was not done: " + answer.body()));
  }

  void mistake(String sentence) {
    tally.mistake(sentence);
  }

  @Override
  public void close() {
    client.close();
  }
}
