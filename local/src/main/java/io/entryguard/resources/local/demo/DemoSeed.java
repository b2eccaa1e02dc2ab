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

/** Loads the demo data into the table by events, as the product does. */
public final class DemoSeed {
  /** The files in {@code events/}: two organizations, a credential for each, and Paid's key. */
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
   * @param provision the function that handles the queue's messages
   * @param home the template's folder, which contains {@code events/}
   */
  public DemoSeed(LoadedFunction provision, Path home) {
    this.provision = provision;
    this.events = home.resolve("events");
  }

  /**
   * Sends the files to the function.
   *
   * @param paidKey replaces the key in the file, so that no file holds a valid key
   * @throws IOException if a file cannot be read
   * @throws IllegalStateException if the function fails for one
   */
  public void load(DemoApiKey paidKey) throws IOException {
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
