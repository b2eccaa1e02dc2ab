package io.entryguard.resources.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a run found.
 *
 * @param run what a reader needs to judge the figures, or to have them again
 * @param samples in the order of the run: the n-th of one subject and of another were taken in the
 *     same round
 */
record Found(Map<String, String> run, List<Sample> samples) {
  private static final ObjectMapper JSON = new ObjectMapper();

  Found {
    samples = List.copyOf(samples);
  }

  /**
   * What was found once.
   *
   * @param measure what was done
   * @param subject what it was done to
   * @param figures name with unit → value
   */
  record Sample(String measure, String subject, Map<String, Double> figures) {
    Sample {
      figures = new LinkedHashMap<>(figures);
      // To the microsecond, or as fine as it matters: what is beyond is noise.
      figures.replaceAll((_, value) -> Math.round(value * 1000) / 1000.0);
    }
  }

  /** Reads JSON Lines: what the run was, and then a sample each. */
  static Found read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<Sample> samples = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      samples.add(JSON.readValue(line, Sample.class));
    }
    return new Found(JSON.readValue(lines.getFirst(), new TypeReference<>() {}), samples);
  }

  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(JSON.writeValueAsString(run));
    for (Sample sample : samples) {
      lines.add(JSON.writeValueAsString(sample));
    }
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
  }

  Set<String> subjects(String measure) {
    return of(measure).stream()
        .map(Sample::subject)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  Set<String> figures(String measure) {
    return of(measure).stream()
        .flatMap(sample -> sample.figures().keySet().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private List<Sample> of(String measure) {
    return samples.stream().filter(sample -> sample.measure().equals(measure)).toList();
  }

  private List<Double> values(String measure, String subject, String figure) {
    return of(measure).stream()
        .filter(sample -> sample.subject().equals(subject))
        .map(sample -> sample.figures().getOrDefault(figure, Double.NaN))
        .toList();
  }

  /** Empty where nothing of it was measured. */
  OptionalDouble median(String measure, String subject, String figure) {
    return median(values(measure, subject, figure));
  }

  /** The median of the rounds' ratios: a round that met other work met it for both. */
  OptionalDouble ratio(String measure, String figure, String subject, String other) {
    List<Double> parts = values(measure, subject, figure);
    List<Double> wholes = values(measure, other, figure);
    return median(
        IntStream.range(0, Math.min(parts.size(), wholes.size()))
            .mapToObj(round -> parts.get(round) / wholes.get(round))
            .toList());
  }

  private static OptionalDouble median(List<Double> values) {
    return values.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(percentile(values, 50));
  }

  /**
   * The smallest value that so many in a hundred do not exceed.
   *
   * @param percent above 0, at most 100
   */
  static double percentile(List<Double> values, int percent) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
  }
}
