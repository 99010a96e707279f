package relay.domain.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.tenancy.StreamBuilder.aStream;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.control.ControlObject;
import relay.domain.control.Responsible;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;

class RetentionRulesTest {
  private static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");
  private static final MailOwner RECEIPTS = new MailOwner("acme", "receipts", "c-1");
  private static final MailOwner NEWS = new MailOwner("acme", "news", "c-1");
  private static final StreamName RECEIPTS_NAME = new StreamName("acme", "receipts");
  private Tenancy tenancy = Tenancy.EMPTY;
  private RetentionSettings settings =
      new RetentionSettings(days(30), days(90), days(20), days(90), days(1), 500);
  private final RetentionRules rules = new RetentionRules(() -> tenancy, () -> settings);

  @Test
  void shouldKeepAsLongAsTheSettingsSayWithoutARuleOfTheStream() {
    with(aStream("acme", "receipts").build());

    assertThat(rules.records(RECEIPTS)).isEqualTo(days(90));
    assertThat(rules.contents(RECEIPTS)).isEqualTo(days(20));
    assertThat(rules.recordsDecidedBy(RECEIPTS))
        .isEqualTo(Responsible.setting("retention.messages"));
    assertThat(rules.contentsDecidedBy(RECEIPTS))
        .isEqualTo(Responsible.setting("retention.contents"));
  }

  @Test
  void shouldKeepRecordsAndContentsApart() {
    with(
        aStream("acme", "receipts").recordRetention(days(400)).contentRetention(days(3)).build(),
        aStream("acme", "news").contentRetention(Duration.ZERO).build());

    assertThat(rules.records(RECEIPTS)).isEqualTo(days(400));
    assertThat(rules.contents(RECEIPTS)).isEqualTo(days(3));
    assertThat(rules.records(NEWS)).isEqualTo(days(90));
    assertThat(rules.contents(NEWS)).isEqualTo(Duration.ZERO);
    var byStream = new Responsible("stream", "acme/receipts");
    assertThat(rules.recordsDecidedBy(RECEIPTS)).isEqualTo(byStream);
    assertThat(rules.contentsDecidedBy(RECEIPTS)).isEqualTo(byStream);
    assertThat(rules.recordsDecidedBy(NEWS)).isEqualTo(Responsible.setting("retention.messages"));
  }

  @Test
  void shouldNotTakeTheRuleOfAnotherTenantsStream() {
    with(aStream("acme", "receipts").recordRetention(days(1)).build());

    assertThat(rules.records(new MailOwner("other", "receipts", ""))).isEqualTo(days(90));
  }

  @Test
  void shouldObeyTheOwnStreamOfALane() {
    with(aStream("default", "bulk").lane(Lane.BULK).recordRetention(days(2)).build());

    assertThat(rules.records(MailOwner.of(Lane.BULK))).isEqualTo(days(2));
    assertThat(rules.records(MailOwner.of(Lane.OTP))).isEqualTo(days(90));
  }

  @Test
  void shouldFollowAChangeOfTheSettings() {
    settings = new RetentionSettings(days(30), days(5), days(6), days(90), days(1), 500);

    assertThat(rules.records(RECEIPTS)).isEqualTo(days(5));
    assertThat(rules.contents(RECEIPTS)).isEqualTo(days(6));
  }

  @Test
  void shouldFindOldMailOfEachRuleOnceAndOnlyOnce() {
    with(
        aStream("acme", "receipts").recordRetention(days(400)).build(),
        aStream("acme", "news").contentRetention(days(1)).build(),
        aStream("default", "otp").lane(Lane.OTP).recordRetention(days(1)).build());
    var otp = new StreamName("default", "otp");

    assertThat(rules.oldMail(NOW))
        .containsExactly(
            new OldMail(NOW.minus(days(90)), Optional.empty(), Set.of(RECEIPTS_NAME, otp)),
            new OldMail(NOW.minus(days(400)), Optional.of(RECEIPTS_NAME), Set.of()),
            new OldMail(NOW.minus(days(1)), Optional.of(otp), Set.of()));
  }

  @Test
  void shouldHaveOneRuleWhenNoStreamHasItsOwn() {
    assertThat(rules.oldMail(NOW))
        .containsExactly(new OldMail(NOW.minus(days(90)), Optional.empty(), Set.of()));
    assertThat(rules.shorterThanJournal()).isEmpty();
  }

  @Test
  void shouldTakeLinesOutOfTheJournalOnlyWhereTheFilesAreKeptForLonger() {
    with(
        aStream("acme", "receipts").recordRetention(days(29)).build(),
        aStream("acme", "news").recordRetention(days(30)).build(),
        aStream("acme", "bulk").lane(Lane.BULK).recordRetention(days(400)).build());

    assertThat(rules.shorterThanJournal()).containsOnlyKeys(RECEIPTS_NAME);
    assertThat(rules.shorterThanJournal()).containsValue(days(29));
  }

  @Test
  void shouldNameAStreamWithItsTenant() {
    assertThat(StreamName.of(RECEIPTS)).isEqualTo(RECEIPTS_NAME);
    assertThat(RECEIPTS_NAME).hasToString("acme/receipts");
  }

  private void with(ControlObject... objects) {
    tenancy = Tenancies.with(objects);
  }

  private static Duration days(int count) {
    return Duration.ofDays(count);
  }
}
