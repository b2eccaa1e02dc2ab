package io.entryguard.resources.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of JSON Lines: what the run was, and then a line for each thing that was found. */
record Results(Path file) {
  void write(RunDescription run, List<Sample> samples) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(run.toJson());
    samples.forEach(sample -> lines.add(sample.toJson()));
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
  }

  Found read() throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<Sample> samples = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      samples.add(Sample.parse(line));
    }
    return new Found(RunDescription.parse(lines.getFirst()), samples);
  }
}
