package io.entryguard.resources.bench;

import io.entryguard.resources.access.KeyHash;
import io.entryguard.resources.bench.function.BareQuery;
import io.entryguard.resources.bench.function.BareSecret;
import io.entryguard.resources.bench.function.BareTransaction;
import io.entryguard.resources.bench.function.NoOperation;
import io.entryguard.resources.function.authorizer.PresentedCredential;
import io.entryguard.resources.local.demo.DemoApiKey;
import io.entryguard.resources.local.demo.DemoKeyring;
import io.entryguard.resources.local.demo.DemoTokens;
import io.entryguard.resources.local.demo.SigningKey;
import io.entryguard.resources.local.service.TableCreation;
import io.entryguard.resources.local.template.FunctionDefinition;
import io.entryguard.resources.local.template.LocalAws;
import io.entryguard.resources.local.template.Template;
import io.entryguard.resources.local.template.TemplateReader;
import io.entryguard.resources.organization.OrganizationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The functions, unpacked, and the services that they call, with data in them. */
final class Workbench implements AutoCloseable {
  private static final String PROVISION = "ProvisionFunction";
  private static final String PUBLISH = "PublishChangesFunction";
  private static final String CREATE = "CreateResourceFunction";
  private static final String LIST = "ListResourcesFunction";
  private static final String AUTHORIZER = "AuthorizerFunction";
  private static final String UNMATCHED = "UnmatchedRouteFunction";

  /** Ends the name of a function whose requests are not counted for the rate limit. */
  static final String NOT_COUNTED = ", not counted";

  private static final String OK = "\"statusCode\":200";

  private final Machine machine;
  private final Path home;
  private final Template template;
  private final Services services;
  private final DynamoDbClient dynamoDb;
  private final Events events;
  private final DemoTokens tokens;
  private final DemoApiKey apiKey;
  private final Map<String, Path> tasks = new HashMap<>();

  private Workbench(
      Machine machine,
      Path home,
      Template template,
      Services services,
      DynamoDbClient dynamoDb,
      DemoTokens tokens,
      DemoApiKey apiKey) {
    this.machine = machine;
    this.home = home;
    this.template = template;
    this.services = services;
    this.dynamoDb = dynamoDb;
    this.events = new Events(home.resolve("events"));
    this.tokens = tokens;
    this.apiKey = apiKey;
  }

  /** Starts the services and makes the table; nothing is in it. */
  static Workbench open(Machine machine, Path home, int rateLimit) throws IOException {
    var random = new SecureRandom();
    SigningKey key = SigningKey.generate(random);
    Path file = home.resolve("template.yaml");
    String secretArn = TemplateReader.read(file, Map.of()).keyringSecretId();
    Services services = Services.start(machine, secretArn, DemoKeyring.of(key));
    Template template =
        TemplateReader.read(
            file,
            Map.of(
                "DynamoDbEndpoint", services.dynamoDb().toString(),
                "EventBridgeEndpoint", services.eventBridge().toString(),
                "SecretsManagerEndpoint", services.secretsManager().toString(),
                "RequestsPerMinute", Integer.toString(rateLimit)));
    DynamoDbClient dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(services.dynamoDb())
            .region(Region.of(LocalAws.REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    TableCreation.create(dynamoDb, template.table());
    Map<String, String> settings = template.function(AUTHORIZER).environment();
    var tokens =
        new DemoTokens(
            key,
            settings.getOrDefault("TOKEN_ISSUER", ""),
            settings.getOrDefault("TOKEN_AUDIENCE", ""),
            Instant.now());
    return new Workbench(
        machine, home, template, services, dynamoDb, tokens, DemoApiKey.generate(random));
  }

  Machine machine() {
    return machine;
  }

  Services services() {
    return services;
  }

  Events events() {
    return events;
  }

  Path home() {
    return home;
  }

  FunctionDefinition createFunction() {
    return template.function(CREATE);
  }

  /** Does nothing: what the others are measured by. */
  Subject noOperation() throws IOException {
    Path task = ownTask("no-operation");
    var launch =
        new Launch(
            "no-operation",
            task,
            NoOperation.class.getName(),
            template.function(LIST).memoryMegabytes(),
            Map.of(),
            Launch.Start.ON_DEMAND,
            List.of());
    return new Subject("no-operation", launch, json(""), "{}");
  }

  Subject unmatchedRoute() throws IOException {
    return new Subject(
        "unmatched-route", launch(UNMATCHED), events.unmatched(), "\"statusCode\":404");
  }

  Subject list() throws IOException {
    return list(Tenants.FEW);
  }

  Subject list(int resources) throws IOException {
    return new Subject("list-resources", launch(LIST), events.list(Tenants.holding(resources)), OK);
  }

  Subject create() throws IOException {
    return create(Tenants.growing());
  }

  private Subject create(OrganizationId organization) throws IOException {
    return new Subject(
        "create-resource", launch(CREATE), events.create(organization), "\"statusCode\":201");
  }

  /** The function without a rate limit. */
  static Subject notCounted(Subject function) {
    return new Subject(
        function.name() + NOT_COUNTED,
        function.launch().withEnvironment(Map.of("REQUESTS_PER_MINUTE", "0")),
        function.event(),
        function.expected());
  }

  Subject authorizerWithToken() throws IOException {
    String token = tokens.admin(Tenants.holding(Tenants.FEW), "bench");
    return new Subject(
        "authorizer, token",
        launch(AUTHORIZER),
        events.authorize("Bearer " + token),
        "\"Effect\":\"Allow\"");
  }

  Subject authorizerWithKey() throws IOException {
    return new Subject(
        "authorizer, API key",
        launch(AUTHORIZER),
        events.authorize("ApiKey " + apiKey.value()),
        "\"Effect\":\"Allow\"");
  }

  Subject provision() throws IOException {
    return provision(events.organizationChanged(Tenants.holding(Tenants.FEW), 2));
  }

  private Subject provision(String batch) throws IOException {
    return new Subject("provision", launch(PROVISION), batch, "\"batchItemFailures\":[]");
  }

  Subject publishChanges() throws IOException {
    return new Subject(
        "publish-changes", launch(PUBLISH), events.resourceCreated(), "\"batchItemFailures\":[]");
  }

  /** The call of a list by itself. */
  Subject bareQuery(int resources) throws IOException {
    String partition = "ORG#" + Tenants.holding(resources);
    return new Subject(
        "bare query",
        bare(BareQuery.class),
        json(partition),
        "{\"items\":" + (resources + 2) + "}");
  }

  /** What the SDK does with the answer to that call. */
  Subject replayedQuery(int resources) throws IOException {
    Subject query = bareQuery(resources);
    return new Subject(
        "unmarshalling",
        query.launch(),
        json("replay ORG#" + Tenants.holding(resources)),
        query.expected());
  }

  /** The call of a create by itself. */
  Subject bareTransaction() throws IOException {
    OrganizationId organization = Tenants.growing();
    return new Subject(
        "bare transaction",
        bare(BareTransaction.class),
        json("ORG#" + organization + " CREDENTIAL#" + Tenants.credential(organization)),
        "{}");
  }

  /** The same call by another of the SDK's HTTP clients, which only this zip would hold. */
  Subject bareQuery(HttpChoice choice) throws IOException {
    Subject query = bareQuery(Tenants.FEW);
    Launch bare = query.launch();
    Path task = tasks.get(choice.title());
    if (task == null) {
      task = ownTask(choice.title());
      Path lib = Files.createDirectory(task.resolve("lib"));
      link(jars(bare.task().resolve("lib")), lib);
      link(choice.jars(home), lib);
    }
    return new Subject(
        choice.title(),
        bare.withTask(task).withEnvironment(choice.variables()),
        query.event(),
        query.expected());
  }

  /** Reads the keyring's secret, by itself, with the authorizer's client. */
  Subject bareSecret() throws IOException {
    return secret("bare secret", Map.of());
  }

  /** The same by AWS's extension. */
  Subject extensionSecret() throws IOException {
    return secret(
        "bare secret, extension", Map.of("BENCH_EXTENSION", services.extension().toString()));
  }

  private Subject secret(String name, Map<String, String> more) throws IOException {
    return new Subject(
        name,
        bare("bare-secret", BareSecret.class, launch(AUTHORIZER)).withEnvironment(more),
        json("secret"),
        "{\"keyring\":true}");
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void link(List<Path> jars, Path lib) throws IOException {
    for (Path jar : jars) {
      Files.createSymbolicLink(lib.resolve(jar.getFileName()), jar);
    }
  }

  private static String json(String text) {
    return "\"" + text + "\"";
  }

  private Launch bare(Class<?> handler) throws IOException {
    return bare("bare", handler, launch(LIST));
  }

  /** In place of a function, with the same jars and variables. */
  private Launch bare(String name, Class<?> handler, Launch function) throws IOException {
    Path task = ownTask(name);
    Path lib = task.resolve("lib");
    if (!Files.exists(lib)) {
      Files.createSymbolicLink(lib, function.task().resolve("lib"));
    }
    return new Launch(
        name,
        task,
        handler.getName(),
        function.memoryMegabytes(),
        function.environment(),
        function.start(),
        function.options());
  }

  /** A task folder with the classes that the functions are compared with. */
  private Path ownTask(String name) throws IOException {
    Path task = tasks.get(name);
    if (task == null) {
      task = machine.workFolder().resolve("task-" + name.replaceAll("[^A-Za-z0-9]+", "-"));
      String folder = NoOperation.class.getPackageName().replace('.', '/');
      Path target = Files.createDirectories(task.resolve(folder));
      Path classes =
          Path.of(NoOperation.class.getProtectionDomain().getCodeSource().getLocation().getPath());
      try (Stream<Path> files = Files.list(classes.resolve(folder))) {
        for (Path file : files.toList()) {
          Files.copy(file, target.resolve(file.getFileName()));
        }
      }
      tasks.put(name, task);
    }
    return task;
  }

  /** As the template has it. */
  private Launch launch(String name) throws IOException {
    FunctionDefinition function = template.function(name);
    Map<String, String> environment = new HashMap<>(function.environment());
    environment.put("AWS_REGION", LocalAws.REGION);
    environment.put("AWS_DEFAULT_REGION", LocalAws.REGION);
    return new Launch(
        name,
        task(function),
        function.handler(),
        function.memoryMegabytes(),
        environment,
        Launch.Start.ON_DEMAND,
        List.of());
  }

  private Path task(FunctionDefinition function) throws IOException {
    Path task = tasks.get(function.name());
    if (task == null) {
      Zip zip = new Zip(home.resolve(function.zip()));
      task = zip.unpack(machine.workFolder().resolve("task-" + function.name()));
      tasks.put(function.name(), task);
    }
    return task;
  }

  /** Every zip that is deployed, in megabytes, by its file's name. */
  Map<String, Double> zips() throws IOException {
    Map<String, Double> sizes = new TreeMap<>();
    for (FunctionDefinition function : template.functions().values()) {
      String name = function.zip().getFileName().toString();
      sizes.put(name.replace(".zip", ""), new Zip(home.resolve(function.zip())).megabytes());
    }
    double list = sizes.getOrDefault("list-resources", 0.0);
    for (HttpChoice choice : HttpChoice.values()) {
      double jars = 0;
      for (Path jar : choice.jars(home)) {
        jars += Files.size(jar) / 1e6;
      }
      sizes.put("list-resources" + HttpChoice.IN_ZIP + choice.client(), list + jars);
    }
    return sizes;
  }

  /**
   * Puts organizations, credentials, a key and resources into the table, as the product does: by
   * the functions themselves. Only most of the resources are copies of such.
   */
  void seed(List<Integer> sizes) throws IOException, InterruptedException {
    List<OrganizationId> organizations =
        Stream.concat(
                Stream.of(Tenants.growing()),
                Stream.concat(Stream.of(Tenants.FEW), sizes.stream())
                    .distinct()
                    .map(Tenants::holding))
            .toList();
    Subject provision = provision();
    try (FunctionProcess process = start(provision.launch())) {
      process.awaitReady();
      for (OrganizationId organization : organizations) {
        send(process, provision, events.organizationChanged(organization, 1));
        send(process, provision, events.credentialChanged(organization));
      }
      String hash = KeyHash.of(new PresentedCredential.Key(apiKey.value())).toString();
      send(process, provision, events.apiKeyChanged(Tenants.holding(Tenants.FEW), hash));
    }
    try (FunctionProcess process = start(create().launch())) {
      process.awaitReady();
      for (OrganizationId organization : organizations) {
        send(process, create(), events.create(organization));
      }
    }
    var copies = new ResourceCopies(dynamoDb, template.table().name());
    for (int size : Stream.concat(Stream.of(Tenants.FEW), sizes.stream()).distinct().toList()) {
      copies.fill(Tenants.holding(size), size);
    }
  }

  private static void send(FunctionProcess process, Subject subject, String event)
      throws InterruptedException {
    subject.check(process.invoke(event).answer());
  }

  /** Starts a process that has its credentials where Lambda puts them for this kind of start. */
  FunctionProcess start(Launch launch) throws IOException {
    return FunctionProcess.start(
        launch.withEnvironment(
            Map.of("AWS_ACCESS_KEY_ID", "bench", "AWS_SECRET_ACCESS_KEY", "bench")),
        machine);
  }

  @Override
  public void close() {
    dynamoDb.close();
    services.close();
  }
}
