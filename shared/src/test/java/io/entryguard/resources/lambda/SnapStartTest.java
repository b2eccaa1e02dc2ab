package io.entryguard.resources.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.log.Log;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crac.Core;
import org.junit.jupiter.api.Test;

final class SnapStartTest {
  private final List<String> lines = new ArrayList<>();
  private final Log log = new Log(lines::add, () -> Instant.EPOCH);
  private int primed;

  @Test
  void primesBeforeTheSnapshotAndDoesNothingAfterIt() throws Exception {
    var hook = SnapStart.hook(log, () -> primed++);

    hook.beforeCheckpoint(Core.getGlobalContext());
    hook.afterRestore(Core.getGlobalContext());

    assertThat(primed).isEqualTo(1);
    assertThat(lines).isEmpty();
  }

  @Test
  void startsAFunctionThatCouldNotBePrimed() throws Exception {
    var hook =
        SnapStart.hook(
            log,
            () -> {
              throw new IllegalStateException("the table is not there");
            });

    hook.beforeCheckpoint(Core.getGlobalContext());

    assertThat(lines).singleElement().asString().contains("The function could not be primed");
  }

  @Test
  void isUsedWhereTheRuntimeSaysSo() {
    assertThat(SnapStart.isUsed(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"))).isTrue();
    assertThat(SnapStart.isUsed(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"))).isFalse();
    assertThat(SnapStart.isUsed(Map.of())).isFalse();
  }
}
