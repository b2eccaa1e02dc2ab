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

/** Starts functions from the zips that are deployed, each in a class loader of its own. */
public final class FunctionLoader {
  private final Path home;
  private final Path workFolder;
  private final Map<String, String> runtimeEnvironment;
  private final ClassLoader runtime = new RuntimeClasses();

  /**
   * @param home the template's folder, which the zips' paths start from
   * @param workFolder takes what is unpacked
   * @param runtimeEnvironment the variables that Lambda sets itself
   */
  public FunctionLoader(Path home, Path workFolder, Map<String, String> runtimeEnvironment) {
    this.home = home;
    this.workFolder = workFolder;
    this.runtimeEnvironment = Map.copyOf(runtimeEnvironment);
  }

  /**
   * Unpacks a function, makes its handler with its public constructor that takes the environment,
   * and finds its serializer.
   *
   * @throws FunctionFailure if any of it is missing or fails
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

  /** The method that says what the handler takes and gives. */
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

  @SuppressWarnings("unchecked") // only its serializer knows the types, and makes them
  private static RequestHandler<Object, Object> handler(
      Class<?> handlerClass, Map<String, String> environment) throws ReflectiveOperationException {
    return (RequestHandler<Object, Object>)
        handlerClass.getConstructor(Map.class).newInstance(environment);
  }
}
