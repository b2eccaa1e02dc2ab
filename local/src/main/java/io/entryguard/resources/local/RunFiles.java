package io.entryguard.resources.local;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.local.demo.Demo;
import io.entryguard.resources.local.demo.DemoAccounts;
import io.entryguard.resources.local.template.FunctionDefinition;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files that a run writes for other programs: {@code demo.env}, which exists once the API is
 * ready, {@code sam-env.json}, with which {@code sam local} uses the same data, and {@code
 * requests.http}, whose requests an editor sends.
 */
final class RunFiles {
  static final String DEMO = "demo.env";
  static final String SAM = "sam-env.json";
  static final String REQUESTS = "requests.http";

  /** The host name of this machine inside a Docker container. */
  private static final String HOST_OF_CONTAINERS = "host.docker.internal";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The definition of a variable in {@code requests.http}. */
  private static final Pattern DEFINITION = Pattern.compile("(?m)^@([A-Z_]+) = .*$");

  private static final List<String> ALL = List.of(DEMO, SAM, REQUESTS);

  private final Path folder;

  /** A lock held while the process lives, which tells another start from the same folder. */
  private @Nullable FileLock lock;

  private @Nullable String written;

  RunFiles(Path folder) {
    this.folder = folder;
  }

  Path demo() {
    return folder.resolve(DEMO);
  }

  /** Deletes the files of an earlier run, unless that run is still active. */
  void clear() throws IOException {
    Files.createDirectories(folder);
    if (isOurs()) {
      delete();
    }
  }

  private boolean isOurs() throws IOException {
    if (lock == null) {
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        lock = channel.tryLock();
      } catch (OverlappingFileLockException e) {
        channel.close();
      }
    }
    return lock != null;
  }

  /**
   * Writes the files of this run.
   *
   * @param requests the repository's {@code requests.http}
   */
  void write(LocalApi api, Path requests) throws IOException {
    Map<String, String> variables = variables(api);
    write(SAM, samVariables(api));
    write(REQUESTS, withValues(Files.readString(requests), variables));
    var lines = new StringBuilder();
    variables.forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
    write(DEMO, lines.toString());
    written = lines.toString();
  }

  private static String withValues(String requests, Map<String, String> variables) {
    return DEFINITION
        .matcher(requests)
        .replaceAll(definition -> {
          String name = definition.group(1);
          String value =
              requireNonNull(variables.get(name), () -> "requests.http: no variable " + name);
          return Matcher.quoteReplacement("@" + name + " = " + value);
        });
  }

  /** Deletes this run's files, unless a later run has overwritten them. */
  void remove() throws IOException {
    if (written != null && Files.exists(demo()) && Files.readString(demo()).equals(written)) {
      delete();
    }
  }

  private void delete() throws IOException {
    for (String name : ALL) {
      Files.deleteIfExists(folder.resolve(name));
    }
  }

  /** The addresses and credentials of this run, in the order of {@code demo.env}. */
  static Map<String, String> variables(LocalApi api) {
    Demo demo = api.demo();
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("BASE_URL", api.baseUrl().toString());
    variables.put("EVENTS_URL", api.eventsUrl().toString());
    variables.put("JWT_SECRET", demo.signingSecret());
    variables.put("JWT_ISSUER", demo.issuer());
    variables.put("JWT_AUDIENCE", demo.audience());
    variables.put("FREE_ORGANIZATION_ID", DemoAccounts.FREE.toString());
    variables.put("FREE_ADMIN_TOKEN", demo.freeAdminToken());
    variables.put("FREE_MEMBER_TOKEN", demo.freeMemberToken());
    variables.put("FREE_CREDENTIAL_ID", DemoAccounts.FREE_CREDENTIAL.toString());
    variables.put("PAID_ORGANIZATION_ID", DemoAccounts.PAID.toString());
    variables.put("PAID_ADMIN_TOKEN", demo.paidAdminToken());
    variables.put("PAID_API_KEY", demo.paidApiKey());
    variables.put("PAID_CREDENTIAL_ID", DemoAccounts.PAID_CREDENTIAL.toString());
    variables.put("DYNAMODB_ENDPOINT", api.dynamoDbEndpoint().toString());
    variables.put("TABLE_NAME", api.template().table().name());
    return variables;
  }

  private static String samVariables(LocalApi api) throws IOException {
    ObjectNode functions = JSON.createObjectNode();
    for (FunctionDefinition function : api.template().functions().values()) {
      ObjectNode variables = functions.putObject(function.name());
      function
          .environment()
          .forEach((name, value) ->
              variables.put(
                  name,
                  name.endsWith("_ENDPOINT")
                      ? value.replace("127.0.0.1", HOST_OF_CONTAINERS)
                      : value));
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(functions) + "\n";
  }

  private void write(String name, String content) throws IOException {
    Path unfinished = Files.createTempFile(folder, name, ".tmp");
    Files.writeString(unfinished, content);
    Files.move(
        unfinished,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
