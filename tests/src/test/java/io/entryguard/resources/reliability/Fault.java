package io.entryguard.resources.reliability;

/** What can go wrong between the SDK and DynamoDB. */
enum Fault {
  /** Another transaction holds one of the items: the transaction is canceled. */
  CONFLICT(Scope.TRANSACTION),
  /** A transaction with the same token is still at work. */
  IN_PROGRESS(Scope.TRANSACTION),
  /** The transaction is canceled because an item of it is throttled. */
  THROTTLED_ITEM(Scope.TRANSACTION),
  /** A batch comes back without the items that were asked for. */
  LEFT_OUT(Scope.BATCH),
  /** The table takes no more for now. */
  THROTTLED(Scope.EVERYTHING),
  /** DynamoDB fails with 500, and nothing took place. */
  SERVER_FAULT(Scope.EVERYTHING),
  /** The connection breaks before DynamoDB hears of the call. */
  LOST_CALL(Scope.EVERYTHING),
  /** The call takes place, and its answer is lost. */
  LOST_ANSWER(Scope.EVERYTHING),
  /** The client gives a call up, and the call takes place some time after that. */
  LATE_CALL(Scope.EVERYTHING);

  private enum Scope {
    TRANSACTION,
    BATCH,
    EVERYTHING
  }

  private final Scope scope;

  Fault(Scope scope) {
    this.scope = scope;
  }

  /** Whether DynamoDB could answer this operation so. */
  boolean canHappenTo(String operation) {
    return switch (scope) {
      case TRANSACTION -> operation.equals("TransactWriteItems");
      case BATCH -> operation.equals("BatchGetItem");
      case EVERYTHING -> true;
    };
  }
}
