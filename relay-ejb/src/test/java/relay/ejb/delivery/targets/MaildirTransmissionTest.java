package relay.ejb.delivery.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.mail.Content;
import relay.domain.routing.NextHop;

class MaildirTransmissionTest {
  private static final NextHop.MailFolder TARGET = new NextHop.MailFolder("r/a", "archive/2026");
  @TempDir Path folder;

  @Test
  void shouldWriteTheWholeMailAndNothingElse() throws IOException {
    RecipientReply said = send(Orders.order(TARGET, "ann@one.example", "bob@one.example"));

    assertThat(said.reply().toString()).isEqualTo("250 2.0.0 Written to folder archive/2026");
    assertThat(said.stage()).isEqualTo(Stage.FINAL_DOT);
    assertThat(files("new")).hasSize(1);
    assertThat(Files.readString(files("new").get(0)))
        .isEqualTo(
            "Return-Path: <alice@client.example>\r\n"
                + "Delivered-To: ann@one.example\r\n"
                + "Delivered-To: bob@one.example\r\n"
                + "X-Signed: yes\r\n"
                + Orders.CONTENT);
    assertThat(files("tmp")).isEmpty();
    assertThat(folder.resolve("archive/2026/cur")).isDirectory();
  }

  @Test
  void shouldWriteAMailOnceHoweverOftenItIsRepeatedAfterACrash() throws IOException {
    // The process died between the file's way to the disk and the acknowledgement: the same order.
    for (int i = 0; i < 3; i++) {
      send(Orders.order(TARGET, "ann@one.example"));
    }

    assertThat(files("new")).hasSize(1);
  }

  @Test
  void shouldTakeUpWhatACrashLeftHalfWritten() throws IOException {
    var order = Orders.order(TARGET, "ann@one.example");
    Path half = folder.resolve("archive/2026/tmp").resolve(MaildirTransmission.name(order));
    Files.createDirectories(half.getParent());
    Files.writeString(half, "x".repeat(10_000));

    send(order);

    assertThat(files("tmp")).isEmpty();
    assertThat(Files.readString(files("new").get(0))).doesNotContain("x".repeat(20));
  }

  @Test
  void shouldKeepPartsOfAMailApart() throws IOException {
    send(Orders.order(TARGET, "ann@one.example"));
    send(Orders.order(TARGET, "bob@one.example"));

    assertThat(files("new")).hasSize(2);
  }

  @Test
  void shouldAnnounceTheContentBeforeItIsWritten() throws IOException {
    List<Path> seen = new ArrayList<>();
    Runnable announcement =
        () -> {
          try {
            seen.addAll(files("tmp"));
            seen.addAll(files("new"));
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        };

    send(Orders.order(TARGET, content(Orders.CONTENT), announcement, "ann@one.example"));

    assertThat(seen).isEmpty();
    assertThat(files("new")).hasSize(1);
  }

  @Test
  void shouldWriteNothingWhenTheAnnouncementFails() throws IOException {
    Runnable announcement =
        () -> {
          throw new IllegalStateException("no journal");
        };

    assertThatThrownBy(
            () ->
                send(Orders.order(TARGET, content(Orders.CONTENT), announcement, "a@one.example")))
        .hasMessage("no journal");
    assertThat(files("new")).isEmpty();
  }

  @Test
  void shouldTryAgainLaterWhenTheFolderCannotBeWritten() throws IOException {
    Files.writeString(folder.resolve("archive"), "a file where a folder should be");

    RecipientReply said = send(Orders.order(TARGET, "ann@one.example"));

    assertThat(said.reply().toString()).startsWith("452 4.3.1 Folder archive/2026 cannot be");
    assertThat(said.stage()).isEqualTo(Stage.DATA);
  }

  @Test
  void shouldNotFollowALinkOutOfItsFolder(@TempDir Path outside) throws IOException {
    Files.createSymbolicLink(folder.resolve("archive"), outside);

    RecipientReply said = send(Orders.order(TARGET, "ann@one.example"));

    assertThat(said.reply().toString()).contains("a link leads outside");
    try (Stream<Path> written = Files.walk(outside)) {
      assertThat(written.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void shouldNotLeaveItsFolderByAName() throws IOException {
    var target = new NextHop.MailFolder("r/a", "../elsewhere");

    RecipientReply said = send(Orders.order(target, "ann@one.example"));

    assertThat(said.reply().toString()).contains("it is outside of");
    assertThat(folder.resolveSibling("elsewhere")).doesNotExist();
  }

  @Test
  void shouldStreamAContentThatIsNotInMemory() throws IOException {
    byte[] large = "0123456789abcde\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);
    Content content =
        new Content() {
          @Override
          public long size() {
            return large.length;
          }

          @Override
          public InputStream open() {
            return new ByteArrayInputStream(large);
          }
        };

    send(Orders.order(TARGET, content, () -> {}, "ann@one.example"));

    assertThat(Files.readString(files("new").get(0)))
        .endsWith(new String(large, StandardCharsets.UTF_8));
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private RecipientReply send(relay.domain.delivery.TransmissionOrder order) {
    return new MaildirTransmission(folder)
        .transmit(order, (NextHop.MailFolder) order.hop())
        .replies()
        .get(0);
  }

  private List<Path> files(String part) throws IOException {
    Path where = folder.resolve("archive/2026").resolve(part);
    if (!Files.isDirectory(where)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(where)) {
      return all.toList();
    }
  }
}
