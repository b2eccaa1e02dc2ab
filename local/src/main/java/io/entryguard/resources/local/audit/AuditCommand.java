package io.entryguard.resources.local.audit;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.dynamodb.call.Sleeper;
import io.entryguard.resources.dynamodb.item.Table;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** {@code ./audit}: findings and the sum of them to one stream, all else to the other. */
public final class AuditCommand {
  /** All organizations agree, or do now. */
  static final int AGREE = 0;

  /** At least one does not. */
  static final int LEFT = 1;

  /** Nobody knows: the command is wrong, or the table cannot be read. */
  static final int FAILED = 2;

  private static final int PROGRESS_EVERY = 1000;

  private final Path home;
  private final Sleeper sleeper;
  private final PrintStream out;
  private final PrintStream err;

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

  /** Runs it, and returns the status to exit with. */
  public int run(List<String> arguments) throws InterruptedException {
    return switch (CommandLine.parse(arguments)) {
      case CommandLine.Mistake(String sentence) -> failed(sentence);
      case CommandLine.Compare compare -> run(compare);
    };
  }

  private int run(CommandLine.Compare compare) throws InterruptedException {
    try {
      Connection connection =
          switch (compare.source()) {
            case CommandLine.Source.Local() -> Connection.toLocal(home);
            case CommandLine.Source.Deployed(var table, var endpoint, var region) ->
                new Connection(table, endpoint, region, Optional.empty());
          };
      return run(compare, connection);
    } catch (AuditException e) {
      return failed(e.sentence());
    }
  }

  private int run(CommandLine.Compare compare, Connection connection)
      throws AuditException, InterruptedException {
    try (DynamoDbClient client = connection.open()) {
      Report report = audit(compare, new AuditedTable(client, new Table(connection.table())));
      out.println(report.line());
      return report.left() == 0 ? AGREE : LEFT;
    } catch (ResourceNotFoundException e) {
      return failed("There is no table " + connection.table() + " there.");
    } catch (SdkException e) {
      return failed("DynamoDB cannot be asked: " + e.getMessage());
    }
  }

  private Report audit(CommandLine.Compare compare, AuditedTable table)
      throws InterruptedException {
    Collection<Partition> partitions =
        compare
            .organization()
            .<Collection<Partition>>map(id -> List.of(Partition.of(id)))
            .orElseGet(() -> {
              err.println("Looking for organizations ...");
              return table.partitions();
            });
    return new Audit(table, sleeper, new Printed(partitions.size()))
        .run(partitions, compare.repair());
  }

  private int failed(String sentence) {
    err.println(sentence);
    return FAILED;
  }

  private final class Printed implements Progress {
    private final int all;

    private Printed(int all) {
      this.all = all;
    }

    @Override
    public void read(int organizations) {
      if (organizations % PROGRESS_EVERY == 0) {
        err.printf("%d of %d organizations read ...%n", organizations, all);
      }
    }

    @Override
    public void readingAgain(int organizations, Duration wait) {
      err.printf(
          "%s may not agree: reading again in %d s ...%n",
          Words.count(organizations, "organization"), wait.toSeconds());
    }

    @Override
    public void found(Finding finding) {
      out.println(finding.line());
    }
  }
}
