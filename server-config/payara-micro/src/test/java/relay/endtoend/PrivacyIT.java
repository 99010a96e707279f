package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
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
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.acceptance.SmtpClient;
import relay.domain.control.ControlJson;
import relay.domain.fault.FaultPoint;

/**
 * Contents sealed on the disk of the real process, over kill -9, a wrong key, and switching off.
 */
class PrivacyIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String WORDS = "the-merger-is-on-friday";

  /** As text, as an attachment, and as some providers write text messages. */
  private static final List<String> FORMS =
      List.of(
          WORDS,
          Base64.getEncoder().encodeToString((WORDS + "\n").getBytes(StandardCharsets.US_ASCII)),
          new String(WORDS.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1));

  private static final Pattern ERASED = Pattern.compile("erased-[0-9a-f]+@erased\\.invalid");
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
      var producer = new ProducerSteps(relay, RelayProcess.freePort(), WORDS);
      relay.start();
      producer.handIn("bo@away.test");
      try (SmtpClient client = new SmtpClient(relay.smtpPort())) {
        client.send("al@sender.test", "bo@away.test", mail("small", 20));
        client.send("al@sender.test", "bo@away.test", mail("large", LARGE_LINES));
        client.send("al@sender.test", "bo@near.test", mail("gone", LARGE_LINES));
      }
      Awaitility.await("delivered").atMost(PATIENCE).until(() -> sink.arrivals("gone") == 1);
      awaitMails(relay, "deferred", 4);
      producer.shouldShowWhatIsNoMailAndGiveItBackOnce();
      assertThat(relay.get("/api/v1/secrets").body()).contains("\"encryption\":true", "2026a");
      assertThatNoFileTellsOfTheMails(relay.data());
      relay.kill();
      assertThatNoFileTellsOfTheMails(relay.data());

      relay.set("content.secret-keys", NEW).launch();
      awaitHealth(relay, "4 mails wait: the key 2026a", "content.key-file");
      // one whose attempt the end of the process cut off goes back as it is, with nothing written
      Awaitility.await("all wait, and why is on record")
          .atMost(PATIENCE)
          .until(() -> mails(relay, "held") > 0 && mails(relay, "held", "deferred") == 4);
      // what a worker holds at that moment is not counted
      Awaitility.await("all are counted")
          .atMost(PATIENCE)
          .until(() -> relay.get("/api/v1/secrets").body().contains("\"unknown\":4"));
      assertThat(relay.get("/api/v1/messages?state=bounced").body()).doesNotContain("\"id\"");
      assertThatNoFileTellsOfTheMails(relay.data());
      relay.kill();

      relay.set("privacy.quiet-time", "0s").set("privacy.interval", "1s");
      relay.set("content.encryption", "false").set("content.secret-keys", OLD + "," + NEW);
      relay.set("route.away.hosts", "127.0.0.1:" + sink.port());
      relay.start(FaultPoint.ERASURE_STEP, 3);
      for (String marker : List.of("small", "large", "by-http", "by-jms")) {
        Awaitility.await(marker + " arrives")
            .atMost(PATIENCE)
            .until(() -> sink.arrivals(marker) == 1);
      }
      assertThat(sink.duplicates()).isZero();
      producer.shouldDeleteWhatIsNoMail();
      Awaitility.await("the health is green")
          .atMost(PATIENCE)
          .until(() -> relay.get("/health").statusCode() == 200);
      new SecretSteps(relay).shouldTellNoSecretAfterItWasMade();
      shouldFinishAnErasureThatTheEndOfTheProcessCutOff(relay);
    }
  }

  private static void shouldFinishAnErasureThatTheEndOfTheProcessCutOff(RelayProcess relay)
      throws Exception {
    try (SmtpClient client = new SmtpClient(relay.smtpPort())) {
      client.send("al@sender.test", "eve@dead.test", mail("open", 1));
    }
    awaitMails(relay, "deferred", 1);
    String order = "{\"address\":\"bo@away.test\"}";
    HttpResponse<String> asked = relay.post("/api/v1/privacy/erasures?open-mail=wait", order);
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    String id = ControlJson.read(asked.body()).getString("id");
    assertThat(relay.awaitDeath(PATIENCE)).as("died in the middle of it").isTrue();

    relay.start();

    Awaitility.await("the erasure goes on by itself")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(relay.get("/api/v1/privacy/erasures/" + id).body())
                    .contains("\"state\":\"done\""));
    String view = relay.get("/api/v1/messages?limit=100").body();
    assertThat(view).doesNotContain("bo@away.test").contains("eve@dead.test", "bo@near.test");
    awaitMails(relay, "deferred", 1);
    String lines = journal(relay.data());
    assertThat(lines).doesNotContain("bo@away.test").contains("eve@dead.test", "bo@near.test");
    assertThat(names(lines)).as("names in files and view").hasSize(4).isEqualTo(names(view));
    assertThat(relay.get("/api/v1/audit/verify").body()).contains("\"whole\":true");
  }

  /** All lines of all files, each of them whole. */
  private static String journal(Path data) throws IOException {
    var all = new StringBuilder();
    try (var files = Files.list(data.resolve("journal"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(file.toString()).doesNotEndWith(".new");
        if (file.toString().endsWith(".jsonl")) {
          String text = Files.readString(file);
          text.lines().forEach(line -> assertThat(ControlJson.read(line)).containsKey("type"));
          all.append(text);
        }
      }
    }
    return all.toString();
  }

  private static Set<String> names(String text) {
    return ERASED.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static void awaitMails(RelayProcess relay, String state, int mails) {
    Awaitility.await(mails + " mails are " + state)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(mails(relay, state)).isEqualTo(mails));
  }

  private static int mails(RelayProcess relay, String... states) throws Exception {
    int mails = 0;
    for (String state : states) {
      mails += relay.get("/api/v1/messages?state=" + state).body().split("\"id\"").length - 1;
    }
    return mails;
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
              String octets = Files.readString(file, StandardCharsets.ISO_8859_1);
              if (FORMS.stream().anyMatch(octets::contains)) {
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
