package io.entryguard.resources.bench.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.core.pagination.sync.SdkIterable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A typical list and create: events and bodies by databind, a DynamoDB client with default
 * settings, no rate limit, no idempotency, no validation. Its snapshot is primed by its own calls.
 */
public final class PlainHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent>, Resource {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TABLE = System.getenv("TABLE_NAME");

  /** The operation; each is a separate function. */
  private static final String METHOD = System.getenv("METHOD");

  /** The organization of the calls before the snapshot. */
  private static final String PRIMED_ORGANIZATION = System.getenv("PRIMED_ORGANIZATION");

  /** Enough calls for the JVM to compile the code of a request. */
  private static final int TIMES = 7_000;

  private final DynamoDbClient dynamoDb = DynamoDbClient.create();

  public PlainHandler() {
    Core.getGlobalContext().register(this);
  }

  record NewResource(
      String name,
      String credentialId,
      String provider,
      String resourceType,
      String resourceIdentifier,
      String region,
      JsonNode config) {}

  @Override
  public APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    return response(event);
  }

  private APIGatewayProxyResponseEvent response(APIGatewayProxyRequestEvent event) {
    String organization =
        String.valueOf(event.getRequestContext().getAuthorizer().get("organizationId"));
    try {
      return METHOD.equals("POST") ? create(organization, event) : list(organization);
    } catch (IOException e) {
      return response(400, Map.of("message", "not JSON"));
    }
  }

  private APIGatewayProxyResponseEvent list(String organization) throws JsonProcessingException {
    SdkIterable<Map<String, AttributeValue>> items =
        dynamoDb
            .queryPaginator(query ->
                query
                    .tableName(TABLE)
                    .keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                    .expressionAttributeValues(
                        Map.of(":pk", text("ORG#" + organization), ":sk", text("RESOURCE#"))))
            .items();
    List<Map<String, Object>> resources = new ArrayList<>();
    for (Map<String, AttributeValue> item : items) {
      Map<String, Object> resource = new HashMap<>();
      item.forEach(
          (name, value) -> resource.put(name, value.s() == null ? value.bool() : value.s()));
      resource.keySet().removeAll(List.of("pk", "sk"));
      resources.add(resource);
    }
    return response(200, resources);
  }

  private APIGatewayProxyResponseEvent create(
      String organization, APIGatewayProxyRequestEvent event) throws IOException {
    byte[] body = event.getBody().getBytes(UTF_8);
    byte[] json = event.getIsBase64Encoded() ? Base64.getDecoder().decode(body) : body;
    NewResource resource = JSON.readValue(json, NewResource.class);
    String now = Instant.now().toString();
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("pk", text("ORG#" + organization));
    item.put("sk", text("RESOURCE#" + UUID.randomUUID()));
    item.put("name", text(resource.name()));
    item.put("credentialId", text(resource.credentialId()));
    item.put("provider", text(resource.provider()));
    item.put("resourceType", text(resource.resourceType()));
    item.put("resourceIdentifier", text(resource.resourceIdentifier()));
    item.put("region", text(resource.region()));
    item.put("config", text(resource.config().toString()));
    item.put("isActive", AttributeValue.fromBool(false));
    item.put("createdAt", text(now));
    dynamoDb.putItem(
        put -> put.tableName(TABLE).item(item).conditionExpression("attribute_not_exists(pk)"));
    return response(201, resource);
  }

  private static APIGatewayProxyResponseEvent response(int status, Object body) {
    try {
      return new APIGatewayProxyResponseEvent()
          .withStatusCode(status)
          .withHeaders(Map.of("Content-Type", "application/json"))
          .withBody(JSON.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) throws IOException {
    for (int i = 0; i < TIMES; i++) {
      if (METHOD.equals("POST")) {
        prime(
            """
            {"name":"Priming","credentialId":"%s","provider":"AWS","resourceType":"SECURITY_GROUP",
             "resourceIdentifier":"sg-0abc123def456","region":"eu-central-1","config":{"port":443}}
            """
                .formatted(PRIMED_ORGANIZATION));
      } else {
        prime("");
      }
    }
  }

  private void prime(String body) throws IOException {
    String event =
        """
        {"httpMethod":"%s","requestContext":{"authorizer":{"organizationId":"%s"}},"body":%s,"isBase64Encoded":false}
        """
            .formatted(METHOD, PRIMED_ORGANIZATION, JSON.writeValueAsString(body));
    response(JSON.readValue(event, APIGatewayProxyRequestEvent.class));
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    // The client replaces a dead connection on demand.
  }
}
