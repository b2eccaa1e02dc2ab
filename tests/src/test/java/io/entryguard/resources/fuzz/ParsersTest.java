package io.entryguard.resources.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A short form of the fuzzing in a soak: parses samples, and samples with some bytes changed. */
final class ParsersTest {
  private static final long SEED = Long.getLong("seed", 1);
  private static final int MUTANTS = 3_000;
  private static final List<Path> SAMPLES =
      List.of(Repository.path("shared/api/src/test/resources/golden"), Repository.path("events"));

  @Test
  void rejectMalformedInputAsDocumented() throws IOException {
    List<byte[]> samples = samples();
    assertThat(samples).hasSizeGreaterThan(10);
    samples.forEach(Parsers::fuzzerTestOneInput);

    for (int i = 0; i < MUTANTS; i++) {
      var random = new Random(SEED + i);
      byte[] mutant = mutant(samples.get(random.nextInt(samples.size())), random);
      try {
        Parsers.fuzzerTestOneInput(mutant);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("-Dseed=%d: %s".formatted(SEED + i, new String(mutant, UTF_8)), e);
      }
    }
  }

  private static List<byte[]> samples() throws IOException {
    List<byte[]> samples = new ArrayList<>();
    for (Path folder : SAMPLES) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          samples.add(Files.readAllBytes(file));
        }
      }
    }
    return samples;
  }

  private static byte[] mutant(byte[] sample, Random random) {
    byte[] mutant = sample.clone();
    for (int i = random.nextInt(4); i >= 0 && mutant.length > 0; i--) {
      int at = random.nextInt(mutant.length);
      switch (random.nextInt(3)) {
        case 0 -> mutant[at] = (byte) random.nextInt(256);
        case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        default -> mutant = Arrays.copyOf(mutant, at);
      }
    }
    return mutant;
  }
}
