package io.entryguard.resources.bench;

import io.entryguard.resources.local.event.PublishedEvents;
import io.entryguard.resources.local.service.EmbeddedDynamoDb;
import io.entryguard.resources.local.service.EventBridgeEndpoint;
import io.entryguard.resources.local.service.SecretsEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * DynamoDB Local, Secrets Manager and EventBridge in a process of their own, away from what is
 * measured.
 */
public final class ServicesMain {
  /** Begins the line that says that they answer. */
  static final String READY = "ready ";

  private ServicesMain() {}

  /**
   * Serves until the process is ended.
   *
   * @param arguments a secret's ARN, and the file that holds its value
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.bind();
    dynamoDb.start();
    SecretsEndpoint secrets = SecretsEndpoint.bind();
    secrets.start(Map.of(arguments[0], Files.readString(Path.of(arguments[1]))));
    EventBridgeEndpoint eventBridge = EventBridgeEndpoint.bind();
    eventBridge.start(
        new PublishedEvents(InstantSource.system(), () -> UUID.randomUUID().toString()));
    ExtensionEndpoint extension =
        ExtensionEndpoint.start(arguments[0], Files.readString(Path.of(arguments[1])));
    System.out.println(
        READY
            + String.join(
                " ",
                dynamoDb.endpoint().toString(),
                secrets.endpoint().toString(),
                eventBridge.endpoint().toString(),
                extension.endpoint().toString()));
    new CountDownLatch(1).await();
  }
}
