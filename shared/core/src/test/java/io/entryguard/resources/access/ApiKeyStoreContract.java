package io.entryguard.resources.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.organization.SaveOutcome;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract of every store of API keys. */
public interface ApiKeyStoreContract {
  /** Returns an empty store. */
  ApiKeyStore store();

  @Test
  default void findsNothingThatWasNotSaved() {
    assertThat(store().find(ApiKeys.reading("eg_live_unknown").hash())).isEmpty();
  }

  @Test
  default void findsAKeyAsItWasSaved() {
    ApiKey plain = ApiKeys.reading("eg_live_plain");
    ApiKey ending =
        ApiKeys.expiring(ApiKeys.reading("eg_live_end"), Instant.parse("2026-02-18T11:00:00Z"));
    ApiKey revoked = ApiKeys.revoked(ApiKeys.reading("eg_live_revoked"));
    ApiKey withoutScopes = ApiKeys.withScopes(ApiKeys.reading("eg_live_none"), Set.of());
    ApiKeyStore store = store();

    for (ApiKey key : new ApiKey[] {plain, ending, revoked, withoutScopes}) {
      assertThat(store.save(key)).isEqualTo(SaveOutcome.NEWER);
      assertThat(store.find(key.hash())).contains(key);
    }
  }

  @Test
  default void tellsKeysApart() {
    ApiKeyStore store = store();
    store.save(ApiKeys.reading("eg_live_one"));

    assertThat(store.find(ApiKeys.reading("eg_live_two").hash())).isEmpty();
  }

  @Test
  default void replacesAKeyByANewerVersion() {
    ApiKeyStore store = store();
    ApiKey key = ApiKeys.reading("eg_live_1a2b");
    ApiKey revoked = ApiKeys.revoked(key);
    store.save(key);

    assertThat(store.save(revoked)).isEqualTo(SaveOutcome.NEWER);

    assertThat(store.find(key.hash())).contains(revoked);
  }

  @Test
  default void forgetsWhatANewerVersionNoLongerHas() {
    ApiKeyStore store = store();
    ApiKey ending =
        ApiKeys.expiring(ApiKeys.reading("eg_live_1a2b"), Instant.parse("2026-02-18T11:00:00Z"));
    ApiKey endless =
        new ApiKey(
            ending.hash(),
            ending.organization(),
            ending.displayPrefix(),
            ending.name(),
            Set.of(),
            Optional.empty(),
            false,
            2);
    store.save(ending);

    assertThat(store.save(endless)).isEqualTo(SaveOutcome.NEWER);

    assertThat(store.find(ending.hash())).contains(endless);
  }

  @Test
  default void keepsANewerVersionAgainstAnOlderOne() {
    ApiKeyStore store = store();
    ApiKey key = ApiKeys.reading("eg_live_1a2b");
    ApiKey revoked = ApiKeys.revoked(key);
    store.save(revoked);

    assertThat(store.save(key)).isEqualTo(SaveOutcome.KNOWN);

    assertThat(store.find(key.hash())).contains(revoked);
  }

  @Test
  default void changesNothingForTheSameVersionAgain() {
    ApiKeyStore store = store();
    ApiKey key = ApiKeys.reading("eg_live_1a2b");
    store.save(key);

    assertThat(store.save(key)).isEqualTo(SaveOutcome.KNOWN);
    assertThat(store.save(ApiKeys.withScopes(key, Set.of("resources:create"))))
        .isEqualTo(SaveOutcome.CONTRADICTED);

    assertThat(store.find(key.hash())).contains(key);
  }
}
