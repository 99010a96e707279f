package relay.ejb.queues;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.deadletter.DeadLetter;
import relay.domain.queue.QueueNames;
import relay.domain.secret.ContentSeal;
import relay.domain.secret.FileSeal;
import relay.domain.secret.MasterKeys;
import relay.domain.secret.SealedSubmission;

/** Large messages of producers whose key is missing: the broker hands them on as they are. */
class LockedLettersTest {
  @TempDir Path folder;

  @Test
  void shouldSayWhyALargeMailOfAProducerIsNotShown() throws Exception {
    MasterKeys keys = MasterKeys.first(new Random(1));
    var seal = new ContentSeal(Optional.of(keys), true, new Random(3));
    try (var broker = new EmbeddedQueues(folder.resolve("broker"))) {
      var messages =
          new MailMessage(100_000, new ContentFiles(folder.resolve("files"), seal), seal);
      var box = new BrokerDeadLetters(broker.factory(), broker, new LetterReader(messages, seal));
      byte[] hidden = FileSeal.begin(seal).head();
      try (Connection connection = broker.factory().createConnection();
          Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
          MessageProducer producer =
              session.createProducer(session.createQueue(QueueNames.DEAD_LETTER))) {
        BytesMessage mail = session.createBytesMessage();
        mail.writeBytes(hidden);
        Message document = session.createTextMessage();
        for (Message message : List.of(mail, document)) {
          message.setStringProperty(SealedSubmission.KEY, keys.newest());
          message.setStringProperty(DeadLetters.LETTER, UUID.randomUUID().toString());
          producer.send(message);
        }
      }

      List<DeadLetter> letters = box.list(10);

      assertThat(letters).hasSize(2);
      for (DeadLetter letter : letters) {
        assertThat(box.content(letter.id(), 100).orElseThrow().trouble())
            .contains("the key " + keys.newest());
      }
    }
  }
}
