package io.entryguard.resources.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.access.ApiKey;
import io.entryguard.resources.access.KeyHash;
import io.entryguard.resources.dynamodb.DynamoDbApiKeyStore;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.function.authorizer.token.Claims;
import io.entryguard.resources.function.authorizer.token.TokenForge;
import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.local.LocalApiFixture;
import io.entryguard.resources.local.Tenant;
import io.entryguard.resources.local.contract.Contract;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A test's own organization, with all kinds of credentials and direct access to the table. */
final class Customer {
  /** The credential in the documented samples, so that these are valid for every customer. */
  static final CredentialId SAMPLE_CREDENTIAL =
      CredentialId.parse("7c9e6679-7425-40de-944b-e07fc1f90ae7").orElseThrow();

  static final String TOKEN_HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

  private static final int TIMEOUT_MILLIS = 30_000;

  private final LocalApiFixture api;
  private final Tenant tenant;
  private final AtomicLong versions = new AtomicLong(1);

  private Customer(LocalApiFixture api, Tenant tenant) {
    this.api = api;
    this.tenant = tenant;
  }

  /** Creates an active organization without resources, with the AWS credential of the samples. */
  static Customer of(LocalApiFixture api, Tier tier) {
    var customer = new Customer(api, api.newTenant(tier));
    customer.save(SAMPLE_CREDENTIAL, "AWS Production Account", Provider.AWS, false);
    return customer;
  }

  OrganizationId id() {
    return tenant.organization().id();
  }

  // Requests

  Response send(Request request) {
    int port = api.api().baseUrl().getPort();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request.bytes(port));
      byte[] bytes = socket.getInputStream().readAllBytes();
      Response response = Response.read(bytes);
      Contract.published()
          .assertConforms(
              request.method(),
              request.target(),
              new Contract.Response(response.status(), response.headers(), Response.body(bytes)));
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Request byAdmin(Request request) {
    return request.with("Authorization", "Bearer " + adminToken());
  }

  /** Creates a resource, asserts success and returns the response. */
  Response create(Object json) {
    Response created = send(byAdmin(Request.create(json)));
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    return created;
  }

  Response list() {
    Response listed = send(byAdmin(Request.list()));
    assertThat(listed.status()).as(listed.body()).isEqualTo(200);
    return listed;
  }

  // Credentials

  String adminToken() {
    return tenant.adminToken();
  }

  String memberToken() {
    return tenant.memberToken();
  }

  /** Returns an administrator's claims. */
  Claims claims() {
    return Claims.at(Instant.now()).with("organizationId", "\"" + id() + "\"");
  }

  /** Returns a token with any claims, signed with the API's key. */
  String token(Claims claims) {
    return token(TOKEN_HEADER, claims);
  }

  String token(String header, Claims claims) {
    return TokenForge.hs256(signingSecret(), header, claims.json());
  }

  byte[] signingSecret() {
    return Base64.getUrlDecoder().decode(api.demo().signingSecret());
  }

  /** Creates a key with these scopes. */
  String key(String... scopes) {
    return key(Set.of(scopes), Optional.empty(), false);
  }

  String expiredKey() {
    return key(Set.of("resources:read"), Optional.of(Instant.now()), false);
  }

  String revokedKey() {
    return key(Set.of("resources:read"), Optional.empty(), true);
  }

  /** Creates a key for reading that contains this text outside its display prefix. */
  String markedKey(String mark) {
    return save(
        "eg_live_" + UUID.randomUUID() + mark, Set.of("resources:read"), Optional.empty(), false);
  }

  private String key(Set<String> scopes, Optional<Instant> expiresAt, boolean revoked) {
    return save("eg_live_" + UUID.randomUUID(), scopes, expiresAt, revoked);
  }

  private String save(
      String key, Set<String> scopes, Optional<Instant> expiresAt, boolean revoked) {
    new DynamoDbApiKeyStore(api.api().dynamoDb(), table())
        .save(
            new ApiKey(
                KeyHash.of(key),
                id(),
                key.substring(0, "eg_live_1234".length()),
                "Test",
                scopes,
                expiresAt,
                revoked,
                1));
    return key;
  }

  // Changes by the rest of the product

  void suspend() {
    save(OrganizationStatus.SUSPENDED, OptionalInt.empty());
  }

  void activate() {
    save(OrganizationStatus.ACTIVE, OptionalInt.empty());
  }

  void limitTo(int resources) {
    save(OrganizationStatus.ACTIVE, OptionalInt.of(resources));
  }

  void save(OrganizationStatus status, OptionalInt maxResources) {
    Organization organization = tenant.organization();
    api.accounts()
        .save(
            new Organization(
                id(),
                organization.name(),
                organization.tier(),
                status,
                maxResources,
                organization.resourceCount(),
                false,
                versions.incrementAndGet()));
  }

  /** Removes the organization's item, but not its credentials and resources. */
  void remove() {
    api.api()
        .dynamoDb()
        .deleteItem(request ->
            request
                .tableName(table().name())
                .key(Map.of("pk", partition(), "sk", AttributeValue.fromS("ORG"))));
  }

  CredentialId newCredential(Provider provider) {
    var id = new CredentialId(UUID.randomUUID());
    save(id, provider + " Account", provider, false);
    return id;
  }

  void save(CredentialId id, String name, Provider provider, boolean deleted) {
    api.accounts()
        .save(new Credential(id(), id, name, provider, deleted, versions.incrementAndGet()));
  }

  // The table

  /** Returns every item of the organization. */
  List<Map<String, AttributeValue>> items() {
    return api
        .api()
        .dynamoDb()
        .queryPaginator(request ->
            request
                .tableName(table().name())
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", partition()))
                .consistentRead(true))
        .items()
        .stream()
        .toList();
  }

  int resourceCount() {
    return items().stream()
        .filter(item -> "ORG".equals(item.getOrDefault("sk", AttributeValue.fromS("")).s()))
        .map(item -> item.getOrDefault("resourceCount", AttributeValue.fromN("-1")).n())
        .mapToInt(Integer::parseInt)
        .sum();
  }

  private AttributeValue partition() {
    return AttributeValue.fromS("ORG#" + id());
  }

  private Table table() {
    return new Table(api.api().template().table().name());
  }

  /** Asserts that the request gets this error, and that no item of the organization changes. */
  Response assertRefused(Request request, ExpectedError error) {
    List<Map<String, AttributeValue>> itemsBefore = items();

    Response response = send(request);

    error.assertMatches(response, request);
    assertThat(items()).isEqualTo(itemsBefore);
    return response;
  }

  static RequestJson requestFor(CredentialId credential, Provider provider) {
    return RequestJson.valid()
        .with("credentialId", "\"" + credential + "\"")
        .with("provider", "\"" + provider + "\"");
  }
}
