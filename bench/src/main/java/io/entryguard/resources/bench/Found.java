package io.entryguard.resources.bench;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** What a run found, and the medians of it. */
record Found(RunDescription run, List<Sample> samples) {
  Found {
    samples = List.copyOf(samples);
  }

  List<Sample> of(String measure) {
    return samples.stream().filter(sample -> sample.measure().equals(measure)).toList();
  }

  /** The subjects that were measured so, in the order of the run. */
  Set<String> subjects(String measure) {
    return of(measure).stream()
        .map(Sample::subject)
        .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
  }

  /** Empty where nothing of it was measured. */
  OptionalDouble median(String measure, String subject, String figure) {
    List<Double> values =
        of(measure).stream()
            .filter(sample -> sample.subject().equals(subject))
            .map(sample -> sample.figure(figure))
            .toList();
    return values.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Statistics.median(values));
  }

  /** The same of those samples that have another figure at a value, such as a number of items. */
  OptionalDouble median(String measure, String subject, String figure, String at, double value) {
    List<Double> values =
        of(measure).stream()
            .filter(sample -> sample.subject().equals(subject))
            .filter(sample -> sample.figure(at) == value)
            .map(sample -> sample.figure(figure))
            .toList();
    return values.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Statistics.median(values));
  }
}
