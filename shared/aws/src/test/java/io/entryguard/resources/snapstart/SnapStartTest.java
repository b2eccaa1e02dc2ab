package io.entryguard.resources.snapstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.testing.LogLines;
import java.util.Map;
import org.crac.Core;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SnapStartTest {
  @RegisterExtension private final LogLines lines = new LogLines();
  private int primed;

  @Test
  void primesBeforeTheSnapshotAndDoesNothingAfterIt() throws Exception {
    var hook = SnapStart.hook(() -> primed++);

    hook.beforeCheckpoint(Core.getGlobalContext());
    hook.afterRestore(Core.getGlobalContext());

    assertThat(primed).isEqualTo(1);
    assertThat(lines).isEmpty();
  }

  @Test
  void startsAFunctionThatCouldNotBePrimed() throws Exception {
    var hook =
        SnapStart.hook(() -> {
          throw new IllegalStateException("the table is not there");
        });

    hook.beforeCheckpoint(Core.getGlobalContext());

    assertThat(lines).singleElement().asString().contains("The function could not be primed");
  }

  @Test
  void registersNothingWhereNoSnapshotIsTaken() {
    SnapStart.prime(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"), () -> primed++);
    SnapStart.prime(Map.of(), () -> primed++);

    assertThat(primed).isZero();
  }
}
