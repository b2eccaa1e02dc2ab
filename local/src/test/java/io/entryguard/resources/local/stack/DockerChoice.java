package io.entryguard.resources.local.stack;

import java.util.function.BooleanSupplier;

/** Whether to run tests that start containers. */
sealed interface DockerChoice {
  /** The property that {@code -Pdocker} sets. */
  String PROPERTY = "entryguard.docker";

  /** Run the tests. */
  record Run() implements DockerChoice {}

  /** Skip the tests and report it. */
  record Skip(String reason) implements DockerChoice {}

  /** Fail the build, because the tests cannot run. */
  record Fail(String reason) implements DockerChoice {}

  /**
   * Chooses by property and environment.
   *
   * @param mode the property's value: {@code wanted}, {@code required}, or empty
   * @param ci whether this is a CI build, in which a skipped test would go unnoticed
   * @param available whether a Docker engine is available; called only if needed
   */
  static DockerChoice of(String mode, boolean ci, BooleanSupplier available) {
    return switch (mode) {
      case "" -> new Skip("they start a container of 1 GB: ./mvnw -Pdocker verify runs them");
      case "wanted", "required" -> {
        if (available.getAsBoolean()) {
          yield new Run();
        }
        String reason = "no Docker engine available";
        yield ci || mode.equals("required") ? new Fail(reason) : new Skip(reason);
      }
      default -> new Fail(PROPERTY + " is neither wanted nor required");
    };
  }
}
