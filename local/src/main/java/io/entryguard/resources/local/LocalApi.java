package io.entryguard.resources.local;

import io.entryguard.resources.function.authorizer.keyring.Keyring;
import io.entryguard.resources.function.authorizer.keyring.KeyringFormatException;
import io.entryguard.resources.local.command.CommandException;
import io.entryguard.resources.local.demo.Demo;
import io.entryguard.resources.local.demo.DemoApiKey;
import io.entryguard.resources.local.demo.DemoKeyring;
import io.entryguard.resources.local.demo.DemoSeed;
import io.entryguard.resources.local.demo.DemoVerifier;
import io.entryguard.resources.local.demo.SigningKey;
import io.entryguard.resources.local.event.EventBus;
import io.entryguard.resources.local.event.PublishedEvents;
import io.entryguard.resources.local.function.FunctionFailure;
import io.entryguard.resources.local.function.FunctionLoader;
import io.entryguard.resources.local.function.FunctionOutput;
import io.entryguard.resources.local.function.Functions;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.gateway.GatewayServer;
import io.entryguard.resources.local.reference.Reference;
import io.entryguard.resources.local.service.EmbeddedDynamoDb;
import io.entryguard.resources.local.service.EventBridgeEndpoint;
import io.entryguard.resources.local.service.SecretsEndpoint;
import io.entryguard.resources.local.service.TableCreation;
import io.entryguard.resources.local.stream.TableStream;
import io.entryguard.resources.local.template.LocalAws;
import io.entryguard.resources.local.template.TableDefinition;
import io.entryguard.resources.local.template.Template;
import io.entryguard.resources.local.template.TemplateReader;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The whole API in this process: gateway, functions, table and keyring, with the demo data.
 *
 * @param dynamoDb the client of the table, for direct access
 * @param requestsPerMinute the rate limit of each organization; 0 for no limit
 */
public record LocalApi(
    GatewayServer server,
    TableStream stream,
    URI dynamoDbEndpoint,
    DynamoDbClient dynamoDb,
    Template template,
    Demo demo,
    int requestsPerMinute) {
  private static final String ACCESS_KEY = "local";

  /** As long as a verification takes here. */
  private static final Duration VERIFICATION = Duration.ofSeconds(1);

  /** Takes the API's port, so that whoever else has it is noticed before anything is done. */
  static GatewayServer bind(int port) {
    try {
      return GatewayServer.bind(port);
    } catch (BindException e) {
      throw new CommandException(
          "Port %d is taken: stop what listens there, or choose another with --port."
              .formatted(port),
          e);
    } catch (IOException e) {
      throw new CommandException("Port %d cannot be listened on.".formatted(port), e);
    }
  }

  /**
   * Starts everything and returns when the API is ready.
   *
   * @param home the template's folder
   * @param workFolder the folder to unpack the zips into
   * @param keyring keys to trust in addition to the demo's
   * @param requestsPerMinute the rate limit of each organization; 0 for no limit
   */
  static LocalApi start(
      GatewayServer server,
      Path home,
      Path workFolder,
      Optional<Path> keyring,
      int requestsPerMinute,
      BiConsumer<String, Throwable> log) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return start(server, home, workFolder, keyring, requestsPerMinute, log, threads);
    } catch (FunctionFailure e) {
      throw refused(e);
    } catch (CompletionException e) {
      throw e.getCause() instanceof CommandException || e.getCause() instanceof FunctionFailure
          ? refused(e.getCause())
          : e;
    } catch (IOException e) {
      throw new CommandException("A port of this machine cannot be listened on.", e);
    }
  }

  private static CommandException refused(Throwable cause) {
    return new CommandException(String.valueOf(cause.getMessage()), cause);
  }

  private static LocalApi start(
      GatewayServer server,
      Path home,
      Path workFolder,
      Optional<Path> keyring,
      int requestsPerMinute,
      BiConsumer<String, Throwable> log,
      Executor threads)
      throws IOException {
    var random = new SecureRandom();
    var clock = InstantSource.system();
    SigningKey signingKey = SigningKey.generate(random);
    String keyringJson = keyring(signingKey, keyring);
    DemoApiKey apiKey = DemoApiKey.generate(random);
    useLocalCredentials();
    FunctionOutput.install();

    EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.bind();
    SecretsEndpoint secrets = SecretsEndpoint.bind();
    EventBridgeEndpoint eventBridge = EventBridgeEndpoint.bind();
    Template template =
        TemplateReader.read(
            home.resolve("template.yaml"),
            Map.of(
                "DynamoDbEndpoint", dynamoDb.endpoint().toString(),
                "EventBridgeEndpoint", eventBridge.endpoint().toString(),
                "EventBusName", "entryguard",
                "SecretsManagerEndpoint", secrets.endpoint().toString(),
                "RequestsPerMinute", Integer.toString(requestsPerMinute)));
    secrets.start(Map.of(template.keyringSecretId(), keyringJson));
    Supplier<String> ids = () -> UUID.randomUUID().toString();
    var published = new PublishedEvents(clock, ids);
    eventBridge.start(published);

    Map<String, String> tokenSettings =
        template.function(template.api().authorizer()).environment();
    Demo demo =
        Demo.create(
            signingKey,
            apiKey,
            tokenSettings.getOrDefault("TOKEN_ISSUER", ""),
            tokenSettings.getOrDefault("TOKEN_AUDIENCE", ""),
            clock.instant());
    CompletableFuture<Reference> reference =
        CompletableFuture.supplyAsync(
            () ->
                Reference.read(
                    home.resolve("openapi.yaml"), basePath(template), demo.freeAdminToken()),
            threads);
    DynamoDbClient client = local(DynamoDbClient.builder(), dynamoDb.endpoint()).build();
    CompletableFuture<Void> store =
        CompletableFuture.runAsync(
            () -> {
              dynamoDb.start();
              TableCreation.create(client, template.table());
            },
            threads);
    var functions =
        new Functions(
            new FunctionLoader(home, workFolder, Map.of("AWS_REGION", LocalAws.REGION))::load,
            template.functions().values());
    LoadedFunction provision = functions.get(template.events().function());
    store.join();
    seed(provision, home, apiKey);

    var bus = new EventBus(template.events(), provision, clock, ids, log);
    published.subscribe(
        new DemoVerifier(
            bus,
            client,
            template.table().name(),
            clock,
            CompletableFuture.delayedExecutor(
                VERIFICATION.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)));
    server.start(template.api(), functions::get, bus, published, reference.join(), clock, ids, log);
    TableStream stream =
        new TableStream(
            local(DynamoDbStreamsClient.builder(), dynamoDb.endpoint()).build(),
            streamArn(client, template.table()),
            template.stream(),
            () -> functions.get(template.stream().function()),
            ids,
            log);
    stream.start();
    functions.loadInBackground();
    return new LocalApi(
        server, stream, dynamoDb.endpoint(), client, template, demo, requestsPerMinute);
  }

  private static void seed(LoadedFunction provision, Path home, DemoApiKey apiKey) {
    try {
      new DemoSeed(provision, home).load(apiKey);
    } catch (IOException | IllegalStateException e) {
      throw new CommandException(
          "The data to try the API with cannot be put in: " + e.getMessage() + ".", e);
    }
  }

  private static String keyring(SigningKey signingKey, Optional<Path> file) {
    if (file.isEmpty()) {
      return DemoKeyring.of(signingKey);
    }
    try {
      String own = Files.readString(file.get());
      Keyring.parse(own);
      return DemoKeyring.withOwn(signingKey, own);
    } catch (KeyringFormatException e) {
      throw new CommandException(file.get() + " is no keyring: " + e.reason() + ".", e);
    } catch (IOException e) {
      throw new CommandException(file.get() + " cannot be read.", e);
    }
  }

  /** Sets credentials that the SDK finds before the user's own. */
  private static void useLocalCredentials() {
    System.setProperty("aws.accessKeyId", ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", ACCESS_KEY);
  }

  private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B local(
      B builder, URI endpoint) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(LocalAws.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, ACCESS_KEY)))
        .httpClientBuilder(UrlConnectionHttpClient.builder());
  }

  private static String streamArn(DynamoDbClient client, TableDefinition table) {
    return client
        .describeTable(request -> request.tableName(table.name()))
        .table()
        .latestStreamArn();
  }

  /** The API's base URL without trailing slash: {@code http://localhost:3000/api/v1}. */
  public URI baseUrl() {
    return URI.create("http://localhost:%d%s".formatted(server.port(), basePath(template)));
  }

  private static String basePath(Template template) {
    return "/" + template.api().stage() + "/v1";
  }

  /** The URL of the API reference: {@code http://localhost:3000/}. */
  public URI referenceUrl() {
    return server.referenceUrl();
  }

  /** The URL to which events are posted: {@code http://localhost:3000/events}. */
  public URI eventsUrl() {
    return server.eventsUrl();
  }

  /** Stops serving. DynamoDB Local ends with the process, because its own shutdown can hang. */
  void stop() {
    stream.stop();
    server.stop();
  }
}
