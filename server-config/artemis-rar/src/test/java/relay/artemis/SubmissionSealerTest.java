package relay.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.activemq.artemis.jms.client.ActiveMQJMSConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.queue.BrokerSettings;
import relay.domain.queue.QueueNames;
import relay.domain.secret.ContentSeal;
import relay.domain.secret.MasterKeys;
import relay.domain.secret.SealedSubmission;
import relay.domain.settings.Settings;

/** What producers hand in, in the files of the broker. */
class SubmissionSealerTest {
  private static final String WORDS = "the-merger-is-on-friday";
  private static final long WAIT_MILLIS = 60_000;

  @TempDir Path folder;
  private final BrokerSettings settings =
      BrokerSettings.from(Settings.of(BrokerSettings.ALL, Map.of(), Map.of()));
  private final EmbeddedBroker broker = EmbeddedBroker.shared();
  private final MasterKeys keys = MasterKeys.first(new Random(1));
  private final ContentSeal seal = new ContentSeal(Optional.of(keys), true, new Random(2));
  private ActiveMQJMSConnectionFactory factory;

  @BeforeEach
  void start() throws Exception {
    start(seal);
  }

  private void start(ContentSeal used) throws Exception {
    broker.start(settings, folder, used);
    factory = BrokerConnectionFactory.connectedBy(settings);
  }

  @AfterEach
  void stop() throws Exception {
    factory.close();
    broker.stop();
  }

  @Test
  void shouldLeaveNoWordOfAMailOnDiskThatAProducerHandsIn() throws Exception {
    String text = WORDS.repeat(1_000) + " \u00e4\u20ac";
    sendText(QueueNames.SUBMISSION, text, true);
    sendText(QueueNames.SUBMISSION, text, false);
    awaitDepth(QueueNames.SUBMISSION, 2);

    assertThatNoFileTells();
    stop();
    assertThatNoFileTells();
    start(seal);

    for (int i = 0; i < 2; i++) {
      BytesMessage sealed = (BytesMessage) receive(QueueNames.SUBMISSION);
      assertThat(sealed.getBooleanProperty(SealedSubmission.TEXT)).isTrue();
      assertThat(sealed.getStringProperty(SealedSubmission.KEY)).isEqualTo(keys.newest());
      assertThat(sealed.getStringProperty("campaign")).isEqualTo("spring");
      assertThat(sealed.getJMSMessageID()).startsWith("ID:");
      assertThat(sealed.getJMSTimestamp()).isPositive();
      assertThat(opened(sealed)).isEqualTo(text);
    }
    assertThatNoFileTells();
  }

  @Test
  void shouldSealTheOctetsOfAMailToo() throws Exception {
    String mail = "Subject: x\r\n\r\n" + WORDS + "\r\n";
    sendBytes(QueueNames.SUBMISSION, mail);
    awaitDepth(QueueNames.SUBMISSION, 1);

    assertThatNoFileTells();
    BytesMessage sealed = (BytesMessage) receive(QueueNames.SUBMISSION);
    assertThat(sealed.propertyExists(SealedSubmission.TEXT)).isFalse();
    assertThat(opened(sealed)).isEqualTo(mail);
  }

  @Test
  void shouldTakeOffWhatAProducerWroteIntoTheMarksOfTheBroker() throws Exception {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      BytesMessage forged = session.createBytesMessage();
      forged.setStringProperty(SealedSubmission.PLACE, "elsewhere");
      forged.setBooleanProperty(SealedSubmission.TEXT, true);
      forged.writeBytes(WORDS.getBytes(StandardCharsets.US_ASCII));
      session.createProducer(session.createQueue(QueueNames.SUBMISSION)).send(forged);
    }

    BytesMessage sealed = (BytesMessage) receive(QueueNames.SUBMISSION);

    assertThat(sealed.getStringProperty(SealedSubmission.PLACE)).isNotEqualTo("elsewhere");
    assertThat(sealed.propertyExists(SealedSubmission.TEXT)).isFalse();
    assertThat(opened(sealed)).isEqualTo(WORDS);
  }

  @Test
  void shouldSealEventsOfContactsToo() throws Exception {
    sendText(QueueNames.AUTOMATION_EVENTS, WORDS, true);

    assertThat(opened((BytesMessage) receive(QueueNames.AUTOMATION_EVENTS))).isEqualTo(WORDS);
  }

  @Test
  void shouldLeaveMessagesOfAllOtherQueuesAlone() throws Exception {
    sendText("orders", WORDS, true);
    sendText(QueueNames.SUBMISSION + ".other", WORDS, true);

    assertThat(((TextMessage) receive("orders")).getText()).isEqualTo(WORDS);
    assertThat(((TextMessage) receive(QueueNames.SUBMISSION + ".other")).getText())
        .isEqualTo(WORDS);
  }

  @Test
  void shouldLeaveNoWordOfALargeMailOnDisk() throws Exception {
    String large = large();
    sendBytes(QueueNames.SUBMISSION, large);
    sendText(QueueNames.SUBMISSION, large, true);
    sendText(QueueNames.SUBMISSION, large, false);
    awaitDepth(QueueNames.SUBMISSION, 3);

    assertThatNoFileTells();
    stop();
    assertThatNoFileTells();
    start(seal);

    BytesMessage mail = (BytesMessage) receive(QueueNames.SUBMISSION);
    assertThat(mail.propertyExists(SealedSubmission.PLACE)).isFalse();
    assertThat(mail.getStringProperty(SealedSubmission.KEY)).isEqualTo(keys.newest());
    for (int i = 0; i < 2; i++) {
      TextMessage text = (TextMessage) receive(QueueNames.SUBMISSION);
      assertThat(text.getText()).isEqualTo(large);
      assertThat(text.getStringProperty("campaign")).isEqualTo("spring");
    }
    assertThatNoFileTells();
  }

  @Test
  void shouldShowTheOctetsOfALargeMailAsTheyWere() throws Exception {
    String large = large();
    sendBytes(QueueNames.SUBMISSION, large);

    assertThat(octets(QueueNames.SUBMISSION)).isEqualTo(large);
  }

  @Test
  void shouldKeepALargeMailThatIsMovedWithoutItsKeyForWhenItIsBack() throws Exception {
    String large = large();
    sendBytes(QueueNames.SUBMISSION, large);
    awaitDepth(QueueNames.SUBMISSION, 1);
    stop();
    var others = new ContentSeal(Optional.of(MasterKeys.first(new Random(4))), true, new Random(5));
    start(others);
    assertThat(octets(QueueNames.SUBMISSION, false)).isNotEqualTo(large);
    assertThat(broker.move(QueueNames.SUBMISSION, "", QueueNames.DEAD_LETTER, 1)).hasValue(1);
    assertThatNoFileTells();
    stop();

    start(seal);

    assertThat(broker.move(QueueNames.DEAD_LETTER, "", QueueNames.SUBMISSION, 1)).hasValue(1);
    assertThatNoFileTells();
    assertThat(octets(QueueNames.SUBMISSION)).isEqualTo(large);
  }

  @Test
  void shouldReadLargeMailsOfBeforeAndAfterSealingWasSwitchedOn() throws Exception {
    String large = large();
    stop();
    start(ContentSeal.NONE);
    sendBytes(QueueNames.SUBMISSION, large);
    stop();
    start(seal);
    sendBytes(QueueNames.SUBMISSION, large);
    stop();
    start(new ContentSeal(Optional.of(keys), false, new Random(6)));

    assertThat(octets(QueueNames.SUBMISSION)).isEqualTo(large);
    assertThat(octets(QueueNames.SUBMISSION)).isEqualTo(large);
  }

  @Test
  void shouldLeaveLargeMessagesOfAllOtherQueuesAlone() throws Exception {
    String large = large();
    sendBytes("orders", large);
    awaitDepth("orders", 1);

    assertThatThrownBy(this::assertThatNoFileTells).isInstanceOf(AssertionError.class);
    assertThat(octets("orders")).isEqualTo(large);
  }

  @Test
  void shouldLeaveAloneWhatIsNoMailAtAll() throws Exception {
    sendText(QueueNames.SUBMISSION, "", true);

    assertThat(((TextMessage) receive(QueueNames.SUBMISSION)).getText()).isEmpty();
  }

  private String large() {
    return WORDS.repeat(2 * settings.largeMessage() / WORDS.length());
  }

  @Test
  void shouldSealNothingWhereContentsAreNotToBeSealed() throws Exception {
    stop();
    start(new ContentSeal(Optional.of(keys), false, new Random(3)));
    sendText(QueueNames.SUBMISSION, WORDS, true);
    awaitDepth(QueueNames.SUBMISSION, 1);

    assertThatThrownBy(this::assertThatNoFileTells).isInstanceOf(AssertionError.class);
    assertThat(((TextMessage) receive(QueueNames.SUBMISSION)).getText()).isEqualTo(WORDS);
  }

  private String opened(BytesMessage message) throws Exception {
    byte[] octets = new byte[(int) message.getBodyLength()];
    assertThat(message.readBytes(octets)).isEqualTo(octets.length);
    String place = message.getStringProperty(SealedSubmission.PLACE);
    return new String(seal.open(octets, place), StandardCharsets.UTF_8);
  }

  private void sendText(String queue, String text, boolean isTransacted) throws Exception {
    try (Connection connection = factory.createConnection();
        Session session =
            connection.createSession(
                isTransacted,
                isTransacted ? Session.SESSION_TRANSACTED : Session.AUTO_ACKNOWLEDGE)) {
      TextMessage message = session.createTextMessage(text);
      message.setStringProperty("campaign", "spring");
      session.createProducer(session.createQueue(queue)).send(message);
      if (isTransacted) {
        session.commit();
      }
    }
  }

  private void sendBytes(String queue, String text) throws Exception {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      BytesMessage message = session.createBytesMessage();
      message.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      session.createProducer(session.createQueue(queue)).send(message);
    }
  }

  private String octets(String queue) throws Exception {
    return octets(queue, true);
  }

  /** All octets of the next message, read while its session is there. */
  private String octets(String queue, boolean isTaken) throws Exception {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
      connection.start();
      BytesMessage message = (BytesMessage) consumer.receive(WAIT_MILLIS);
      byte[] octets = new byte[(int) message.getBodyLength()];
      assertThat(message.readBytes(octets)).isEqualTo(octets.length);
      if (isTaken) {
        session.commit();
      }
      return new String(octets, StandardCharsets.UTF_8);
    }
  }

  private Message receive(String queue) throws Exception {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
      connection.start();
      Message message = consumer.receive(WAIT_MILLIS);
      if (message instanceof BytesMessage bytes) {
        bytes.getBodyLength(); // a large one is read while its session is there
      } else if (message instanceof TextMessage text) {
        text.getText();
      }
      return message;
    }
  }

  private void awaitDepth(String queue, long messages) {
    await()
        .atMost(Duration.ofMillis(WAIT_MILLIS))
        .untilAsserted(() -> assertThat(broker.depth(queue)).hasValue(messages));
  }

  private void assertThatNoFileTells() throws IOException {
    String wide =
        new String(WORDS.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = text(file);
        assertThat(text.contains(WORDS) || text.contains(wide)).as("%s tells", file).isFalse();
      }
    }
  }

  /** A file that the broker has deleted meanwhile tells nothing. */
  private static String text(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
