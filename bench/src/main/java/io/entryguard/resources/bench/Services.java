package io.entryguard.resources.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the functions call: DynamoDB, Secrets Manager and EventBridge, in a process on a core of its
 * own.
 */
final class Services implements AutoCloseable {
  private final Process process;
  private final URI dynamoDb;
  private final URI secretsManager;
  private final URI eventBridge;
  private final URI extension;

  private Services(
      Process process, URI dynamoDb, URI secretsManager, URI eventBridge, URI extension) {
    this.process = process;
    this.dynamoDb = dynamoDb;
    this.secretsManager = secretsManager;
    this.eventBridge = eventBridge;
    this.extension = extension;
  }

  /** Starts them, and returns when they answer. */
  static Services start(Machine machine, String secretArn, String secret) throws IOException {
    Path file = Files.writeString(machine.workFolder().resolve("secret.json"), secret);
    List<String> command = new ArrayList<>(machine.pinToServicesCore());
    command.addAll(
        List.of(
            machine.java().toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dsun.net.httpserver.nodelay=true",
            "-cp",
            System.getProperty("java.class.path"),
            ServicesMain.class.getName(),
            secretArn,
            file.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectError(machine.workFolder().resolve("services.log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    BufferedReader output = process.inputReader(UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(ServicesMain.READY)) {
        String[] words = line.split(" ", -1);
        return new Services(
            process,
            URI.create(words[1]),
            URI.create(words[2]),
            URI.create(words[3]),
            URI.create(words[4]));
      }
    }
    throw new IOException(
        "DynamoDB Local does not start: "
            + Files.readString(machine.workFolder().resolve("services.log")));
  }

  URI dynamoDb() {
    return dynamoDb;
  }

  URI secretsManager() {
    return secretsManager;
  }

  URI eventBridge() {
    return eventBridge;
  }

  /** The Parameters and Secrets extension. */
  URI extension() {
    return extension;
  }

  /** DynamoDB Local's own end can hang. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
