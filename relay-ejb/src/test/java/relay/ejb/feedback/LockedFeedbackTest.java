package relay.ejb.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.brake.SomeBrakes.aBrake;

import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.brake.BrakeBook;
import relay.domain.brake.BrakeKind;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueuedMail;
import relay.domain.secret.ContentSeal;
import relay.domain.secret.MasterKeys;
import relay.ejb.queues.JmsMailQueues;

/** Feedback whose content nobody can open: it waits, and somebody is told. */
class LockedFeedbackTest extends FeedbackWorkbench {
  private static final String KEY = "k1 " + Base64.getEncoder().encodeToString(new byte[32]);
  private final ContentSeal seal =
      new ContentSeal(Optional.of(MasterKeys.parse(KEY)), true, new Random(1));

  @Test
  void shouldWaitAndRaiseOneAlarmThatTellsWhatToDo() throws Exception {
    QueuedMail mail = putSealed();

    assertThatThrownBy(this::takeNext).isInstanceOf(UncheckedIOException.class);
    putSealed();
    assertThatThrownBy(this::takeNext).hasRootCauseMessage(locked.troubles().get(0));

    assertThat(events).extracting(MailEvent::type).containsExactly(EventType.ALARM);
    assertThat(locked.count(NOW)).isEqualTo(1);
    assertThat(locked.troubles().get(0)).contains("key k1", "is missing; put it back");
    assertThat(ledger.isFresh(mail.entry())).isTrue();
  }

  @Test
  void shouldBeReadAsIfNothingHadBeenOnceTheKeyIsBack() throws Exception {
    putSealed();
    assertThatThrownBy(this::takeNext).isInstanceOf(UncheckedIOException.class);

    worker = workerWith(seal);
    putSealed();
    takeNext();

    assertThat(events)
        .extracting(MailEvent::type)
        .containsExactly(EventType.ALARM, EventType.OUT_OF_BAND_BOUNCE, EventType.DELIVERED);
    assertThat(locked.count(NOW)).isZero();
  }

  @Test
  void shouldBeEndedByABrakeWhenNobodyWillEverOpenIt() throws Exception {
    putSealed();
    book = BrakeBook.of(List.of(aBrake(BrakeKind.BOUNCE).until(NOW.plusSeconds(60)).build()), NOW);

    takeNext();

    assertThat(events)
        .extracting(MailEvent::type)
        .containsExactly(EventType.FEEDBACK_IGNORED, EventType.DELIVERED);
    assertThat(events.get(0).details().get(EventField.REASON).toString())
        .contains("could not be read", "bounce ");
    assertThat(locked.count(NOW)).isZero();
    broker.awaitDepth(QueueNames.DEAD_LETTER, 0);
  }

  @Test
  void shouldNotBeEndedByABrakeThatOnlyHoldsMail() throws Exception {
    putSealed();
    book = BrakeBook.of(List.of(aBrake(BrakeKind.HOLD).until(NOW.plusSeconds(60)).build()), NOW);

    assertThatThrownBy(this::takeNext).isInstanceOf(UncheckedIOException.class);

    assertThat(locked.count(NOW)).isEqualTo(1);
  }

  private QueuedMail putSealed() {
    QueuedMail mail = bounce(tokens.make(MAIL, 0));
    new JmsMailQueues(senders, messages(seal), () -> NOW).put(mail);
    return mail;
  }
}
