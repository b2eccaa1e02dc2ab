package io.entryguard.resources.function.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import io.entryguard.resources.testing.EventSchemas;
import io.entryguard.resources.testing.Repository;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is documented of the events that come in, what the samples are, and what is read: one and
 * the same.
 */
final class SchemasTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SAMPLES = Repository.path("events");

  /** A type and the detail of an event of it. */
  private record Sample(String type, ObjectNode detail) {}

  private static Schema schema(String type) throws IOException {
    return EventSchemas.of(type);
  }

  private static boolean isOfItsSchema(Schema schema, JsonNode detail) {
    return EventSchemas.problems(schema, detail.toString()).isEmpty();
  }

  private static boolean isRead(String type, JsonNode detail) {
    try {
      EventReader.read(Envelope.read(Bodies.event(type, detail.toString())));
      return true;
    } catch (MalformedEventException e) {
      return false;
    }
  }

  static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("provision-"))
          .sorted()
          .toList();
    }
  }

  private static Sample sample(Path file) throws IOException {
    JsonNode records = JSON.readTree(file.toFile()).path("Records");
    assertThat(records).hasSize(1);
    JsonNode event = JSON.readTree(records.path(0).path("body").asText());
    return new Sample(event.path("detail-type").asText(), (ObjectNode) event.path("detail"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void holdSamples(Path file) throws IOException {
    Sample sample = sample(file);

    assertThat(isOfItsSchema(schema(sample.type()), sample.detail())).isTrue();
    assertThat(isRead(sample.type(), sample.detail())).isTrue();
  }

  @Test
  void areThereForEveryTypeAndEveryTypeHasASample() throws IOException {
    List<String> taken = names(ProductEvent.class);
    List<String> schemas;
    try (Stream<Path> files = Files.list(EventSchemas.FOLDER)) {
      schemas =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".schema.json"))
              .map(name -> name.replace(".schema.json", ""))
              .toList();
    }
    var sampled = new TreeSet<String>();
    for (Path file : samples()) {
      sampled.add(sample(file).type());
    }

    assertThat(schemas).containsAll(taken);
    assertThat(sampled).containsExactlyInAnyOrderElementsOf(taken);
  }

  private static List<String> names(Class<?> sealedType) {
    return Stream.of(sealedType.getPermittedSubclasses()).map(Class::getSimpleName).toList();
  }

  private static List<JsonNode> values() throws IOException {
    List<JsonNode> values = new ArrayList<>();
    for (String json :
        List.of(
            "null, true, false, 0, 1, 2, -1, 1.5, 2147483647, 2147483648, 9223372036854775807",
            "9223372036854775808, -9223372036854775809, 1e400, 0.1, \"1\", \"true\", \"null\"",
            "[], [1], [\"a\"], [\"\"], [null], [[]], [\"a\", {}], {}, {\"a\": 1}",
            "\"\", \" \", \"x\", \" x\", \"x \", \"a\\nb\", \"a\\n\", \"\\u0000\", \"\u00e9\","
                + " \"#\", \"a#b\"",
            "\"FREE\", \"free\", \"PAID\", \"GOLD\", \"ACTIVE\", \"SUSPENDED\", \"DELETED\"",
            "\"AWS\", \"aws\", \"APISIX\", \"HETZNER\", \"resources:read\"",
            "\"2026-02-18T11:00:00Z\", \"2026-02-18T11:00:00.123456789+02:00\", \"2026-02-18\"",
            "\"2026-02-30T11:00:00Z\", \"2026-02-18T24:00:00Z\", \"2026-02-18T11:00:00\"",
            "\"2026-02-18T11:00:60Z\", \"2026-02-18T11:00:00+24:00\", \"+12026-02-18T11:00:00Z\"",
            "\"2026-13-18T11:00:00Z\", \"2026-02-18 11:00:00Z\", \"2026-02-18T11:00:00z\"",
            "\"0000-01-01T00:00:00Z\", \"9999-12-31T23:59:59-01:00\", \"20260218T110000Z\"",
            "\"8d3f0c52-6b1e-4f7a-9c25-1e0a7b94d3f6\", \"8D3F0C52-6B1E-4F7A-9C25-1E0A7B94D3F6\"",
            "\"8d3f0c52-6b1e-4f7a-9c25-1e0a7b94d3f\", \"8d3f0c52-6b1e-4f7a-9c25-1e0a7b94d3f6#ORG\"",
            "\"{8d3f0c52-6b1e-4f7a-9c25-1e0a7b94d3f6}\", \"1-1-1-1-1\", \"ORG#1\"")) {
      JSON.readTree("[" + json + "]").forEach(values::add);
    }
    for (int length : new int[] {20, 21, 63, 64, 65, 128, 255, 256, 100_000}) {
      values.add(JSON.getNodeFactory().textNode("a".repeat(length)));
      values.add(JSON.getNodeFactory().textNode("A".repeat(length)));
      values.add(JSON.getNodeFactory().textNode("\ud83d\ude00".repeat(length)));
    }
    values.add(JSON.getNodeFactory().numberNode(BigInteger.TEN.pow(400)));
    values.add(JSON.valueToTree(Collections.nCopies(100, "a")));
    values.add(JSON.valueToTree(Collections.nCopies(101, "a")));
    return values;
  }

  @Test
  void refuseNothingThatIsRead() throws IOException {
    List<JsonNode> values = values();
    int read = 0;
    int refused = 0;
    for (Path file : samples()) {
      Sample sample = sample(file);
      Schema schema = schema(sample.type());
      List<ObjectNode> mutants = new ArrayList<>();
      sample
          .detail()
          .fieldNames()
          .forEachRemaining(name -> {
            ObjectNode without = sample.detail().deepCopy();
            without.remove(name);
            mutants.add(without);
            values.forEach(value -> mutants.add(sample.detail().deepCopy().set(name, value)));
          });
      for (String name : List.of("deleted", "revoked", "maxResources", "expiresAt", "other", "")) {
        values.forEach(value -> mutants.add(sample.detail().deepCopy().set(name, value)));
      }
      for (ObjectNode mutant : mutants) {
        boolean isRead = isRead(sample.type(), mutant);
        if (isRead) {
          read++;
          assertThat(isOfItsSchema(schema, mutant))
              .as("%s by its schema, for it is read: %.300s", sample.type(), mutant)
              .isTrue();
        } else {
          refused++;
        }
      }
    }
    assertThat(read).isGreaterThan(200);
    assertThat(refused).isGreaterThan(5_000);
  }

  @Test
  void refuseNothingThatIsReadOfManyRandomMutations() throws IOException {
    long seed = Long.getLong("seed", 1);
    var random = new Random(seed);
    List<JsonNode> values = values();
    for (Path file : samples()) {
      Sample sample = sample(file);
      Schema schema = schema(sample.type());
      List<String> names = new ArrayList<>();
      sample.detail().fieldNames().forEachRemaining(names::add);
      names.addAll(List.of("deleted", "revoked", "maxResources", "expiresAt"));
      for (int i = 0; i < 1_000; i++) {
        ObjectNode mutant = sample.detail().deepCopy();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
          String name = names.get(random.nextInt(names.size()));
          mutant.set(name, values.get(random.nextInt(values.size())));
        }
        assertThat(!isRead(sample.type(), mutant) || isOfItsSchema(schema, mutant))
            .as("seed %d: %s by its schema, if it is read: %.300s", seed, sample.type(), mutant)
            .isTrue();
      }
    }
  }
}
