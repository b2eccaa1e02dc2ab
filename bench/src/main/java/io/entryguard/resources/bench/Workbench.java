package io.entryguard.resources.bench;

import io.entryguard.resources.bench.function.BareQuery;
import io.entryguard.resources.bench.function.BareResource;
import io.entryguard.resources.bench.function.BareTransaction;
import io.entryguard.resources.bench.function.NoOperation;
import io.entryguard.resources.bench.function.PlainHandler;
import io.entryguard.resources.local.service.EmbeddedDynamoDb;
import io.entryguard.resources.local.service.SecretsEndpoint;
import io.entryguard.resources.local.template.FunctionDefinition;
import io.entryguard.resources.local.template.Template;
import io.entryguard.resources.local.template.TemplateReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5SdkHttpService;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The unpacked functions, the handlers they are compared with, and the services they call. */
final class Workbench {
  static final String LIST = "ListResourcesFunction";
  static final String CREATE = "CreateResourceFunction";
  static final String AUTHORIZER = "AuthorizerFunction";
  private static final String GET = "GetResourceFunction";
  private static final String UPDATE = "UpdateResourceFunction";
  private static final String DELETE = "DeleteResourceFunction";
  private static final String UNMATCHED = "UnmatchedRouteFunction";
  private static final String PROVISION = "ProvisionFunction";

  /** The number of resources in lists that are timed individually. */
  static final int FEW = 3;

  private static final String OK = "\"statusCode\":200";
  private static final String CREATED = "\"statusCode\":201";

  private final Machine machine;
  private final Path home;
  private final Template template;
  private final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.bind();
  private final SecretsEndpoint secretsManager = SecretsEndpoint.bind();
  private final Tokens tokens = new Tokens();
  private final Events events;
  private final TestData data;
  private final Map<String, Path> tasks = new HashMap<>();
  private final AtomicInteger updates = new AtomicInteger();

  /** Starts the services and creates an empty table. */
  Workbench(Machine machine, Path home, int rateLimit) throws IOException {
    this.machine = machine;
    this.home = home;
    events = new Events(home.resolve("events"));
    template =
        TemplateReader.read(
            home.resolve("template.yaml"),
            Map.of(
                "DynamoDbEndpoint", dynamoDb.endpoint().toString(),
                "SecretsManagerEndpoint", secretsManager.endpoint().toString(),
                "RequestsPerMinute", Integer.toString(rateLimit)));
    dynamoDb.start();
    data = new TestData(client(), template.table());
    secretsManager.start(Map.of(template.keyringSecretId(), tokens.keyring()));
  }

  Path home() {
    return home;
  }

  Events events() {
    return events;
  }

  URI dynamoDb() {
    return dynamoDb.endpoint();
  }

  URI secretsManager() {
    return secretsManager.endpoint();
  }

  FunctionDefinition definition(String function) {
    return template.function(function);
  }

  Function list(int resources) throws IOException {
    return function(Run.LIST, LIST, events.list(TestData.holding(resources)), OK);
  }

  Function create() throws IOException {
    return function(Run.CREATE, CREATE, events.create(TestData.growing()), CREATED);
  }

  Function get() throws IOException {
    String event = events.get(TestData.changing(), data.firstResource(TestData.changing()));
    return function(Run.GET, GET, event, OK);
  }

  /** Each request gives the resource another name. */
  Function update() throws IOException {
    String resource = data.firstResource(TestData.changing());
    return function(
        Run.UPDATE,
        UPDATE,
        () -> events.update(TestData.changing(), resource, "Name " + updates.incrementAndGet()),
        OK);
  }

  /** Each request deletes another resource. */
  Function delete() throws IOException {
    String resource = data.firstResource(TestData.shrinking());
    return function(
        Run.DELETE,
        DELETE,
        () -> events.delete(TestData.shrinking(), data.nextToDelete(resource)),
        "\"statusCode\":204");
  }

  Function authorizerWithToken() throws IOException {
    Map<String, String> settings = template.function(AUTHORIZER).environment();
    String token =
        tokens.admin(
            settings.getOrDefault("TOKEN_ISSUER", ""),
            settings.getOrDefault("TOKEN_AUDIENCE", ""),
            TestData.holding(FEW));
    return authorizer(Run.TOKEN, "Bearer " + token);
  }

  Function authorizerWithKey() throws IOException {
    return authorizer("authorizer, API key", "ApiKey " + tokens.apiKey());
  }

  private Function authorizer(String name, String authorization) throws IOException {
    return function(name, AUTHORIZER, events.authorize(authorization), "\"Effect\":\"Allow\"");
  }

  Function unmatchedRoute() throws IOException {
    return function("unmatched-route", UNMATCHED, events.unmatched(), "\"statusCode\":404");
  }

  private Function provision() throws IOException {
    String event = events.organizationChanged(TestData.holding(FEW));
    return function("provision", PROVISION, event, "\"batchItemFailures\":[]");
  }

  /** A handler that does nothing: the lower bound of every start. */
  Function noOperation() throws IOException {
    return own("no-operation", NoOperation.class, "\"\"", "{}");
  }

  /** The DynamoDB call of a list by itself. */
  Function bareQuery(int resources) throws IOException {
    return own(
        "bare query",
        BareQuery.class,
        "\"ORG#" + TestData.holding(resources) + "\"",
        "{\"items\":" + (resources + 2) + "}");
  }

  /** The SDK's own work for that call. */
  Function replayedQuery(int resources) throws IOException {
    return own(
        "SDK's unmarshalling",
        BareQuery.class,
        "\"replay ORG#" + TestData.holding(resources) + "\"",
        "{\"items\":" + (resources + 2) + "}");
  }

  /** The DynamoDB call of a create by itself. */
  Function bareTransaction() throws IOException {
    String event =
        "\"ORG#"
            + TestData.growing()
            + " CREDENTIAL#"
            + TestData.credential(TestData.growing())
            + "\"";
    return own("bare transaction", BareTransaction.class, event, "{}");
  }

  /** The DynamoDB calls of a get by themselves. */
  Function bareGet() throws IOException {
    String event = bareEvent("GET", TestData.changing(), data.firstResource(TestData.changing()));
    return own(Run.BARE_GET, BareResource.class, event, "{}");
  }

  /** The DynamoDB calls of an update by themselves. */
  Function bareUpdate() throws IOException {
    String event = bareEvent("PATCH", TestData.changing(), data.firstResource(TestData.changing()));
    return own(Run.BARE_UPDATE, BareResource.class, event, "{}");
  }

  /** The DynamoDB call of a delete by itself. */
  Function bareDelete() throws IOException {
    String resource = data.firstResource(TestData.shrinking());
    return own(
        Run.BARE_DELETE,
        BareResource.class,
        () -> bareEvent("DELETE", TestData.shrinking(), data.nextToDelete(resource)),
        "{}");
  }

  private static String bareEvent(String method, String organization, String resource) {
    return "\"%s ORG#%s RESOURCE#%s CREDENTIAL#%s\""
        .formatted(method, organization, resource, TestData.credential(organization));
  }

  Function plainList(int items) throws IOException {
    return own(Run.PLAIN_LIST, PlainHandler.class, events.list(TestData.holding(items)), OK);
  }

  Function plainCreate() throws IOException {
    return own(Run.PLAIN_CREATE, PlainHandler.class, events.create(TestData.growing()), CREATED);
  }

  /** Returns a function as the template defines it. */
  private Function function(String name, String logicalName, String event, String expected)
      throws IOException {
    return function(name, logicalName, () -> event, expected);
  }

  private Function function(
      String name, String logicalName, Supplier<String> events, String expected)
      throws IOException {
    FunctionDefinition function = template.function(logicalName);
    return new Function(
        name,
        task(function),
        function.handler(),
        function.memoryMegabytes(),
        function.environment(),
        events,
        expected);
  }

  private Path task(FunctionDefinition function) throws IOException {
    Path task = tasks.get(function.name());
    if (task == null) {
      task = Files.createDirectory(machine.workFolder().resolve("task-" + function.name()));
      machine.unpack(home.resolve(function.zip()), task);
      tasks.put(function.name(), task);
    }
    return task;
  }

  /** Returns a handler of the bench, with the list's memory and the SDK's default HTTP client. */
  private Function own(String name, Class<?> handler, String event, String expected)
      throws IOException {
    return own(name, handler, () -> event, expected);
  }

  private Function own(String name, Class<?> handler, Supplier<String> events, String expected)
      throws IOException {
    return new Function(
        name,
        ownTask(),
        handler.getName(),
        template.function(LIST).memoryMegabytes(),
        Map.of(
            "TABLE_NAME",
            template.table().name(),
            "AWS_ENDPOINT_URL_DYNAMODB",
            dynamoDb.endpoint().toString(),
            "SYNC_HTTP_SERVICE_IMPL",
            Apache5SdkHttpService.class.getName(),
            "METHOD",
            expected.equals(CREATED) ? "POST" : "GET",
            "PRIMED_ORGANIZATION",
            expected.equals(CREATED) ? TestData.primed() : TestData.holding(FEW)),
        events,
        expected);
  }

  /** The list's jars except our own, plus the SDK's default HTTP client and databind. */
  private Path ownTask() throws IOException {
    Path known = tasks.get("");
    if (known != null) {
      return known;
    }
    Path task = Files.createDirectory(machine.workFolder().resolve("task-bench"));
    Path lib = Files.createDirectory(task.resolve("lib"));
    for (Path jar : files(task(template.function(LIST)).resolve("lib"))) {
      if (!isOurs(jar)) {
        Files.createSymbolicLink(lib.resolve(jar.getFileName()), jar);
      }
    }
    for (Path jar : files(home.resolve("bench/target/lib"))) {
      Path link = lib.resolve(jar.getFileName());
      if (!Files.exists(link)
          && link.getFileName()
              .toString()
              .matches("(apache5-client|http(client|core)5|jackson-|joda-time).*")) {
        Files.createSymbolicLink(link, jar);
      }
    }
    String folder = NoOperation.class.getPackageName().replace('.', '/');
    Path classes = home.resolve("bench/target/classes").resolve(folder);
    Path target = Files.createDirectories(task.resolve(folder));
    for (Path file : files(classes)) {
      Files.copy(file, target.resolve(file.getFileName()));
    }
    tasks.put("", task);
    return task;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static boolean isOurs(Path file) throws IOException {
    try (var jar = new JarFile(file.toFile())) {
      return jar.stream().anyMatch(entry -> entry.getName().startsWith("io/entryguard/"));
    }
  }

  /** Returns the size of every deployed zip in megabytes, by file name. */
  Map<String, Double> zips() throws IOException {
    Map<String, Double> sizes = new TreeMap<>();
    for (FunctionDefinition function : template.functions().values()) {
      Path zip = home.resolve(function.zip());
      sizes.put(zip.getFileName().toString().replace(".zip", ""), Files.size(zip) / 1e6);
    }
    return sizes;
  }

  /**
   * Fills the table with organizations, credentials, a key and resources by the functions
   * themselves, like the product. Most resources are copies of these.
   */
  void seed(List<Integer> sizes) throws IOException, InterruptedException {
    List<Integer> partition = Stream.concat(Stream.of(FEW), sizes.stream()).distinct().toList();
    List<String> organizations =
        Stream.concat(
                Stream.of(TestData.growing(), TestData.changing(), TestData.shrinking()),
                partition.stream().map(TestData::holding))
            .toList();
    data.createTable();
    try (var process = start(provision())) {
      process.awaitReady();
      for (String organization : organizations) {
        process.invoke(events.organizationChanged(organization));
        process.invoke(events.credentialChanged(organization));
      }
      process.invoke(events.apiKeyChanged(TestData.holding(FEW), tokens.apiKeyHash()));
    }
    try (var process = start(create())) {
      process.awaitReady();
      for (String organization : organizations) {
        process.invoke(events.create(organization));
      }
    }
    for (int size : partition) {
      data.copy(TestData.holding(size), 1, size);
    }
    data.count(TestData.shrinking(), 1_000_000);
  }

  private DynamoDbClient client() {
    return DynamoDbClient.builder()
        .endpointOverride(dynamoDb.endpoint())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private FunctionProcess start(Function function) throws IOException {
    return new FunctionProcess(function, Function.Start.of(false), machine);
  }
}
