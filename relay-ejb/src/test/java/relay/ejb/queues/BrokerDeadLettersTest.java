package relay.ejb.queues;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.deadletter.DeadLetter;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueSearch;
import relay.domain.queue.QueuedMail;
import relay.domain.secret.ContentSeal;
import relay.domain.secret.MasterKeys;
import relay.domain.secret.SealedContent;

class BrokerDeadLettersTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final byte[] SMALL = "Subject: x\r\n\r\nhello\r\n".getBytes(US_ASCII);
  private static final byte[] LARGE =
      "Subject: x\r\n\r\n".concat("hello\r\n".repeat(100_000)).getBytes(US_ASCII);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int OCTETS_MAX = 1 << 20;

  @TempDir Path folder;
  private final MasterKeys keys = MasterKeys.first(new Random(1));
  private EmbeddedQueues broker;
  private SenderPool senders;
  private ContentSeal seal;

  @BeforeEach
  void start() throws Exception {
    broker = new EmbeddedQueues(folder.resolve("broker"));
    senders = new SenderPool(broker.factory(), 4, Duration.ofSeconds(5));
    seal = new ContentSeal(Optional.of(keys), true, new Random(3));
  }

  @AfterEach
  void stop() throws Exception {
    senders.close();
    broker.close();
  }

  @Test
  void shouldFindNothingWhereNothingDied() {
    assertThat(box().list(10)).isEmpty();
    assertThat(box().find("4211")).isEmpty();
    assertThat(box().find("x' or '1' = '1")).isEmpty();
    assertThat(box().content("4211", 10)).isEmpty();
  }

  @Test
  void shouldShowAndGiveBackASealedMailThatItsWorkerNeverTook() throws Exception {
    for (byte[] octets : new byte[][] {SMALL, LARGE}) {
      put(octets);
      failAlways(QueueNames.TRANSACTIONAL);

      DeadLetter letter = only();
      assertThat(letter.queue()).isEqualTo(QueueNames.DEAD_LETTER);
      assertThat(letter.cameFrom()).contains(QueueNames.TRANSACTIONAL);
      assertThat(letter.reason()).contains("failed each time");
      assertThat(letter.contentKey()).isEqualTo(keys.newest());
      assertThat(letter.octets()).isGreaterThan(octets.length);
      assertThat(letter.mail().orElseThrow().owner().tenant()).isEqualTo("acme");
      var content = box().content(letter.id(), OCTETS_MAX).orElseThrow();
      assertThat(content.octets()).isEqualTo(octets);
      assertThat(content.isCut()).isFalse();
      assertThat(box().content(letter.id(), 7).orElseThrow().isCut()).isTrue();

      assertThat(box().giveBack(letter, letter.home().orElseThrow())).isTrue();
      assertThat(box().giveBack(letter, letter.home().orElseThrow())).isFalse();

      broker.awaitDepth(QueueNames.DEAD_LETTER, 0);
      assertThat(taken()).isEqualTo(octets);
      broker.awaitMails(0);
    }
  }

  @Test
  void shouldTellTheQueueItCameFromLastWhenItDiesAgain() throws Exception {
    put(SMALL);
    failAlways(QueueNames.TRANSACTIONAL);
    DeadLetter first = only();
    box().giveBack(first, QueueNames.TRANSACTIONAL);

    failAlways(QueueNames.TRANSACTIONAL);

    DeadLetter again = only();
    assertThat(again.cameFrom()).contains(QueueNames.TRANSACTIONAL);
    assertThat(again.reason()).isEqualTo(first.reason());
    assertThat(box().giveBack(again, QueueNames.TRANSACTIONAL)).isTrue();
    assertThat(taken()).isEqualTo(SMALL);
  }

  @Test
  void shouldMoveSealedContentWithoutItsKeyAndSayWhyItIsNotShown() throws Exception {
    put(SMALL);
    failAlways(QueueNames.TRANSACTIONAL);
    ContentSeal ours = seal;
    seal = ContentSeal.NONE;

    DeadLetter letter = only();

    assertThat(box().content(letter.id(), 10).orElseThrow().trouble())
        .contains(keys.newest(), "content.key-file");
    assertThat(box().giveBack(letter, QueueNames.TRANSACTIONAL)).isTrue();
    seal = ours;
    assertThat(taken()).isEqualTo(SMALL);
  }

  @Test
  void shouldGiveBackAtABrokerThatFindsNothingByItself() throws Exception {
    put(LARGE);
    failAlways(QueueNames.TRANSACTIONAL);
    var box = new BrokerDeadLetters(broker.factory(), new NoSearch(), reader());
    DeadLetter letter = box.list(10).get(0);

    assertThat(box.giveBack(letter, QueueNames.TRANSACTIONAL)).isTrue();
    assertThat(box.giveBack(letter, QueueNames.TRANSACTIONAL)).isFalse();

    assertThat(taken()).isEqualTo(LARGE);
  }

  @Test
  void shouldKeepWhoHandedItInAndWhereHeWantsToHear() throws Exception {
    handIn("no mail");
    broker.take(
        QueueNames.SUBMISSION,
        message -> {
          dead().returnToProducer(message, "neither this nor that");
          return null;
        });
    broker.awaitDepth(QueueNames.SUBMISSION_DEAD, 1);

    DeadLetter letter = only();
    assertThat(letter.queue()).isEqualTo(QueueNames.SUBMISSION_DEAD);
    assertThat(letter.cameFrom()).contains(QueueNames.SUBMISSION);
    assertThat(letter.reason()).isEqualTo("neither this nor that");
    assertThat(letter.since()).contains(NOW);
    assertThat(letter.mail()).isEmpty();
    assertThat(letter.octets()).isEqualTo(7);
    assertThat(letter.properties()).containsExactly(Map.entry("campaign", "spring"));
    assertThat(new String(box().content(letter.id(), 5).orElseThrow().octets(), UTF_8))
        .isEqualTo("no ma");

    assertThat(box().giveBack(letter, letter.home().orElseThrow())).isTrue();
    String replyTo =
        broker.take(QueueNames.SUBMISSION, m -> ((Queue) m.getJMSReplyTo()).getQueueName());
    assertThat(replyTo).isEqualTo("producer.events");
  }

  @Test
  void shouldTellWhenAMessageOutlivedWhatItsProducerGaveIt() throws Exception {
    long before = System.currentTimeMillis();
    handIn("too late", 1);
    await("it is expired")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThatNobodyGetsIt(); // the broker looks at the time when somebody asks
              assertThat(box().list(10)).hasSize(1);
            });

    DeadLetter letter = only();
    assertThat(letter.queue()).isEqualTo(QueueNames.EXPIRED);
    assertThat(letter.reason()).contains("time to live");
    assertThat(letter.cameFrom()).contains(QueueNames.SUBMISSION);
    assertThat(letter.since().orElseThrow().toEpochMilli()).isGreaterThanOrEqualTo(before);
    assertThat(letter.home()).contains(QueueNames.SUBMISSION);
  }

  @Test
  void shouldListAtMostSoManyAndRemoveOneOfThem() throws Exception {
    for (int i = 0; i < 3; i++) {
      handIn("mail " + i);
      broker.take(
          QueueNames.SUBMISSION,
          message -> {
            dead().bury(message, "a reason");
            return null;
          });
    }
    broker.awaitDepth(QueueNames.DEAD_LETTER, 3);
    List<DeadLetter> letters = box().list(10);
    assertThat(box().list(2)).isEqualTo(letters.subList(0, 2));
    assertThat(box().after(letters.get(0).id(), 1)).contains(letters.subList(1, 2));

    assertThat(box().remove(letters.get(1))).isTrue();
    assertThat(box().remove(letters.get(1))).isFalse();
    broker.awaitDepth(QueueNames.DEAD_LETTER, 2);
    assertThat(box().list(10)).containsExactly(letters.get(0), letters.get(2));
    assertThat(box().after(letters.get(1).id(), 5)).isEmpty();
  }

  @Test
  void shouldBuryALargeMailWholeAfterItWasRead() throws Exception {
    put(LARGE);
    broker.take(
        QueueNames.TRANSACTIONAL,
        message -> {
          QueuedMail mail = messages().read(message);
          dead().bury(message, mail.content(), "a defect of ours");
          mail.content().close();
          return null;
        });
    broker.awaitDepth(QueueNames.DEAD_LETTER, 1);

    assertThat(box().content(only().id(), OCTETS_MAX).orElseThrow().octets()).isEqualTo(LARGE);
  }

  @Test
  void shouldBuryALargeMailWholeThatIsNotAsLongAsItSays() throws Exception {
    seal = ContentSeal.NONE;
    put(LARGE);
    broker.take(
        QueueNames.TRANSACTIONAL,
        message -> {
          senders.run(
              session -> {
                var damaged =
                    (BytesMessage) DeadLetters.copy(session.session(), message, Optional.empty());
                damaged.setLongProperty(MailMessage.SIZE, LARGE.length + 1L);
                session.send(QueueNames.BULK, damaged);
                session.commit();
              });
          return null;
        });
    broker.take(
        QueueNames.BULK,
        message -> {
          assertThatThrownBy(() -> messages().read(message))
              .isInstanceOf(IllegalArgumentException.class);
          dead().bury(message, "not a mail");
          return null;
        });
    broker.awaitDepth(QueueNames.DEAD_LETTER, 1);

    assertThat(box().content(only().id(), OCTETS_MAX).orElseThrow().octets()).isEqualTo(LARGE);
  }

  @Test
  void shouldShowAsItIsWhatClaimsToBeAMailAndIsNone() throws Exception {
    put(SMALL);
    broker.take(
        QueueNames.TRANSACTIONAL,
        message -> {
          senders.run(
              session -> {
                BytesMessage damaged = session.session().createBytesMessage();
                damaged.setIntProperty(MailMessage.FORM, MailMessage.PLAIN_FORM);
                damaged.writeBytes(SMALL);
                session.send(
                    QueueNames.DEAD_LETTER,
                    DeadLetters.letter(
                        session.session(), damaged, Optional.empty(), "damaged", NOW));
                session.commit();
              });
          return null;
        });
    broker.awaitDepth(QueueNames.DEAD_LETTER, 1);

    DeadLetter letter = only();
    assertThat(letter.mail()).isEmpty();
    assertThat(letter.home()).isEmpty();
    assertThat(box().content(letter.id(), OCTETS_MAX).orElseThrow().octets()).isEqualTo(SMALL);
  }

  private DeadLetter only() {
    List<DeadLetter> letters = box().list(10);
    assertThat(letters).hasSize(1);
    assertThat(box().find(letters.get(0).id())).contains(letters.get(0));
    return letters.get(0);
  }

  private BrokerDeadLetters box() {
    return new BrokerDeadLetters(broker.factory(), broker, reader());
  }

  private LetterReader reader() {
    return new LetterReader(messages(), seal);
  }

  private DeadLetters dead() {
    return new DeadLetters(senders, new Silent(), () -> NOW);
  }

  private MailMessage messages() {
    return new MailMessage(100_000, new ContentFiles(folder.resolve("files"), seal), seal);
  }

  private void put(byte[] octets) {
    new JmsMailQueues(senders, messages(), () -> NOW).put(JmsMailQueuesTest.mail(1, octets));
  }

  private byte[] taken() throws Exception {
    return broker.take(
        QueueNames.TRANSACTIONAL,
        message -> {
          QueuedMail mail = messages().read(message);
          try (InputStream in = ((SealedContent) mail.content()).opened().open()) {
            return in.readAllBytes();
          } finally {
            mail.content().close();
          }
        });
  }

  private void handIn(String text) throws Exception {
    handIn(text, 0);
  }

  private void handIn(String text, long timeToLiveMillis) throws Exception {
    try (Connection connection = broker.factory().createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer =
            session.createProducer(session.createQueue(QueueNames.SUBMISSION))) {
      Message message = session.createTextMessage(text);
      message.setJMSReplyTo(session.createQueue("producer.events"));
      message.setStringProperty("campaign", "spring");
      producer.setTimeToLive(timeToLiveMillis);
      producer.send(message);
    }
  }

  private void assertThatNobodyGetsIt() throws Exception {
    try (Connection connection = broker.factory().createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer =
            session.createConsumer(session.createQueue(QueueNames.SUBMISSION))) {
      connection.start();
      assertThat(consumer.receive(20)).isNull();
    }
  }

  /** As a worker does that throws whenever it is given the message. */
  private void failAlways(String queue) throws Exception {
    try (Connection connection = broker.factory().createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
      connection.start();
      await("it is a dead letter")
          .atMost(PATIENCE)
          .until(
              () -> {
                if (consumer.receive(20) != null) {
                  session.rollback();
                }
                return broker.depth(QueueNames.DEAD_LETTER).orElse(0) == 1;
              });
    }
  }

  /** A broker that only does what every broker does. */
  private static final class NoSearch implements QueueSearch {
    @Override
    public OptionalLong count(String queue, String selector) {
      return OptionalLong.empty();
    }

    @Override
    public OptionalLong move(String from, String selector, String to, int most) {
      return OptionalLong.empty();
    }
  }

  private static final class Silent implements Journal {
    @Override
    public void write(List<MailEvent> events) {
      assertThat(events).hasSize(1);
      assertThat(events.get(0).details()).isNotEqualTo(Map.of());
    }

    @Override
    public void writeDurably(List<MailEvent> events) {
      write(events);
    }
  }
}
