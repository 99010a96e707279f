package relay.domain.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.queue.MailBuilder.NOON;
import static relay.domain.queue.MailBuilder.aMail;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.Recipient;

/** A mail on any way through the queues: what may change on it, and what never does. */
class EveryMoveTest {

  @Test
  void shouldChangeOnlyWhatAMoveIsAbout() {
    Chance.rounds(
        400,
        random -> {
          QueuedMail first = AnyMail.any(random);
          QueuedMail mail = first;
          Instant now = NOON;
          for (int step = 0; step < 20; step++) {
            now = now.plusSeconds(random.nextInt(600));
            QueuedMail before = mail;
            mail = moved(mail, now, random);

            assertThat(mail.entry().mail()).isEqualTo(first.entry().mail());
            assertThat(mail.lane()).isEqualTo(first.lane());
            assertThat(mail.owner()).isEqualTo(first.owner());
            assertThat(mail.acceptedAt()).isEqualTo(first.acceptedAt());
            assertThat(mail.replyTo()).isEqualTo(first.replyTo());
            assertThat(mail.content()).isSameAs(first.content());
            assertThat(mail.envelope().sender()).isEqualTo(first.envelope().sender());
            assertThat(mail.envelope().options()).isEqualTo(first.envelope().options());
            assertThat(before.envelope().recipients()).containsAll(mail.envelope().recipients());
            // nothing that was told or done is forgotten
            assertThat(before.delayReported() && !mail.delayReported()).isFalse();
            assertThat(before.signed() && !mail.signed()).isFalse();
            assertThat(mail.expiresAt()).isAfterOrEqualTo(before.expiresAt());
          }
        });
  }

  private static QueuedMail moved(QueuedMail mail, Instant now, Random random) {
    List<Recipient> all = mail.envelope().recipients();
    List<Recipient> some = all.subList(0, 1 + random.nextInt(all.size()));
    return switch (random.nextInt(7)) {
      case 0 -> mail.afterAttempt(some, now.plusSeconds(60));
      case 1 -> mail.afterWait(now.plusSeconds(5));
      case 2 -> mail.waitingFor(now.plusSeconds(random.nextInt(100)));
      case 3 -> mail.withDelayReported();
      case 4 -> mail.held(new Hold("b-1", now, random.nextBoolean()));
      case 5 -> mail.released(now.plusSeconds(random.nextInt(1000)));
      default -> mail.part(1 + random.nextInt(3), "hop.example", some);
    };
  }

  /** Two entries that are there at the same time have two ids, or one would be dropped. */
  @Test
  void shouldGiveEachCopyThatGoesOnAnIdOfItsOwn() {
    Chance.rounds(
        300,
        random -> {
          QueuedMail mail = AnyMail.any(random);
          Set<EntryId> ids = new HashSet<>();
          ids.add(mail.entry());
          for (int step = 0; step < 30; step++) {
            boolean tried = random.nextBoolean();
            mail =
                tried
                    ? mail.afterAttempt(mail.envelope().recipients(), NOON)
                    : mail.afterWait(NOON);
            assertThat(ids.add(mail.entry())).as("%s", mail.entry()).isTrue();
          }
        });
  }

  @Test
  void shouldBeginEachPartAnewAndOnItsOwnWay() {
    QueuedMail whole = aMail().to("a@a.example", "b@b.example").attempts(3).build();
    QueuedMail waiting = whole.afterWait(NOON.plusSeconds(60));

    QueuedMail part = waiting.part(2, "b.example", whole.envelope().recipients().subList(1, 2));

    assertThat(part.entry()).isEqualTo(new EntryId(MailBuilder.ID, 2, 0, 0));
    assertThat(part.hop()).contains("b.example");
    assertThat(part.dueAt()).isEmpty();
    assertThat(part.envelope().recipients()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "59, 0", "60, 0", "61, 1", "3600, 1"})
  void shouldWaitForTheLaterOfTwoTimes(int seconds, int later) {
    QueuedMail waiting = aMail().build().afterWait(NOON.plusSeconds(60));

    QueuedMail longer = waiting.waitingFor(NOON.plusSeconds(seconds));

    assertThat(longer.dueAt()).contains(NOON.plusSeconds(Math.max(60, seconds)));
    assertThat(longer.equals(waiting)).isEqualTo(later == 0);
    assertThat(longer.entry()).isEqualTo(waiting.entry());
  }

  @Test
  void shouldGiveANewMailThatMustWaitAnotherId() {
    QueuedMail fresh = aMail().build();

    assertThat(fresh.waitingFor(NOON).entry()).isEqualTo(fresh.entry().afterWait());
  }

  @ParameterizedTest
  @EnumSource(Lane.class)
  void shouldGiveBackTheTimeOfAHoldButToAPassword(Lane lane) {
    QueuedMail mail = aMail().lane(lane).build();

    QueuedMail free = mail.held(new Hold("b-1", NOON, true)).released(NOON.plusSeconds(100));

    assertThat(free.hold()).isEmpty();
    assertThat(free.expiresAt())
        .isEqualTo(lane == Lane.OTP ? mail.expiresAt() : mail.expiresAt().plusSeconds(100));
    assertThat(free.released(NOON.plusSeconds(500))).isSameAs(free);
  }

  /** What is read is written again as it was, however much somebody changed it in between. */
  @Test
  void shouldWriteAgainWhatItReads() {
    Chance.rounds(
        2000,
        random -> {
          StringBuilder text = new StringBuilder(EnvelopeText.of(AnyMail.envelope(random)));
          for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
              case 0 -> text.deleteCharAt(at);
              case 1 -> text.insert(at, Chance.oneOf(random, "\t", "\n", "8", "R", "@", "\u0000"));
              default -> text.setCharAt(at, Chance.oneOf(random, '\t', '\n', 'F', '-', '1'));
            }
            if (text.isEmpty()) {
              return;
            }
          }
          Envelope read;
          try {
            read = EnvelopeText.read(text.toString());
          } catch (IllegalArgumentException e) {
            return;
          }

          assertThat(EnvelopeText.read(EnvelopeText.of(read))).isEqualTo(read);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"rfc822;a\tb", "rfc822;a\nb@x.example", "\u0000", "a\rb"})
  void shouldNotWriteAParameterThatWouldBreakTheText(String orcpt) {
    Recipient bob = Recipient.of(aMail().build().envelope().recipients().get(0).address());
    Recipient forged = new Recipient(bob.address(), Set.of(), Optional.of(orcpt));
    Envelope envelope = aMail().to(forged).build().envelope();

    assertThatThrownBy(() -> EnvelopeText.of(envelope))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a control character in an envelope");
  }

  @Test
  void shouldKeepThousandsOfRecipients() {
    MailBuilder mail = aMail();
    for (int i = 0; i < 10_000; i++) {
      mail.to("u" + i + "@d" + i % 7 + ".example");
    }
    Envelope envelope = mail.build().envelope();

    assertThat(EnvelopeText.read(EnvelopeText.of(envelope))).isEqualTo(envelope);
  }

  @Test
  void shouldReachTheDueTimeFromAnywhereWithoutAMoveTooMany() {
    Chance.rounds(
        1000,
        random -> {
          Instant due = NOON.plusMillis(1 + (long) (random.nextDouble() * 400_000_000L));
          Instant latest = WaitingRooms.latest(NOON, due);
          Instant now = NOON;
          int stays = 0;
          while (now.isBefore(due)) {
            WaitingRooms.Stay stay = WaitingRooms.next(now, due, latest);
            assertThat(WaitingRooms.delaysSeconds()).contains((int) stay.delay().toSeconds());
            assertThat(stay.leavesAt()).isEqualTo(now.plus(stay.delay()));
            now = stay.leavesAt();
            stays++;
          }
          assertThat(now).isBeforeOrEqualTo(latest);
          // so many of the longest, and then at most one of each shorter
          assertThat(stays).isLessThanOrEqualTo(400_000 / 14_400 + 12);
        });
  }
}
