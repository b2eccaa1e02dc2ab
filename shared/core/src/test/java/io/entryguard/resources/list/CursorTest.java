package io.entryguard.resources.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceType;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CursorTest {
  private static final CursorSigningKey KEY = CursorSigningKey.random(new Random(1));
  private static final OrganizationId ORGANIZATION =
      new OrganizationId(UUID.fromString("8d3f0c52-6b1e-4f7a-9c25-1e0a7b94d3f6"));
  private static final ResourceId LAST =
      ResourceId.parse("019c7068-2780-7b1e-9c55-0d4b7f1f6a10").orElseThrow();
  private static final ResourceFilter FILTER =
      new ResourceFilter(Optional.of(Provider.AWS), Optional.empty());
  private static final String TEXT = Cursor.after(LAST, ORGANIZATION, FILTER, KEY).text();

  private static boolean isGood(String text) {
    return Cursor.parse(text)
        .filter(cursor -> cursor.isSignedFor(ORGANIZATION, FILTER, KEY))
        .isPresent();
  }

  @Test
  void comesBackAsItWasGiven() {
    Cursor read = Cursor.parse(TEXT).orElseThrow();

    assertThat(isGood(TEXT)).isTrue();
    assertThat(read.after()).isEqualTo(LAST);
    assertThat(read.text()).isEqualTo(TEXT).matches("[A-Za-z0-9_-]{44}");
  }

  @Test
  void isWorthlessWithAnyBitChanged() {
    byte[] bytes = Base64.getUrlDecoder().decode(TEXT);

    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      assertThat(isGood(text)).as("bit %d", bit).isFalse();
    }
  }

  @Test
  void isWorthlessWithAnyCharacterChanged() {
    for (int i = 0; i < TEXT.length(); i++) {
      for (String character :
          List.of("A", "z", "_", "=", "+", "/", " ", "é", "\uD83D\uDE00", "%")) {
        String changed = TEXT.substring(0, i) + character + TEXT.substring(i + 1);
        assertThat(isGood(changed)).as(changed).isEqualTo(changed.equals(TEXT));
      }
    }
  }

  static Stream<String> others() {
    return Stream.of(
            IntStream.range(0, TEXT.length()).mapToObj(end -> TEXT.substring(0, end)),
            IntStream.range(1, TEXT.length()).mapToObj(TEXT::substring),
            Stream.of(
                TEXT + "A",
                TEXT + "AAAA",
                TEXT + "=",
                TEXT + "====",
                TEXT + "\n",
                " " + TEXT,
                TEXT + TEXT,
                TEXT.toLowerCase(java.util.Locale.ROOT),
                TEXT.replace('-', '+').replace('_', '/') + "\u0000",
                new StringBuilder(TEXT).reverse().toString(),
                LAST.toString(),
                "null",
                "0",
                "\uD800",
                "東".repeat(44),
                "A".repeat(44),
                "A".repeat(10_240)))
        .flatMap(texts -> texts);
  }

  @ParameterizedTest
  @MethodSource("others")
  void isNothingElse(String text) {
    assertThat(isGood(text)).isFalse();
  }

  static final List<Arguments> OTHER_LISTS =
      List.of(
          argumentSet("another organization's", other(), FILTER, KEY),
          argumentSet(
              "another key's, if two organizations had one id",
              ORGANIZATION,
              FILTER,
              CursorSigningKey.random(new Random(2))),
          argumentSet("the whole list's", ORGANIZATION, ResourceFilter.NONE, KEY),
          argumentSet(
              "another provider's",
              ORGANIZATION,
              new ResourceFilter(Optional.of(Provider.GCP), Optional.empty()),
              KEY),
          argumentSet(
              "that of a type named as the provider",
              ORGANIZATION,
              new ResourceFilter(Optional.empty(), Optional.of(new ResourceType("AWS"))),
              KEY),
          argumentSet(
              "a narrower list's",
              ORGANIZATION,
              new ResourceFilter(
                  Optional.of(Provider.AWS), Optional.of(new ResourceType("SECURITY_GROUP"))),
              KEY));

  private static OrganizationId other() {
    return new OrganizationId(UUID.fromString("5b0e8a3c-1f2d-4c6b-9a7e-3d4f5a6b7c8d"));
  }

  @ParameterizedTest
  @FieldSource("OTHER_LISTS")
  void isNotTakenForThatOfAnotherList(
      OrganizationId organization, ResourceFilter filter, CursorSigningKey key) {
    String text = Cursor.after(LAST, organization, filter, key).text();

    assertThat(isGood(text)).isFalse();
    assertThat(Cursor.parse(TEXT).orElseThrow().isSignedFor(organization, filter, key)).isFalse();
  }
}
