package relay.domain.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.suppression.InMemorySuppressionDesk.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.feedback.reply.ReplyClass;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.settings.Settings;
import relay.domain.suppression.BounceJudge.Step;
import relay.domain.suppression.BounceOutcome.Kind;
import relay.domain.suppression.Suppression.Evidence;

class BounceJudgeTest {
  private static final BounceRules USUAL =
      BounceRules.from(Settings.of(SuppressionSettings.ALL, Map.of(), Map.of()));
  private static final MailOwner NEWS = new MailOwner("acme", "news", "");
  private static final EmailAddress BOB = EmailAddress.parse("Bob@example.org");
  private int events;
  private BounceHistory history = BounceHistory.NONE;
  private BounceHistory domain = BounceHistory.NONE;

  @Test
  void shouldSuppressAnUnknownRecipientAtTheFirstRefusalForThirtyDays() {
    Suppression entry = refused(ReplyClass.RECIPIENT_UNKNOWN, NOON).orElseThrow();

    assertThat(entry.subject()).contains(SuppressionSubject.parse("bob@example.org"));
    assertThat(entry.scope()).isEqualTo(SuppressionScope.ofTenant("acme"));
    assertThat(entry.reason()).isEqualTo(SuppressionReason.HARD_BOUNCE);
    assertThat(entry.author()).isEqualTo("relay");
    assertThat(entry.createdAt()).isEqualTo(NOON);
    assertThat(entry.expiresAt()).contains(NOON.plus(Duration.ofDays(30)));
    assertThat(entry.evidence().event()).isEqualTo("event1");
  }

  @Test
  void shouldWantTwoRefusalsWithoutAnEnhancedStatus() {
    assertThat(judge(outcome(Kind.REFUSED, ReplyClass.RECIPIENT_UNKNOWN, NOON, false))).isEmpty();
    assertThat(judge(outcome(Kind.REFUSED, ReplyClass.RECIPIENT_UNKNOWN, NOON, false))).isPresent();
  }

  @Test
  void shouldForgetTheFirstOfTwoRefusalsAfterADelivery() {
    judge(outcome(Kind.REFUSED, ReplyClass.RECIPIENT_INACTIVE, NOON, false));
    delivered(NOON);

    assertThat(judge(outcome(Kind.REFUSED, ReplyClass.RECIPIENT_INACTIVE, NOON, false))).isEmpty();
  }

  @Test
  void shouldSuppressLongerEachTimeAndThenForEver() {
    assertThat(days(refused(ReplyClass.RECIPIENT_MOVED, NOON))).contains(30L);
    delivered(NOON);
    assertThat(days(refused(ReplyClass.RECIPIENT_MOVED, NOON))).contains(180L);
    assertThat(refused(ReplyClass.RECIPIENT_MOVED, NOON).orElseThrow().expiresAt()).isEmpty();
    assertThat(refused(ReplyClass.RECIPIENT_MOVED, NOON).orElseThrow().expiresAt()).isEmpty();
  }

  @Test
  void shouldSuppressAtFivePointsOnThreeDifferentDays() {
    assertThat(softAt(0)).isEmpty();
    assertThat(softAt(0)).isEmpty();
    assertThat(softAt(0)).isEmpty();
    assertThat(softAt(1)).isEmpty();
    assertThat(softAt(1)).isEmpty(); // five points on two days
    assertThat(softAt(2)).map(Suppression::reason).contains(SuppressionReason.SOFT_BOUNCE);
  }

  @Test
  void shouldNotSuppressForPointsAloneHoweverMany() {
    for (int i = 0; i < 100; i++) {
      assertThat(softAt(i % 2)).isEmpty();
    }
  }

  @Test
  void shouldCountOnlyWhatFellIntoTheWindow() {
    for (int i = 0; i < 4; i++) {
      assertThat(softAt(i)).isEmpty();
    }
    assertThat(softAt(40)).isEmpty();
    assertThat(history.points()).isEqualTo(1);
  }

  @Test
  void shouldStartFromZeroAfterADelivery() {
    for (int i = 0; i < 4; i++) {
      softAt(i);
    }
    delivered(NOON.plus(Duration.ofDays(4)));

    assertThat(history.isNothing()).isTrue();
    assertThat(softAt(5)).isEmpty();
  }

  @Test
  void shouldWeighByWhatItIsAbout() {
    for (int i = 0; i < 9; i++) {
      assertThat(judge(outcome(Kind.GIVEN_UP, ReplyClass.EXPIRED, day(i), true))).isEmpty();
    }
    assertThat(judge(outcome(Kind.GIVEN_UP, ReplyClass.EXPIRED, day(9), true))).isPresent();
  }

  @Test
  void shouldSuppressAMailboxThatIsFullForTwoWeeksOfTries() {
    for (int i = 0; i < 14; i++) {
      assertThat(judge(outcome(Kind.PUT_OFF, ReplyClass.MAILBOX_FULL, day(i), true))).isEmpty();
    }
    assertThat(judge(outcome(Kind.PUT_OFF, ReplyClass.MAILBOX_FULL, day(14), true)))
        .map(Suppression::reason)
        .contains(SuppressionReason.MAILBOX_FULL);
  }

  @Test
  void shouldBeginAnewWithTheTwoWeeksWhenSomethingGotThrough() {
    judge(outcome(Kind.PUT_OFF, ReplyClass.MAILBOX_FULL, day(0), true));
    delivered(day(10));

    assertThat(judge(outcome(Kind.PUT_OFF, ReplyClass.MAILBOX_FULL, day(15), true))).isEmpty();
  }

  /** What a server thinks of the sender or the mail, and its own trouble. */
  @ParameterizedTest
  @EnumSource(
      value = ReplyClass.class,
      names = {
        "IP_BLOCKED",
        "REPUTATION_DOMAIN",
        "CONTENT_SPAM",
        "VIRUS",
        "AUTH_FAILED",
        "SENDER_REJECTED",
        "RATE_LIMITED",
        "TOO_MANY_CONNECTIONS",
        "TOO_MANY_RECIPIENTS",
        "GREYLISTED",
        "NETWORK",
        "DNS_TEMP",
        "ROUTING_LOOP",
        "SYSTEM_FULL",
        "SYSTEM_ERROR",
        "PROTOCOL"
      })
  void shouldNeverBlameTheRecipient(ReplyClass about) {
    for (int i = 0; i < 50; i++) {
      assertThat(refused(about, day(i))).isEmpty();
      assertThat(judge(outcome(Kind.GIVEN_UP, about, day(i), false))).isEmpty();
    }
    assertThat(history).isEqualTo(BounceHistory.NONE);
  }

  @Test
  void shouldSuppressADomainOnlyWhenItIsGoneADayLaterStill() {
    assertThat(domainGone(NOON)).isEmpty();
    assertThat(domainGone(NOON.plus(Duration.ofHours(23)))).isEmpty();
    Suppression entry = domainGone(NOON.plus(Duration.ofHours(24))).orElseThrow();

    assertThat(entry.subject()).contains(SuppressionSubject.parse("example.org"));
    assertThat(entry.reason()).isEqualTo(SuppressionReason.DOMAIN_INVALID);
    assertThat(entry.scope()).isEqualTo(SuppressionScope.ofTenant("acme"));
    assertThat(history.isNothing()).isTrue();
  }

  @Test
  void shouldNotSuppressADomainThatTookMailInBetween() {
    domainGone(NOON);
    delivered(NOON.plus(Duration.ofHours(12)));

    assertThat(domainGone(NOON.plus(Duration.ofHours(24)))).isEmpty();
  }

  @Test
  void shouldTakeTheRecipientOffAllBulkStreamsAfterAComplaint() {
    Suppression entry =
        judge(outcome(Kind.COMPLAINED, ReplyClass.UNKNOWN, NOON, false)).orElseThrow();

    assertThat(entry.scope()).isEqualTo(SuppressionScope.ofBulk("acme"));
    assertThat(entry.reason()).isEqualTo(SuppressionReason.COMPLAINT);
    assertThat(entry.expiresAt()).isEmpty();
  }

  @Test
  void shouldTakeTheRecipientOffTheStreamThatHeUnsubscribedFrom() {
    BounceRules off = USUAL.with(Map.of("by-rule", "false"));
    Suppression entry =
        BounceJudge.address(
                history, outcome(Kind.UNSUBSCRIBED, ReplyClass.UNKNOWN, NOON, false), off)
            .suppression()
            .orElseThrow();

    assertThat(entry.scope()).isEqualTo(SuppressionScope.ofStream("acme", "news"));
    assertThat(entry.reason()).isEqualTo(SuppressionReason.UNSUBSCRIBED);
    assertThat(entry.expiresAt()).isEmpty();
  }

  @Test
  void shouldPutNobodyOnTheListWhereTheRulesAreOff() {
    BounceRules off = USUAL.with(Map.of("by-rule", "false"));

    Step step =
        BounceJudge.address(
            history, outcome(Kind.REFUSED, ReplyClass.RECIPIENT_UNKNOWN, NOON, true), off);

    assertThat(step.suppression()).isEmpty();
    assertThat(step.history()).isEqualTo(history);
  }

  @Test
  void shouldCountAnEventOnceHoweverOftenItComes() {
    var outcome = outcome(Kind.GIVEN_UP, ReplyClass.UNKNOWN, NOON, true);
    for (int i = 0; i < 10; i++) {
      judge(outcome);
    }

    assertThat(history.points()).isEqualTo(1);
  }

  @Test
  void shouldNeverSuppressWhoGetsSomeOfHisMailWithoutAHardRefusal() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    ReplyClass[] soft = {
      ReplyClass.MAILBOX_FULL, ReplyClass.POLICY, ReplyClass.EXPIRED, ReplyClass.UNKNOWN
    };
    for (int run = 0; run < 200; run++) {
      history = BounceHistory.NONE;
      Instant at = NOON;
      int since = 0;
      for (int i = 0; i < 300; i++) {
        at = at.plus(Duration.ofMinutes(random.nextInt(600)));
        // At most two days with failures between two deliveries.
        if (since++ > 2) {
          delivered(at);
          since = 0;
        }
        Kind kind = random.nextBoolean() ? Kind.GIVEN_UP : Kind.REFUSED;
        assertThat(judge(outcome(kind, soft[random.nextInt(4)], at, true)))
            .as("seed %d", seed)
            .isEmpty();
      }
    }
  }

  @Test
  void shouldRememberTheSameAfterBeingStored() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Instant at = NOON;
    for (int i = 0; i < 1_000; i++) {
      at = at.plus(Duration.ofMinutes(random.nextInt(2_000)));
      Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
      ReplyClass about = ReplyClass.values()[random.nextInt(ReplyClass.values().length)];
      judge(outcome(kind, about, at, random.nextBoolean()));

      assertThat(BounceHistory.read(history.text())).as("seed %d", seed).isEqualTo(history);
      assertThat(history.text()).hasSizeLessThan(2_000);
    }
  }

  @Test
  void shouldTakeWhatItCannotReadForNothing() {
    for (String text : List.of("", "2;0;;;0;;0;", "1;x;;;0;;0;", "1;0;5;;0;;0;", "1;0;;no;0;;0;")) {
      assertThat(BounceHistory.read(text)).isEqualTo(BounceHistory.NONE);
    }
  }

  private Optional<Suppression> softAt(int day) {
    return judge(outcome(Kind.REFUSED, ReplyClass.UNKNOWN, day(day), true));
  }

  private static Instant day(int day) {
    return NOON.plus(Duration.ofDays(day));
  }

  private Optional<Suppression> refused(ReplyClass about, Instant at) {
    return judge(outcome(Kind.REFUSED, about, at, true));
  }

  private void delivered(Instant at) {
    List<Optional<Suppression>> none = new ArrayList<>();
    none.add(judge(outcome(Kind.DELIVERED, ReplyClass.UNKNOWN, at, false)));
    assertThat(none).containsOnly(Optional.empty());
  }

  private Optional<Suppression> domainGone(Instant at) {
    var outcome = outcome(Kind.REFUSED, ReplyClass.DOMAIN_INVALID, at, true);
    assertThat(judge(outcome)).isEmpty();
    Step step = BounceJudge.domain(domain, outcome, USUAL);
    domain = step.history();
    return step.suppression();
  }

  private Optional<Suppression> judge(BounceOutcome outcome) {
    Step step = BounceJudge.address(history, outcome, USUAL);
    history = step.history();
    if (outcome.kind() == Kind.DELIVERED) {
      domain = BounceJudge.domain(domain, outcome, USUAL).history();
    }
    return step.suppression();
  }

  private BounceOutcome outcome(Kind kind, ReplyClass about, Instant at, boolean hasStatus) {
    events++;
    return new BounceOutcome(
        kind, at, NEWS, BOB, about, hasStatus, new Evidence("", "", "event" + events, "550 no"));
  }

  private static Optional<Long> days(Optional<Suppression> entry) {
    return entry.flatMap(Suppression::expiresAt).map(end -> Duration.between(NOON, end).toDays());
  }
}
