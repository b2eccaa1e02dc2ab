package io.entryguard.resources.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The first line of a results file.
 *
 * @param facts what a reader needs to judge the figures, or to have them again
 */
record RunDescription(Map<String, String> facts) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static RunDescription now(Path home, Measure measure) throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    facts.put("commit", commit(home));
    facts.put("processor", processor());
    facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("java", System.getProperty("java.vendor") + " " + System.getProperty("java.version"));
    facts.put("starts", Integer.toString(measure.quick() ? 1 : measure.starts()));
    return new RunDescription(facts);
  }

  private static String commit(Path home) throws IOException {
    Process git =
        new ProcessBuilder("git", "describe", "--always", "--dirty")
            .directory(home.toFile())
            .redirectErrorStream(true)
            .start();
    return new String(git.getInputStream().readAllBytes(), UTF_8).strip();
  }

  private static String processor() throws IOException {
    return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  String toJson() {
    return JSON.valueToTree(facts).toString();
  }

  static RunDescription parse(String json) throws IOException {
    JsonNode line = JSON.readTree(json);
    Map<String, String> facts = new LinkedHashMap<>();
    line.properties().forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
    return new RunDescription(facts);
  }
}
