package io.entryguard.resources.local.function;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.entryguard.resources.local.template.FunctionDefinition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Method;

/**
 * A function that has started. Unlike Lambda's it answers many events at once with one handler, so
 * what is not safe for that shows here sooner.
 */
public final class LoadedFunction {
  /**
   * What Lambda takes and gives: 6 MB, and a little for itself.
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
   * Gives an event to the function.
   *
   * @param event JSON
   * @return the answer's JSON
   * @throws FunctionFailure if the function throws, or answers more than Lambda carries
   */
  public byte[] invoke(byte[] event, String requestId) {
    byte[] answer = run(event, requestId);
    if (answer.length > MAX_PAYLOAD_BYTES) {
      throw new FunctionFailure(definition.name() + " answered more than 6 MB");
    }
    return answer;
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
      var answer = new ByteArrayOutputStream();
      serializer.toJson(output, answer, method.getGenericReturnType());
      return answer.toByteArray();
    } catch (RuntimeException | LinkageError e) {
      throw new FunctionFailure(definition.name() + " failed", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
