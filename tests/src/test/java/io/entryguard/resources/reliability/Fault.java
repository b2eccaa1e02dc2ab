package io.entryguard.resources.reliability;

/** The faults between the SDK and DynamoDB. */
enum Fault {
  /** The transaction or the update is refused because it conflicts with another transaction. */
  CONFLICT(Scope.WRITE),
  /** A transaction whose condition fails reports a conflict at another item too. */
  CONFLICT_BESIDE(Scope.TRANSACTION),
  /** A transaction with the same token is still in progress. */
  IN_PROGRESS(Scope.TRANSACTION),
  /** The transaction is canceled because an item of it is throttled. */
  THROTTLED_ITEM(Scope.TRANSACTION),
  /** A batch returns its keys unprocessed. */
  LEFT_OUT(Scope.BATCH),
  /** The table is throttled. */
  THROTTLED(Scope.EVERYTHING),
  /** DynamoDB returns 500 without effect. */
  SERVER_FAULT(Scope.EVERYTHING),
  /** The connection breaks before DynamoDB receives the call. */
  LOST_CALL(Scope.EVERYTHING),
  /** The call takes effect, and its response is lost. */
  LOST_ANSWER(Scope.EVERYTHING),
  /** The client gives up on a call, which takes effect later. */
  LATE_CALL(Scope.EVERYTHING),
  /** DynamoDB is out of reach: this call and many after it have no effect. */
  OUTAGE(Scope.EVERYTHING),
  /** The function's time ends while the call is under way; it takes effect later. */
  TIME_OUT(Scope.EVERYTHING);

  private enum Scope {
    TRANSACTION,
    WRITE,
    BATCH,
    EVERYTHING
  }

  private final Scope scope;

  Fault(Scope scope) {
    this.scope = scope;
  }

  /** Whether the fault can happen to this operation. */
  boolean canHappenTo(String operation) {
    return switch (scope) {
      case TRANSACTION -> operation.equals("TransactWriteItems");
      case WRITE -> operation.equals("TransactWriteItems") || operation.equals("UpdateItem");
      case BATCH -> operation.equals("BatchGetItem");
      case EVERYTHING -> true;
    };
  }
}
