package relay.ejb.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.delivery.Origin;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;
import relay.domain.routing.NextHop;
import relay.domain.sandbox.SandboxMail;
import relay.domain.sandbox.SandboxSettings;
import relay.domain.secret.ContentSeal;
import relay.domain.secret.MasterKeys;

class SandboxReceiverTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final MailOwner OWNER = new MailOwner("acme", "receipts", "c-1");
  private final AtomicInteger announced = new AtomicInteger();
  private ContentSeal seal = ContentSeal.NONE;
  @TempDir Path folder;

  @Test
  void shouldKeepAMailAndShowIt() throws IOException {
    SandboxFolder sandbox = sandbox(10, 10_000);

    List<RecipientReply> replies = send(sandbox, "Subject: one\r\n\r\n", "bob@example.org");

    assertThat(replies.get(0).reply().toString()).isEqualTo("250 2.0.0 kept in the sandbox");
    assertThat(announced).hasValue(1);
    SandboxMail mail = sandbox.newest(10).get(0);
    assertThat(mail.subject()).isEqualTo("one");
    assertThat(mail.recipients()).containsExactly("bob@example.org");
    assertThat(mail.receivedAt()).isEqualTo(NOW);
    assertThat(new String(sandbox.content(mail.id()).orElseThrow(), StandardCharsets.UTF_8))
        .isEqualTo("X-Added: y\r\nSubject: one\r\n\r\n");
  }

  @Test
  void shouldSimulateRefusals() {
    SandboxFolder sandbox = sandbox(10, 10_000);

    List<RecipientReply> replies =
        send(sandbox, "", "bounce@example.org", "defer+x@example.org", "bouncer@example.org");

    assertThat(replies).extracting(r -> r.reply().code()).containsExactly(550, 451, 250);
    assertThat(sandbox.newest(10).get(0).recipients()).containsExactly("bouncer@example.org");
  }

  @Test
  void shouldAnnounceNothingWhenNobodyIsTaken() {
    send(sandbox(10, 10_000), "", "bounce@example.org");

    assertThat(announced).hasValue(0);
  }

  @Test
  void shouldDropTheOldestBeyondTheNumber() throws IOException {
    SandboxFolder sandbox = sandbox(2, 10_000);

    for (int i = 0; i < 5; i++) {
      send(sandbox, "Subject: " + i + "\r\n\r\n", "bob@example.org");
    }

    assertThat(sandbox.newest(10)).extracting(SandboxMail::subject).containsExactly("4", "3");
    assertThat(filesIn(folder)).isEqualTo(2);
  }

  @Test
  void shouldDropTheOldestBeyondTheSize() throws IOException {
    SandboxFolder sandbox = sandbox(100, 100);

    for (int i = 0; i < 5; i++) {
      send(sandbox, "Subject: " + i + "\r\n\r\n" + "x".repeat(20), "bob@example.org");
    }

    assertThat(sandbox.newest(10)).extracting(SandboxMail::subject).containsExactly("4", "3");
    assertThat(filesIn(folder)).isEqualTo(2);
  }

  @Test
  void shouldRememberItsMailsAfterARestart() throws IOException {
    send(sandbox(10, 10_000), "Subject: before\r\n\r\n", "bob@example.org", "carol@example.org");
    Files.writeString(folder.resolve("000000000009"), "cut off");

    SandboxFolder again = sandbox(10, 10_000);
    send(again, "Subject: after\r\n\r\n", "bob@example.org");

    assertThat(again.newest(10))
        .extracting(SandboxMail::subject)
        .containsExactly("after", "before");
    assertThat(again.newest(10).get(1).recipients()).hasSize(2);
    assertThat(again.newest(10)).extracting(SandboxMail::id).doesNotHaveDuplicates();
  }

  @Test
  void shouldKnowWhoseMailItIsAfterARestart() {
    send(sandbox(10, 10_000), "Subject: one\r\n\r\nText", "bob@example.org");

    SandboxMail mail = sandbox(10, 10_000).newest(1).get(0);

    assertThat(mail.owner()).isEqualTo(OWNER);
    assertThat(mail.sender()).isEmpty();
    assertThat(mail.size()).isEqualTo("X-Added: y\r\nSubject: one\r\n\r\nText".length());
    assertThat(mail.receivedAt()).isEqualTo(NOW);
  }

  @Test
  void shouldReadMailsOfEarlierVersions() throws IOException {
    Files.writeString(
        folder.resolve("000000000003"),
        "0123456789abcdefghjk\t2026-01-01T00:00:00Z\ta@a.example\tb@b.example\tc@b.example\n"
            + "Subject: old\r\n\r\n");

    SandboxMail mail = sandbox(10, 10_000).newest(1).get(0);

    assertThat(mail.queueId()).isEqualTo("0123456789abcdefghjk");
    assertThat(mail.sender()).isEqualTo("a@a.example");
    assertThat(mail.recipients()).containsExactly("b@b.example", "c@b.example");
    assertThat(mail.size()).isEqualTo(16);
    assertThat(mail.owner().tenant()).isEqualTo("default");
  }

  @Test
  void shouldDropAMailThatACrashCutOff() throws IOException {
    send(sandbox(10, 10_000), "Subject: one\r\n\r\nText", "bob@example.org");
    Path file = folder.resolve("000000000001");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));

    assertThat(sandbox(10, 10_000).newest(1)).isEmpty();
    assertThat(filesIn(folder)).isZero();
  }

  @Test
  void shouldRemoveWhatIsNamedAndNothingElse() throws IOException {
    SandboxFolder sandbox = sandbox(10, 10_000);
    send(sandbox, "Subject: one\r\n\r\n", "bob@example.org");
    send(sandbox, "Subject: two\r\n\r\n", "bob@example.org");

    int removed = sandbox.remove(List.of("000000000001", "000000000009", "../x"));

    assertThat(removed).isEqualTo(1);
    assertThat(sandbox.newest(10)).extracting(SandboxMail::subject).containsExactly("two");
    assertThat(filesIn(folder)).isEqualTo(1);
    assertThat(sandbox.remove(List.of("000000000001"))).isZero();
  }

  @Test
  void shouldForgetAllWhenCleared() throws IOException {
    SandboxFolder sandbox = sandbox(10, 10_000);
    send(sandbox, "", "bob@example.org");

    sandbox.clear();

    assertThat(sandbox.newest(10)).isEmpty();
    assertThat(filesIn(folder)).isZero();
  }

  @Test
  void shouldSealWhatItKeepsAndShowItAfterAStart() throws IOException {
    MasterKeys keys = MasterKeys.first(new Random(1));
    seal = new ContentSeal(Optional.of(keys), true, new Random(2));
    send(sandbox(10, 1_000_000), "Subject: hush\r\n\r\nhush hush\r\n", "bob@example.org");

    SandboxFolder sandbox = sandbox(10, 1_000_000);
    SandboxMail mail = sandbox.newest(10).get(0);

    assertThat(Files.readString(folder.resolve(mail.id()), StandardCharsets.ISO_8859_1))
        .contains("bob@example.org")
        .doesNotContain("hush");
    assertThat(mail.subject()).isEqualTo("hush");
    assertThat(mail.recipients()).containsExactly("bob@example.org");
    assertThat(new String(sandbox.content(mail.id()).orElseThrow(), StandardCharsets.UTF_8))
        .isEqualTo("X-Added: y\r\nSubject: hush\r\n\r\nhush hush\r\n");
    seal = new ContentSeal(Optional.of(keys), false, new Random(2));
    assertThat(sandbox(10, 1_000_000).content(mail.id())).isPresent();
  }

  @Test
  void shouldKeepWhatItCannotOpenAndDropWhatWasCutOff() throws IOException {
    seal = new ContentSeal(Optional.of(MasterKeys.first(new Random(1))), true, new Random(2));
    send(sandbox(10, 1_000_000), "Subject: one\r\n\r\n", "bob@example.org");
    send(sandbox(10, 1_000_000), "Subject: two\r\n\r\n", "bob@example.org");
    Path newest = folder.resolve(sandbox(10, 1_000_000).newest(1).get(0).id());
    byte[] whole = Files.readAllBytes(newest);
    Files.write(newest, Arrays.copyOf(whole, whole.length - 1));

    seal = ContentSeal.NONE;
    SandboxFolder sandbox = sandbox(10, 1_000_000);

    assertThat(sandbox.newest(10)).hasSize(1);
    SandboxMail locked = sandbox.newest(10).get(0);
    assertThat(locked.subject()).isEmpty();
    assertThat(locked.size()).isEqualTo("X-Added: y\r\nSubject: one\r\n\r\n".length());
    assertThatThrownBy(() -> sandbox.content(locked.id())).hasMessageContaining("content.key-file");
  }

  @Test
  void shouldNotTakeAnIdForAPath() throws IOException {
    assertThat(sandbox(10, 10_000).content("../secret")).isEmpty();
  }

  private SandboxFolder sandbox(int messagesMax, long octetsMax) {
    return new SandboxFolder(
        folder, new SandboxSettings(messagesMax, octetsMax), InstantSource.fixed(NOW), seal);
  }

  private List<RecipientReply> send(SandboxFolder sandbox, String content, String... recipients) {
    var envelope =
        new Envelope(
            ReversePath.NULL,
            Arrays.stream(recipients).map(r -> Recipient.of(EmailAddress.parse(r))).toList(),
            MailOptions.NONE);
    return new SandboxReceiver(sandbox)
        .transmit(
            new TransmissionOrder(
                "0123456789abcdefghjk",
                OWNER,
                envelope,
                new NextHop.Sandbox(),
                Origin.DEFAULT,
                "X-Added: y\r\n".getBytes(StandardCharsets.UTF_8),
                Content.of(content.getBytes(StandardCharsets.UTF_8)),
                announced::incrementAndGet))
        .replies();
  }

  private static long filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
