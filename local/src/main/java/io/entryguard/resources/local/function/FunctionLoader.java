package io.entryguard.resources.local.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.entryguard.resources.local.template.FunctionDefinition;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Loads functions from their deployment zips, each in its own class loader. */
public final class FunctionLoader {
  private final Path home;
  private final Path workFolder;
  private final Map<String, String> runtimeEnvironment;
  private final ClassLoader runtime = new RuntimeClasses();

  /**
   * @param home the template's folder, to which the zips' paths are relative
   * @param workFolder the folder to unpack the zips into
   * @param runtimeEnvironment the variables that Lambda itself sets
   */
  public FunctionLoader(Path home, Path workFolder, Map<String, String> runtimeEnvironment) {
    this.home = home;
    this.workFolder = workFolder;
    this.runtimeEnvironment = Map.copyOf(runtimeEnvironment);
  }

  /**
   * Unpacks a function, creates its handler by the public constructor that takes the environment,
   * and finds its serializer.
   *
   * @throws FunctionFailure if anything is missing or fails
   */
  public LoadedFunction load(FunctionDefinition function) {
    var classes =
        new URLClassLoader(function.name(), unpack(function).toArray(URL[]::new), runtime);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(classes);
    try {
      Class<?> handlerClass = classes.loadClass(function.handler());
      return new LoadedFunction(
          function,
          classes,
          serializer(function, classes),
          handler(handlerClass, environment(function)),
          handlerMethod(handlerClass));
    } catch (InvocationTargetException e) {
      throw new FunctionFailure(function.name() + " does not start: " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new FunctionFailure(function.name() + " cannot be loaded: " + e, e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private List<URL> unpack(FunctionDefinition function) {
    Path zip = home.resolve(function.zip());
    if (!Files.isRegularFile(zip)) {
      throw new FunctionFailure(zip + " is not there: build it with ./mvnw package");
    }
    try {
      Files.createDirectories(workFolder);
      return new FunctionZip(zip)
          .unpack(Files.createTempDirectory(workFolder, function.name() + "-"));
    } catch (IOException e) {
      throw new FunctionFailure(zip + " cannot be unpacked: " + e.getMessage(), e);
    }
  }

  private Map<String, String> environment(FunctionDefinition function) {
    Map<String, String> environment = new HashMap<>(runtimeEnvironment);
    environment.putAll(function.environment());
    return environment;
  }

  private static CustomPojoSerializer serializer(FunctionDefinition function, ClassLoader classes) {
    List<CustomPojoSerializer> found =
        ServiceLoader.load(CustomPojoSerializer.class, classes).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    if (found.size() != 1) {
      throw new FunctionFailure(
          "%s must name one CustomPojoSerializer, not %d".formatted(function.name(), found.size()));
    }
    return found.getFirst();
  }

  /** Returns the method whose signature has the handler's input and output types. */
  private static Method handlerMethod(Class<?> handler) {
    return Arrays.stream(handler.getMethods())
        .filter(method ->
            method.getName().equals("handleRequest")
                && !method.isBridge()
                && method.getParameterCount() == 2
                && method.getParameterTypes()[1] == Context.class)
        .findFirst()
        .orElseThrow(() -> new FunctionFailure(handler.getName() + " handles no request"));
  }

  @SuppressWarnings("unchecked") // the serializer makes values of the right types
  private static RequestHandler<Object, Object> handler(
      Class<?> handlerClass, Map<String, String> environment) throws ReflectiveOperationException {
    return (RequestHandler<Object, Object>)
        handlerClass.getConstructor(Map.class).newInstance(environment);
  }
}
