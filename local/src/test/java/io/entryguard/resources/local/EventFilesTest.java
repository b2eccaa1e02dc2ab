package io.entryguard.resources.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.local.demo.DemoAccounts;
import io.entryguard.resources.local.template.RepositoryTemplate;
import io.entryguard.resources.organization.Tier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LocalApiExtension.class)
class EventFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER = RepositoryTemplate.HOME.resolve("events");

  private final LocalApiFixture api;

  EventFilesTest(LocalApiFixture api) {
    this.api = api;
  }

  @ParameterizedTest
  @CsvSource({
    "CreateResourceFunction, create-resource,                    201",
    "CreateResourceFunction, create-resource-invalid,            400",
    "CreateResourceFunction, create-resource-forbidden,          403",
    "CreateResourceFunction, create-resource-unknown-credential, 404",
    "ListResourcesFunction,  list-resources,                     200",
    "ListResourcesFunction,  list-resources-api-key,             200",
    "ListResourcesFunction,  list-resources-forbidden,           403",
    "ListResourcesFunction,  list-resources-page,                200",
    "ListResourcesFunction,  list-resources-head,                200",
    "ListResourcesFunction,  list-resources-cursor-refused,      400",
    "GetResourceFunction,    get-resource,                       404",
    "UpdateResourceFunction, update-resource,                    404",
    "DeleteResourceFunction, delete-resource,                    404",
    "VerifyResourceFunction, verify-resource,                    404",
    "UnmatchedRouteFunction, unmatched-route-method,             405",
    "UnmatchedRouteFunction, unmatched-route-path,               404"
  })
  void getsTheAnswerThatItsNameSays(String function, String file, int status) throws IOException {
    byte[] answer = api.function(function).invoke(event(file), "request-1");

    assertThat(JSON.readTree(answer).path("statusCode").asInt()).isEqualTo(status);
  }

  /** The files' resource is in no table, so each is asked for one that was created. */
  @Test
  void getsAResourceThatIsThereUpdatedVerifiedAndDeleted() throws IOException {
    Tenant tenant = api.newTenant(Tier.FREE);
    String created =
        new String(event("create-resource"), StandardCharsets.UTF_8)
            .replace(DemoAccounts.FREE.toString(), tenant.organization().id().toString());
    JsonNode body =
        JSON.readTree(
            RequestJson.valid()
                .with("credentialId", "\"" + tenant.credential().id() + "\"")
                .toString());
    ObjectNode create = (ObjectNode) JSON.readTree(created);
    create.put(
        "body",
        Base64.getEncoder().encodeToString(body.toString().getBytes(StandardCharsets.UTF_8)));
    String id =
        JSON.readTree(answer("CreateResourceFunction", create.toString()).path("body").asText())
            .path("id")
            .asText();

    assertThat(status("GetResourceFunction", "get-resource", tenant, id)).isEqualTo(200);
    assertThat(status("UpdateResourceFunction", "update-resource", tenant, id)).isEqualTo(200);
    assertThat(status("VerifyResourceFunction", "verify-resource", tenant, id)).isEqualTo(202);
    assertThat(status("DeleteResourceFunction", "delete-resource", tenant, id)).isEqualTo(204);
    assertThat(status("GetResourceFunction", "get-resource", tenant, id)).isEqualTo(404);
  }

  private int status(String function, String file, Tenant tenant, String id) throws IOException {
    return answer(
            function,
            new String(event(file), StandardCharsets.UTF_8)
                .replace(DemoAccounts.FREE.toString(), tenant.organization().id().toString())
                .replace("0199b2f4-6c00-7d3a-8f1e-2b7c9d04a5e6", id))
        .path("statusCode")
        .asInt();
  }

  private JsonNode answer(String function, String event) throws IOException {
    return JSON.readTree(
        api.function(function).invoke(event.getBytes(StandardCharsets.UTF_8), "request-1"));
  }

  /** The API key's file is sent when the API starts, with another key's hash. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "provision-organization-changed",
        "provision-organization-changed-paid",
        "provision-credential-changed",
        "provision-credential-changed-paid",
        "provision-resource-requested",
        "provision-resource-verified",
        "provision-resource-sessions-changed",
        "provision-resource-deleted"
      })
  void isDoneWithEveryMessage(String file) throws IOException {
    byte[] answer = api.function("ProvisionFunction").invoke(event(file), "request-1");

    assertThat(JSON.readTree(answer)).isEqualTo(JSON.readTree("{\"batchItemFailures\":[]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "publish-resource-created",
        "publish-request-completed",
        "publish-request-refused"
      })
  void isDoneWithEveryChange(String file) throws IOException {
    byte[] answer = api.function("PublishChangesFunction").invoke(event(file), "request-1");

    assertThat(JSON.readTree(answer)).isEqualTo(JSON.readTree("{\"batchItemFailures\":[]}"));
  }

  @ParameterizedTest
  @CsvSource({"authorizer-token", "authorizer-api-key", "authorizer-nobody"})
  void holdsNoTokenOrKeyThatIsGood(String file) throws IOException {
    JsonNode answer = JSON.readTree(api.function("AuthorizerFunction").invoke(event(file), "1"));

    assertThat(answer.at("/policyDocument/Statement/0/Effect").asText()).isEqualTo("Deny");
  }

  @Test
  void letsACallerInOnceATokenOfThisRunIsPutIntoTheFile() throws IOException {
    String event =
        new String(event("authorizer-token"), StandardCharsets.UTF_8)
            .replace("put-FREE_ADMIN_TOKEN-of-.local/demo.env-here", api.demo().freeAdminToken());

    JsonNode answer =
        JSON.readTree(
            api.function("AuthorizerFunction").invoke(event.getBytes(StandardCharsets.UTF_8), "1"));

    assertThat(answer.at("/policyDocument/Statement/0/Effect").asText()).isEqualTo("Allow");
    assertThat(answer.at("/context/organizationId").asText())
        .isEqualTo(DemoAccounts.FREE.toString());
  }

  private static byte[] event(String file) throws IOException {
    return Files.readAllBytes(FOLDER.resolve(file + ".json"));
  }
}
