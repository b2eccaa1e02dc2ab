package io.entryguard.resources.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.local.LocalApiExtension;
import io.entryguard.resources.local.LocalApiFixture;
import io.entryguard.resources.organization.Tier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Authenticated callers without the permission. */
@ExtendWith(LocalApiExtension.class)
final class ForbiddenTest {
  private static final Request LIST = Request.list();
  private static final Request CREATE = Request.create(RequestJson.valid());

  private static final Request WITH_UNKNOWN_CREDENTIAL =
      Request.create(
          RequestJson.valid().with("credentialId", "\"3f2504e0-4f89-41d3-9a0c-0305e82c3301\""));

  private static final String LISTING_NEEDS =
      "Listing resources needs a user with role ORG_ADMIN or an API key with scope"
          + " resources:read.";
  private static final String CREATING_NEEDS =
      "Creating resources needs a user with role ORG_ADMIN.";
  private static final String INACTIVE =
      "Your organization is not active here. Ask whoever administers it, or EntryGuard's support.";

  private final Customer customer;

  ForbiddenTest(LocalApiFixture api) {
    this.customer = Customer.of(api, Tier.PAID);
    customer.create(RequestJson.valid());
  }

  static final List<Arguments> WHO_MAY_NOTHING =
      List.of(
          user("a member", "[\"USER\"]"),
          user("somebody without a role", "[]"),
          user("the role in lower case", "[\"org_admin\"]"),
          user("the role padded", "[\" ORG_ADMIN\"]"),
          user("a longer role", "[\"ORG_ADMINISTRATOR\"]"),
          user("two roles in one text", "[\"USER,ORG_ADMIN\"]"),
          user("scopes in place of roles", "[\"resources:create\",\"resources:read\"]"),
          user("roles in a list in a list", "[[\"ORG_ADMIN\"]]"),
          user("roles as members", "{\"ORG_ADMIN\":true}"),
          user("roles null", "null"),
          user("one role as text", "\"ORG_ADMIN\""),
          user("a role that is no text", "[\"ORG_ADMIN\",1]"),
          argumentSet(
              "no roles",
              Sender.token(customer -> customer.token(customer.claims().without("roles")))),
          key("a key without scopes"),
          key("a key for creating", "resources:create"),
          key("a key for something else", "sessions:read", "sessions:write"),
          key("a key with a role as scope", "ORG_ADMIN"),
          key("the scope in upper case", "RESOURCES:READ"),
          key("a longer scope", "resources:readers"),
          key("a wildcard", "resources:*", "*"),
          key("two scopes in one text", "sessions:read resources:read"));

  static final List<Arguments> WHO_MAY_ONLY_LIST =
      List.of(
          key("a key for reading", "resources:read"),
          key("a key with every scope there is", "resources:read", "resources:create"));

  @ParameterizedTest
  @FieldSource("WHO_MAY_NOTHING")
  void returns403ForListing(Sender sender) {
    assertForbidden(sender.sign(LIST, customer), LISTING_NEEDS);
  }

  @ParameterizedTest
  @FieldSource({"WHO_MAY_NOTHING", "WHO_MAY_ONLY_LIST"})
  void returns403ForCreating(Sender sender) {
    assertForbidden(sender.sign(CREATE, customer), CREATING_NEEDS);
  }

  @ParameterizedTest
  @FieldSource("WHO_MAY_ONLY_LIST")
  void allowsListing(Sender sender) {
    assertThat(customer.send(sender.sign(LIST, customer)).status()).isEqualTo(200);
  }

  @Test
  void returns403WhileTheOrganizationIsSuspended() {
    customer.suspend();

    assertForbidden(customer.byAdmin(LIST), INACTIVE);
    assertForbidden(customer.byAdmin(CREATE), INACTIVE);
    assertForbidden(LIST.with("X-API-Key", customer.key("resources:read")), INACTIVE);
    assertForbidden(
        LIST.with("Authorization", "ApiKey " + customer.key("resources:read")), INACTIVE);
  }

  @Test
  void returns403OnceTheOrganizationIsDeleted() {
    customer.remove();

    customer.assertRefused(customer.byAdmin(Request.create("{")), ExpectedError.invalid("body"));
    assertForbidden(customer.byAdmin(WITH_UNKNOWN_CREDENTIAL), INACTIVE);
    assertForbidden(customer.byAdmin(LIST), INACTIVE);
    assertForbidden(customer.byAdmin(CREATE), INACTIVE);
    assertForbidden(LIST.with("X-API-Key", customer.key("resources:read")), INACTIVE);
  }

  @Test
  void allowsEverythingOnceTheOrganizationIsReactivated() {
    customer.suspend();
    assertForbidden(customer.byAdmin(LIST), INACTIVE);

    customer.activate();

    customer.create(RequestJson.valid());
    assertThat(customer.list().json()).hasSize(2);
  }

  private void assertForbidden(Request request, String message) {
    Response refused = customer.assertRefused(request, ExpectedError.forbidden());

    assertThat(refused.json().path("message").textValue()).isEqualTo(message);
  }

  private static Arguments user(String name, String roles) {
    return argumentSet(
        name, Sender.token(customer -> customer.token(customer.claims().with("roles", roles))));
  }

  private static Arguments key(String name, String... scopes) {
    return argumentSet(name, Sender.key(customer -> customer.key(scopes)));
  }
}
