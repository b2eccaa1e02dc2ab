package io.entryguard.resources.local.audit;

import io.entryguard.resources.local.command.CommandException;
import io.entryguard.resources.local.template.LocalAws;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The client of a table. Creating it makes no call. */
record Connection(String table, DynamoDbClient client) {
  /** DynamoDB Local requires credentials, but accepts any. */
  private static final AwsCredentialsProvider ANY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  /**
   * Connects to the table of the running {@code ./start}.
   *
   * @throws CommandException if it is not running
   */
  static Connection toLocal(Path home) {
    var variables = new Properties();
    try (Reader file = Files.newBufferedReader(home.resolve(".local").resolve("demo.env"))) {
      variables.load(file);
    } catch (IOException e) {
      throw new CommandException("./start does not run: there is no .local/demo.env.", e);
    }
    return to(
        variable(variables, "TABLE_NAME"),
        Region.of(LocalAws.REGION),
        ANY,
        Optional.of(URI.create(variable(variables, "DYNAMODB_ENDPOINT"))));
  }

  private static String variable(Properties variables, String name) {
    String value = variables.getProperty(name);
    if (value == null) {
      throw new CommandException(".local/demo.env has no " + name + ": start ./start again.");
    }
    return value;
  }

  /**
   * Connects to a table in AWS, or at the endpoint if given. Credentials, and the region if not
   * given, are the SDK's defaults.
   *
   * @throws CommandException if there is no region, or no credentials
   */
  static Connection to(String table, Optional<String> region, Optional<URI> endpoint) {
    Region found;
    try {
      found = region.map(Region::of).orElseGet(new DefaultAwsRegionProviderChain()::getRegion);
    } catch (SdkClientException e) {
      throw new CommandException("Which region? Say --region NAME, or set AWS_REGION.", e);
    }
    AwsCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
    try {
      credentials.resolveCredentials();
    } catch (SdkClientException e) {
      throw new CommandException(
          "The AWS SDK finds no credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY.",
          e);
    }
    return to(table, found, credentials, endpoint);
  }

  private static Connection to(
      String table, Region region, AwsCredentialsProvider credentials, Optional<URI> endpoint) {
    var builder =
        DynamoDbClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .region(region)
            .credentialsProvider(credentials);
    endpoint.ifPresent(builder::endpointOverride);
    return new Connection(table, builder.build());
  }
}
