package io.entryguard.resources.dynamodb.call;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Runs a transaction, again when another one was in its way, which the SDK does not do by itself.
 */
public final class TransactionRetry {
  private final DynamoDbClient client;
  private final Backoff backoff;

  @Inject
  public TransactionRetry(DynamoDbClient client, Backoff backoff) {
    this.client = requireNonNull(client, "client is null");
    this.backoff = requireNonNull(backoff, "backoff is null");
  }

  /** How a transaction ended. */
  public sealed interface Result {
    record Committed() implements Result {}

    /**
     * Nothing was written.
     *
     * @param reasons one for each item, in the order of the request
     */
    record Canceled(List<CancellationReason> reasons) implements Result {}
  }

  /**
   * Runs the transaction to its end.
   *
   * @param mayPass whether reasons that are more than conflicts may be gone at the next try
   * @throws StoreUnavailableException when conflicts do not end, or the store cannot answer now
   */
  public Result run(
      TransactWriteItemsRequest request,
      Predicate<List<CancellationReason>> mayPass,
      Deadline deadline) {
    for (int tries = 1; ; tries++) {
      RuntimeException inTheWay;
      try {
        StoreCalls.callWithin(
            deadline,
            within ->
                client.transactWriteItems(
                    request.toBuilder().overrideConfiguration(within).build()));
        return new Result.Committed();
      } catch (TransactionInProgressException e) {
        // A try before this one, of which no answer came, is still at work.
        inTheWay = e;
      } catch (TransactionCanceledException e) {
        List<CancellationReason> reasons = e.cancellationReasons();
        if (reasons.stream().anyMatch(TransactionRetry::isThrottle)) {
          throw new StoreUnavailableException("DynamoDB throttles the transaction", e);
        }
        if (!reasons.stream().allMatch(TransactionRetry::isConflictOrNone)
            && !mayPass.test(reasons)) {
          return new Result.Canceled(reasons);
        }
        inTheWay = e;
      }
      if (!backoff.waitAfter(tries, deadline)) {
        throw new StoreUnavailableException("Other transactions are in the way", inTheWay);
      }
    }
  }

  public static boolean isConflict(CancellationReason reason) {
    return "TransactionConflict".equals(reason.code());
  }

  private static boolean isConflictOrNone(CancellationReason reason) {
    return isConflict(reason) || "None".equals(reason.code());
  }

  private static boolean isThrottle(CancellationReason reason) {
    return "ThrottlingError".equals(reason.code())
        || "ProvisionedThroughputExceeded".equals(reason.code());
  }
}
