package io.entryguard.resources.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.entryguard.resources.resource.CloudRegion;
import io.entryguard.resources.resource.ResourceIdentifier;
import io.entryguard.resources.resource.ResourceName;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that name, identifier and region share, and the length of each. */
final class TextTest {
  private static final String OUTSIDE_THE_BASIC_PLANE = "\uD83D\uDE00";

  static Stream<Arguments> usable() {
    return Stream.of(
        argumentSet("one character", "a"),
        argumentSet("one surrogate pair", OUTSIDE_THE_BASIC_PLANE),
        argumentSet("white space inside", "Production API Gateway"),
        argumentSet("a no-break space inside", "a\u00A0b"),
        argumentSet("other scripts", "Zürich 東京 Αθήνα"),
        argumentSet("what means something elsewhere", "\"a\\b\" <c> #d /e & ${f} 'g'"),
        argumentSet("255 characters", "a".repeat(255)),
        argumentSet("255 surrogate pairs", OUTSIDE_THE_BASIC_PLANE.repeat(255)));
  }

  @ParameterizedTest
  @MethodSource("usable")
  void keepsTextAsItIs(String text) {
    assertThat(new ResourceName(text).value()).isEqualTo(text);
    assertThat(new ResourceIdentifier(text).value()).isEqualTo(text);
    assertThat(new CloudRegion(text).value()).isEqualTo(text);
  }

  static Stream<Arguments> unusable() {
    String blank = "must have at least one character that is not white space";
    String control = "must be without control characters: no line feed, no tab";
    String padded = "must begin and end with something else than white space";
    String unicode = "must be Unicode text, without half of a surrogate pair";
    return Stream.of(
        argumentSet("nothing", "", blank),
        argumentSet("a space", " ", blank),
        argumentSet("a tab and a line feed", "\t\n", blank),
        argumentSet("an em space", "\u2003", blank),
        argumentSet("an ideographic space", "\u3000", blank),
        argumentSet("NUL", "a\u0000b", control),
        argumentSet("a line feed", "a\nb", control),
        argumentSet("a carriage return at the end", "ab\r", control),
        argumentSet("a tab", "a\tb", control),
        argumentSet("escape", "a\u001Bb", control),
        argumentSet("delete", "a\u007Fb", control),
        argumentSet("the first C1 control", "a\u0080b", control),
        argumentSet("next line", "a\u0085b", control),
        argumentSet("the last C1 control", "a\u009Fb", control),
        argumentSet("a line separator", "a\u2028b", control),
        argumentSet("a paragraph separator", "a\u2029b", control),
        argumentSet("a space before", " a", padded),
        argumentSet("a space after", "a ", padded),
        argumentSet("a no-break space before", "\u00A0a", padded),
        argumentSet("a no-break space after", "a\u00A0", padded),
        argumentSet("a narrow no-break space after", "a\u202F", padded),
        argumentSet("an ideographic space after", "a\u3000", padded),
        argumentSet("only a no-break space", "\u00A0", padded),
        argumentSet("a high surrogate alone", "a\uD83Db", unicode),
        argumentSet("a low surrogate alone", "a\uDE00b", unicode),
        argumentSet("half a pair at the end", "ab\uD83D", unicode),
        argumentSet("a pair the wrong way round", "a\uDE00\uD83Db", unicode));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void refusesTextThatCannotBeShownAsOneLine(String text, String problem) {
    assertRefused(() -> new ResourceName(text), problem);
    assertRefused(() -> new ResourceIdentifier(text), problem);
    assertRefused(() -> new CloudRegion(text), problem);
  }

  static Stream<Arguments> lengths() {
    Consumer<String> name = ResourceName::new;
    Consumer<String> region = CloudRegion::new;
    Consumer<String> identifier = ResourceIdentifier::new;
    return Stream.of(
        argumentSet("name", name, 255, "must be at most 255 characters long"),
        argumentSet("region", region, 255, "must be at most 255 characters long"),
        argumentSet("identifier", identifier, 2_048, "must be at most 2,048 characters long"));
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void countsCodePoints(Consumer<String> value, int longest, String problem) {
    assertThatNoException().isThrownBy(() -> value.accept("a".repeat(longest)));
    assertThatNoException().isThrownBy(() -> value.accept(OUTSIDE_THE_BASIC_PLANE.repeat(longest)));
    assertRefused(() -> value.accept("a".repeat(longest + 1)), problem);
    assertRefused(() -> value.accept(OUTSIDE_THE_BASIC_PLANE.repeat(longest + 1)), problem);
  }

  @Test
  void saysTheSameWhateverTheMachineSpeaks() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertRefused(
          () -> new ResourceIdentifier("a".repeat(2_049)), "must be at most 2,048 characters long");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static void assertRefused(Runnable value, String problem) {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(value::run)
        .satisfies(refusal -> assertThat(refusal.problem()).isEqualTo(problem));
  }
}
