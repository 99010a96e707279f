package relay.ejb.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.BytesMessage;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.queue.QueueUnavailable;
import relay.domain.secret.ContentSeal;
import relay.domain.secret.FileSeal;
import relay.domain.secret.MasterKeys;
import relay.domain.secret.SealedSubmission;

/** What the broker sealed before it wrote any of it. */
class SealedSubmissionTest extends DoorFixture {
  @Test
  void shouldOpenWhatTheBrokerSealed() throws Exception {
    seal = sealing(1);
    send(session -> sealed(session, JSON, true));
    take();
    send(
        session -> {
          var message = sealed(session, "From: a@sender.example\r\n\r\nhi\r\n", false);
          message.setStringProperty("from", "alice@sender.example");
          message.setStringProperty("to", "bob@example.org");
          return message;
        });
    take();

    assertThat(doors.queues.mails())
        .extracting(mail -> mail.envelope().sender().toString())
        .containsExactly("a@sender.example", "alice@sender.example");
  }

  @Test
  void shouldLeaveAtTheBrokerWhatItHasNoKeyFor() throws Exception {
    seal = sealing(1);
    send(session -> sealed(session, JSON, true));
    seal = sealing(2);

    assertThatThrownBy(this::take)
        .isInstanceOf(QueueUnavailable.class)
        .hasMessageContaining("content.key-file");
    assertThat(doors.queues.mails()).isEmpty();
    assertThat(doors.types()).isEmpty();
  }

  @Test
  void shouldWaitForTheKeyOfALargeMailThatTheBrokerCannotShow() throws Exception {
    ContentSeal lost = sealing(1);
    send(
        session -> {
          BytesMessage message = session.createBytesMessage();
          message.setStringProperty("from", "shop@sender.example");
          message.setStringProperty("to", "bob@recipient.example");
          message.writeBytes(FileSeal.begin(lost).head());
          message.setStringProperty(SealedSubmission.KEY, lost.newestKey());
          return message;
        });
    seal = sealing(2);

    assertThatThrownBy(this::take)
        .isInstanceOf(QueueUnavailable.class)
        .hasMessageContaining("the key " + lost.newestKey());
    assertThat(doors.queues.mails()).isEmpty();
    assertThat(doors.types()).isEmpty();
  }

  @Test
  void shouldWaitForTheKeyOfALargeDocumentThatTheBrokerCannotShow() throws Exception {
    send(
        session -> {
          Message message = session.createTextMessage();
          message.setStringProperty(SealedSubmission.KEY, "2026a");
          return message;
        });
    seal = sealing(2);

    assertThatThrownBy(this::take)
        .isInstanceOf(QueueUnavailable.class)
        .hasMessageContaining("the key 2026a");
    assertThat(doors.types()).isEmpty();
  }

  @Test
  void shouldReadAsItIsWhatOnlyClaimsToBeSealed() throws Exception {
    seal = sealing(1);
    send(
        session -> {
          BytesMessage message = session.createBytesMessage();
          message.writeBytes(JSON.getBytes(StandardCharsets.UTF_8));
          message.setStringProperty(SealedSubmission.PLACE, "nowhere");
          message.setBooleanProperty(SealedSubmission.TEXT, true);
          return message;
        });

    take();

    assertThat(doors.queues.mails()).hasSize(1);
  }

  /** As the broker leaves it. */
  private Message sealed(Session session, String text, boolean isText) throws Exception {
    BytesMessage message = session.createBytesMessage();
    message.writeBytes(seal.seal(text.getBytes(StandardCharsets.UTF_8), "a place"));
    message.setStringProperty(SealedSubmission.PLACE, "a place");
    if (isText) {
      message.setBooleanProperty(SealedSubmission.TEXT, true);
    }
    return message;
  }

  private static ContentSeal sealing(int number) {
    return new ContentSeal(
        Optional.of(MasterKeys.first(new Random(number))), true, new Random(number));
  }
}
