package relay.domain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderStoryTest {
  private static final long HOUR = 3_600_000;
  private final ProviderStory story = new ProviderStory("x");

  @Test
  void shouldBeginWithNothing() {
    assertThat(story.model()).isEqualTo("x");
    assertThat(story.recipients()).isZero();
    assertThat(story.hours()).isEmpty();
    assertThat(story.doneAfter()).isEmpty();
    assertThat(story.sum().delivered()).isZero();
  }

  @Test
  void shouldTellEachHourEvenWhereNothingHappened() {
    story.expect(4);
    story.delivered(1, 0);
    story.delivered(1, HOUR - 1);
    story.delivered(2, 3 * HOUR);

    assertThat(story.hours()).extracting(ProviderStory.Hour::number).containsExactly(0, 1, 2, 3);
    assertThat(story.hours())
        .extracting(ProviderStory.Hour::delivered)
        .containsExactly(2L, 0L, 0L, 2L);
  }

  @Test
  void shouldKeepWhatHappensApartAndSumItUp() {
    story.expect(100);
    for (int hour = 0; hour < 2; hour++) {
      story.delivered(1, hour * HOUR);
      story.deferred(20, hour * HOUR);
      story.bounced(3, hour * HOUR);
      story.expired(4, hour * HOUR);
      story.moved(50, hour * HOUR);
    }

    ProviderStory.Hour second = story.hours().get(1);
    assertThat(
            List.of(
                second.delivered(),
                second.deferrals(),
                second.bounced(),
                second.expired(),
                second.moves()))
        .containsExactly(1L, 20L, 3L, 4L, 50L);
    ProviderStory.Hour sum = story.sum();
    assertThat(List.of(sum.delivered(), sum.deferrals(), sum.bounced(), sum.expired(), sum.moves()))
        .containsExactly(2L, 40L, 6L, 8L, 100L);
    assertThat(sum.number()).isEqualTo(-1);
  }

  @Test
  void shouldBeDoneWithTheLastWhateverBecameOfHim() {
    story.expect(3);
    story.expect(2);
    story.delivered(3, 1_000);
    story.bounced(1, 2_000);
    story.deferred(1, 2_500);
    story.moved(1, 2_600);
    assertThat(story.doneAfter()).isEmpty();

    story.expired(1, 9_000);

    assertThat(story.recipients()).isEqualTo(5);
    assertThat(story.doneAfter()).contains(Duration.ofSeconds(9));
  }

  @Test
  void shouldNoteTheFirstThreeRestrictionsOfAnHourOnceEach() {
    story.restricted("slow 10 by a", 0);
    story.restricted("slow 10 by a", 5);
    story.restricted("slow 20 by a", 6);
    story.restricted("pause by b", 7);
    story.restricted("pause by c", 8);
    story.restricted("pause by c", HOUR);

    assertThat(story.hours().get(0).restrictions())
        .containsExactly("slow 10 by a", "slow 20 by a", "pause by b");
    assertThat(story.hours().get(1).restrictions()).containsExactly("pause by c");
    assertThat(story.sum().restrictions()).isEmpty();
  }

  @Test
  void shouldLetNobodyElseWriteTheStory() {
    story.restricted("pause by b", 0);
    List<ProviderStory.Hour> hours = story.hours();
    List<String> restrictions = hours.get(0).restrictions();

    assertThatThrownBy(hours::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> restrictions.add("x"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(story.hours()).hasSize(1);
  }
}
