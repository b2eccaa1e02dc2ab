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
 * The API as {@code ./start} serves it, on a free port: the deployed zips with the deployed
 * template. Tests share it, so each test creates the organizations that it changes.
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
    // Before the functions start, because they keep the System.out of that time.
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

  /** A keyring of public keys, with which tests forge tokens. */
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

  /** The output of the functions. */
  public FunctionLog log() {
    return log;
  }

  /** Creates an organization without resources and with its tier's limit. */
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

  /** Returns tokens that are valid from now on, signed with the API's key. */
  public DemoTokens tokens() {
    return new DemoTokens(
        new SigningKey(demo().signingSecret()), demo().issuer(), demo().audience(), Instant.now());
  }

  /** Starts a request to a path below the base URL, such as {@code /resources}. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(api.baseUrl() + path));
  }

  /** Sends a request and asserts that the response conforms to the contract. */
  HttpResponse<String> send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      Contract.published()
          .assertConforms(
              request.method(),
              request.uri().getRawPath(),
              new Contract.Response(
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

  /** Loads a function whose definition differs from the template's. */
  LoadedFunction load(FunctionDefinition function) {
    return loader.load(function);
  }

  /** Loads another instance of a deployed function on the same data. */
  public LoadedFunction function(String name) {
    return functions.computeIfAbsent(name, absent -> loader.load(api.template().function(absent)));
  }

  /** Loads another instance with other variables. */
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
