package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.mail.OptionsBuilder.asking;
import static relay.domain.queue.MailBuilder.NOON;
import static relay.domain.queue.MailBuilder.aMail;
import static relay.domain.tenancy.StreamBuilder.aStream;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.feedback.reply.TenantReplyRules;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOwner;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.Router;
import relay.domain.routing.RoutingSettings;
import relay.domain.routing.StreamRoutes;
import relay.domain.settings.Settings;
import relay.domain.smtp.SmtpReply;
import relay.domain.tenancy.SendWindow;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.Tenant;

/** What the send window of a stream means for its mail. NOON is in UTC, on a Thursday. */
class SendWindowTimesTest {
  private static final MailOwner NEWS = new MailOwner("acme", "news", "");
  private static final MailOwner OTHER = new MailOwner("acme", "receipts", "");
  private static final SmtpReply BUSY = SmtpReply.received(450, List.of("busy"));
  private static final RetrySettings RETRY =
      RetrySettings.from(
          Settings.of(RetrySettings.ALL, Map.of("retry.jitter-percent", "0"), Map.of()));
  private Tenancy tenancy = window("13:00", "14:00", false);

  @Test
  void shouldLetMailInsideOfTheWindowGo() {
    Instant inside = NOON.plus(Duration.ofMinutes(90));

    assertThat(judge().outsideOfWindow(mail().build(), inside)).isEmpty();
    assertThat(schedule().notBefore(NEWS, mail().build().envelope(), inside)).isEmpty();
  }

  @Test
  void shouldLetMailOfOtherStreamsGoAtAnyTime() {
    QueuedMail other = aMail().owner(OTHER).build();

    assertThat(judge().outsideOfWindow(other, NOON)).isEmpty();
    assertThat(schedule().notBefore(OTHER, other.envelope(), NOON)).isEmpty();
    assertThat(schedule().expiryOf(OTHER, Lane.BULK, NOON, MailOptions.NONE))
        .isEqualTo(NOON.plus(Duration.ofDays(2)));
  }

  @Test
  void shouldHoldMailUntilTheWindowOpensWithReasonAndTime() {
    Instant opening = NOON.plus(Duration.ofHours(1));
    QueuedMail mail = mail().expiresAt(NOON.plus(Duration.ofDays(2))).build();

    Judgement judgement = judge().outsideOfWindow(mail, NOON).orElseThrow();

    QueuedMail waiting = judgement.remaining().orElseThrow();
    assertThat(waiting.dueAt()).contains(opening);
    assertThat(waiting.entry()).isEqualTo(mail.entry().afterWait());
    MailEvent held = judgement.events().get(0);
    assertThat(held.type()).isEqualTo(EventType.HELD);
    assertThat(held.details())
        .containsEntry(EventField.REASON, AttemptJudge.OUTSIDE)
        .containsEntry(EventField.NEXT_ATTEMPT, opening.toString());
    assertThat(judge().outsideOfWindow(waiting, opening)).isEmpty();
  }

  @Test
  void shouldNotHoldWhatTheRelayReports() {
    QueuedMail report = mail().from("").build();

    assertThat(judge().outsideOfWindow(report, NOON)).isEmpty();
    assertThat(schedule().notBefore(NEWS, report.envelope(), NOON)).isEmpty();
  }

  @Test
  void shouldHoldTheLongerOfTheSendersWishAndTheWindow() {
    Instant opening = NOON.plus(Duration.ofHours(1));
    var soon = mail().options(asking().heldUntil(NOON.plusSeconds(60)).build()).build();
    Instant inside = opening.plus(Duration.ofMinutes(30));
    var wished = mail().options(asking().heldUntil(inside).build()).build();

    assertThat(schedule().notBefore(NEWS, soon.envelope(), NOON)).contains(opening);
    assertThat(schedule().notBefore(NEWS, wished.envelope(), NOON)).contains(inside);
    assertThat(schedule().notBefore(NEWS, mail().build().envelope(), NOON)).contains(opening);
  }

  @Test
  void shouldNotCountTheTimeForWhichTheWindowIsClosed() {
    Instant expiry = schedule().expiryOf(NEWS, Lane.BULK, NOON, MailOptions.NONE);

    // Two days, one hour of which there is each day.
    assertThat(expiry).isEqualTo(NOON.plus(Duration.ofDays(47)).plus(Duration.ofHours(2)));
  }

  @Test
  void shouldPutTheNextAttemptIntoTheWindow() {
    QueuedMail mail = mail().expiresAt(NOON.plus(Duration.ofDays(9))).build();
    Instant late = NOON.plus(Duration.ofMinutes(119));

    Optional<Instant> next = schedule().next(mail, 1, BUSY, late);

    assertThat(next).contains(NOON.plus(Duration.ofHours(25)));
  }

  @Test
  void shouldGiveUpWhereTheNextWindowComesTooLate() {
    QueuedMail mail = mail().expiresAt(NOON.plus(Duration.ofHours(24))).build();
    Instant late = NOON.plus(Duration.ofMinutes(119));

    assertThat(schedule().next(mail, 1, BUSY, late)).isEmpty();
  }

  @Test
  void shouldAskTheClockOfTheRecipients() {
    tenancy = window("13:00", "14:00", true);
    var tokyo = mail().options(asking().inZone("Asia/Tokyo").build()).build();

    assertThat(schedule().closedUntil(tokyo, NOON)).contains(Instant.parse("2026-01-02T04:00:00Z"));
    assertThat(schedule().closedUntil(mail().build(), NOON))
        .contains(NOON.plus(Duration.ofHours(1)));
  }

  @Test
  void shouldObeyAWindowThatWasTakenAway() {
    QueuedMail mail = mail().build();
    assertThat(judge().outsideOfWindow(mail, NOON)).isPresent();

    tenancy = Tenancies.with(Tenant.of("acme"), aStream("acme", "news").build());

    assertThat(judge().outsideOfWindow(mail, NOON)).isEmpty();
  }

  private static MailBuilder mail() {
    return aMail().owner(NEWS).lane(Lane.BULK).expiresAt(NOON.plus(Duration.ofDays(2)));
  }

  private RetryRules rules() {
    return new RetryRules(() -> RETRY, () -> tenancy);
  }

  private RetrySchedule schedule() {
    return new RetrySchedule(rules(), new Random(1));
  }

  private AttemptJudge judge() {
    var routing = RoutingSettings.from(Settings.of(RoutingSettings.ALL, Map.of(), Map.of()));
    return new AttemptJudge(
        rules(),
        schedule(),
        new StreamRoutes(new Router(routing), () -> tenancy),
        TenantReplyRules.NONE);
  }

  private static Tenancy window(String from, String until, boolean isLocal) {
    var window =
        new SendWindow(
            EnumSet.allOf(DayOfWeek.class),
            LocalTime.parse(from),
            LocalTime.parse(until),
            ZoneId.of("UTC"),
            isLocal);
    return Tenancies.with(
        Tenant.of("acme"), aStream("acme", "news").lane(Lane.BULK).window(window).build());
  }
}
