package relay.ejb.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.Chance;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalPosition;
import relay.domain.webhook.PostAttempt;
import relay.domain.webhook.Webhook;
import relay.domain.webhook.WebhookSignature;
import relay.domain.webhook.WebhookState;

class WebhookRoundsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  @TempDir Path data;
  private WebhookLaboratory laboratory;

  @BeforeEach
  void open() throws IOException {
    laboratory = new WebhookLaboratory(data);
  }

  @AfterEach
  void close() {
    laboratory.close();
  }

  @Test
  void shouldTellEverythingInOrderInBatchesAndSigned() {
    laboratory.webhook("crm", laboratory.url("/crm?a=b"));
    WebhookRounds rounds = laboratory.rounds();
    List<String> written = laboratory.mails(100);

    laboratory.tell(rounds);

    assertThat(laboratory.words()).isEqualTo(written);
    assertThat(laboratory.got).extracting(g -> g.events().size()).containsExactly(100, 100, 100);
    for (WebhookLaboratory.Got got : laboratory.got) {
      assertThat(got.path()).isEqualTo("/crm?a=b");
      assertThat(got.signature())
          .isEqualTo(
              WebhookSignature.of(
                  List.of(laboratory.secret), got.id(), got.timestamp(), got.body()));
    }
    assertThat(rounds.standing(laboratory.find("crm")).orElseThrow().behind()).isFalse();
  }

  @Test
  void shouldLetAFewEventsWaitASecondForOthers() {
    laboratory.webhook("crm", laboratory.url("/"));
    WebhookRounds rounds = laboratory.rounds();
    laboratory.mails(1);
    rounds.round();
    assertThat(laboratory.got).isEmpty();
    laboratory.pass(Duration.ofMillis(600));
    laboratory.mails(1);
    rounds.round();
    assertThat(laboratory.got).isEmpty();

    laboratory.pass(Duration.ofMillis(400));
    rounds.round();

    assertThat(laboratory.got).hasSize(1);
    assertThat(laboratory.got.get(0).events()).hasSize(6);
  }

  @Test
  void shouldTellNobodyOfAnothersMailOrOfWhatHeDidNotAskFor() {
    laboratory.webhook("bounces", laboratory.url("/b"), "types", "message.bounced");
    laboratory.webhook("news", laboratory.url("/n"), "streams", "news");
    WebhookRounds rounds = laboratory.rounds();
    laboratory.journal.write(
        List.of(
            laboratory.event(EventType.BOUNCED, 1, "receipts"),
            laboratory.event(EventType.DELIVERED, 2, "news"),
            laboratory.event(EventType.LOGIN_FAILED, 3, "news"),
            new relay.domain.journal.MailEvent(
                EventType.BOUNCED,
                laboratory.now(),
                laboratory.event(EventType.BOUNCED, 4, "x").mail(),
                0,
                1,
                java.util.Optional.empty(),
                java.util.Map.of())));

    laboratory.tell(rounds);

    assertThat(laboratory.got).extracting(WebhookLaboratory.Got::path).contains("/b", "/n");
    assertThat(laboratory.words())
        .containsExactlyInAnyOrder(
            "message.bounced 00000000000000000001", "message.delivered 00000000000000000002");
  }

  @Test
  void shouldBeginWithTheEventsSinceTheWebhookWasMade() {
    laboratory.mails(2);
    laboratory.pass(SECOND);
    laboratory.webhook("crm", laboratory.url("/"));
    List<String> later = laboratory.mails(1);

    laboratory.tell(laboratory.rounds());

    assertThat(laboratory.words()).isEqualTo(later);
  }

  /** The endpoint took a post and the relay died before it could note it: told again, same id. */
  @Test
  void shouldLoseNothingAndKeepTheOrderOverCrashesAndFailures() {
    laboratory.webhook("crm", laboratory.url("/"));
    Chance.again(
        Chance.seed(),
        random -> {
          List<String> written = new ArrayList<>();
          // some posts are answered with an error, of these some were taken all the same
          laboratory.answering(
              got -> random.nextInt(4) > 0 ? 200 : taken(got, random.nextBoolean()));
          WebhookRounds rounds = laboratory.rounds();
          for (int i = 0; i < 60; i++) {
            written.addAll(laboratory.mails(random.nextInt(120)));
            rounds.round();
            laboratory.pass(Duration.ofMillis(random.nextInt(20_000)));
            if (random.nextInt(3) == 0) {
              rounds = laboratory.rounds(); // everything in memory is gone
            }
          }
          laboratory.answering(got -> 200);
          laboratory.pass(Duration.ofHours(2));
          laboratory.tell(rounds);

          assertThat(new ArrayList<>(new java.util.LinkedHashSet<>(laboratory.words())))
              .isEqualTo(written);
        });
  }

  private int taken(WebhookLaboratory.Got got, boolean isTaken) {
    if (isTaken) {
      laboratory.got.add(got);
    }
    return 500;
  }

  @Test
  void shouldTryAgainLaterWithTheSameIdWhenAnEndpointFails() {
    laboratory.webhook("crm", laboratory.url("/"));
    WebhookRounds rounds = laboratory.rounds();
    List<String> ids = new java.util.concurrent.CopyOnWriteArrayList<>();
    laboratory.answering(
        got -> {
          ids.add(got.id());
          return ids.size() < 3 ? 503 : 200;
        });
    laboratory.mails(1);
    laboratory.pass(SECOND);
    rounds.round();
    rounds.round();
    assertThat(ids).as("not again before its time").hasSize(1);

    for (int i = 0; i < 30; i++) {
      laboratory.pass(SECOND);
      rounds.round();
    }

    assertThat(ids).hasSize(3);
    assertThat(new HashSet<>(ids)).hasSize(1);
    assertThat(laboratory.got).hasSize(1);
    assertThat(attempts(rounds, "crm"))
        .extracting(PostAttempt::status)
        .containsExactly(503, 503, 200);
  }

  @Test
  void shouldSwitchOffWhatFailedForThreeDaysRaiseAnAlarmAndTellAllWhenItIsOnAgain()
      throws IOException {
    laboratory.webhook("crm", laboratory.url("/"));
    WebhookRounds rounds = laboratory.rounds();
    laboratory.answering(got -> 500);
    List<String> written = new ArrayList<>(laboratory.mails(2));
    for (int hour = 0; hour < 80; hour++) {
      laboratory.pass(Duration.ofHours(1));
      rounds.round();
    }
    Webhook off = laboratory.find("crm");
    assertThat(off.state()).isEqualTo(WebhookState.FAILED);
    assertThat(off.failure()).contains("has failed since").contains("answered 500");
    assertThat(journalText()).contains("ALARM").contains("webhook acme/crm was switched off");
    assertThat(rounds.standing(off)).isPresent();
    laboratory.answering(got -> 200);
    written.addAll(laboratory.mails(2));
    laboratory.tell(rounds);
    assertThat(laboratory.got).isEmpty();

    laboratory.change("crm", "state", "active");
    laboratory.tell(rounds);

    assertThat(laboratory.words()).isEqualTo(written);
  }

  @Test
  void shouldSwitchOffAtOnceWhatSaysThatItIsGone() {
    laboratory.webhook("crm", laboratory.url("/"));
    laboratory.answering(got -> 410);
    laboratory.mails(1);
    laboratory.pass(SECOND);

    laboratory.rounds().round();

    assertThat(laboratory.find("crm").state()).isEqualTo(WebhookState.FAILED);
    assertThat(laboratory.find("crm").failure()).isEqualTo("it answered 410 (gone)");
  }

  @Test
  void shouldTryAtOnceWhenSomebodyHasChangedAFailingWebhook() {
    laboratory.webhook("crm", laboratory.url("/old"));
    laboratory.answering(got -> got.path().equals("/old") ? 404 : 200);
    WebhookRounds rounds = laboratory.rounds();
    laboratory.mails(1);
    laboratory.pass(SECOND);
    rounds.round();
    assertThat(laboratory.got).isEmpty();

    laboratory.change("crm", "url", laboratory.url("/new"));
    rounds.round();

    assertThat(laboratory.got).hasSize(1);
    assertThat(attempts(rounds, "crm")).extracting(PostAttempt::status).containsExactly(404, 200);
  }

  @Test
  void shouldTellTheEventsOfSomeTimeAgainBesideTheNewOnes() {
    laboratory.webhook("crm", laboratory.url("/"));
    WebhookRounds rounds = laboratory.rounds();
    laboratory.mails(1);
    laboratory.pass(SECOND);
    var from = laboratory.now();
    List<String> wanted = laboratory.mails(60);
    laboratory.pass(SECOND);
    var until = laboratory.now();
    laboratory.mails(1);
    laboratory.tell(rounds);
    laboratory.got.clear();

    laboratory.put(laboratory.find("crm").replaying(new Webhook.Replay("r1", from, until)));
    rounds.round();
    List<String> fresh = laboratory.mails(1);
    rounds = laboratory.rounds();
    laboratory.tell(rounds);

    assertThat(words(true)).isEqualTo(wanted);
    assertThat(words(false)).isEqualTo(fresh);
    laboratory.got.clear();
    laboratory.tell(laboratory.rounds());
    assertThat(laboratory.got).as("once").isEmpty();
  }

  private List<String> words(boolean replay) {
    return laboratory.got.stream()
        .filter(got -> got.json().getBoolean("replay") == replay)
        .flatMap(got -> got.words().stream())
        .toList();
  }

  @Test
  void shouldKeepJournalFilesThatAnActiveEndpointHasNotRead() {
    assertThat(laboratory.rounds().written()).as("nobody needs any").contains(JournalPosition.END);
    laboratory.webhook("crm", laboratory.url("/"));
    WebhookRounds rounds = laboratory.rounds();
    assertThat(rounds.written()).as("not known yet").isEmpty();
    laboratory.answering(got -> 500);
    laboratory.mails(2000); // several files of 64 KB
    laboratory.pass(SECOND);
    rounds.round();
    long kept = rounds.written().orElseThrow().file();

    laboratory.answering(got -> 200);
    laboratory.pass(Duration.ofMinutes(1));
    laboratory.tell(rounds);

    assertThat(rounds.written().orElseThrow().file()).isGreaterThan(kept);
    laboratory.answering(got -> 410);
    laboratory.mails(1);
    laboratory.tell(rounds);
    assertThat(laboratory.find("crm").state()).isEqualTo(WebhookState.FAILED);
    assertThat(rounds.written()).contains(JournalPosition.END);
  }

  @Test
  void shouldForgetAWebhookThatWasDeleted() throws IOException {
    laboratory.webhook("crm", laboratory.url("/"));
    WebhookRounds rounds = laboratory.rounds();
    laboratory.mails(1);
    laboratory.tell(rounds);
    assertThat(files()).containsExactly("acme~crm.json");

    laboratory.delete("crm");
    rounds.round();

    assertThat(files()).isEmpty();
  }

  /** However many endpoints hang, those that answer go on. */
  @Test
  void shouldLetEndpointsThatHangHoldUpNobodyElse() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    var hanging = new Semaphore(0);
    try {
      for (int i = 0; i < 30; i++) {
        laboratory.webhook("dead-" + i, laboratory.url("/dead"));
      }
      laboratory.webhook("crm", laboratory.url("/crm"));
      laboratory.answering(got -> 500);
      WebhookRounds first = laboratory.rounds();
      laboratory.mails(1);
      laboratory.pass(SECOND);
      for (int i = 0; i < 40; i++) {
        first.round();
      }
      var arrived = new Phaser(1);
      arrived.register();
      laboratory.answering(
          got -> {
            if (got.path().equals("/dead")) {
              hanging.acquireUninterruptibly();
              return 500;
            }
            arrived.arriveAndDeregister();
            return 200;
          });
      laboratory.change("crm", "url", laboratory.url("/crm2"));
      WebhookRounds rounds = laboratory.rounds(threads);
      laboratory.pass(Duration.ofHours(2));

      int phase = arrived.arrive();
      var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
      while (arrived.getPhase() == phase && System.nanoTime() < deadline) {
        rounds.round();
        try {
          arrived.awaitAdvanceInterruptibly(phase, 50, TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
          assertThat(laboratory.got).isEmpty();
        }
      }

      assertThat(arrived.getPhase()).as("crm was told").isNotEqualTo(phase);
    } finally {
      hanging.release(1000);
      threads.shutdown();
      assertThat(threads.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void shouldTellWhatCameOfATestEvenOfAWebhookThatIsOff() {
    laboratory.webhook("crm", laboratory.url("/"));
    laboratory.change("crm", "state", "off");
    WebhookRounds rounds = laboratory.rounds();

    PostAttempt attempt = rounds.test(laboratory.find("crm"));

    assertThat(attempt.status()).isEqualTo(204);
    assertThat(laboratory.words()).containsExactly("webhook.test ");
    laboratory.answering(got -> 403);
    assertThat(rounds.test(laboratory.find("crm")).isSuccess()).isFalse();
  }

  private List<PostAttempt> attempts(WebhookRounds rounds, String id) {
    return rounds.standing(laboratory.find(id)).orElseThrow().progress().attempts();
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(data.resolve("webhooks"))) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }

  private String journalText() throws IOException {
    var text = new StringBuilder();
    try (var files = Files.list(data.resolve("journal"))) {
      for (Path file : files.sorted().toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }
}
