package relay.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.activemq.artemis.api.core.ActiveMQDuplicateIdException;
import org.apache.activemq.artemis.jms.client.ActiveMQJMSConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.mail.Lane;
import relay.domain.mail.QueueId;
import relay.domain.queue.BrokerSettings;
import relay.domain.queue.QueueCensus;
import relay.domain.queue.QueueNames;
import relay.domain.settings.Settings;

/** The broker with the very settings of the product, as its clients see it. */
class EmbeddedBrokerTest {
  private static final long WAIT_MILLIS = 60_000;

  @TempDir Path folder;
  private final BrokerSettings settings =
      BrokerSettings.from(Settings.of(BrokerSettings.ALL, Map.of(), Map.of()));
  private final EmbeddedBroker broker = EmbeddedBroker.shared();
  private final Random random = new Random(1);
  private ActiveMQJMSConnectionFactory factory;

  @BeforeEach
  void start() throws Exception {
    broker.start(settings, folder);
    factory = BrokerConnectionFactory.connectedBy(settings);
  }

  @AfterEach
  void stop() throws Exception {
    factory.close();
    broker.stop();
  }

  @Test
  void shouldKeepWhatWasCommittedOverARestart() throws Exception {
    send(QueueNames.TRANSACTIONAL, "one", true);
    send(QueueNames.TRANSACTIONAL, "two", false);

    stop();
    start();

    assertThat(receive(QueueNames.TRANSACTIONAL)).isEqualTo("one");
    awaitDepth(QueueNames.TRANSACTIONAL, 0);
  }

  @Test
  void shouldRefuseTheCommitOfARepeatedSendEvenAfterARestart() throws Exception {
    send(QueueNames.OTP, "same", true);
    assertThatThrownBy(() -> send(QueueNames.OTP, "same", true))
        .hasRootCauseInstanceOf(ActiveMQDuplicateIdException.class);
    stop();
    start();
    assertThatThrownBy(() -> send(QueueNames.OTP, "same", true))
        .hasRootCauseInstanceOf(ActiveMQDuplicateIdException.class);

    send(QueueNames.OTP, "other", true);
    awaitDepth(QueueNames.OTP, 2);
  }

  @Test
  void shouldMoveToTheDeadLetterQueueWhatItsWorkerNeverTook() throws Exception {
    send(QueueNames.BULK, "poison", true);
    BrokerSettings twice = from(Map.of("broker.delivery-attempts-max", "2"));
    stop();
    broker.start(twice, folder);
    factory = BrokerConnectionFactory.connectedBy(twice);

    refuse(QueueNames.BULK, 2);

    awaitDepth(QueueNames.DEAD_LETTER, 1);
    assertThat(receive(QueueNames.DEAD_LETTER)).isEqualTo("poison");
  }

  @Test
  void shouldNeverMoveAWaitingMailToTheDeadLetterQueue() throws Exception {
    String room = QueueNames.ROOM_PREFIX + "5s";
    send(room, "patient", true);

    refuse(room, settings.deliveryAttemptsMax() + 1);

    assertThat(receive(room)).isEqualTo("patient");
  }

  @Test
  void shouldGiveLargeMailBackUnchanged() throws Exception {
    String large = "x".repeat(settings.largeMessage() * 2);
    send(QueueNames.BULK, large, true);

    assertThat(receive(QueueNames.BULK)).isEqualTo(large);
  }

  @Test
  void shouldPageABacklogInsteadOfHoldingItInMemory() throws Exception {
    String room = QueueNames.ROOM_PREFIX + "4h";
    String mail = "x".repeat(100_000);
    int mails = (int) (settings.roomMemory() / mail.length()) + 20;
    for (int i = 0; i < mails; i++) {
      send(room, mail + i, true);
    }

    assertThat(folder.resolve("paging")).isDirectoryRecursivelyContaining("glob:**.page");
    awaitDepth(room, mails);
    assertThat(broker.isFull()).isFalse();
  }

  @Test
  void shouldFindAndMoveWhatMatchesThoughItIsPaged() throws Exception {
    String room = QueueNames.ROOM_PREFIX + "4h";
    String called = QueueNames.called(Lane.BULK);
    String mail = "x".repeat(100_000);
    int mails = (int) (settings.roomMemory() / mail.length()) + 20;
    for (int i = 0; i < mails; i++) {
      send(room, mail + i, true);
    }
    String last = "_AMQ_DUPL_ID IN ('" + (mail + (mails - 1)).hashCode() + "')";
    awaitDepth(room, mails);

    assertThat(broker.count(room, last)).hasValue(1);
    assertThat(broker.move(room, last, called, 100)).hasValue(1);

    assertThat(receive(called)).isEqualTo(mail + (mails - 1));
    awaitDepth(room, mails - 1);
    assertThat(broker.count("relay.nowhere", last)).hasValue(0);
  }

  @Test
  void shouldRunUntilItsLastUserStops() throws Exception {
    broker.start(settings, folder);
    broker.stop();

    send(QueueNames.OTP, "still here", true);

    assertThat(receive(QueueNames.OTP)).isEqualTo("still here");
  }

  @Test
  void shouldTellNoDepthOfAQueueThatDoesNotExist() {
    assertThat(broker.depth("relay.nowhere")).isEmpty();
  }

  @Test
  void shouldFindAMailWhereverItStandsInItsQueue() throws Exception {
    QueueId waiting = mail(QueueNames.BULK, 0);
    QueueId nowhere = QueueId.next(Instant.EPOCH, random);
    awaitDepth(QueueNames.BULK, 1);

    assertThat(broker.present(QueueNames.BULK, Set.of(waiting, nowhere))).contains(Set.of(waiting));
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue(QueueNames.BULK))) {
      connection.start();
      assertThat(consumer.receive(WAIT_MILLIS)).isNotNull();

      assertThat(broker.present(QueueNames.BULK, Set.of(waiting))).contains(Set.of(waiting));
      session.rollback();
      // put back for a second
      await()
          .untilAsserted(
              () ->
                  assertThat(broker.present(QueueNames.BULK, Set.of(waiting)))
                      .contains(Set.of(waiting)));
    }
  }

  @Test
  void shouldFindAMailInThePages() throws Exception {
    String room = QueueNames.ROOM_PREFIX + "2h";
    long mails = settings.roomMemory() / 100_000 + 10;
    for (int i = 1; i < mails; i++) {
      mail(room, 100_000);
    }
    QueueId last = mail(room, 100_000);
    awaitDepth(room, mails);

    assertThat(broker.present(room, Set.of(last))).contains(Set.of(last));
  }

  @Test
  void shouldGoOnGivingOutMailAfterItWasLookedFor() throws Exception {
    QueueId mail = mail(QueueNames.OTP, 1);

    broker.present(QueueNames.OTP, Set.of(mail));

    assertThat(receive(QueueNames.OTP)).hasSize(1);
  }

  @Test
  void shouldFindNothingInAQueueThatDoesNotExist() {
    assertThat(broker.present("relay.nowhere", Set.of())).contains(Set.of());
  }

  private QueueId mail(String queue, int octets) throws JMSException {
    QueueId id = QueueId.next(Instant.EPOCH, random);
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      BytesMessage message = session.createBytesMessage();
      message.setStringProperty(QueueCensus.QUEUE_ID, id.text());
      message.writeBytes(new byte[octets]);
      session.createProducer(session.createQueue(queue)).send(message);
      session.commit();
    }
    return id;
  }

  /** The broker answers a commit first and counts its messages a moment later. */
  private void awaitDepth(String queue, long mails) {
    await()
        .atMost(Duration.ofMillis(WAIT_MILLIS))
        .untilAsserted(() -> assertThat(broker.depth(queue)).as(queue).hasValue(mails));
  }

  private static BrokerSettings from(Map<String, String> file) {
    return BrokerSettings.from(Settings.of(BrokerSettings.ALL, file, Map.of()));
  }

  private void send(String queue, String text, boolean commit) throws JMSException {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      BytesMessage message = session.createBytesMessage();
      message.setStringProperty("_AMQ_DUPL_ID", text.hashCode() + "");
      message.writeBytes(text.getBytes());
      session.createProducer(session.createQueue(queue)).send(message);
      if (commit) {
        session.commit();
      }
    }
  }

  private String receive(String queue) throws JMSException {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
      connection.start();
      Message message = consumer.receive(WAIT_MILLIS);
      String text = new String(message.getBody(byte[].class));
      session.commit();
      return text;
    }
  }

  private void refuse(String queue, int times) throws JMSException {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
      connection.start();
      for (int i = 0; i < times; i++) {
        assertThat(consumer.receive(WAIT_MILLIS)).isNotNull();
        session.rollback();
      }
    }
  }
}
