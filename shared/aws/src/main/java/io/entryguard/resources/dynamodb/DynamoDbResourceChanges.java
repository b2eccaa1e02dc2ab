package io.entryguard.resources.dynamodb;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.change.Removal;
import io.entryguard.resources.change.RemoveOutcome;
import io.entryguard.resources.change.ResourceChanges;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.dynamodb.call.TransactionRetry;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.store.Deadline;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Changes and deletes resources in the one table. */
public final class DynamoDbResourceChanges implements ResourceChanges {
  private final Table table;
  private final TransactionRetry transactions;
  private final RandomGenerator random;

  @Inject
  public DynamoDbResourceChanges(
      Table table, TransactionRetry transactions, RandomGenerator random) {
    this.table = requireNonNull(table, "table is null");
    this.transactions = requireNonNull(transactions, "transactions is null");
    this.random = requireNonNull(random, "random is null");
  }

  @Override
  public boolean replace(
      OrganizationId organization,
      StoredResource before,
      StoredResource after,
      Optional<Credential> credential,
      Deadline deadline) {
    var update = new ResourceUpdate(table, organization, before, after);
    TransactionRetry.Result result =
        credential.isPresent()
            ? transactions.run(update.request(credential.get(), token()), _ -> false, deadline)
            : transactions.run(update.request(), deadline);

    return switch (result) {
      case TransactionRetry.Result.Committed() -> true;
      case TransactionRetry.Result.Canceled canceled -> {
        if (update.isDone(canceled.reasons())) {
          yield true;
        }
        // What is not announced is decided by versions: it does no harm if it is done again.
        if (after.pendingEvent().isPresent()) {
          canceled.requireSure();
        }
        yield false;
      }
    };
  }

  @Override
  public RemoveOutcome remove(Removal removal, Deadline deadline) {
    var request = DeleteTransaction.request(table, removal, token());

    return switch (transactions.run(
        request, reasons -> DeleteTransaction.mayPass(reasons, removal), deadline)) {
      case TransactionRetry.Result.Committed() -> RemoveOutcome.REMOVED;
      case TransactionRetry.Result.Canceled canceled ->
          DeleteTransaction.refusal(canceled.requireSure().reasons(), removal);
    };
  }

  /** Of one request only: another one for the same resource is to be told that it is gone. */
  private String token() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
