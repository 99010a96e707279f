package relay.domain.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.mail.Lane;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

class BrokerSettingsTest {

  @Test
  void shouldRunTheBrokerInsideByDefault() {
    BrokerSettings broker = from(Map.of());

    assertThat(broker.isEmbedded()).isTrue();
    assertThat(broker.journalBufferMicros()).isEqualTo(300);
  }

  @Test
  void shouldUseOutsideBrokersWhenTheyAreNamed() {
    BrokerSettings broker = from(Map.of("broker.hosts", "one.example:61616,two.example:61617"));

    assertThat(broker.isEmbedded()).isFalse();
    assertThat(broker.hosts()).containsExactly("one.example:61616", "two.example:61617");
  }

  @Test
  void shouldRefuseMemoryBelowTheSumOfItsQueues() {
    assertThatThrownBy(() -> from(Map.of("broker.lane-memory", "100MB")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("broker.memory")
        .hasMessageContaining("3 x broker.lane-memory");
  }

  @Test
  void shouldNameTheQueueOfEachLane() {
    for (Lane lane : Lane.values()) {
      assertThat(QueueNames.of(lane)).isEqualTo("relay." + lane.label());
    }
  }

  private static BrokerSettings from(Map<String, String> file) {
    return BrokerSettings.from(Settings.of(BrokerSettings.ALL, file, Map.of()));
  }
}
