package io.entryguard.resources.pattern;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.entryguard.resources.testing.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The regular expressions of the service, all of which are constants. */
public final class Patterns {
  private static final Path ROOT = Repository.path("");
  private static final Path CLASSES = Path.of("target", "classes");
  private static final int LENGTH = 20_000;

  /** Beginnings after which a repetition could cause backtracking. */
  private static final List<String> BEGINNINGS =
      List.of(
          "",
          "application/json",
          "application/json;",
          "application/json;charset",
          "application/json;charset=",
          "application/json;charset=utf-8",
          "application/json;charset=\"utf-8\"",
          "bearer ",
          "apikey ",
          "arn:",
          "arn:aws:execute-api:",
          "arn:aws:execute-api:a:1:",
          "arn:aws:execute-api:a:1:a/",
          "arn:aws:execute-api:a:1:a/a/",
          "2026-02-18T11:00:00.",
          "2026-02-18T11:00:00+",
          "7c9e6679-",
          "W/\"",
          "wait",
          "wait=",
          "wait=5;",
          "gzip",
          "gzip;q=0.");

  private static final List<String> REPEATED =
      List.of(" ", "\t", "\n", "a", "0", "1", ".", "-", "/", ":", ";", "\"", "=", "a-", "; ", "a:");

  private Patterns() {}

  /** Returns every pattern of the shared modules and the functions, by field. */
  public static Map<String, Pattern> all() {
    Map<String, Pattern> patterns = new LinkedHashMap<>();
    for (String name : classNames()) {
      for (Field field : fields(name)) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == Pattern.class) {
          patterns.put(name + "." + field.getName(), value(field));
        }
      }
    }
    return patterns;
  }

  /** Asserts that the pattern reads each character of any text only a few times. */
  public static void assertLinear(Pattern pattern) {
    for (String beginning : BEGINNINGS) {
      for (String repeated : REPEATED) {
        for (String end : List.of("", "!", "\0")) {
          String text = beginning + repeated.repeat(LENGTH / repeated.length()) + end;
          assertThatCode(
                  () -> pattern.matcher(new CountedText(text, 10L * text.length())).matches())
              .as("%s on %s and many %s", pattern, beginning, repeated)
              .doesNotThrowAnyException();
        }
      }
    }
  }

  private static List<String> classNames() {
    try (Stream<Path> shared = Files.list(ROOT.resolve("shared"));
        Stream<Path> functions = Files.list(ROOT.resolve("functions"))) {
      return Stream.concat(shared, functions)
          .map(module -> module.resolve(CLASSES))
          .filter(Files::isDirectory)
          .flatMap(Patterns::classNames)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> classNames(Path classes) {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Field> fields(String className) {
    try {
      return new ArrayList<>(List.of(Class.forName(className).getDeclaredFields()));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static Pattern value(Field field) {
    try {
      field.setAccessible(true);
      return (Pattern) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
