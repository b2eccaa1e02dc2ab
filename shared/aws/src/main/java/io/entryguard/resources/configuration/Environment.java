package io.entryguard.resources.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A function's environment variables, read once at start.
 *
 * <p>If variables are missing or malformed, the start fails with one message that names all of
 * them; see {@link #read}.
 */
public final class Environment {
  private final Map<String, String> values;
  private final List<String> problems = new ArrayList<>();

  private Environment(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads settings from the variables.
   *
   * @throws IllegalStateException if any variable is missing or malformed; the message names all of
   *     them and quotes no value
   */
  public static <T> T read(Map<String, String> values, Function<Environment, T> reader) {
    var environment = new Environment(values);
    T settings = reader.apply(environment);
    if (!environment.problems.isEmpty()) {
      throw new IllegalStateException(
          "Environment variables: " + String.join("; ", environment.problems));
    }
    return settings;
  }

  /** A required text. */
  public String text(Variable variable) {
    String text = valueOrEmpty(variable);
    return text.isEmpty() ? problem(variable, "is missing", "") : text;
  }

  /** A required whole number from 0 to 2,147,483,647. */
  public int count(Variable variable) {
    return number(variable, 0, "must not be negative");
  }

  /** A required whole number from 1 to 2,147,483,647. */
  public int positiveCount(Variable variable) {
    return number(variable, 1, "must be at least 1");
  }

  private int number(Variable variable, int least, String problem) {
    String text = text(variable);
    if (text.isEmpty()) {
      return least;
    }
    try {
      int number = Integer.parseInt(text);
      return number >= least ? number : problem(variable, problem, least);
    } catch (NumberFormatException e) {
      return problem(variable, "must be a whole number", least);
    }
  }

  /** An http or https URL; empty if the variable is missing or blank. */
  public Optional<URI> endpoint(Variable variable) {
    String text = valueOrEmpty(variable);
    return text.isEmpty() ? Optional.empty() : parse(variable, text);
  }

  /**
   * A web origin: scheme, host and, unless it is the scheme's default, port; empty if the variable
   * is missing or blank.
   */
  public Optional<String> origin(Variable variable) {
    Optional<URI> address = endpoint(variable);
    return address.isEmpty() ? Optional.empty() : Optional.of(origin(variable, address.get()));
  }

  private String origin(Variable variable, URI address) {
    String origin = address.getScheme() + "://" + address.getRawAuthority();
    return origin.equals(address.toString()) && address.getRawUserInfo() == null
        ? origin
        : problem(variable, "must be an origin, such as https://console.example.com", "");
  }

  private Optional<URI> parse(Variable variable, String text) {
    try {
      var uri = new URI(text);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException e) {
      // Reported below, like other malformed addresses.
    }
    return problem(variable, "must be an http or https address", Optional.empty());
  }

  /** Returns the value; empty if the variable is missing or blank. */
  private String valueOrEmpty(Variable variable) {
    String value = values.get(variable.name());
    return value == null || value.isBlank() ? "" : value;
  }

  private <T> T problem(Variable variable, String what, T fallback) {
    problems.add(variable + " " + what);
    return fallback;
  }
}
