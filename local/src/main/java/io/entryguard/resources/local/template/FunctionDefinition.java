package io.entryguard.resources.local.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A function as the template defines it.
 *
 * @param name the logical name
 * @param zip the deployment zip, relative to the template
 * @param handler the handler's class
 * @param environment the variables, with references resolved; without those that Lambda sets
 */
public record FunctionDefinition(
    String name,
    Path zip,
    String handler,
    Duration timeout,
    int memoryMegabytes,
    Map<String, String> environment) {
  private static final Set<String> PROPERTIES =
      Set.of(
          "Architectures",
          "AutoPublishAlias",
          "AutoPublishAliasAllProperties",
          "CodeUri",
          "DeploymentPreference",
          "Description",
          "Environment",
          "Events",
          "Handler",
          "LoggingConfig",
          "MemorySize",
          "Policies",
          "ReservedConcurrentExecutions",
          "Role",
          "Runtime",
          "SnapStart",
          "Timeout",
          "Tracing",
          "VersionDescription");

  /** The supported members of the Globals section. */
  private static final Set<String> DEFAULTS =
      Set.of(
          "Architectures",
          "AutoPublishAlias",
          "DeploymentPreference",
          "LoggingConfig",
          "MemorySize",
          "Runtime",
          "SnapStart",
          "Timeout",
          "Tracing");

  public FunctionDefinition {
    environment = Map.copyOf(environment);
  }

  /**
   * Reads a function's definition.
   *
   * @param name the logical name
   * @param defaults the defaults of all functions
   */
  static FunctionDefinition read(String name, Section properties, Section defaults) {
    properties.withOnly(PROPERTIES);
    defaults.withOnly(DEFAULTS);
    Map<String, String> environment = new HashMap<>();
    properties
        .optional("Environment")
        .ifPresent(section ->
            section
                .withOnly(Set.of("Variables"))
                .get("Variables")
                .sections()
                .forEach((variable, value) -> environment.put(variable, value.text())));
    return new FunctionDefinition(
        name,
        Path.of(properties.get("CodeUri").text()),
        properties.get("Handler").text(),
        Duration.ofSeconds(setting("Timeout", properties, defaults)),
        setting("MemorySize", properties, defaults),
        environment);
  }

  private static int setting(String name, Section properties, Section defaults) {
    return properties.optional(name).orElseGet(() -> defaults.get(name)).number();
  }

  /** Reads the routes of a function. */
  static List<Route> routes(String name, Section properties) {
    List<Route> routes = new ArrayList<>();
    for (Section event :
        properties.optional("Events").map(Section::sections).orElse(Map.of()).values()) {
      String type = event.get("Type").text();
      switch (type) {
        case "Api" -> routes.add(route(name, event));
        // A schedule that keeps versions active; there are no versions here.
        case "Schedule" -> event.get("Properties").withOnly(Set.of("Input", "Schedule"));
        default -> throw event.problem("events of the type " + type + " are not understood");
      }
    }
    return routes;
  }

  private static Route route(String name, Section event) {
    Section api = event.get("Properties").withOnly(Set.of("Auth", "Method", "Path", "RestApiId"));
    Optional<String> authorizer =
        api.optional("Auth")
            .map(auth -> auth.withOnly(Set.of("Authorizer")).get("Authorizer").text());
    if (authorizer.isPresent() && !authorizer.get().equals("NONE")) {
      throw api.problem("an authorizer other than the API's own is not understood");
    }
    return new Route(
        api.get("Method").text().toUpperCase(Locale.ROOT),
        api.get("Path").text(),
        name,
        authorizer.isEmpty());
  }
}
