package io.entryguard.resources.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChoicesTest {
  @Test
  void takesEverySequenceOnce() {
    var choices = new Choices();
    List<String> sequences = new ArrayList<>();
    do {
      int first = choices.choose(3);
      sequences.add(first + "" + (first == 1 ? choices.choose(2) : choices.choose(1)));
    } while (choices.advance());

    assertThat(sequences).containsExactly("00", "10", "11", "20");
  }

  @Test
  void reachesEveryOrderOfThreeCallers() {
    var choices = new Choices();
    List<String> orders = new ArrayList<>();
    do {
      orders.add(InterleavingTest.run(new Interleaving(choices::choose)));
    } while (choices.advance());

    // 6! / (2! 2! 2!)
    assertThat(orders).hasSize(90).doesNotHaveDuplicates();
  }
}
