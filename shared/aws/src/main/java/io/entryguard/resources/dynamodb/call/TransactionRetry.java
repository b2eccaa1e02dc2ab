package io.entryguard.resources.dynamodb.call;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Runs a transaction or an update, again when another transaction was in its way, which the SDK
 * does not do by itself.
 */
public final class TransactionRetry {
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";

  private final DynamoDbClient client;
  private final Backoff backoff;

  @Inject
  public TransactionRetry(DynamoDbClient client, Backoff backoff) {
    this.client = requireNonNull(client, "client is null");
    this.backoff = requireNonNull(backoff, "backoff is null");
  }

  /** How it ended. */
  public sealed interface Result {
    record Committed() implements Result {}

    /**
     * The last try has written nothing.
     *
     * @param reasons one for each item, in the order of the request
     * @param isUnsure whether an earlier try was not answered, which may have been executed, or may
     *     still be
     */
    record Canceled(List<CancellationReason> reasons, boolean isUnsure) implements Result {
      /**
       * The same, for a caller who is to be told that nothing was written.
       *
       * @throws StoreUnavailableException when nobody can say so
       */
      public Canceled requireSure() {
        if (isUnsure) {
          throw new StoreUnavailableException("an earlier try was not answered");
        }
        return this;
      }
    }
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
    return run(
        within ->
            client.transactWriteItems(request.toBuilder().overrideConfiguration(within).build()),
        mayPass,
        deadline);
  }

  /**
   * Runs the update to its end. If its condition fails, the one reason has the item as it was
   * ({@code ALL_OLD}).
   *
   * @throws StoreUnavailableException when conflicts do not end, or the store cannot answer now
   */
  public Result run(UpdateItemRequest request, Deadline deadline) {
    return run(
        within -> client.updateItem(request.toBuilder().overrideConfiguration(within).build()),
        _ -> false,
        deadline);
  }

  private Result run(
      Function<AwsRequestOverrideConfiguration, ?> call,
      Predicate<List<CancellationReason>> mayPass,
      Deadline deadline) {
    var attempts = new AttemptInterceptor.Attempts();
    for (int tries = 1; ; tries++) {
      RuntimeException inTheWay;
      try {
        StoreCalls.callWithin(deadline, within -> call.apply(attempts.captureInto(within)));
        return new Result.Committed();
      } catch (ConditionalCheckFailedException e) {
        var reason =
            CancellationReason.builder()
                .code(CONDITION_FAILED)
                .item(e.hasItem() ? e.item() : null)
                .build();
        return new Result.Canceled(List.of(reason), attempts.isUnsure());
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
          return new Result.Canceled(reasons, attempts.isUnsure());
        }
        inTheWay = e;
      } catch (StoreUnavailableException e) {
        if (!(e.getCause() instanceof TransactionConflictException)) {
          throw e;
        }
        inTheWay = e;
      }
      if (!backoff.waitAfterConflict(tries, deadline)) {
        throw new StoreUnavailableException("Other transactions are in the way", inTheWay);
      }
    }
  }

  /** Whether the condition on that item failed. */
  public static boolean hasFailed(List<CancellationReason> reasons, int index) {
    return index < reasons.size() && CONDITION_FAILED.equals(reasons.get(index).code());
  }

  /** That item as it was; empty where there was none. */
  public static Map<String, AttributeValue> item(List<CancellationReason> reasons, int index) {
    CancellationReason reason = reasons.get(index);
    return reason.hasItem() ? reason.item() : Map.of();
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
