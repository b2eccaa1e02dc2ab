package io.entryguard.resources.local.audit;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Runs an action just before a client's n-th call of an operation. */
final class Before implements ExecutionInterceptor {
  private final Class<? extends SdkRequest> kind;
  private final int call;
  private final Runnable event;
  private int calls;

  Before(Class<? extends SdkRequest> kind, int call, Runnable event) {
    this.kind = kind;
    this.call = call;
    this.event = event;
  }

  @Override
  public void beforeExecution(
      Context.BeforeExecution context, ExecutionAttributes executionAttributes) {
    if (kind.isInstance(context.request()) && ++calls == call) {
      event.run();
    }
  }

  int calls() {
    return calls;
  }
}
