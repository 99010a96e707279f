package relay.ejb.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.queue.MailBuilder.aMail;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.Chance;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;
import relay.domain.queue.EntryId;
import relay.domain.queue.Progress;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueUnavailable;
import relay.domain.queue.QueuedMail;
import relay.domain.secret.ContentSeal;
import relay.domain.tenancy.Weight;
import relay.domain.traffic.LaneShares;

class JmsMailQueuesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;
  private EmbeddedQueues broker;
  private SenderPool senders;
  private MailMessage messages;
  private JmsMailQueues queues;

  @BeforeEach
  void start() throws Exception {
    broker = new EmbeddedQueues(folder.resolve("broker"));
    senders = new SenderPool(broker.factory(), 4, Duration.ofSeconds(5));
    messages =
        new MailMessage(
            100_000, new ContentFiles(folder.resolve("files"), ContentSeal.NONE), ContentSeal.NONE);
    queues = new JmsMailQueues(senders, messages, () -> NOW);
  }

  @AfterEach
  void stop() throws Exception {
    senders.close();
    broker.close();
  }

  @Test
  void shouldGiveBackAMailAsItWasPut() throws Exception {
    var mail = mail(1, "Subject: x\r\n\r\nbody".getBytes());

    queues.put(mail);

    var taken = broker.take(QueueNames.TRANSACTIONAL, messages::read);
    assertThat(taken).usingRecursiveComparison().ignoringFields("content").isEqualTo(mail);
    assertThat(taken.content().bytes().get()).isEqualTo(mail.content().bytes().get());
  }

  @Test
  void shouldPutAMailOfAnotherTenantBeforeTheManyOfOne() throws Exception {
    var order = new LaneOrder(queue -> 100, new LaneShares(owner -> Weight.EQUAL));
    var fair = new JmsMailQueues(senders, messages, order, () -> NOW);
    byte[] text = "Subject: x\r\n\r\nbody".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 80; i++) {
      fair.put(mail(i, text));
    }
    QueuedMail last = aMail().owner(new MailOwner("small", "news", "")).build();
    fair.put(last);
    broker.awaitDepth(QueueNames.TRANSACTIONAL, 81);

    assertThat(broker.take(QueueNames.TRANSACTIONAL, messages::read).owner())
        .isEqualTo(last.owner());
    assertThat(broker.take(QueueNames.TRANSACTIONAL, messages::read).owner().tenant())
        .isEqualTo("acme");
  }

  @Test
  void shouldStreamALargeMailThroughAFileThatGoesWithIt() throws Exception {
    long seed = Chance.seed();
    byte[] octets = new byte[3_000_000];
    new Random(seed).nextBytes(octets);

    queues.put(mail(1, octets));

    broker.take(
        QueueNames.TRANSACTIONAL,
        message -> {
          QueuedMail taken = messages.read(message);
          assertThat(taken.content().bytes()).isEmpty();
          try (InputStream in = taken.content().open()) {
            assertThat(in.readAllBytes()).as("seed %d", seed).isEqualTo(octets);
          }
          taken.content().close();
          return null;
        });
    try (var left = Files.list(folder.resolve("files"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void shouldCountARepeatedMoveAsDone() throws Exception {
    var copies = List.of(part(1), part(2));

    queues.move(copies, NOW);
    queues.move(copies, NOW);
    queues.put(mail(2, new byte[10]));

    broker.awaitDepth(QueueNames.TRANSACTIONAL, 3);
  }

  @Test
  void shouldMoveWhatIsMissingWhenOnlyAPartWasMovedBefore() throws Exception {
    queues.move(List.of(part(1)), NOW);

    queues.move(List.of(part(1), part(2), part(3)), NOW);
    queues.put(mail(2, new byte[10]));

    broker.awaitDepth(QueueNames.TRANSACTIONAL, 4);
  }

  @Test
  void shouldCountARepeatedMoveAsDoneAfterTheBrokerDied() throws Exception {
    var waiting = mail(1, new byte[10]).afterWait(NOW.plusSeconds(100));
    queues.move(List.of(waiting), NOW);

    broker.stop();
    broker.start();
    assertThatThrownBy(() -> queues.move(List.of(waiting), NOW))
        .isInstanceOf(QueueUnavailable.class);
    queues.move(List.of(waiting), NOW);
    queues.move(List.of(mail(2, new byte[10]).afterWait(NOW.plusSeconds(100))), NOW);

    broker.awaitDepth(QueueNames.room(Lane.TRANSACTIONAL, 70), 2);
  }

  @Test
  void shouldSayThatNothingIsCommittedWhenTheBrokerIsDown() throws Exception {
    broker.stop();

    assertThatThrownBy(() -> queues.put(mail(1, new byte[10])))
        .isInstanceOf(QueueUnavailable.class);
    broker.start();
  }

  @Test
  void shouldRefuseAMessageThatIsNoMail() throws Exception {
    queues.put(mail(1, new byte[10]));

    broker.take(
        QueueNames.TRANSACTIONAL,
        message -> {
          message.clearProperties();
          assertThatThrownBy(() -> messages.read(message))
              .isInstanceOf(IllegalArgumentException.class);
          return null;
        });
  }

  private static QueuedMail part(int part) {
    return mail(1, new byte[10]).part(part, "example.org", List.of(recipient()));
  }

  private static Recipient recipient() {
    return Recipient.of(EmailAddress.parse("bob@example.org"));
  }

  static QueuedMail mail(int number, byte[] content) {
    String digits = "" + number;
    return new QueuedMail(
        new EntryId(new QueueId("0".repeat(20 - digits.length()) + digits), 0, 0),
        Lane.TRANSACTIONAL,
        new MailOwner("acme", "receipts", "c-1", "spring-sale", "b"),
        new Envelope(
            ReversePath.parse("alice@example.com"), List.of(recipient()), MailOptions.NONE),
        NOW,
        NOW.plusSeconds(3_600),
        Progress.NONE,
        Optional.of("producer.events"),
        Content.of(content));
  }
}
