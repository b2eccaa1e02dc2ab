package io.entryguard.resources.local.stack;

import java.util.function.BooleanSupplier;

/** Whether tests that start containers run. */
sealed interface DockerChoice {
  /** What {@code -Pdocker} sets. */
  String PROPERTY = "entryguard.docker";

  /** They run. */
  record Run() implements DockerChoice {}

  /** They do not, which is said. */
  record Skip(String reason) implements DockerChoice {}

  /** They cannot, and that fails the build. */
  record Fail(String reason) implements DockerChoice {}

  /**
   * Chooses.
   *
   * @param asked the property's value: {@code wanted}, {@code required}, or empty
   * @param ci whether this is a build that nobody watches: there a test that is skipped would never
   *     be missed
   * @param answers whether there is a Docker engine; not asked without need
   */
  static DockerChoice of(String asked, boolean ci, BooleanSupplier answers) {
    return switch (asked) {
      case "" -> new Skip("they start a container of 1 GB: ./mvnw -Pdocker verify runs them");
      case "wanted", "required" -> {
        if (answers.getAsBoolean()) {
          yield new Run();
        }
        String reason = "no Docker engine answers";
        yield ci || asked.equals("required") ? new Fail(reason) : new Skip(reason);
      }
      default -> new Fail(PROPERTY + " is neither wanted nor required");
    };
  }
}
