package io.entryguard.resources.local.audit;

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

/**
 * How a table is reached. The SDK finds what is not said: region and credentials by its default
 * chains, the endpoint by the region.
 */
record Connection(
    String table,
    Optional<URI> endpoint,
    Optional<String> region,
    Optional<AwsCredentialsProvider> credentials) {
  /** DynamoDB Local takes any, but wants some. */
  private static final AwsCredentialsProvider ANY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  /**
   * To the table of the API that {@code ./start} runs.
   *
   * @throws AuditException when it does not run
   */
  static Connection toLocal(Path home) throws AuditException {
    var variables = new Properties();
    try (Reader file = Files.newBufferedReader(home.resolve(".local").resolve("demo.env"))) {
      variables.load(file);
    } catch (IOException e) {
      throw new AuditException("./start does not run: there is no .local/demo.env.", e);
    }
    return new Connection(
        variable(variables, "TABLE_NAME"),
        Optional.of(URI.create(variable(variables, "DYNAMODB_ENDPOINT"))),
        Optional.of(LocalAws.REGION),
        Optional.of(ANY));
  }

  private static String variable(Properties variables, String name) throws AuditException {
    String value = variables.getProperty(name);
    if (value == null) {
      throw new AuditException(".local/demo.env has no " + name + ": start ./start again.");
    }
    return value;
  }

  /**
   * Opens it; no call is made to the table yet.
   *
   * @throws AuditException when there is no region, or there are no credentials
   */
  DynamoDbClient open() throws AuditException {
    var builder =
        DynamoDbClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .region(foundRegion())
            .credentialsProvider(foundCredentials());
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private Region foundRegion() throws AuditException {
    try {
      return region.map(Region::of).orElseGet(new DefaultAwsRegionProviderChain()::getRegion);
    } catch (SdkClientException e) {
      throw new AuditException("Which region? Say --region NAME, or set AWS_REGION.", e);
    }
  }

  private AwsCredentialsProvider foundCredentials() throws AuditException {
    AwsCredentialsProvider provider =
        credentials.orElseGet(() -> DefaultCredentialsProvider.builder().build());
    try {
      provider.resolveCredentials();
      return provider;
    } catch (SdkClientException e) {
      throw new AuditException(
          "The AWS SDK finds no credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY.",
          e);
    }
  }
}
