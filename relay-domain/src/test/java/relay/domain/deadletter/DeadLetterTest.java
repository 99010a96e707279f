package relay.domain.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.mail.Lane;
import relay.domain.queue.EntryId;
import relay.domain.queue.QueueNames;

class DeadLetterTest {

  @Test
  void shouldGiveAMailBackToItsLaneWhateverRoomItStoodIn() {
    DeadMail mail = Letters.mail(2, "bob@b.example");
    DeadLetter letter =
        new DeadLetter(
            "1",
            QueueNames.DEAD_LETTER,
            Optional.of(QueueNames.room(Lane.TRANSACTIONAL, 70)),
            "",
            Optional.empty(),
            1,
            "",
            Map.of(),
            Optional.of(mail));

    assertThat(letter.home()).contains(QueueNames.TRANSACTIONAL);
  }

  @Test
  void shouldGiveMailForTheRelayBackToItsReader() {
    DeadMail mail = Letters.mail(0, "bounce@fb.example");
    DeadMail feedback =
        new DeadMail(
            new EntryId(Letters.MAIL, 0, 0),
            mail.lane(),
            mail.owner(),
            mail.envelope(),
            mail.acceptedAt(),
            mail.expiresAt(),
            Optional.of(":feedback"),
            true);

    assertThat(Letters.letter("1", feedback).home()).contains(QueueNames.FEEDBACK);
  }

  @Test
  void shouldGiveWhatAProducerHandedInBackToWhereHeDid() {
    for (String queue : new String[] {QueueNames.SUBMISSION_DEAD, QueueNames.EXPIRED}) {
      assertThat(Letters.unreadable("1", queue, "").home()).contains(QueueNames.SUBMISSION);
      assertThat(Letters.unreadable("1", queue, QueueNames.AUTOMATION_EVENTS).home())
          .contains(QueueNames.AUTOMATION_EVENTS);
    }
  }

  @Test
  void shouldGiveWhatIsNoMailBackOnlyWhereSomebodyWroteDownWhereItCameFrom() {
    assertThat(Letters.unreadable("1", QueueNames.DEAD_LETTER, QueueNames.BULK).home())
        .contains(QueueNames.BULK);
    assertThat(Letters.unreadable("1", QueueNames.DEAD_LETTER, "").home()).isEmpty();
  }

  @Test
  void shouldNeverGiveBackToAQueueOfOthersOrToTheQueueOfDeadLettersItself() {
    assertThat(Letters.unreadable("1", QueueNames.DEAD_LETTER, "orders").home()).isEmpty();
    assertThat(Letters.unreadable("1", QueueNames.DEAD_LETTER, QueueNames.DEAD_LETTER).home())
        .isEmpty();
  }

  @Test
  void shouldNotTellTheContentInATextThatMayGoIntoALog() {
    var content =
        new LetterContent("secret".getBytes(java.nio.charset.StandardCharsets.UTF_8), true, "");

    assertThat(content.toString()).contains("6 octets").doesNotContain("secret");
    assertThat(content)
        .isEqualTo(new LetterContent(content.octets().clone(), true, ""))
        .hasSameHashCodeAs(new LetterContent(content.octets().clone(), true, ""))
        .isNotEqualTo(LetterContent.locked("no key"))
        .isNotEqualTo(new LetterContent(content.octets(), false, ""));
  }
}
