package relay.ejb.queues;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.fault.FaultPoint;
import relay.domain.mail.Content;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueSettings;
import relay.domain.queue.QueuedMail;
import relay.domain.secret.ContentSeal;
import relay.domain.secret.ContentUnreadable;
import relay.domain.secret.LockedContents;
import relay.domain.secret.MasterKeys;
import relay.domain.secret.SealedContent;
import relay.domain.settings.Settings;

/** Contents sealed in the broker's files and ours, keys that change, and keys that are gone. */
class SealedQueuesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String MARKER = "the-merger-is-on-friday";
  private static final byte[] SMALL = content(2_000);
  private static final byte[] LARGE = content(900_000);
  private static final MasterKeys FIRST = MasterKeys.first(new Random(1));
  private static final MasterKeys BOTH = FIRST.withNext(new Random(2));

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final AtomicInteger nodes = new AtomicInteger();
  private EmbeddedQueues broker;
  private SenderPool senders;
  private ContentSeal seal;

  @BeforeEach
  void start() throws Exception {
    broker = new EmbeddedQueues(folder.resolve("broker"));
    senders = new SenderPool(broker.factory(), 4, Duration.ofSeconds(5));
    seal = sealing(FIRST);
  }

  @AfterEach
  void stop() throws Exception {
    senders.close();
    broker.close();
  }

  @Test
  void shouldLeaveNoWordOfAMailOnDiskWhileItWaitsAndIsWorkedOn() throws Exception {
    for (byte[] octets : new byte[][] {SMALL, LARGE}) {
      put(octets, NOW.plusSeconds(12));
      assertThatNoFileTellsOf(MARKER);

      goOn();
      assertThatNoFileTellsOf(MARKER);

      broker.take(
          QueueNames.TRANSACTIONAL,
          message -> {
            QueuedMail taken = messages().read(message);
            Content opened = ((SealedContent) taken.content()).opened();
            assertThatNoFileTellsOf(MARKER);
            assertThat(octetsOf(opened)).isEqualTo(octets);
            taken.content().close();
            return null;
          });
      assertThatNoFileTellsOf(MARKER);
    }
    broker.stop();
    assertThatNoFileTellsOf(MARKER);
    broker.start();
  }

  @Test
  void shouldFindTheWordWhereNothingIsSealed() throws Exception {
    seal = ContentSeal.NONE;

    put(SMALL, NOW);

    assertThatThrownBy(() -> assertThatNoFileTellsOf(MARKER)).isInstanceOf(AssertionError.class);
  }

  @Test
  void shouldReadWhatWasQueuedBeforeItWasSwitchedOnAndSealItFromThenOn() throws Exception {
    for (byte[] octets : new byte[][] {SMALL, LARGE}) {
      seal = ContentSeal.NONE;
      put(octets, NOW.plusSeconds(12));
      seal = sealing(FIRST);

      goOn();

      assertThat(octetsOf(((SealedContent) take().content()).opened())).isEqualTo(octets);
    }
  }

  @Test
  void shouldReadWhatWasQueuedBeforeItWasSwitchedOff() throws Exception {
    for (byte[] octets : new byte[][] {SMALL, LARGE}) {
      put(octets, NOW);
      seal = new ContentSeal(Optional.of(FIRST), false, new Random(3));

      QueuedMail opened = opened(take());
      assertThat(octetsOf(opened.content())).isEqualTo(octets);

      new JmsMailQueues(senders, messages(), now::get).put(opened.signed(opened.content()));
      QueuedMail again = take();
      assertThat(octetsOf(opened(again).content())).isEqualTo(octets);
      again.content().close();
      seal = sealing(FIRST);
    }
  }

  @Test
  void shouldOpenWithTheOldKeyAndSealWithTheNewOneAfterARotation() throws Exception {
    put(SMALL, NOW);
    seal = sealing(BOTH);
    put(LARGE, NOW);
    broker.awaitDepth(QueueNames.TRANSACTIONAL, 2);
    assertThat(counted())
        .containsEntry(FIRST.newest(), 1L)
        .containsEntry(BOTH.newest(), 1L)
        .containsEntry("unknown", 0L)
        .containsEntry("none", 0L);

    QueuedMail old = opened(take());
    assertThat(octetsOf(old.content())).isEqualTo(SMALL);
    assertThat(octetsOf(opened(take()).content())).isEqualTo(LARGE);

    new JmsMailQueues(senders, messages(), now::get).put(old);
    broker.awaitDepth(QueueNames.TRANSACTIONAL, 1);
    assertThat(counted()).containsEntry(FIRST.newest(), 0L).containsEntry(BOTH.newest(), 1L);
  }

  @Test
  void shouldCountWhatItHasNoKeyFor() throws Exception {
    seal = ContentSeal.NONE;
    put(SMALL, NOW);
    assertThat(counted()).isEmpty();
    seal = sealing(FIRST);
    put(SMALL, NOW);
    broker.awaitDepth(QueueNames.TRANSACTIONAL, 2);

    seal = sealing(MasterKeys.first(new Random(9)));

    assertThat(counted()).containsEntry("unknown", 1L).containsEntry("none", 1L);
  }

  @Test
  void shouldKeepAMailWholeThatNobodyCanOpenUntilTheKeyIsBack() throws Exception {
    for (byte[] octets : new byte[][] {SMALL, LARGE}) {
      seal = sealing(FIRST);
      put(octets, NOW.plusSeconds(12));
      seal = ContentSeal.NONE;
      goOn();
      QueuedMail locked = take();
      assertThatThrownBy(() -> opened(locked))
          .isInstanceOf(ContentUnreadable.class)
          .hasMessageContaining("content.key-file")
          .hasMessageContaining(FIRST.newest());

      new JmsMailQueues(senders, messages(), now::get).put(locked.postponed(now.get()));
      locked.content().close();
      seal = sealing(BOTH);

      assertThat(octetsOf(opened(take()).content())).isEqualTo(octets);
    }
  }

  @Test
  void shouldNoticeAContentThatWasPutInThePlaceOfAnother() throws Exception {
    put(SMALL, NOW);
    var mine = (SealedContent) take().content();
    QueuedMail other = JmsMailQueuesTest.mail(2, new byte[0]);

    new JmsMailQueues(senders, messages(), now::get).put(other.withContent(mine));

    assertThatThrownBy(() -> opened(take())).isInstanceOf(ContentUnreadable.class);
  }

  private void put(byte[] octets, Instant due) {
    QueuedMail mail = JmsMailQueuesTest.mail(1, octets);
    new JmsMailQueues(senders, messages(), now::get)
        .put(due.isAfter(NOW) ? mail.postponed(due) : mail);
  }

  /** The pump takes what waits on. */
  private void goOn() {
    var settings = QueueSettings.from(Settings.of(QueueSettings.ALL, Map.of(), Map.of()));
    now.set(NOW.plusSeconds(12));
    try (var pump =
        new WaitingRoomPump(
            broker.factory(),
            broker,
            messages(),
            LaneOrder.AS_IT_COMES,
            settings,
            1 << 20,
            now::get,
            FaultPoint.NONE)) {
      broker.awaitMails(1);
      pump.run();
      broker.awaitDepth(QueueNames.TRANSACTIONAL, 1);
    }
    now.set(NOW);
  }

  /** Not open any more: the message of a large mail is read when it is taken. */
  private QueuedMail take() throws Exception {
    return broker.take(QueueNames.TRANSACTIONAL, messages()::read);
  }

  private static QueuedMail opened(QueuedMail mail) throws IOException {
    return mail.content() instanceof SealedContent sealed
        ? mail.withContent(sealed.opened())
        : mail;
  }

  private Map<String, Long> counted() {
    return new QueuedContentKeys(
            seal, new LockedContents(Duration.ofMinutes(1)), broker, broker, now::get)
        .standing()
        .queued();
  }

  private MailMessage messages() {
    // a start empties its folder, so that each has one of its own
    Path files = folder.resolve("files" + nodes.incrementAndGet());
    return new MailMessage(100_000, new ContentFiles(files, seal), seal);
  }

  private static ContentSeal sealing(MasterKeys keys) {
    return new ContentSeal(Optional.of(keys), true, new Random(3));
  }

  private void assertThatNoFileTellsOf(String words) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        // some providers write two octets for each letter
        String wide = new String(words.getBytes(UTF_16LE), StandardCharsets.ISO_8859_1);
        assertThat(text.contains(words) || text.contains(wide))
            .as("%s tells of %s", file, words)
            .isFalse();
      }
    }
  }

  private static byte[] octetsOf(Content content) throws IOException {
    try (InputStream in = content.open()) {
      return in.readAllBytes();
    }
  }

  private static byte[] content(int size) {
    var text = new StringBuilder("Subject: x\r\n\r\n");
    while (text.length() < size) {
      text.append(MARKER).append("\r\n");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
