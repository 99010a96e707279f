package relay.ejb.reception;

import jakarta.jms.Message;
import jakarta.jms.Session;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.consent.ConsentAddresses;
import relay.domain.consent.ConsentLinks;
import relay.domain.control.ControlState;
import relay.domain.identity.IdentityTokens;
import relay.domain.identity.TestTokens;
import relay.domain.queue.QueueNames;
import relay.domain.reception.document.DocumentReader;
import relay.domain.secret.ContentSeal;
import relay.domain.template.TemplateSettings;
import relay.domain.template.Templates;
import relay.domain.unsubscribe.UnsubscribeSettings;
import relay.ejb.queues.DeadLetters;
import relay.ejb.queues.EmbeddedQueues;
import relay.ejb.queues.ProducerBody;
import relay.ejb.queues.SenderPool;

/** A door behind a queue of a broker, with producers before it. */
abstract class DoorFixture {
  static final String JSON =
      "{\"from\":\"a@sender.example\",\"to\":[\"b@example.org\"],\"subject\":\"x\",\"text\":\"y\"}";

  @TempDir Path folder;
  final Doors doors = new Doors();
  ContentSeal seal = ContentSeal.NONE;
  ControlState templates = ControlState.EMPTY;
  final IdentityTokens tokens = TestTokens.of(1);
  EmbeddedQueues broker;
  private SenderPool senders;

  @BeforeEach
  void start() throws Exception {
    broker = new EmbeddedQueues(folder);
    senders = new SenderPool(broker.factory(), 2, Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() throws Exception {
    senders.close();
    broker.close();
  }

  void take() throws Exception {
    broker.take(
        QueueNames.SUBMISSION,
        message -> {
          door().take(message);
          return null;
        });
  }

  JmsDoor door() {
    return new JmsDoor(
        doors.reception(),
        new SubmissionMessage(
            new DocumentReader(Duration.ofDays(1)),
            new Templates(() -> templates, () -> new TemplateSettings(10_000, 1000, 10)),
            new ConsentAddresses(
                new ConsentLinks(() -> tokens),
                () ->
                    new UnsubscribeSettings(
                        Optional.of(URI.create("https://mail.example.com/")), 1, 1)),
            new Random(1),
            new ProducerBody(seal)),
        new DeadLetters(senders, doors.journal(), doors.clock()),
        doors.clock(),
        new Random(1),
        Duration.ofMillis(1));
  }

  interface Making {
    Message in(Session session) throws Exception;
  }

  void send(Making making) throws Exception {
    try (var connection = broker.factory().createConnection();
        var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      session.createProducer(session.createQueue(QueueNames.SUBMISSION)).send(making.in(session));
    }
  }
}
