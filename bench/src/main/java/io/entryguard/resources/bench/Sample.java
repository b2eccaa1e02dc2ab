package io.entryguard.resources.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was found once: a line of a results file.
 *
 * @param measure what was done
 * @param subject what it was done to
 * @param figures name → value; the name has the unit
 */
record Sample(String measure, String subject, Map<String, Double> figures) {
  private static final ObjectMapper JSON = new ObjectMapper();

  Sample {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  double figure(String name) {
    Double value = figures.get(name);
    if (value == null) {
      throw new IllegalArgumentException(measure + " of " + subject + " has no " + name);
    }
    return value;
  }

  String toJson() {
    ObjectNode line = JSON.createObjectNode();
    line.put("measure", measure).put("subject", subject);
    ObjectNode values = line.putObject("figures");
    // To the microsecond, or as fine as it matters: what is beyond is noise.
    figures.forEach((name, value) -> values.put(name, Math.round(value * 1000) / 1000.0));
    return line.toString();
  }

  static Sample parse(String json) throws IOException {
    JsonNode line = JSON.readTree(json);
    return new Sample(
        line.path("measure").asText(),
        line.path("subject").asText(),
        JSON.convertValue(line.path("figures"), new TypeReference<Map<String, Double>>() {}));
  }
}
