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
 * The results of a run.
 *
 * @param run the context that a reader needs to judge or reproduce the figures
 * @param samples in the order of the run: the n-th samples of all subjects are from the same round
 */
record Found(Map<String, String> run, List<Sample> samples) {
  private static final ObjectMapper JSON = new ObjectMapper();

  Found {
    samples = List.copyOf(samples);
  }

  /**
   * One sample.
   *
   * @param measure the kind of measurement
   * @param subject the measured function
   * @param figures values by name with unit
   */
  record Sample(String measure, String subject, Map<String, Double> figures) {
    Sample {
      figures = new LinkedHashMap<>(figures);
      // Rounded, because more digits are noise.
      figures.replaceAll((_, value) -> Math.round(value * 1000) / 1000.0);
    }
  }

  /** Reads JSON Lines: the context first, then a sample on each line. */
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

  /** Returns the median of a figure; empty if not measured. */
  OptionalDouble median(String measure, String subject, String figure) {
    return median(values(measure, subject, figure));
  }

  /** Returns the median of the ratios by round: load on the machine affects both in a round. */
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
   * Returns the smallest value that is not exceeded by this percentage of values.
   *
   * @param percent above 0, at most 100
   */
  static double percentile(List<Double> values, int percent) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
  }
}
