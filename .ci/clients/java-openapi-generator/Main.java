import com.fasterxml.jackson.databind.ObjectMapper;
import entryguard.ApiException;
import entryguard.ApiResponse;
import entryguard.api.ResourcesApi;
import entryguard.model.ApiError;
import entryguard.model.Config;
import entryguard.model.ErrorCode;
import entryguard.model.Provider;
import entryguard.model.Resource;
import entryguard.model.ResourcePatch;
import entryguard.model.ResourceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Uses the client that openapi-generator makes: the life of a resource, and errors by their code. */
final class Main {
  private static void check(boolean ok, Object what) {
    if (!ok) {
      throw new AssertionError("not as expected: " + what);
    }
  }

  private static void checkRefused(int status, ErrorCode code, Resources.Call<?> call) throws Exception {
    try {
      check(false, call.execute());
    } catch (ApiException e) {
      ApiError error = new ObjectMapper().readValue(e.getResponseBody(), ApiError.class);
      check(e.getCode() == status && error.getError() == code, e);
    }
  }

  public static void main(String[] arguments) throws Exception {
    ResourcesApi api = Resources.connect(System.getenv("BASE_URL"), System.getenv("PAID_ADMIN_TOKEN"));
    String name = "Generated " + UUID.randomUUID();
    var config = new Config().port(443).protocol(Config.ProtocolEnum.TCP);
    config.putAdditionalProperty("note", "kept");
    ResourceSpec spec =
        new ResourceSpec()
            .name(name)
            .credentialId(UUID.fromString(System.getenv("PAID_CREDENTIAL_ID")))
            .provider(Provider.AWS)
            .resourceType("SECURITY_GROUP")
            .resourceIdentifier("sg-0abc123def456")
            .region("eu-central-1")
            .config(config);

    List<UUID> created = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      created.add(Resources.create(api, spec).getId());
    }
    UUID one = created.getFirst();

    ApiResponse<Resource> got = api.getResourceWithHttpInfo(one, null);
    String tag = got.getHeaders().get("etag").getFirst();
    check(got.getData().getConfig().getPort() == 443, got.getData());
    check(got.getData().getConfig().getAdditionalProperty("note").equals("kept"), got.getData());
    check(got.getData().getLastVerifiedAt() == null && got.getData().getCreatedAt() != null, got.getData());

    List<List<Resource>> listed = Resources.pages(api, 2);
    check(listed.size() > 1 && listed.stream().allMatch(page -> page.size() <= 2), listed);
    List<UUID> found =
        listed.stream().flatMap(List::stream).filter(each -> each.getName().equals(name)).map(Resource::getId).toList();
    check(found.equals(created), found);

    var patch = new ResourcePatch().config(new Config().port(8443).protocol(Config.ProtocolEnum.TCP));
    check(api.updateResource(one, patch, tag).getConfig().getPort() == 8443, "the port");
    checkRefused(412, ErrorCode.PRECONDITION_FAILED, () -> api.updateResource(one, patch, tag));

    check(api.verifyResource(one, "wait=10").getIsActive(), "isActive");

    for (UUID each : created) {
      api.deleteResource(each, null);
    }
    checkRefused(404, ErrorCode.RESOURCE_NOT_FOUND, () -> api.getResource(one, null));
  }
}
