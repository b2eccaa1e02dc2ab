package io.entryguard.resources.function.publishchanges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceCreated;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceRequestCompleted;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceRequestRefused;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.refusal.ErrorCode;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.testing.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class OutboundEventTest {
  private static final OrganizationId ORGANIZATION =
      new OrganizationId(UUID.fromString("8d3f0c52-6b1e-4f7a-9c25-1e0a7b94d3f6"));
  private static final ResourceId RESOURCE =
      new ResourceId(UUID.fromString("019c7068-2780-7b1e-9c55-0d4b7f1f6a10"));
  private static final Refusal REFUSAL = new Refusal(ErrorCode.FORBIDDEN, "No.");

  private static ResourceRequestCompleted completed(
      OrganizationId organization, IdempotencyKey request, Instant expiresAt) {
    return new ResourceRequestCompleted(organization, request, expiresAt, RESOURCE);
  }

  @Test
  void knowsAResourceByItsIdWhateverBecameOfItSince() {
    Resource created = OutboundEvents.resource(ORGANIZATION);
    var verified =
        new Resource(
            created.id(),
            created.spec(),
            true,
            Optional.of(Samples.NOW),
            created.createdAt(),
            Samples.NOW.plusSeconds(1));

    assertThat(new ResourceCreated(ORGANIZATION, verified, 1).changeId())
        .isEqualTo(new ResourceCreated(ORGANIZATION, created, 1).changeId());
  }

  @Test
  void keepsItsIdsForGoodBecauseReadersHaveKeptThem() {
    var resource =
        new Resource(
            RESOURCE,
            OutboundEvents.resource(ORGANIZATION).spec(),
            false,
            Optional.empty(),
            Samples.NOW,
            Samples.NOW);
    IdempotencyKey request = OutboundEvents.request("request-1");

    assertThat(
            List.of(
                new ResourceCreated(ORGANIZATION, resource, 1).changeId(),
                new OutboundEvent.ResourceDeleted(ORGANIZATION, RESOURCE).changeId(),
                completed(ORGANIZATION, request, Samples.NOW).changeId(),
                new ResourceRequestRefused(ORGANIZATION, request, Samples.NOW, REFUSAL).changeId()))
        .containsExactly(
            "d82eb9947875038880b4d44cccce2dfb6f034cd1e9ac884b1a16eb221e1ee45c",
            "05e0e6f80e23b4949f8d44acc6152cfe9cae3bbdd0548070461dc653776fdadd",
            "30b524ac08a3060990b25dcf0c5806619328ce5f63b6bb94ae50c32aa8242e6b",
            "59163aea4b87c93e9617f6212989183f1bf52ceca586f4a84403c4fbe7348ea9");
  }

  @Test
  void givesEveryOtherChangeAnotherId() {
    IdempotencyKey request = OutboundEvents.request("request-1");
    var ofAnother = new IdempotencyKey(IdempotencyKey.Origin.EVENT, "onboarding", "request-1");

    assertThat(
            List.of(
                OutboundEvents.created(ORGANIZATION).changeId(),
                OutboundEvents.created(ORGANIZATION).changeId(),
                completed(ORGANIZATION, request, Samples.NOW).changeId(),
                completed(Samples.organizationId(), request, Samples.NOW).changeId(),
                completed(ORGANIZATION, OutboundEvents.request("request-2"), Samples.NOW)
                    .changeId(),
                completed(ORGANIZATION, ofAnother, Samples.NOW).changeId(),
                completed(ORGANIZATION, request, Samples.NOW.plusSeconds(1)).changeId(),
                new ResourceRequestRefused(ORGANIZATION, request, Samples.NOW, REFUSAL).changeId()))
        .doesNotHaveDuplicates()
        .allSatisfy(id -> assertThat(id).matches("[0-9a-f]{64}"));
  }

  @Test
  void saysWhatBecameOfARequest() {
    IdempotencyKey request = OutboundEvents.request("request-1");
    var completed = OutboundEvents.completed("request-1", RESOURCE);
    var refused = OutboundEvents.refused("request-1");

    assertThat(OutboundEvent.of(ORGANIZATION, completed))
        .isEqualTo(completed(ORGANIZATION, request, completed.expiresAt()));
    assertThat(OutboundEvent.of(ORGANIZATION, refused))
        .isEqualTo(
            new ResourceRequestRefused(
                ORGANIZATION,
                request,
                refused.expiresAt(),
                new Refusal(ErrorCode.MAX_RESOURCES_REACHED, "Too many.")));
  }

  @Test
  void saysNothingOfRequestsOverHttp() {
    var request = new IdempotencyKey(IdempotencyKey.Origin.USER, "user-1", "request-1");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> completed(ORGANIZATION, request, Samples.NOW));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResourceRequestRefused(ORGANIZATION, request, Samples.NOW, REFUSAL));
  }
}
