package io.entryguard.resources.dynamodb;

import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import io.entryguard.resources.dynamodb.call.RawResponseInterceptor;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.Table;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * A table of one's own on DynamoDB Local, which starts with the first one and serves until the
 * tests end; or on another implementation, which {@code -Ddynamodb.endpoint} names.
 */
public final class TestTable {
  private static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
  private static final URI ENDPOINT =
      Optional.ofNullable(System.getProperty("dynamodb.endpoint"))
          .map(URI::create)
          .orElseGet(TestTable::startServer);
  private static final DynamoDbClient CLIENT = client(UrlConnectionHttpClient.builder().build());
  private static final DynamoDbStreamsClient STREAMS =
      DynamoDbStreamsClient.builder()
          .endpointOverride(ENDPOINT)
          .region(Region.EU_CENTRAL_1)
          .credentialsProvider(CREDENTIALS)
          .httpClientBuilder(UrlConnectionHttpClient.builder())
          .build();

  private final Table table;

  private TestTable(Table table) {
    this.table = table;
  }

  /** Makes a new, empty table. */
  public static TestTable create() {
    return create(stream -> stream.streamEnabled(false));
  }

  /** Makes a new, empty table with the stream that the deployed one has. */
  public static TestTable createWithStream() {
    return create(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE));
  }

  private static TestTable create(Consumer<StreamSpecification.Builder> stream) {
    var table = new Table("resources-" + UUID.randomUUID());
    CLIENT.createTable(request ->
        request
            .tableName(table.name())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(text(Key.PARTITION_NAME), text(Key.SORT_NAME))
            .keySchema(
                element(Key.PARTITION_NAME, KeyType.HASH), element(Key.SORT_NAME, KeyType.RANGE))
            .streamSpecification(stream));
    return new TestTable(table);
  }

  private static DynamoDbClient client(SdkHttpClient httpClient) {
    return client(
        httpClient,
        ClientOverrideConfiguration.builder()
            .addExecutionInterceptor(new RawResponseInterceptor())
            .build());
  }

  /** A client of DynamoDB Local over an HTTP client of one's own. */
  public static DynamoDbClient client(
      SdkHttpClient httpClient, ClientOverrideConfiguration overrides) {
    return DynamoDbClient.builder()
        .endpointOverride(ENDPOINT)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(CREDENTIALS)
        .httpClient(httpClient)
        .overrideConfiguration(overrides)
        .build();
  }

  /** Where DynamoDB Local serves, or what stands in for it. */
  public static URI endpoint() {
    return ENDPOINT;
  }

  public Table table() {
    return table;
  }

  public DynamoDbClient client() {
    return CLIENT;
  }

  /** The stream of a table that has one. */
  public TestStream stream() {
    return new TestStream(streams(), streamArn());
  }

  public DynamoDbStreamsClient streams() {
    return STREAMS;
  }

  /** The stream's, of a table that has one. */
  public String streamArn() {
    return CLIENT
        .describeTable(request -> request.tableName(table.name()))
        .table()
        .latestStreamArn();
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static URI startServer() {
    Logger.getLogger("com.almworks.sqlite4java").setLevel(Level.WARNING);
    try {
      int port = freePort();
      ServerRunner.createServerFromCommandLineArgs(
              new String[] {"-inMemory", "-disableTelemetry", "-port", Integer.toString(port)})
          .start();
      return URI.create("http://localhost:" + port);
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not start", e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
