package io.entryguard.resources.snapstart;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.entryguard.resources.client.AwsNetwork;
import io.entryguard.resources.client.Network;
import io.entryguard.resources.configuration.Environment;
import io.entryguard.resources.configuration.Variable;
import io.entryguard.resources.testing.LogLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PrimingTest {
  private static final String TRACE = "com.amazonaws.xray.traceHeader";
  private static final Map<String, String> ENVIRONMENT = Map.of("TABLE_NAME", "resources");

  @RegisterExtension private final LogLines lines = new LogLines();
  private final List<String> events = new ArrayList<>();
  private final List<String> tables = new ArrayList<>();
  private final Set<Class<?>> contexts = new HashSet<>();

  private Priming<RequestHandler<String, String>, String, String> priming(String expected) {
    return Priming.of(
            new TextSerializer(),
            String.class,
            String.class,
            this::handler,
            UnaryOperator.identity())
        .withEvent("event", expected);
  }

  private RequestHandler<String, String> handler(Environment environment, Network network) {
    tables.add(environment.text(Variable.TABLE_NAME));
    return (event, context) -> {
      events.add(event);
      contexts.add(context.getClass());
      System.out.println("handled with " + context.getRemainingTimeInMillis() + " ms left");
      return "status 200";
    };
  }

  @Test
  void handsTheEventToHandlersOverAndOver() {
    priming("200").run(ENVIRONMENT, 3, ENOUGH_TIME);

    assertThat(events).hasSize(300).containsOnly("event");
    assertThat(tables).hasSize(3);
  }

  /** Code that has only seen one class would be compiled once more for the runtime's own. */
  @Test
  void givesContextsOfDifferentClassesInTurn() {
    priming("200").run(ENVIRONMENT, 1, ENOUGH_TIME);

    assertThat(contexts).hasSize(3);
  }

  /** As the runtime does for each request; left behind, it would be in every copy. */
  @Test
  void tracesItsRequestsAndLeavesNoTrace() {
    assertThatIllegalStateException()
        .isThrownBy(() ->
            Priming.traced(() -> {
              assertThat(System.getProperty(TRACE)).startsWith("Root=1-").endsWith("Sampled=0");
              throw new IllegalStateException();
            }));

    assertThat(System.getProperty(TRACE)).isNull();
  }

  @Test
  void readsDocumentsAsAwsSendsThem() {
    assertThat(Priming.resource("two.json")).isEqualTo("{\"one\":[1,2]}");
  }

  @Test
  void endsWhenItsTimeIsOver() {
    priming("200")
        .run(ENVIRONMENT, 3, () -> events.isEmpty() ? Duration.ofSeconds(1) : Duration.ZERO);

    assertThat(events).hasSize(100);
  }

  @Test
  void readsOverManyConnectionsAndReadsTheRareOncePerConnection() {
    List<String> reads = new ArrayList<>();

    priming("200")
        .withRead(_ -> reads.add("read"))
        .withRareRead(_ -> reads.add("rare"))
        .read((_, _) -> "", new AwsNetwork(), ENOUGH_TIME);

    assertThat(reads).hasSize(6_300).endsWith("read", "read", "rare");
    assertThat(reads).filteredOn("rare"::equals).hasSize(300);
  }

  /** Lambda stops a function that takes too long, however slow its reads are. */
  @Test
  void startsNoReadAfterItsTime() {
    List<String> reads = new ArrayList<>();

    priming("200")
        .withRead(_ -> reads.add("read"))
        .withRareRead(_ -> reads.add("rare"))
        .read(
            (_, _) -> "",
            new AwsNetwork(),
            () -> reads.size() < 3 ? Duration.ofSeconds(1) : Duration.ZERO);

    // The last two are those after which the connection is closed.
    assertThat(reads).containsExactly("read", "read", "read", "read", "rare");
  }

  /** The read that fails may have left a connection, which the next one closes. */
  @Test
  void closesTheConnectionOfAReadThatFails() {
    List<String> reads = new ArrayList<>();

    assertThatIllegalStateException()
        .isThrownBy(() ->
            priming("200")
                .withRead(_ -> {
                  reads.add("read");
                  throw new IllegalStateException("throttled");
                })
                .read((_, _) -> "", new AwsNetwork(), ENOUGH_TIME));

    assertThat(reads).hasSize(2);
  }

  @Test
  void printsNothing() {
    priming("200").run(ENVIRONMENT, 1, ENOUGH_TIME);
    System.out.println("after");

    assertThat(lines).containsExactly("after");
  }

  @Test
  void refusesAnotherResponseThanCallersWillGet() {
    assertThatIllegalStateException()
        .isThrownBy(() -> priming("201").run(ENVIRONMENT, 1, ENOUGH_TIME));

    assertThat(events).hasSize(1);
    System.out.println("after");
    assertThat(lines).containsExactly("after");
  }

  @Test
  void givesTheTableTheNameThatTheFilesHave() {
    priming("200").run(ENVIRONMENT, 1, ENOUGH_TIME);

    assertThat(tables).containsExactly("priming");
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // the interface's own signature
  private static final class TextSerializer implements CustomPojoSerializer {
    @Override
    @SuppressWarnings("unchecked") // String is the only type here
    public <T> T fromJson(InputStream input, Type type) {
      try {
        return (T) new String(input.readAllBytes(), UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    @SuppressWarnings("unchecked") // String is the only type here
    public <T> T fromJson(String input, Type type) {
      return (T) input;
    }

    @Override
    public <T> void toJson(T value, OutputStream output, Type type) {
      try {
        output.write(value.toString().getBytes(UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
