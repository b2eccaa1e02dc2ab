package io.entryguard.resources.local.function;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.entryguard.resources.local.template.FunctionDefinition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Method;

/**
 * A loaded function. Unlike on Lambda, one handler serves events concurrently, so that code that is
 * not thread-safe fails sooner.
 */
public final class LoadedFunction {
  /**
   * Lambda's limit for a request and a response: 6 MB, with a little overhead.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda's
   *     quotas</a>
   */
  public static final int MAX_PAYLOAD_BYTES = 6_291_556;

  private final FunctionDefinition definition;
  private final ClassLoader classes;
  private final CustomPojoSerializer serializer;
  private final RequestHandler<Object, Object> handler;
  private final Method method;

  LoadedFunction(
      FunctionDefinition definition,
      ClassLoader classes,
      CustomPojoSerializer serializer,
      RequestHandler<Object, Object> handler,
      Method method) {
    this.definition = definition;
    this.classes = classes;
    this.serializer = serializer;
    this.handler = handler;
    this.method = method;
  }

  /**
   * Invokes the function with an event.
   *
   * @param event JSON
   * @return the response's JSON
   * @throws FunctionFailure if the function throws, or its response is beyond Lambda's limit
   */
  public byte[] invoke(byte[] event, String requestId) {
    byte[] response = run(event, requestId);
    if (response.length > MAX_PAYLOAD_BYTES) {
      throw new FunctionFailure(definition.name() + " answered more than 6 MB");
    }
    return response;
  }

  private byte[] run(byte[] event, String requestId) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(classes);
    try {
      Object input =
          serializer.fromJson(
              new ByteArrayInputStream(event), method.getGenericParameterTypes()[0]);
      Object output = handler.handleRequest(input, new LocalContext(definition, requestId));
      var response = new ByteArrayOutputStream();
      serializer.toJson(output, response, method.getGenericReturnType());
      return response.toByteArray();
    } catch (RuntimeException | LinkageError e) {
      throw new FunctionFailure(definition.name() + " failed", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
