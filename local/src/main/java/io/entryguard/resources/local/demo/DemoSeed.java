package io.entryguard.resources.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.access.KeyHash;
import io.entryguard.resources.local.function.FunctionOutput;
import io.entryguard.resources.local.function.LoadedFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Puts the demo's data into the table as the product would: by events. */
public final class DemoSeed {
  /** Both organizations, a credential of each, and Paid's key; in {@code events/}. */
  static final List<String> FILES =
      List.of(
          "provision-organization-changed.json",
          "provision-credential-changed.json",
          "provision-organization-changed-paid.json",
          "provision-credential-changed-paid.json",
          "provision-api-key-changed.json");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final LoadedFunction provision;
  private final Path events;

  /**
   * @param provision takes messages from the queue
   * @param home the template's folder, which has {@code events/}
   */
  public DemoSeed(LoadedFunction provision, Path home) {
    this.provision = provision;
    this.events = home.resolve("events");
  }

  /**
   * Sends the files.
   *
   * @param paidKey goes in place of the file's, so that no file holds a key that is good
   * @throws IOException if a file cannot be read
   * @throws IllegalStateException if the function does not take one
   */
  public void plant(DemoApiKey paidKey) throws IOException {
    for (String file : FILES) {
      JsonNode batch = JSON.readTree(Files.readString(events.resolve(file)));
      for (JsonNode message : batch.path("Records")) {
        putKey((ObjectNode) message, paidKey);
      }
      send(file, batch);
    }
  }

  private void send(String file, JsonNode batch) throws IOException {
    FunctionOutput.Recorded<byte[]> call =
        FunctionOutput.record(() -> provision.invoke(batch.toString().getBytes(UTF_8), file));
    if (!JSON.readTree(call.result()).path("batchItemFailures").isEmpty()) {
      throw new IllegalStateException(
          "events/%s was not taken: %s".formatted(file, String.join("\n", call.lines())));
    }
  }

  private static void putKey(ObjectNode message, DemoApiKey key) throws IOException {
    ObjectNode event = (ObjectNode) JSON.readTree(message.path("body").asText());
    if (event.path("detail-type").asText().equals("ApiKeyChanged")) {
      event
          .withObject("detail")
          .put("keyHash", KeyHash.of(key.value()).toString())
          .put("displayPrefix", key.displayPrefix());
      message.put("body", event.toString());
    }
  }
}
