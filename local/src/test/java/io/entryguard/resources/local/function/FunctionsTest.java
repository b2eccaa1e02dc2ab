package io.entryguard.resources.local.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entryguard.resources.local.fake.EchoHandler;
import io.entryguard.resources.local.template.FunctionDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FunctionsTest {
  @TempDir private Path folder;

  private final AtomicInteger loads = new AtomicInteger();

  private Functions functions(String zip) {
    var loader =
        new FunctionLoader(folder, folder.resolve("work"), Map.of("AWS_REGION", "eu-central-1"));
    return new Functions(
        function -> {
          loads.incrementAndGet();
          return loader.load(function);
        },
        List.of(
            new FunctionDefinition(
                "Echo",
                Path.of(zip),
                EchoHandler.class.getName(),
                Duration.ofSeconds(15),
                512,
                Map.of("TABLE_NAME", "Table"))));
  }

  @Test
  void loadsAFunctionOnceAndWhenItIsNeeded() throws IOException {
    FakeZip.write(folder.resolve("echo.zip"));
    Functions functions = functions("echo.zip");
    assertThat(loads).hasValue(0);

    LoadedFunction function = functions.get("Echo");

    functions.loadInBackground();
    assertThat(functions.get("Echo")).isSameAs(function);
    assertThat(loads).hasValue(1);
  }

  @Test
  void tellsEachCallerWhyAFunctionCannotBeLoaded() {
    Functions functions = functions("nowhere.zip");

    for (int call = 0; call < 2; call++) {
      assertThatExceptionOfType(FunctionFailure.class)
          .isThrownBy(() -> functions.get("Echo"))
          .withMessageContaining("nowhere.zip is not there");
    }
  }

  @Test
  void knowsNoOtherFunction() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> functions("echo.zip").get("Other"))
        .withMessage("There is no function Other");
  }
}
