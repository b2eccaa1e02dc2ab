package io.entryguard.resources.snapstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.entryguard.resources.client.Network;
import io.entryguard.resources.testing.LogLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PrimingTest {
  @RegisterExtension private final LogLines lines = new LogLines();
  private final List<String> events = new ArrayList<>();
  private int handlers;

  private final Priming<String, String> priming =
      Priming.with(new TextSerializer(), String.class, String.class);

  private RequestHandler<String, String> handler(Network network) {
    handlers++;
    return (event, context) -> {
      events.add(event);
      System.out.println("handled with " + context.getRemainingTimeInMillis() + " ms left");
      return "status 200";
    };
  }

  @Test
  void handsTheEventToHandlersOverAndOver() {
    priming.run(60, "event", "200", this::handler);

    assertThat(events).hasSize(60).containsOnly("event");
    assertThat(handlers).isEqualTo(3);
  }

  @Test
  void printsNothing() {
    priming.run(20, "event", "200", this::handler);
    System.out.println("after");

    assertThat(lines).containsExactly("after");
  }

  @Test
  void refusesAnotherResponseThanCallersWillGet() {
    assertThatIllegalStateException()
        .isThrownBy(() -> priming.run(20, "event", "201", this::handler));

    assertThat(events).hasSize(1);
    System.out.println("after");
    assertThat(lines).containsExactly("after");
  }

  @Test
  void givesTheTableTheNameThatTheFilesHave() {
    assertThat(Priming.environment(Map.of("TABLE_NAME", "resources", "AWS_REGION", "eu-central-1")))
        .containsOnly(Map.entry("TABLE_NAME", "priming"), Map.entry("AWS_REGION", "eu-central-1"));
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
