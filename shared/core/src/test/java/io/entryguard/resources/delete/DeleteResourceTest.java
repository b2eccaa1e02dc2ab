package io.entryguard.resources.delete;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.EntityTag;
import io.entryguard.resources.resource.Precondition;
import io.entryguard.resources.testing.Lifecycle;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DeleteResourceTest {
  private final Lifecycle life = new Lifecycle();
  private final DeleteResource deleteResource =
      new DeleteResource(life.store, life.store, life.representation);

  private DeleteOutcome delete(Precondition precondition) {
    return deleteResource.delete(
        new DeleteCommand(life.organization, life.id, precondition), ENOUGH_TIME);
  }

  private Precondition currentTag() {
    return new Precondition.OneOf(Set.of(EntityTag.of(life.shown())));
  }

  static Set<Precondition> withoutTag() {
    return Set.of(Precondition.NONE, new Precondition.Any());
  }

  @ParameterizedTest
  @MethodSource("withoutTag")
  void freesThePlaceOnce(Precondition precondition) {
    assertThat(delete(precondition)).isEqualTo(new DeleteOutcome.Deleted());
    assertThat(delete(precondition))
        .isEqualTo(new DeleteOutcome.Refused(Refusal.resourceNotFound(life.id)));

    assertThat(life.isThere()).isFalse();
    assertThat(life.count()).isZero();
  }

  @Test
  void deletesTheStateThatTheCallerNames() {
    assertThat(delete(currentTag())).isEqualTo(new DeleteOutcome.Deleted());
    assertThat(life.count()).isZero();
  }

  @Test
  void deletesNoOtherState() {
    Precondition before = currentTag();
    life.verify(true, 10, 1);

    assertThat(delete(before)).isEqualTo(new DeleteOutcome.Refused(Refusal.PRECONDITION_FAILED));
    assertThat(delete(new Precondition.OneOf(Set.of())))
        .isEqualTo(new DeleteOutcome.Refused(Refusal.PRECONDITION_FAILED));

    assertThat(life.count()).isEqualTo(1);
  }

  @Test
  void takesARenamedCredentialForAnotherState() {
    Precondition before = currentTag();
    life.rename("Renamed");

    assertThat(delete(before)).isEqualTo(new DeleteOutcome.Refused(Refusal.PRECONDITION_FAILED));
  }

  @Test
  void deletesNothingThatSessionsUse() {
    life.use(1, 1);

    assertThat(delete(Precondition.NONE))
        .isEqualTo(new DeleteOutcome.Refused(Refusal.RESOURCE_IN_USE));
    assertThat(delete(currentTag())).isEqualTo(new DeleteOutcome.Refused(Refusal.RESOURCE_IN_USE));
    assertThat(delete(new Precondition.OneOf(Set.of(EntityTag.of("another")))))
        .isEqualTo(new DeleteOutcome.Refused(Refusal.PRECONDITION_FAILED));

    life.use(0, 2);
    assertThat(delete(currentTag())).isEqualTo(new DeleteOutcome.Deleted());
  }

  @Test
  void deletesNothingOfAnInactiveOrganization() {
    Precondition tag = currentTag();
    life.suspend();

    assertThat(delete(Precondition.NONE))
        .isEqualTo(new DeleteOutcome.Refused(Refusal.ORGANIZATION_INACTIVE));
    assertThat(delete(tag)).isEqualTo(new DeleteOutcome.Refused(Refusal.ORGANIZATION_INACTIVE));
  }

  @Test
  void deletesWhatWasDeletedElsewhereWhateverUsesIt() {
    life.use(1, 1);
    life.suspend();

    assertThat(deleteResource.deleteByEvent(life.organization, life.id, ENOUGH_TIME)).isTrue();
    assertThat(deleteResource.deleteByEvent(life.organization, life.id, ENOUGH_TIME)).isFalse();

    assertThat(life.isThere()).isFalse();
  }
}
