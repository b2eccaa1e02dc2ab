package io.entryguard.resources.local.audit;

import io.entryguard.resources.organization.OrganizationId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What {@code ./audit} is asked for; it answers {@code --help} itself. */
sealed interface CommandLine {
  /**
   * Compare counters and resources.
   *
   * @param organization the only one to look at; all without
   * @param repair whether to set counters right
   */
  record Compare(Source source, Optional<OrganizationId> organization, boolean repair)
      implements CommandLine {}

  /**
   * Nobody can tell what is asked for.
   *
   * @param sentence says why
   */
  record Mistake(String sentence) implements CommandLine {}

  /** Where the table is. */
  sealed interface Source {
    /** In AWS, or wherever the endpoint is; without a region, where the SDK finds one. */
    record Deployed(String table, Optional<URI> endpoint, Optional<String> region)
        implements Source {}

    /** At the API that {@code ./start} runs. */
    record Local() implements Source {}
  }

  static CommandLine parse(List<String> arguments) {
    Optional<String> table = Optional.empty();
    Optional<URI> endpoint = Optional.empty();
    Optional<String> region = Optional.empty();
    Optional<OrganizationId> organization = Optional.empty();
    boolean local = false;
    boolean repair = false;
    var rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--local" -> local = true;
        case "--repair" -> repair = true;
        case "--table" -> {
          table = value(rest);
          if (table.isEmpty()) {
            return new Mistake("--table needs a name.");
          }
        }
        case "--endpoint" -> {
          endpoint = value(rest).flatMap(CommandLine::url);
          if (endpoint.isEmpty()) {
            return new Mistake("--endpoint needs a URL.");
          }
        }
        case "--region" -> {
          region = value(rest);
          if (region.isEmpty()) {
            return new Mistake("--region needs a name.");
          }
        }
        case "--organization" -> {
          organization = value(rest).flatMap(OrganizationId::parse);
          if (organization.isEmpty()) {
            return new Mistake("--organization needs a UUID.");
          }
        }
        default -> {
          return new Mistake("There is no option " + option + "; --help names them all.");
        }
      }
    }
    if (local && (table.isPresent() || endpoint.isPresent() || region.isPresent())) {
      return new Mistake("--local knows its table: leave out --table, --endpoint and --region.");
    }
    if (!local && table.isEmpty()) {
      return new Mistake("Which table? Say --table NAME, or --local for the one of ./start.");
    }
    Source source =
        table.isPresent() ? new Source.Deployed(table.get(), endpoint, region) : new Source.Local();
    return new Compare(source, organization, repair);
  }

  /** What follows an option; another option is not it. */
  private static Optional<String> value(Iterator<String> rest) {
    return rest.hasNext()
        ? Optional.of(rest.next()).filter(text -> !text.startsWith("--"))
        : Optional.empty();
  }

  private static Optional<URI> url(String text) {
    try {
      URI url = new URI(text);
      boolean usable =
          ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
              && url.getHost() != null;
      return usable ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
