package io.entryguard.resources.local;

import io.entryguard.resources.local.demo.Demo;
import io.entryguard.resources.local.demo.DemoAccounts;
import io.entryguard.resources.organization.CredentialId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** The message that is printed when the API is ready. */
final class Welcome {
  private Welcome() {}

  static String text(LocalApi api, Path demoFile, Duration started, Ansi ansi) {
    Demo demo = api.demo();
    String resources = api.baseUrl() + "/resources";
    String text =
        """

        @|bold EntryGuard resources is ready after %s s.|@ Ctrl-C ends it, and its data.

          API        %s
          Reference  %s  the same in a browser, ready to try
          Events     %s  takes what the product would put on the event bus, by POST; shows what the service puts there
          DynamoDB   %s  table %s, in memory
          Variables  %s
          Requests   %s  for VS Code (REST Client) and IntelliJ
          Rate       %s

          Maple Studio     Free  %s
          Harbour Systems  Paid  %s

        To paste into another terminal; tokens are good for 12 hours:

        @|faint # Create a resource (Free: the fourth is refused)|@
        %s

        @|faint # List them|@
        %s

        @|faint # Take the first one's id for the next four|@
        %s

        @|faint # Get it|@
        %s

        @|faint # Change its port; with If-Match: and its ETag only if nobody else has changed it|@
        %s

        @|faint # Have it verified, and wait for the result|@
        %s

        @|faint # Delete it|@
        %s

        @|faint # Create as many as you like (Paid)|@
        %s

        @|faint # List with an API key|@
        %s

        @|faint # A member who is no administrator is refused|@
        %s
        """
            .formatted(
                seconds(started),
                api.baseUrl(),
                api.referenceUrl(),
                api.eventsUrl(),
                api.dynamoDbEndpoint(),
                api.template().table().name(),
                demoFile,
                demoFile.resolveSibling(RunFiles.REQUESTS),
                rate(api.requestsPerMinute()),
                DemoAccounts.FREE,
                DemoAccounts.PAID,
                create(resources, demo.freeAdminToken(), DemoAccounts.FREE_CREDENTIAL),
                list(resources, "Bearer " + demo.freeAdminToken()),
                firstId(resources, demo.freeAdminToken()),
                one("GET", resources, demo.freeAdminToken(), ""),
                one(
                    "PATCH",
                    resources,
                    demo.freeAdminToken(),
                    " -H 'Content-Type: application/json'"
                        + " -d '{\"config\":{\"port\":8443,\"protocol\":\"tcp\"}}'"),
                one("POST", resources, demo.freeAdminToken(), "/verify", " -H 'Prefer: wait=10'"),
                one("DELETE", resources, demo.freeAdminToken(), ""),
                create(resources, demo.paidAdminToken(), DemoAccounts.PAID_CREDENTIAL),
                list(resources, "ApiKey " + demo.paidApiKey()),
                list(resources, "Bearer " + demo.freeMemberToken()));
    return ansi.string(text);
  }

  private static String rate(int requestsPerMinute) {
    return requestsPerMinute == 0
        ? "no limit; --rate-limit sets one"
        : "%d requests a minute for each organization".formatted(requestsPerMinute);
  }

  private static String create(String url, String token, CredentialId credential) {
    return "curl -i -w '\\n' %s -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' -d '%s'"
        .formatted(
            url,
            token,
            """
            {"name":"Production API Gateway","credentialId":"%s","provider":"AWS",\
            "resourceType":"SECURITY_GROUP","resourceIdentifier":"sg-0abc123def456",\
            "region":"eu-central-1","config":{"port":443,"protocol":"tcp"}}\
            """
                .formatted(credential));
  }

  private static String firstId(String url, String token) {
    return "id=$(curl -s %s -H 'Authorization: Bearer %s' | grep -o '\"id\":\"[^\"]*' | head -n 1 | cut -d '\"' -f 4)"
        .formatted(url, token);
  }

  private static String one(String method, String url, String token, String more) {
    return one(method, url, token, "", more);
  }

  /** About the resource whose id is in {@code $id}. */
  private static String one(String method, String url, String token, String below, String more) {
    return "curl -i -w '\\n' -X %s %s/$id%s -H 'Authorization: Bearer %s'%s"
        .formatted(method, url, below, token, more);
  }

  private static String list(String url, String authorization) {
    return "curl -i -w '\\n' %s -H 'Authorization: %s'".formatted(url, authorization);
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
  }
}
