package relay.domain.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.Chance;
import relay.domain.mail.Lane;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

/** Names, ids and bounds of the queues. */
class QueueRulesTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "relay, true",
    "relay.otp, true",
    "relay.wait.bulk.60, true",
    "relay., true",
    "relayed, false",
    "relays.otp, false",
    "Relay.otp, false",
    "my.relay.otp, false",
    "'', false"
  })
  void shouldKnowItsOwnQueues(String name, boolean ours) {
    assertThat(QueueNames.isOurs(name)).isEqualTo(ours);
  }

  @ParameterizedTest
  @EnumSource(Lane.class)
  void shouldGiveEachLaneQueuesOfItsOwn(Lane lane) {
    assertThat(QueueNames.of(lane)).isEqualTo("relay." + lane.label());
    assertThat(QueueNames.room(lane, 60)).isEqualTo("relay.wait." + lane.label() + ".60");
    assertThat(QueueNames.held(lane)).isEqualTo("relay.wait." + lane.label() + ".held");
    assertThat(QueueNames.called(lane)).isEqualTo("relay.wait." + lane.label() + ".called");
    assertThat(QueueNames.isOurs(QueueNames.held(lane))).isTrue();
  }

  /** An id that came twice would let the broker drop a mail as a repeat. */
  @Test
  void shouldNeverGiveTwoEntriesOfAMailOneId() {
    Chance.rounds(
        50,
        random -> {
          EntryId entry = new EntryId(MailBuilder.ID, random.nextInt(3), 0);
          Set<EntryId> seen = new HashSet<>();
          Set<String> texts = new HashSet<>();
          for (int i = 0; i < 50; i++) {
            assertThat(seen.add(entry)).isTrue();
            assertThat(texts.add(entry.toString())).isTrue();
            int attempts = entry.attempts();
            boolean tried = random.nextBoolean();
            entry = tried ? entry.afterAttempt() : entry.afterWait();
            assertThat(entry.attempts()).isEqualTo(tried ? attempts + 1 : attempts);
            assertThat(tried && entry.waits() != 0).isFalse();
          }
        });
    assertThat(new EntryId(MailBuilder.ID, 2, 3, 4)).hasToString(MailBuilder.ID + ".2.3.4");
  }

  @ParameterizedTest
  @CsvSource({
    "BULK, true, 60, 3660",
    "TRANSACTIONAL, true, 60, 3660",
    "OTP, true, 60, 3600",
    "BULK, false, 60, 3600",
    "BULK, true, 0, 3600",
    "BULK, true, -60, 3600"
  })
  void shouldLetTheTimeToLiveStandStillDuringAHold(
      Lane lane, boolean stands, long heldSeconds, long livesSeconds) {
    Hold hold = new Hold("b1", NOON, stands);

    assertThat(hold.expiry(lane, NOON.plusSeconds(3_600), NOON.plusSeconds(heldSeconds)))
        .isEqualTo(NOON.plusSeconds(livesSeconds));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | long-enough-secret | '' | 127.0.0.1 | broker.door.user",
        "' ' | long-enough-secret | '' | 127.0.0.1 | broker.door.user",
        "app | short | '' | 127.0.0.1 | broker.door.password",
        "app | '' | '' | 127.0.0.1 | broker.door.password",
        "app | long-enough-secret | '' | 0.0.0.0 | broker.door.key-store",
        "app | long-enough-secret | '' | 192.0.2.1 | broker.door.key-store",
        "app | long-enough-secret | '' | 127.0.0.1 | ''",
        "app | long-enough-secret | '' | ::1 | ''",
        "app | long-enough-secret | /k.p12 | 0.0.0.0 | ''"
      })
  void shouldOpenNoDoorWithoutAPasswordOrInClearText(
      String user, String password, String keyStore, String address, String refused) {
    Map<String, String> file = new HashMap<>();
    file.put("broker.door.port", "61616");
    file.put("broker.door.user", user);
    file.put("broker.door.password", password);
    file.put("broker.door.key-store", keyStore);
    file.put("broker.door.address", address);

    if (refused.isEmpty()) {
      assertThat(settings(file).door().isOpen()).isTrue();
    } else {
      assertThatThrownBy(() -> settings(file))
          .isInstanceOf(InvalidSetting.class)
          .hasMessageContaining("setting " + refused)
          .satisfies(
              e -> assertThat(password.isEmpty() || !e.getMessage().contains(password)).isTrue());
      file.put("broker.door.port", "0");
      assertThat(settings(file).door().isOpen()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "broker.hosts | mq1.example | broker.hosts",
        "broker.hosts | mq1.example:x | broker.hosts",
        "broker.hosts | mq1.example:616161 | broker.hosts",
        "broker.hosts | a b:61616 | broker.hosts",
        "broker.memory | 235MB | broker.memory",
        "broker.lane-memory | 60MB | broker.memory",
        "broker.room-memory | 10MB | broker.memory",
        "broker.other-memory | 50MB | broker.memory"
      })
  void shouldNameTheSettingOfTheBrokerThatCannotBe(String key, String value, String named) {
    assertThatThrownBy(() -> settings(Map.of(key, value)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("setting " + named);
  }

  @Test
  void shouldRunTheBrokerInsideUnlessOthersAreNamed() {
    assertThat(settings(Map.of()).isEmbedded()).isTrue();
    BrokerSettings outside = settings(Map.of("broker.hosts", "mq1.example:61616, 192.0.2.1:61617"));
    assertThat(outside.isEmbedded()).isFalse();
    assertThat(outside.hosts()).containsExactly("mq1.example:61616", "192.0.2.1:61617");
  }

  @Test
  void shouldReadTheSettingsOfTheQueues() {
    QueueSettings settings =
        QueueSettings.from(
            Settings.of(
                QueueSettings.ALL,
                Map.of("queue.lane-mails", "10", "queue.store-patience", "0s"),
                Map.of()));

    assertThat(settings.laneMails()).isEqualTo(10);
    assertThat(settings.storePatience()).isEqualTo(Duration.ZERO);
    assertThat(settings.sendersMax()).isEqualTo(64);
    assertThat(settings.moveBatch()).isEqualTo(50);
    // the broker keeps larger ones in files, which must not begin below what is held in memory
    assertThat(settings.contentInMemoryMax())
        .isLessThanOrEqualTo(settings(Map.of()).largeMessage());
  }

  private static BrokerSettings settings(Map<String, String> file) {
    return BrokerSettings.from(Settings.of(BrokerSettings.ALL, file, Map.of()));
  }
}
