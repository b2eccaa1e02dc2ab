package io.entryguard.resources.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.local.audit.AuditCommand;
import io.entryguard.resources.local.template.RepositoryTemplate;
import io.entryguard.resources.organization.Tier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Audits what the deployed functions write, with the table found by {@code demo.env}. */
@ExtendWith(LocalApiExtension.class)
class AuditOfTheApiTest {
  private final LocalApiFixture api;

  @TempDir private Path home;

  AuditOfTheApiTest(LocalApiFixture api) {
    this.api = api;
  }

  @Test
  void countsTheResourcesThatTheApiCreates() throws IOException {
    var files = new RunFiles(home.resolve(".local"));
    files.clear();
    files.write(api.api(), RepositoryTemplate.HOME.resolve("requests.http"));
    Tenant tenant = api.newTenant(Tier.FREE);
    assertThat(create(tenant).statusCode()).isEqualTo(201);
    assertThat(create(tenant).statusCode()).isEqualTo(201);
    var out = new ByteArrayOutputStream();

    int status =
        new AuditCommand(
                home,
                duration -> {},
                new PrintStream(out, true, UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, UTF_8))
            .run("--local", "--organization", tenant.organization().id().toString());

    assertThat(out.toString(UTF_8).lines())
        .containsExactly("1 organization compared: 1 agree, 0 repaired, 0 left.");
    assertThat(status).isZero();
  }

  private HttpResponse<String> create(Tenant tenant) {
    return api.send(
        api.request("/resources")
            .header("Authorization", "Bearer " + tenant.adminToken())
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    """
                    {"name":"Gateway","credentialId":"%s","provider":"AWS",
                     "resourceType":"SECURITY_GROUP","resourceIdentifier":"sg-0abc123def456",
                     "region":"eu-central-1"}
                    """
                        .formatted(tenant.credential().id()))));
  }
}
