package io.entryguard.resources.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.entryguard.resources.json.ValidationErrors;
import io.entryguard.resources.resource.EntityTag;
import io.entryguard.resources.resource.Precondition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

final class EntityTagConditionsTest {
  private static final EntityTag A = new EntityTag("a");
  private static final EntityTag B = new EntityTag("b");

  private static Headers headers(String name, String... lines) {
    return Headers.of(null, Map.of(name, List.of(lines)));
  }

  static Stream<Arguments> wellFormed() {
    return Stream.of(
        argumentSet("any", lines("*"), new Precondition.Any()),
        argumentSet("any, with space", lines(" * "), new Precondition.Any()),
        argumentSet("one", lines("\"a\""), oneOf(A)),
        argumentSet("empty", lines("\"\""), oneOf(new EntityTag(""))),
        argumentSet("two", lines("\"a\", \"b\""), oneOf(A, B)),
        argumentSet("without space", lines("\"a\",\"b\""), oneOf(A, B)),
        argumentSet("twice", lines("\"a\", \"a\""), oneOf(A)),
        argumentSet("tabs", lines("\t\"a\"\t,\t\"b\"\t"), oneOf(A, B)),
        argumentSet("empty elements", lines(",, \"a\" , , \"b\",,"), oneOf(A, B)),
        argumentSet("two lines", lines("\"a\"", "\"b\""), oneOf(A, B)),
        argumentSet("a line that is empty", lines("", "\"b\""), oneOf(B)),
        argumentSet("a comma in a tag", lines("\"a,b\""), oneOf(new EntityTag("a,b"))),
        argumentSet("an asterisk in a tag", lines("\"*\""), oneOf(new EntityTag("*"))),
        argumentSet("a backslash, which is itself", lines("\"\\\""), oneOf(new EntityTag("\\"))),
        argumentSet("beyond ASCII", lines("\"é😀\""), oneOf(new EntityTag("é😀"))),
        argumentSet("weak", lines("W/\"a\""), oneOf()),
        argumentSet("weak and strong", lines("W/\"a\", \"b\""), oneOf(B)));
  }

  private static List<String> lines(String... lines) {
    return List.of(lines);
  }

  private static Precondition oneOf(EntityTag... tags) {
    return new Precondition.OneOf(Set.of(tags));
  }

  @ParameterizedTest
  @MethodSource("wellFormed")
  void readsIfMatchAndLeavesWeakTagsOut(List<String> lines, Precondition expected) {
    var errors = new ValidationErrors();

    Precondition condition =
        EntityTagConditions.ifMatch(headers("if-match", lines.toArray(String[]::new)), errors);

    assertThat(condition).isEqualTo(expected);
    assertThat(errors.isEmpty()).isTrue();
  }

  @Test
  void saysNothingWithoutIfMatch() {
    var errors = new ValidationErrors();

    assertThat(EntityTagConditions.ifMatch(headers("If-None-Match", "\"a\""), errors))
        .isEqualTo(Precondition.NONE);
    assertThat(errors.isEmpty()).isTrue();
  }

  static final List<Arguments> MALFORMED =
      List.of(
          argumentSet("empty", lines("")),
          argumentSet("blank", lines(" \t")),
          argumentSet("two empty lines", lines("", "")),
          argumentSet("a comma", lines(",")),
          argumentSet("without quotation marks", lines("a")),
          argumentSet("a weak one without quotation marks", lines("W/a")),
          argumentSet("single quotation marks", lines("'a'")),
          argumentSet("quoted half, at the end", lines("a\"")),
          argumentSet("quoted half, at the beginning", lines("\"a")),
          argumentSet("a quotation mark too many", lines("\"a\"\"")),
          argumentSet("weak in lower case", lines("w/\"a\"")),
          argumentSet("weak with space", lines("W/ \"a\"")),
          argumentSet("weak alone", lines("W/")),
          argumentSet("twice weak", lines("W/W/\"a\"")),
          argumentSet("space in a tag", lines("\"a b\"")),
          argumentSet("a control character in a tag", lines("\"a\u007Fb\"")),
          argumentSet("no comma between", lines("\"a\" \"b\"")),
          argumentSet("a semicolon between", lines("\"a\";\"b\"")),
          argumentSet("any beside a tag", lines("*, \"a\"")),
          argumentSet("any after a tag", lines("\"a\", *")),
          argumentSet("any twice", lines("*", "*")),
          argumentSet("one good, one not", lines("\"a\", b")),
          argumentSet("another control character between", lines("\"a\"\n,\"b\"")),
          argumentSet("10,000 commas", lines(",".repeat(10_000))),
          argumentSet("10,000 quotation marks", lines("\"".repeat(10_001))));

  @ParameterizedTest
  @FieldSource("MALFORMED")
  void refusesAnIfMatchThatIsNeitherAnyNorTags(List<String> lines) {
    var errors = new ValidationErrors();

    Precondition condition =
        EntityTagConditions.ifMatch(headers("If-Match", lines.toArray(String[]::new)), errors);

    assertThat(condition).isEqualTo(Precondition.NONE);
    assertThat(errors.byMember())
        .containsOnly(
            entry(
                "If-Match",
                "must be * or entity tags in quotation marks, as the ETag of a response"));
  }

  @ParameterizedTest
  @FieldSource("MALFORMED")
  void ignoresAnIfNoneMatchThatIsNeitherAnyNorTags(List<String> lines) {
    assertThat(
            EntityTagConditions.ifNoneMatchNames(
                headers("If-None-Match", lines.toArray(String[]::new)), A))
        .isFalse();
  }

  static Stream<Arguments> comparisons() {
    return Stream.of(
        argumentSet("any", lines("*"), true),
        argumentSet("the same", lines("\"a\""), true),
        argumentSet("another", lines("\"b\""), false),
        argumentSet("in upper case", lines("\"A\""), false),
        argumentSet("the same, weak", lines("W/\"a\""), true),
        argumentSet("another, weak", lines("W/\"b\""), false),
        argumentSet("one of two", lines("\"b\", W/\"a\""), true),
        argumentSet("none of two", lines("\"b\", W/\"c\""), false),
        argumentSet("on the second line", lines("\"b\"", "\"a\""), true));
  }

  @ParameterizedTest
  @MethodSource("comparisons")
  void comparesIfNoneMatchWeakly(List<String> lines, boolean names) {
    assertThat(
            EntityTagConditions.ifNoneMatchNames(
                headers("if-none-match", lines.toArray(String[]::new)), A))
        .isEqualTo(names);
  }

  @Test
  void knowsNoStateWithoutIfNoneMatch() {
    assertThat(EntityTagConditions.ifNoneMatchNames(headers("If-Match", "\"a\""), A)).isFalse();
  }
}
