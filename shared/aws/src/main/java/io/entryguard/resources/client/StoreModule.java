package io.entryguard.resources.client;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import io.entryguard.resources.change.ResourceChanges;
import io.entryguard.resources.change.ResourceReader;
import io.entryguard.resources.configuration.StoreSettings;
import io.entryguard.resources.create.ResourceStore;
import io.entryguard.resources.dynamodb.DynamoDbRequestCounter;
import io.entryguard.resources.dynamodb.DynamoDbResourceCatalog;
import io.entryguard.resources.dynamodb.DynamoDbResourceChanges;
import io.entryguard.resources.dynamodb.DynamoDbResourceReader;
import io.entryguard.resources.dynamodb.DynamoDbResourceStore;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.list.ResourceCatalog;
import io.entryguard.resources.rate.RequestCounter;
import io.entryguard.resources.store.Sleeper;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** The stores of a function that has {@link StoreSettings}. */
@Module(includes = DynamoDbModule.class)
public interface StoreModule {
  @Provides
  static Table table(StoreSettings settings) {
    return new Table(settings.tableName());
  }

  /**
   * Takes its bits from the operating system at each call, so that functions started from one
   * snapshot do not share them.
   */
  @Provides
  @Singleton
  static RandomGenerator random() {
    return new SecureRandom();
  }

  @Provides
  static Sleeper sleeper() {
    return Thread::sleep;
  }

  @Binds
  ResourceStore resourceStore(DynamoDbResourceStore store);

  @Binds
  ResourceCatalog resourceCatalog(DynamoDbResourceCatalog catalog);

  @Binds
  ResourceReader resourceReader(DynamoDbResourceReader reader);

  @Binds
  ResourceChanges resourceChanges(DynamoDbResourceChanges changes);

  @Binds
  RequestCounter requestCounter(DynamoDbRequestCounter counter);
}
