package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.acceptance.SmtpClient;

/**
 * Contents sealed on the disk of the real process, over kill -9, a wrong key, and switching off.
 */
class PrivacyIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String WORDS = "the-merger-is-on-friday";
  private static final int LARGE_LINES = 30_000;
  private static final String OLD = key("2026a", 1);
  private static final String NEW = key("2026b", 2);

  @TempDir Path folder;

  @Test
  void shouldLeaveNoWordOnDiskAndLoseNothingWhateverBecomesOfTheKeys() throws Exception {
    try (Sink sink = new Sink();
        RelayProcess relay = new RelayProcess(folder, sink.port())) {
      int closed = RelayProcess.freePort();
      relay.set("route.away.hosts", "127.0.0.1:" + closed).set("route.away.tls", "none");
      relay.set("route.away.domains", "away.test");
      relay.set("route.dead.hosts", "127.0.0.1:" + closed).set("route.dead.tls", "none");
      relay.set("route.dead.domains", "dead.test");
      relay.set("content.locked-wait", "2s");
      relay.set("content.encryption", "true").set("content.secret-keys", OLD);
      relay.start();
      try (SmtpClient client = new SmtpClient(relay.smtpPort())) {
        client.send("al@sender.test", "bo@away.test", mail("small", 20));
        client.send("al@sender.test", "bo@away.test", mail("large", LARGE_LINES));
        client.send("al@sender.test", "bo@near.test", mail("gone", LARGE_LINES));
      }
      Awaitility.await("delivered").atMost(PATIENCE).until(() -> sink.arrivals("gone") == 1);
      awaitMails(relay, "deferred", 2);
      assertThat(relay.get("/api/v1/secrets").body()).contains("\"encryption\":true", "2026a");
      assertThatNoFileTellsOfTheMails(relay.data());
      relay.kill();
      assertThatNoFileTellsOfTheMails(relay.data());

      relay.set("content.secret-keys", NEW).launch();
      awaitHealth(relay, "2 mails wait: the key 2026a", "content.key-file");
      awaitMails(relay, "held", 2);
      // what a worker holds at that moment is not counted
      Awaitility.await("both are counted")
          .atMost(PATIENCE)
          .until(() -> relay.get("/api/v1/secrets").body().contains("\"unknown\":2"));
      assertThat(relay.get("/api/v1/messages?state=bounced").body()).doesNotContain("\"id\"");
      assertThatNoFileTellsOfTheMails(relay.data());
      relay.kill();

      relay.set("content.encryption", "false").set("content.secret-keys", OLD + "," + NEW);
      relay.set("route.away.hosts", "127.0.0.1:" + sink.port());
      relay.start();
      Awaitility.await("both arrive")
          .atMost(PATIENCE)
          .until(() -> sink.arrivals("small") == 1 && sink.arrivals("large") == 1);
      assertThat(sink.duplicates()).isZero();
      Awaitility.await("the health is green")
          .atMost(PATIENCE)
          .until(() -> relay.get("/health").statusCode() == 200);
    }
  }

  private static void awaitMails(RelayProcess relay, String state, int mails) {
    Awaitility.await(mails + " mails are " + state)
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(relay.get("/api/v1/messages?state=" + state).body().split("\"id\""))
                    .hasSize(mails + 1));
  }

  private static void awaitHealth(RelayProcess relay, String... words) {
    Awaitility.await("the health tells it")
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(() -> assertThat(relay.get("/health").body()).contains(words));
    Awaitility.await("the health is red")
        .atMost(PATIENCE)
        .until(() -> relay.get("/health").statusCode() == 503);
  }

  private static void assertThatNoFileTellsOfTheMails(Path data) throws IOException {
    List<Path> telling = new ArrayList<>();
    Files.walkFileTree(
        data,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            try {
              byte[] octets = Files.readAllBytes(file);
              if (new String(octets, StandardCharsets.ISO_8859_1).contains(WORDS)) {
                telling.add(file);
              }
            } catch (NoSuchFileException e) {
              // a large mail is tried again, and its file is another one now
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    assertThat(telling).as("files that tell of a mail").isEmpty();
  }

  private static String mail(String marker, int lines) {
    return "From: al@sender.test\r\nSubject: news\r\nX-Marker: "
        + marker
        + "\r\n\r\n"
        + (WORDS + "\r\n").repeat(lines);
  }

  private static String key(String id, int octet) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) octet);
    return id + ":" + Base64.getEncoder().encodeToString(key);
  }
}
