package relay.domain.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.queue.MailBuilder.NOON;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.mail.Envelope;
import relay.domain.mail.QueueId;
import relay.domain.mail.Recipient;

/** What stands in a queue is what was accepted: envelope, identity and times, hop after hop. */
class EveryEnvelopeTest {
  @Test
  void shouldComeBackFromTheQueueAsItWentIn() {
    Chance.rounds(
        2000,
        random -> {
          Envelope envelope = AnyMail.envelope(random);

          assertThat(EnvelopeText.read(EnvelopeText.of(envelope))).isEqualTo(envelope);
        });
  }

  @Test
  void shouldReadOrRefuseADamagedTextAndNothingElse() {
    Chance.rounds(
        2000,
        random -> {
          StringBuilder text = new StringBuilder(EnvelopeText.of(AnyMail.envelope(random)));
          for (int i = random.nextInt(3); i >= 0; i--) {
            text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
          }
          try {
            assertThat(EnvelopeText.read(text.toString()).recipients()).isNotEmpty();
          } catch (IllegalArgumentException e) {
            assertThat(e).isNotNull();
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "2\ta@b.example\t\t\t\t\t\t\t\nb@c.example", // a form of a later version
        "1\t\t\t\t\t\t\t\t\n",
        "1\t\t\t\t\t\t\t\t\nnobody",
        "1\tno-path\t\t\t\t\t\t\t\nb@c.example",
        "1\t\t\t\t\tsoon\tR\t\t\nb@c.example",
        "1\t\t\t\t\t\t\t\t10\nb@c.example",
        "1\t\t\t\t\t\t\t\t\nb@c.example\tX",
        "1\t\t\t\t\t\t\t\t\nb@c.example\tNS"
      })
  void shouldRefuseAnEnvelopeThatIsNoneOfOurs(String text) {
    assertThatThrownBy(() -> EnvelopeText.read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldNeverGiveTwoCopiesOfAMailOneName() {
    Chance.rounds(
        100,
        random -> {
          Set<String> names = new HashSet<>();
          EntryId entry = new EntryId(MailBuilder.ID, random.nextInt(5), 0);
          for (int i = 0; i < 50; i++) {
            assertThat(names.add(entry.toString())).as(entry.toString()).isTrue();
            entry = random.nextBoolean() ? entry.afterAttempt() : entry.afterWait();
          }
        });
  }

  @Test
  void shouldCountWaitsOnlySinceTheLastAttempt() {
    EntryId entry = new EntryId(MailBuilder.ID, 1, 3).afterWait().afterWait();

    assertThat(entry).hasToString(MailBuilder.ID + ".1.3.2");
    assertThat(entry.afterAttempt()).hasToString(MailBuilder.ID + ".1.4.0");
  }

  @Test
  void shouldKeepEverythingOfAMailButWhatAMoveChanges() {
    Chance.rounds(
        300,
        random -> {
          QueuedMail mail = AnyMail.any(random);
          List<Recipient> some = mail.envelope().recipients().subList(0, 1);
          var due = NOON.plusSeconds(9);

          for (QueuedMail moved :
              List.of(
                  mail.afterAttempt(some, due),
                  mail.afterWait(due),
                  mail.part(3, "hop.example", some))) {
            assertThat(moved.acceptedAt()).isEqualTo(mail.acceptedAt());
            assertThat(moved.expiresAt()).isEqualTo(mail.expiresAt());
            assertThat(moved.lane()).isEqualTo(mail.lane());
            assertThat(moved.envelope().sender()).isEqualTo(mail.envelope().sender());
            assertThat(moved.envelope().options()).isEqualTo(mail.envelope().options());
            assertThat(moved.delayReported()).isEqualTo(mail.delayReported());
            assertThat(moved.content()).isSameAs(mail.content());
            assertThat(moved.entry()).isNotEqualTo(mail.entry());
          }
          assertThat(mail.afterWait(due).dueAt()).contains(due);
          assertThat(mail.part(3, "hop.example", some).hop()).contains("hop.example");
          assertThat(mail.part(3, "hop.example", some).dueAt()).isEmpty();
          assertThat(mail.withDelayReported().delayReported()).isTrue();
          assertThat(mail.withDelayReported().entry()).isEqualTo(mail.entry());
        });
  }

  @Test
  void shouldNameMailsSoThatTheySortByAge() {
    Random random = new Random(1);
    Set<QueueId> ids = new HashSet<>();
    QueueId before = QueueId.next(NOON, random);
    for (int i = 1; i < 500; i++) {
      QueueId id = QueueId.next(NOON.plusMillis(i), random);
      assertThat(id).isGreaterThan(before);
      assertThat(ids.add(id)).isTrue();
      before = id;
    }
  }

  @Test
  void shouldDeriveTheSameIdFromTheSameName() {
    QueueId id = QueueId.derived(NOON, "JMS message 1");

    assertThat(QueueId.derived(NOON, "JMS message 1")).isEqualTo(id);
    assertThat(QueueId.derived(NOON, "JMS message 2")).isNotEqualTo(id);
    assertThat(QueueId.derived(NOON.plusMillis(1), "JMS message 1")).isGreaterThan(id);
  }

  @Test
  void shouldRefuseAnEnvelopeForNobody() {
    Envelope envelope = AnyMail.envelope(new Random(1));

    assertThatThrownBy(() -> envelope.withRecipients(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new Recipient(
                    envelope.recipients().get(0).address(),
                    Set.of(relay.domain.mail.Notify.NEVER, relay.domain.mail.Notify.DELAY),
                    Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
