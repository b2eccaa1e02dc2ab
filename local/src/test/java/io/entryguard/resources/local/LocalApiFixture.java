package io.entryguard.resources.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entryguard.resources.dynamodb.DynamoDbOrganizationStore;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.function.authorizer.token.TestKeys;
import io.entryguard.resources.local.contract.Contract;
import io.entryguard.resources.local.demo.Demo;
import io.entryguard.resources.local.demo.DemoTokens;
import io.entryguard.resources.local.demo.SigningKey;
import io.entryguard.resources.local.function.FunctionLoader;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.template.FunctionDefinition;
import io.entryguard.resources.local.template.LocalAws;
import io.entryguard.resources.local.template.RepositoryTemplate;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The API as {@code ./start} serves it, on a port of its own: the deployed zips behind the deployed
 * template. Tests share it, so each makes the organizations that it changes.
 */
public final class LocalApiFixture {
  private static final Path WORK_FOLDER = Path.of("target", "local-api").toAbsolutePath();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, LoadedFunction> functions = new ConcurrentHashMap<>();
  private final FunctionLoader loader =
      new FunctionLoader(
          RepositoryTemplate.HOME, WORK_FOLDER, Map.of("AWS_REGION", LocalAws.REGION));
  private final LocalApi api;
  private final FunctionLog log;

  private LocalApiFixture(LocalApi api, FunctionLog log) {
    this.api = api;
    this.log = log;
  }

  static LocalApiFixture start() {
    // Before the functions start, because they hold on to the output of that time.
    FunctionLog log = FunctionLog.install();
    return new LocalApiFixture(
        LocalApi.start(
            LocalApi.bind(0),
            RepositoryTemplate.HOME,
            WORK_FOLDER,
            Optional.of(ownKeyring()),
            0,
            (requestId, cause) -> cause.printStackTrace()),
        log);
  }

  /** Public keys, which are there for all to read: nobody may sign with them. */
  private static Path ownKeyring() {
    try {
      return Files.writeString(
          Path.of("target", "test-keyring.json"),
          TestKeys.set(TestKeys.rsaJwk("rsa", TestKeys.RSA), TestKeys.ecJwk("ec", TestKeys.EC)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public LocalApi api() {
    return api;
  }

  public Demo demo() {
    return api.demo();
  }

  /** What the functions print. */
  public FunctionLog log() {
    return log;
  }

  /** A new organization without resources, limited as its tier is. */
  public Tenant newTenant(Tier tier) {
    var organization =
        new Organization(
            new OrganizationId(UUID.randomUUID()),
            "Test " + tier.displayName(),
            tier,
            OrganizationStatus.ACTIVE,
            OptionalInt.empty(),
            0,
            false,
            1);
    var credential =
        new Credential(
            organization.id(),
            new CredentialId(UUID.randomUUID()),
            "AWS Production Account",
            Provider.AWS,
            false,
            1);
    accounts().save(organization);
    accounts().save(credential);
    return new Tenant(
        organization,
        credential,
        tokens().admin(organization.id(), "admin"),
        tokens().member(organization.id(), "member"));
  }

  public DynamoDbOrganizationStore accounts() {
    return new DynamoDbOrganizationStore(
        api.dynamoDb(), new Table(api.template().table().name()), new SecureRandom());
  }

  /** Signs with the key that the API trusts, from now on. */
  public DemoTokens tokens() {
    return new DemoTokens(
        new SigningKey(demo().signingSecret()), demo().issuer(), demo().audience(), Instant.now());
  }

  /** A request to a path below the base URL: {@code /resources}. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(api.baseUrl() + path));
  }

  /** Asserts of every answer that it keeps the contract. */
  HttpResponse<String> send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      Contract.published()
          .isKeptBy(
              request.method(),
              request.uri().getRawPath(),
              new Contract.Answer(
                  response.statusCode(),
                  response.headers().map(),
                  response.body().getBytes(UTF_8)));
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A function that is told something else than the template says. */
  LoadedFunction load(FunctionDefinition function) {
    return loader.load(function);
  }

  /** One of the deployed functions, started beside the API on the same data. */
  public LoadedFunction function(String name) {
    return functions.computeIfAbsent(name, absent -> loader.load(api.template().function(absent)));
  }

  /** The same with other variables. */
  public LoadedFunction function(String name, Map<String, String> variables) {
    FunctionDefinition deployed = api.template().function(name);
    Map<String, String> environment = new HashMap<>(deployed.environment());
    environment
        .keySet()
        .forEach(variable -> environment.computeIfPresent(variable, variables::getOrDefault));
    return loader.load(
        new FunctionDefinition(
            deployed.name(),
            deployed.zip(),
            deployed.handler(),
            deployed.timeout(),
            deployed.memoryMegabytes(),
            environment));
  }
}
