package io.entryguard.resources.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class EntityTagTest {
  private static final EntityTag TAG = EntityTag.of("{}");

  @Test
  void isTheHashOfTheRepresentation() {
    assertThat(TAG.quoted())
        .isEqualTo("\"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\"");
    assertThat(EntityTag.of("{ }")).isNotEqualTo(TAG);
  }

  @Test
  void hasNoQuotationMark() {
    assertThatIllegalArgumentException().isThrownBy(() -> new EntityTag("\"a\""));
  }

  @Test
  void isComparedWithWhatThePreconditionNames() {
    EntityTag other = EntityTag.of("other");

    assertThat(Precondition.NONE.matches(TAG)).isTrue();
    assertThat(new Precondition.Any().matches(TAG)).isTrue();
    assertThat(new Precondition.OneOf(Set.of(TAG, other)).matches(TAG)).isTrue();
    assertThat(new Precondition.OneOf(Set.of(other)).matches(TAG)).isFalse();
    assertThat(new Precondition.OneOf(Set.of()).matches(TAG)).isFalse();
  }
}
