package io.entryguard.resources.local.function;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;

/** What a handler takes and gives. */
record HandlerTypes(Type input, Type output) {
  static HandlerTypes of(Class<?> handler) {
    Method method =
        Arrays.stream(handler.getMethods())
            .filter(HandlerTypes::isHandler)
            .findFirst()
            .orElseThrow(() -> new FunctionFailure(handler.getName() + " handles no request"));
    return new HandlerTypes(method.getGenericParameterTypes()[0], method.getGenericReturnType());
  }

  private static boolean isHandler(Method method) {
    return method.getName().equals("handleRequest")
        && !method.isBridge()
        && method.getParameterCount() == 2
        && method.getParameterTypes()[1] == Context.class;
  }
}
