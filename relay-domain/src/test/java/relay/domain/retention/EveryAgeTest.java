package relay.domain.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.tenancy.StreamBuilder.aStream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.control.ControlObject;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;
import relay.domain.tenancy.StreamBuilder;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;

/** Whatever rules streams have, each mail is old by exactly one of them, and by the right one. */
class EveryAgeTest {
  private static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");
  private static final List<String> TENANTS = List.of("default", "acme", "a", "acme-x");
  private static final List<String> STREAMS = List.of("otp", "bulk", "news", "x-news", "n");

  @Test
  void shouldFindEachMailByOneRuleAndAtItsAge() {
    Chance.rounds(
        300,
        random -> {
          Tenancy tenancy = any(random);
          RetentionSettings settings = settings(random);
          RetentionRules rules = new RetentionRules(() -> tenancy, () -> settings);
          List<OldMail> parts = rules.oldMail(NOW);

          for (MailOwner owner : owners()) {
            StreamName name = StreamName.of(owner);
            List<OldMail> of =
                parts.stream()
                    .filter(
                        part -> part.of().map(name::equals).orElse(!part.except().contains(name)))
                    .toList();
            assertThat(of).as("%s", name).hasSize(1);
            assertThat(of.get(0).before()).isEqualTo(NOW.minus(rules.records(owner)));
          }
        });
  }

  /** Lines leave the journal early exactly where their stream wants it before the files go. */
  @Test
  void shouldTakeLinesOutEarlyOnlyWhereThatIsEarlier() {
    Chance.rounds(
        300,
        random -> {
          Tenancy tenancy = any(random);
          RetentionSettings settings = settings(random);
          RetentionRules rules = new RetentionRules(() -> tenancy, () -> settings);
          Map<StreamName, Duration> shorter = rules.shorterThanJournal();

          for (MailOwner owner : owners()) {
            boolean own = rules.recordsDecidedBy(owner).kind().equals("stream");
            Duration age = rules.records(owner);
            boolean early = own && age.compareTo(settings.journal()) < 0;
            assertThat(shorter.containsKey(StreamName.of(owner))).isEqualTo(early);
            if (early) {
              assertThat(shorter.get(StreamName.of(owner))).isEqualTo(age);
            }
          }
        });
  }

  @Test
  void shouldNameWhatDecidesAboutRecordsAndContentsEach() {
    Tenancy tenancy =
        Tenancies.with(
            aStream("acme", "news").recordRetention(Duration.ofDays(1)).build(),
            aStream("acme", "n").contentRetention(Duration.ofDays(1)).build());
    RetentionRules rules = new RetentionRules(() -> tenancy, () -> settings(Map.of()));

    assertThat(rules.recordsDecidedBy(new MailOwner("acme", "news", "")))
        .hasToString("stream acme/news");
    assertThat(rules.contentsDecidedBy(new MailOwner("acme", "news", "")))
        .hasToString("setting retention.contents");
    assertThat(rules.recordsDecidedBy(new MailOwner("acme", "n", "")))
        .hasToString("setting retention.messages");
    assertThat(rules.contentsDecidedBy(new MailOwner("acme", "n", "")))
        .hasToString("stream acme/n");
  }

  /** A century is the longest that a stream can ask for; the sum must still be a time. */
  @Test
  void shouldBearTheLongestAndTheShortestAge() {
    Tenancy tenancy =
        Tenancies.with(
            aStream("acme", "news").recordRetention(Duration.ofDays(36_500)).build(),
            aStream("acme", "n").recordRetention(Duration.ZERO).build());
    RetentionRules rules = new RetentionRules(() -> tenancy, () -> settings(Map.of()));

    assertThat(rules.oldMail(NOW))
        .extracting(OldMail::before)
        .contains(NOW, NOW.minus(Duration.ofDays(36_500)));
    assertThat(rules.shorterThanJournal()).containsOnlyKeys(new StreamName("acme", "n"));
  }

  @Test
  void shouldNotChangeWithTheSetItWasMadeOf() {
    List<StreamName> names = new ArrayList<>(List.of(new StreamName("acme", "news")));
    OldMail part = new OldMail(NOW, Optional.empty(), new HashSet<>(names));

    assertThatThrownBy(() -> part.except().add(new StreamName("acme", "n")))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retention.journal | 999ms | a duration such as 250ms, 30s, 5m, 4h, 5d; from 1s to 3653d",
        "retention.messages | 3654d | a duration such as 250ms, 30s, 5m, 4h, 5d; from 1s to 3653d",
        "retention.contents | 0s | a duration such as 250ms, 30s, 5m, 4h, 5d; from 1s to 3653d",
        "retention.interval | 32d | a duration such as 250ms, 30s, 5m, 4h, 5d; from 1s to 31d",
        "retention.batch | 10001 | a whole number from 1 to 10000"
      })
  void shouldNameTheSettingThatCannotBe(String key, String value, String rule) {
    assertThatThrownBy(() -> settings(Map.of(key, value)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("setting " + key + " = " + value + ": must be " + rule);
  }

  private static Tenancy any(Random random) {
    List<ControlObject> streams = new ArrayList<>();
    for (String tenant : TENANTS) {
      for (String name : STREAMS) {
        if (random.nextInt(3) == 0) {
          StreamBuilder stream = aStream(tenant, name);
          if (name.equals("otp") || name.equals("bulk")) {
            stream.lane(name.equals("otp") ? Lane.OTP : Lane.BULK);
          }
          if (random.nextBoolean()) {
            stream.recordRetention(Duration.ofDays(random.nextInt(60)));
          }
          if (random.nextBoolean()) {
            stream.contentRetention(Duration.ofDays(random.nextInt(60)));
          }
          streams.add(stream.build());
        }
      }
    }
    return Tenancies.with(streams.toArray(ControlObject[]::new));
  }

  private static List<MailOwner> owners() {
    List<MailOwner> owners = new ArrayList<>();
    for (String tenant : TENANTS) {
      STREAMS.forEach(stream -> owners.add(new MailOwner(tenant, stream, "c-1")));
    }
    owners.add(new MailOwner("gone", "gone", ""));
    return owners;
  }

  private static RetentionSettings settings(Random random) {
    return settings(
        Map.of(
            "retention.journal", (1 + random.nextInt(50)) + "d",
            "retention.messages", (1 + random.nextInt(50)) + "d"));
  }

  private static RetentionSettings settings(Map<String, String> file) {
    return RetentionSettings.from(Settings.of(RetentionSettings.ALL, file, Map.of()));
  }
}
