package io.entryguard.resources.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.change.PendingEvent;
import io.entryguard.resources.change.Removal;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.Precondition;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceIdentifier;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.Sleeper;
import io.entryguard.resources.testing.Lifecycle;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.update.PatchedValue;
import io.entryguard.resources.update.ResourcePatch;
import io.entryguard.resources.update.UpdateCommand;
import io.entryguard.resources.update.UpdateOutcome;
import io.entryguard.resources.update.UpdateResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class RequestVerificationTest {
  private static final Duration WAIT = Duration.ofSeconds(10);

  private final Lifecycle life = new Lifecycle();
  private final Random random = new Random(1);

  /** What others do while a caller waits, one each time. */
  private final Deque<Runnable> others = new ArrayDeque<>();

  private Instant now = Samples.NOW;
  private Duration left = Duration.ofSeconds(29);
  private int waits;

  private void sleep(Duration duration) {
    waits++;
    now = now.plus(duration);
    left = left.minus(duration);
    if (!others.isEmpty()) {
      others.remove().run();
    }
  }

  private VerificationOutcome request(ResourceId id, Duration wait) {
    return request(id, wait, this::sleep);
  }

  private VerificationOutcome request(ResourceId id, Duration wait, Sleeper sleeper) {
    Deadline deadline = () -> left;
    return new RequestVerification(
            life.store, life.store, life.representation, () -> now, random, sleeper)
        .request(life.organization, id, wait, deadline);
  }

  private VerificationOutcome request(Duration wait) {
    return request(life.id, wait);
  }

  private String announced() {
    return life.stored()
        .pendingEvent()
        .filter(PendingEvent.VerificationRequested.class::isInstance)
        .map(PendingEvent::changeId)
        .orElse("");
  }

  @Test
  void announcesARequestAndShowsTheResourceAsItIs() {
    life.verify(true, 5, 3);

    assertThat(request(Duration.ZERO)).isEqualTo(new VerificationOutcome.Pending(life.shown()));

    assertThat(announced()).matches("[0-9a-f]{64}");
    assertThat(life.stored().resource().active()).isTrue();
    assertThat(life.stored().resource().updatedAt()).isEqualTo(Samples.NOW.plusSeconds(5));
    assertThat(waits).isZero();
  }

  @Test
  void waitsNoLongerWhenItIsInterrupted() {
    VerificationOutcome outcome =
        request(
            life.id,
            WAIT,
            _ -> {
              waits++;
              throw new InterruptedException();
            });

    assertThat(outcome).isEqualTo(new VerificationOutcome.Pending(life.shown()));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(waits).isEqualTo(1);
  }

  @Test
  void announcesOneRequestAMinute() {
    request(Duration.ZERO);
    String first = announced();
    long revision = life.stored().revision();

    now = now.plusSeconds(59);
    request(Duration.ZERO);
    assertThat(announced()).isEqualTo(first);
    assertThat(life.stored().revision()).isEqualTo(revision);

    now = now.plusSeconds(1);
    request(Duration.ZERO);
    assertThat(announced()).isNotEqualTo(first);
  }

  @Test
  void announcesAnotherWhenWhatIsToBeVerifiedHasChanged() {
    request(Duration.ZERO);
    String first = announced();
    changeWhatIsVerified();

    request(Duration.ZERO);

    assertThat(announced()).isNotEmpty().isNotEqualTo(first);
  }

  private void changeWhatIsVerified() {
    var patch =
        new ResourcePatch(
            Optional.empty(),
            Optional.of(new ResourceIdentifier("sg-9xyz789ghi012")),
            Optional.empty(),
            new PatchedValue.Absent<>(),
            Optional.empty(),
            new PatchedValue.Absent<>());
    assertThat(
            new UpdateResource(life.store, life.store, life.representation, () -> now, random)
                .update(
                    new UpdateCommand(life.organization, life.id, patch, Precondition.NONE),
                    () -> left))
        .isInstanceOf(UpdateOutcome.Updated.class);
  }

  @Test
  void waitsOnIfAVerificationIsOfWhatItWasBefore() {
    life.verify(true, -60, 1);
    changeWhatIsVerified();
    others.add(() -> life.verify(true, -1, 2));
    others.add(() -> life.verify(false, 1, 3));

    assertThat(request(WAIT))
        .isEqualTo(new VerificationOutcome.Refused(Refusal.VERIFICATION_FAILED));

    assertThat(waits).isEqualTo(2);
  }

  @Test
  void waitsForANewerVerification() {
    life.verify(false, 1, 3);
    others.add(() -> life.verify(true, 0, 2));
    others.add(() -> life.verify(true, 2, 4));

    assertThat(request(WAIT)).isEqualTo(new VerificationOutcome.Verified(life.shown()));

    assertThat(life.stored().resource().active()).isTrue();
    assertThat(waits).isEqualTo(2);
  }

  @Test
  void saysThatTheResourceCouldNotBeAccessed() {
    life.verify(true, 1, 3);
    others.add(() -> life.verify(false, 2, 4));

    assertThat(request(WAIT))
        .isEqualTo(new VerificationOutcome.Refused(Refusal.VERIFICATION_FAILED));
  }

  @Test
  void joinsARequestOfTheLastMinuteAndItsAnswer() {
    request(Duration.ZERO);
    life.verify(true, 2, 1);

    assertThat(request(WAIT)).isEqualTo(new VerificationOutcome.Verified(life.shown()));
    assertThat(waits).isZero();
  }

  @Test
  void waitsNoLongerThanTheCallerWantsTo() {
    assertThat(request(WAIT)).isEqualTo(new VerificationOutcome.Pending(life.shown()));
    assertThat(waits).isEqualTo(20);
  }

  @Test
  void leavesTimeToAnswer() {
    left = RequestVerification.RESERVE.plusSeconds(2);

    assertThat(request(WAIT)).isEqualTo(new VerificationOutcome.Pending(life.shown()));
    assertThat(waits).isEqualTo(4);
  }

  @Test
  void saysThatTheResourceWasDeletedMeanwhile() {
    others.add(() ->
        life.store.remove(
            new Removal(life.organization, life.id, OptionalLong.empty(), false), () -> left));

    assertThat(request(WAIT))
        .isEqualTo(new VerificationOutcome.Refused(Refusal.resourceNotFound(life.id)));
  }

  @Test
  void refusesWhatIsNotThereAndInactiveOrganizations() {
    var nowhere = new ResourceId(UUID.randomUUID());

    assertThat(request(nowhere, WAIT))
        .isEqualTo(new VerificationOutcome.Refused(Refusal.resourceNotFound(nowhere)));
    life.suspend();
    assertThat(request(WAIT))
        .isEqualTo(new VerificationOutcome.Refused(Refusal.ORGANIZATION_INACTIVE));
    assertThat(life.stored().revision()).isZero();
  }
}
