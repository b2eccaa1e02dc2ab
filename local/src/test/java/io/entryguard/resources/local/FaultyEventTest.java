package io.entryguard.resources.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.local.function.FunctionOutput;
import io.entryguard.resources.local.function.FunctionOutput.Recorded;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.template.LogFilters;
import io.entryguard.resources.local.template.RepositoryTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A failed event rolls a new version back only if the version's own fault caused it. */
@ExtendWith(LocalApiExtension.class)
final class FaultyEventTest {
  private static final Predicate<String> COUNTED = LogFilters.named("ProvisionFaultsFilter");

  private final LocalApiFixture api;

  FaultyEventTest(LocalApiFixture api) {
    this.api = api;
  }

  @Test
  void countsAFaultOfTheFunction() throws IOException {
    assertThat(log(Map.of("TABLE_NAME", "nowhere"))).filteredOn(COUNTED).hasSize(1);
  }

  @Test
  void doesNotCountAnUnavailableStore() throws IOException {
    // Nothing listens on this port.
    assertThat(log(Map.of("DYNAMODB_ENDPOINT", "http://127.0.0.1:1")))
        .isNotEmpty()
        .noneMatch(COUNTED);
  }

  private List<String> log(Map<String, String> variables) throws IOException {
    LoadedFunction function =
        api.load(ChangedApi.changed(api.api().template().function("ProvisionFunction"), variables));
    byte[] event =
        Files.readAllBytes(
            RepositoryTemplate.HOME.resolve("events/provision-organization-changed.json"));

    Recorded<byte[]> call = FunctionOutput.record(() -> function.invoke(event, "request-1"));

    assertThat(new String(call.result(), StandardCharsets.UTF_8)).contains("itemIdentifier");
    return call.lines();
  }
}
