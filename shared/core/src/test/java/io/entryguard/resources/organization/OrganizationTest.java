package io.entryguard.resources.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class OrganizationTest {
  private static final OrganizationId ID = new OrganizationId(new UUID(1, 2));
  private static final int FREE_LIMIT = 3;

  static Stream<Arguments> limits() {
    OptionalInt none = OptionalInt.empty();
    return Stream.of(
        argumentSet("Free has the configured limit", Tier.FREE, none, OptionalInt.of(3)),
        argumentSet("Paid has none", Tier.PAID, none, none),
        argumentSet("Free with more of its own", Tier.FREE, OptionalInt.of(10), OptionalInt.of(10)),
        argumentSet("Free with less of its own", Tier.FREE, OptionalInt.of(1), OptionalInt.of(1)),
        argumentSet("Paid with its own", Tier.PAID, OptionalInt.of(5), OptionalInt.of(5)),
        argumentSet("its own may be zero", Tier.PAID, OptionalInt.of(0), OptionalInt.of(0)));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void hasTheLimitOfItsOwnAndElseOfItsTier(Tier tier, OptionalInt own, OptionalInt limit) {
    var organization =
        new Organization(ID, "Acme", tier, OrganizationStatus.ACTIVE, own, 0, false, 1);

    assertThat(organization.limit(FREE_LIMIT)).isEqualTo(limit);
  }

  @Test
  void isActiveUnlessSuspendedOrDeleted() {
    assertThat(organization(OrganizationStatus.ACTIVE, false).isActive()).isTrue();
    assertThat(organization(OrganizationStatus.SUSPENDED, false).isActive()).isFalse();
    assertThat(organization(OrganizationStatus.ACTIVE, true).isActive()).isFalse();
  }

  @Test
  void refusesNumbersThatCannotBe() {
    assertThatIllegalArgumentException().isThrownBy(() -> numbered(-1, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> numbered(3, -1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> numbered(3, 0, 0));
  }

  @Test
  void mayHoldMoreThanItsLimitAfterADowngrade() {
    assertThat(numbered(3, 7, 1).resourceCount()).isEqualTo(7);
  }

  private static Organization organization(OrganizationStatus status, boolean deleted) {
    return new Organization(ID, "Acme", Tier.FREE, status, OptionalInt.empty(), 0, deleted, 1);
  }

  private static Organization numbered(int maxResources, int resourceCount, long version) {
    return new Organization(
        ID,
        "Acme",
        Tier.FREE,
        OrganizationStatus.ACTIVE,
        OptionalInt.of(maxResources),
        resourceCount,
        false,
        version);
  }
}
