package io.entryguard.resources.delete;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entryguard.resources.change.Removal;
import io.entryguard.resources.change.RemoveOutcome;
import io.entryguard.resources.change.ResourceChanges;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.EntityTag;
import io.entryguard.resources.resource.Precondition;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.Lifecycle;
import java.util.Optional;
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
  void givesUpWhereOthersAreAlwaysFaster() {
    int[] sessions = {0};
    ResourceChanges busy =
        new ResourceChanges() {
          @Override
          public boolean replace(
              OrganizationId organization,
              StoredResource before,
              StoredResource after,
              Optional<Credential> credential,
              Deadline deadline) {
            throw new AssertionError("nothing is replaced here");
          }

          @Override
          public RemoveOutcome remove(Removal removal, Deadline deadline) {
            life.use(0, ++sessions[0]);
            return life.store.remove(removal, deadline);
          }
        };
    Precondition tag = currentTag();

    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() ->
            new DeleteResource(life.store, busy, life.representation)
                .delete(new DeleteCommand(life.organization, life.id, tag), ENOUGH_TIME));
    assertThat(sessions[0]).isEqualTo(10);
    assertThat(life.isThere()).isTrue();
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
