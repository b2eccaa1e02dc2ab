package io.entryguard.resources.bench.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entryguard.resources.client.DynamoDbModule;
import io.entryguard.resources.configuration.Environment;
import io.entryguard.resources.configuration.StoreSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB clients for what the functions are compared with. */
final class BareClient {
  private BareClient() {}

  /** The very client that the functions have, but for what {@link ChosenNetwork} is told. */
  static DynamoDbClient of(Map<String, String> environment) {
    return DynamoDbModule.dynamoDbClient(
        Environment.read(environment, StoreSettings::from), new ChosenNetwork());
  }

  /** One that keeps what DynamoDB answers. */
  static DynamoDbClient recording(Map<String, String> environment, RecordedAnswers answers) {
    StoreSettings settings = Environment.read(environment, StoreSettings::from);
    return client(
        answers.recordingOf(UrlConnectionHttpClient.create()), settings.endpoint().orElseThrow());
  }

  /** One that is answered from memory, in the order of the recording, over and over. */
  static DynamoDbClient replaying(RecordedAnswers answers) {
    return client(answers.replay(), URI.create("http://127.0.0.1:1"));
  }

  private static DynamoDbClient client(SdkHttpClient http, URI endpoint) {
    return DynamoDbClient.builder()
        .region(Region.EU_CENTRAL_1)
        .endpointOverride(endpoint)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench")))
        .httpClient(http)
        .overrideConfiguration(DynamoDbModule.overrides())
        .build();
  }

  /** The event, which is a JSON string without escapes. */
  static String text(InputStream event) throws IOException {
    String json = new String(event.readAllBytes(), UTF_8);
    return json.substring(1, json.length() - 1);
  }
}
