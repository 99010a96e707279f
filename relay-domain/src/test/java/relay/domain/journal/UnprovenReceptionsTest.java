package relay.domain.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.journal.UnprovenReceptions.Unproven;
import relay.domain.mail.QueueId;

class UnprovenReceptionsTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private final Random random = new Random(1);
  private final UnprovenReceptions receptions = new UnprovenReceptions();

  @Test
  void shouldFindAMailOfWhichNothingButItsReceptionIsKnown() {
    QueueId mail = id(NOON);

    read(received(mail, NOON, "submission"));

    assertThat(receptions.found())
        .containsExactly(new Unproven(mail, NOON, "transactional", false));
  }

  @Test
  void shouldTellThatItsSenderWantedItHeld() {
    QueueId mail = id(NOON);

    read(received(mail, NOON, "submission"), event(EventType.HELD, mail, NOON));

    assertThat(receptions.found()).singleElement().matches(Unproven::held);
  }

  @Test
  void shouldNotDoubtAMailThatWasWorkedOn() {
    QueueId mail = id(NOON);

    read(received(mail, NOON, "submission"), event(EventType.ATTEMPTED, mail, NOON.plusMillis(5)));

    assertThat(receptions.found()).isEmpty();
  }

  @Test
  void shouldNotDoubtAMailThatWasPutOffAfterItsReception() {
    QueueId mail = id(NOON);

    read(received(mail, NOON, "submission"), event(EventType.HELD, mail, NOON.plusSeconds(1)));

    assertThat(receptions.found()).isEmpty();
  }

  @Test
  void shouldNotDoubtAMailThatWasRefusedOnRecord() {
    QueueId mail = id(NOON);

    read(received(mail, NOON, "submission"), event(EventType.REJECTED, mail, NOON.plusSeconds(1)));

    assertThat(receptions.found()).isEmpty();
  }

  @Test
  void shouldBelieveALaterFileInWhichItWasWorkedOn() {
    QueueId mail = id(NOON);

    read(received(mail, NOON, "submission"));
    read(event(EventType.DELIVERED, mail, NOON.plusSeconds(60)));

    assertThat(receptions.found()).isEmpty();
  }

  @Test
  void shouldStillFindWhatAnEarlierDeathLeft() {
    QueueId mail = id(NOON);

    read(received(mail, NOON, "http"));
    read(event(EventType.DELIVERED, id(NOON), NOON.plus(Duration.ofDays(1))));

    assertThat(receptions.found()).extracting(Unproven::mail).containsExactly(mail);
  }

  @Test
  void shouldNotDoubtAReceptionThatWasOverLongBeforeTheEnd() {
    QueueId mail = id(NOON);
    Instant later = NOON.plus(UnprovenReceptions.COMMIT_MAX).plusMillis(1);

    read(received(mail, NOON, "submission"), event(EventType.DELIVERED, id(later), later));

    assertThat(receptions.found()).isEmpty();
  }

  @Test
  void shouldLeaveOutWhatTheBrokerGivesOutAgain() {
    QueueId fromProducer = id(NOON);
    QueueId report = id(NOON);

    read(received(fromProducer, NOON, "jms"), event(EventType.RECEIVED, report, NOON));

    assertThat(receptions.found()).isEmpty();
  }

  private void read(MailEvent... file) {
    receptions.note(List.of(file));
    receptions.endOfFile();
  }

  private QueueId id(Instant at) {
    return QueueId.next(at, random);
  }

  private static MailEvent received(QueueId mail, Instant at, String door) {
    return new MailEvent(
        EventType.RECEIVED,
        at,
        Optional.of(mail),
        0,
        0,
        Optional.empty(),
        Map.of(EventField.LISTENER, door, EventField.LANE, "transactional"));
  }

  private static MailEvent event(EventType type, QueueId mail, Instant at) {
    return new MailEvent(
        type, at, Optional.of(mail), 0, 0, Optional.empty(), Map.of(EventField.LANE, "otp"));
  }
}
