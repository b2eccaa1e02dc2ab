package io.entryguard.resources.local.audit;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.local.command.CommandException;
import io.entryguard.resources.local.command.Commands;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.store.Sleeper;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** {@code ./audit}: findings and the sum of them to one stream, all else to the other. */
@Command(
    name = "./audit",
    description = {
      "Compares the resourceCount of every organization in a table with the resources that are"
          + " there, while the service runs.",
      "Prints a line for each organization that does not agree, and a summary.",
      ""
    },
    footer = {
      "",
      "Exits with 0 when all agree (or do now), 1 when findings are left, 2 when nothing can be"
          + " said.",
      "",
      "Credentials come from where the AWS SDK finds them: variables, profile, container, instance."
          + " They need dynamodb:Query on the table, dynamodb:Scan unless --organization is given,"
          + " and dynamodb:UpdateItem for --repair."
    },
    sortOptions = false,
    exitCodeOnExecutionException = 2)
public final class AuditCommand implements Callable<Integer> {
  private static final int AGREE = 0;
  private static final int LEFT = 1;

  private final Path home;
  private final Sleeper sleeper;
  private final PrintStream out;
  private final PrintStream err;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "the table (the stack's output TableName)")
  Optional<String> table = Optional.empty();

  @Option(
      names = "--region",
      paramLabel = "NAME",
      description = "its region (default: where the AWS SDK finds one, as in AWS_REGION)")
  Optional<String> region = Optional.empty();

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      converter = EndpointReader.class,
      description = "where DynamoDB is, if not in AWS")
  Optional<URI> endpoint = Optional.empty();

  @Option(
      names = "--local",
      description = "the table of the ./start that runs, in place of these three")
  boolean local;

  @Option(
      names = "--organization",
      paramLabel = "UUID",
      converter = OrganizationIdReader.class,
      description = "only this organization; without it, the whole table is read once")
  Optional<OrganizationId> organization = Optional.empty();

  @Option(
      names = "--repair",
      description =
          "set a resourceCount that is wrong to what was counted, unless it changes meanwhile")
  boolean repair;

  /**
   * Makes a command.
   *
   * @param home the folder of {@code ./start}
   */
  public AuditCommand(Path home, Sleeper sleeper, PrintStream out, PrintStream err) {
    this.home = requireNonNull(home, "home is null");
    this.sleeper = requireNonNull(sleeper, "sleeper is null");
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
  }

  public static void main(String[] arguments) {
    Path home = Path.of(System.getProperty("entryguard.home", "")).toAbsolutePath();
    System.exit(new AuditCommand(home, Thread::sleep, System.out, System.err).run(arguments));
  }

  /** Runs it, and returns the status to exit with. */
  public int run(String... arguments) {
    return Commands.commandLine(this, err).execute(arguments);
  }

  @Override
  public Integer call() throws InterruptedException {
    Connection connection = connection();
    try (DynamoDbClient client = connection.client()) {
      Report report = audit(new AuditedTable(client, new Table(connection.table())));
      out.println(report.line());
      return report.left() == 0 ? AGREE : LEFT;
    } catch (ResourceNotFoundException e) {
      throw new CommandException("There is no table " + connection.table() + " there.", e);
    } catch (SdkException e) {
      throw new CommandException("DynamoDB cannot be asked: " + e.getMessage(), e);
    }
  }

  private Connection connection() {
    if (!local) {
      return Connection.to(
          table.orElseThrow(() ->
              new CommandException(
                  "Which table? Say --table NAME, or --local for the one of ./start.")),
          region,
          endpoint);
    }
    if (table.isPresent() || region.isPresent() || endpoint.isPresent()) {
      throw new CommandException(
          "--local knows its table: leave out --table, --endpoint and --region.");
    }
    return Connection.toLocal(home);
  }

  private Report audit(AuditedTable audited) throws InterruptedException {
    Collection<Partition> partitions =
        organization
            .<Collection<Partition>>map(id -> List.of(Partition.of(id)))
            .orElseGet(() -> {
              err.println("Looking for organizations ...");
              return audited.partitions();
            });
    return new Audit(audited, sleeper, out, err).run(partitions, repair);
  }

  private static final class OrganizationIdReader implements ITypeConverter<OrganizationId> {
    @Override
    public OrganizationId convert(String text) {
      return OrganizationId.parse(text)
          .orElseThrow(() -> new TypeConversionException("'" + text + "' is not a UUID"));
    }
  }

  private static final class EndpointReader implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
      try {
        var url = new URI(text);
        if (text.matches("https?:.*") && url.getHost() != null) {
          return url;
        }
      } catch (URISyntaxException e) {
        // Said below.
      }
      throw new TypeConversionException("'" + text + "' is not an http or https URL");
    }
  }
}
