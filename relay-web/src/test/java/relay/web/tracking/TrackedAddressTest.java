package relay.web.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.tracking.TestTracking;
import relay.domain.tracking.TrackedLink;
import relay.domain.tracking.TrackedLinks;
import relay.domain.tracking.TrackedRecipient;
import relay.domain.tracking.TrackingDoor;
import relay.domain.tracking.VisitJudge;
import relay.domain.tracking.VisitKind;
import relay.domain.tracking.VisitLog;
import relay.web.HttpPeer;
import relay.web.problem.ProblemMapper;

/** Links and pictures as browsers, proxies and intruders ask for them. */
class TrackedAddressTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String TARGET = "https://a.example/offer?x=1&y=%C3%BC#top";
  private final TrackedLinks links = TestTracking.links(1);
  private final List<MailEvent> events = new CopyOnWriteArrayList<>();
  private Instant now = NOON.plusSeconds(600);
  private RuntimeException journal;
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var log =
        new VisitLog(
            new Journal() {
              @Override
              public void write(List<MailEvent> more) {
                if (journal != null) {
                  throw journal;
                }
                events.addAll(more);
              }

              @Override
              public void writeDurably(List<MailEvent> more) {
                events.addAll(more);
              }
            });
    var settings = TestTracking.settings();
    var door =
        new TrackingDoor(links, new VisitJudge(() -> settings), log, () -> settings, () -> now);
    var servlet = new TrackingServlet();
    servlet.door = door;
    servlet.visitors = VisitorReaders.direct();
    peer = HttpPeer.of(servlet);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  private String link(VisitKind kind) {
    var owner = new MailOwner("acme", "news", "", "spring");
    var bob =
        new TrackedRecipient(
            QueueId.of(NOON.toEpochMilli(), 7), EmailAddress.parse("bob@example.org"));
    boolean isClick = kind == VisitKind.CLICK;
    return (kind == VisitKind.OPEN ? "/o/" : "/c/")
        + links.make(
            new TrackedLink(
                kind, owner, NOON, isClick ? 1 : 0, Optional.of(bob), isClick ? TARGET : ""));
  }

  @Test
  void shouldRedirectToTheVeryTargetAndLetNobodyKeepTheAnswer() {
    HttpResponse<String> answer = peer.get(link(VisitKind.CLICK));

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).contains(TARGET);
    assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    assertThat(events).extracting(MailEvent::type).containsExactly(EventType.CLICKED);
  }

  @Test
  void shouldShowAPictureThatPagesOfOthersMayShowAndNobodyKeeps() {
    HttpResponse<String> answer = peer.get(link(VisitKind.OPEN));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("image/gif");
    assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy"))
        .contains("cross-origin");
    assertThat(answer.body()).startsWith("GIF89a");
    assertThat(events).extracting(MailEvent::type).containsExactly(EventType.OPENED);
  }

  @Test
  void shouldAnswerHeadLikeGetAndCountNothing() {
    for (VisitKind kind : List.of(VisitKind.CLICK, VisitKind.OPEN)) {
      var answer = peer.send(peer.request(link(kind)).method("HEAD", BodyPublishers.noBody()));

      assertThat(answer.statusCode()).isEqualTo(kind == VisitKind.CLICK ? 302 : 200);
      assertThat(answer.body()).isEmpty();
    }
    assertThat(events).isEmpty();
  }

  @Test
  void shouldTakeNothingButGetAndHead() {
    var answer = peer.send(peer.request(link(VisitKind.CLICK)).POST(BodyPublishers.ofString("x")));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    assertThat(answer.headers().firstValue("Content-Type")).contains(ProblemMapper.MEDIA_TYPE);
    assertThat(HttpPeer.json(answer).getInt("status")).isEqualTo(405);
    assertThat(events).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS", "TRACE", "DELETE", "PATCH", "get"})
  void shouldLetTheServerAnswerNoMethodByItself(String method) {
    var asked = peer.request(link(VisitKind.OPEN)).header("X-Secret", "as it came");
    var answer = peer.send(asked.method(method, BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.body()).doesNotContain("as it came");
    assertThat(events).isEmpty();
  }

  @Test
  void shouldTellABrowserWhatEveryAnswerTellsIt() {
    for (String path : List.of(link(VisitKind.CLICK), link(VisitKind.OPEN), "/c/x", "/o/x")) {
      Map<String, List<String>> headers = peer.get(path).headers().map();

      assertThat(headers)
          .as(path)
          .containsEntry("x-content-type-options", List.of("nosniff"))
          .containsEntry("x-frame-options", List.of("DENY"))
          .containsEntry("referrer-policy", List.of("no-referrer"))
          .containsEntry("x-robots-tag", List.of("noindex, nofollow"))
          .containsEntry("cross-origin-opener-policy", List.of("same-origin"));
      assertThat(headers.get("content-security-policy").get(0)).contains("default-src 'none'");
    }
  }

  @Test
  void shouldNotMindASlashBehindTheWord() {
    assertThat(peer.get(link(VisitKind.CLICK) + "/").statusCode()).isEqualTo(302);
    assertThat(peer.get(link(VisitKind.CLICK) + "/more").statusCode()).isEqualTo(404);
    assertThat(peer.get("/c/").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldAnswerAFloodOfWrongWordsShortlyAndGenuineOnesStill() {
    int bound = TestTracking.settings().visits().wrongPerMinute();
    for (int i = 0; i < bound; i++) {
      assertThat(peer.get("/c/x" + i).statusCode()).isEqualTo(404);
    }

    HttpResponse<String> answer = peer.get("/c/x");

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("60");
    assertThat(peer.get(link(VisitKind.CLICK)).statusCode()).isEqualTo(302);
  }

  @Test
  void shouldAnswerAProblemWhenSomethingOfOursIsBroken() {
    journal = new IllegalStateException("secret of the inside");

    HttpResponse<String> answer = peer.get(link(VisitKind.CLICK));

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("Content-Type")).contains(ProblemMapper.MEDIA_TYPE);
    assertThat(answer.body()).doesNotContain("secret");
  }

  /** A client may have written the first line, our proxy wrote the last. */
  @Test
  void shouldReadAllLinesOfForwardedAddressesAsOneList() {
    peer.send(
        peer.request(link(VisitKind.CLICK))
            .header("User-Agent", "Mozilla/5.0 (X11) Firefox/130.0")
            .header("X-Forwarded-For", "40.94.1.1")
            .header("X-Forwarded-For", "192.0.2.9"));

    assertThat(events.get(0).details()).containsEntry("machine", false);
  }

  @Test
  void shouldNotMindWhatProgramsPutBehindTheAddress() {
    HttpResponse<String> answer =
        peer.get(link(VisitKind.CLICK) + "?utm_source=x&url=https://b.example");

    assertThat(answer.headers().firstValue("Location")).contains(TARGET);
  }

  @Test
  void shouldBeLedNowhereByTheTrap() {
    assertThat(peer.get(link(VisitKind.TRAP)).statusCode()).isEqualTo(204);
  }

  @Test
  void shouldShowTheTargetOfAnOldLinkInsteadOfGoingThere() {
    now = NOON.plusSeconds(400L * 86_400);

    HttpResponse<String> answer = peer.get(link(VisitKind.CLICK));

    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(answer.headers().map()).doesNotContainKey("location");
    assertThat(answer.body())
        .contains("This link is old", "href=\"https://a.example/offer?x=1&amp;y=%C3%BC#top\"")
        .doesNotContain("<script", "bob@");
    assertThat(events).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/c/x",
        "/c/https:%2F%2Fevil.example",
        "/c/%2F%2Fevil.example",
        "/c/..%2F..%2Fapi",
        "/c/%0d%0aLocation:%20https:%2F%2Fevil.example",
        "/c/%00",
        "/c/null",
        "/c/%C3%28",
        "/o/x",
        "/c/x?target=https://evil.example",
      })
  void shouldLeadNowhereByAddressesThatItDidNotMake(String path) {
    HttpResponse<String> answer = peer.get(path);

    assertThat(answer.statusCode()).isBetween(400, 404);
    assertThat(answer.headers().map()).doesNotContainKeys("location", "set-cookie");
    assertThat(answer.body()).doesNotContain("evil");
    assertThat(events).isEmpty();
  }

  @Test
  void shouldLeadNowhereByAnAddressOfWhichACharacterWasChanged() {
    String genuine = link(VisitKind.CLICK);
    for (int i = 3; i < genuine.length(); i += 7) {
      char other = genuine.charAt(i) == 'A' ? 'B' : 'A';
      String changed = genuine.substring(0, i) + other + genuine.substring(i + 1);
      HttpResponse<String> answer = peer.get(changed);
      assertThat(answer.statusCode()).as(changed).isEqualTo(404);
      assertThat(answer.headers().map()).doesNotContainKey("location");
    }
    assertThat(events).isEmpty();
  }

  @Test
  void shouldBelieveItsProxyAboutTheClient() {
    var answer =
        peer.send(
            peer.request(link(VisitKind.CLICK))
                .header("User-Agent", "Mozilla/5.0 (X11) Firefox/130.0")
                .header("X-Forwarded-For", "40.94.1.1"));

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(events.get(0).details())
        .containsEntry("machine", true)
        .containsEntry("reason", "microsoft-safe-links");
  }

  @Test
  void shouldHearThatABrowserOnlyFetchesAhead() {
    peer.send(
        peer.request(link(VisitKind.OPEN))
            .header("User-Agent", "Mozilla/5.0 (X11) Firefox/130.0")
            .header("Sec-Purpose", "prefetch;prerender"));

    assertThat(events.get(0).details()).containsEntry("reason", "prefetch");
  }

  @Test
  void shouldSendNoPersonalWordToTheTarget() {
    URI location =
        URI.create(peer.get(link(VisitKind.CLICK)).headers().firstValue("Location").get());

    assertThat(location.toString()).doesNotContain("bob", "acme");
    assertThat(peer.get(link(VisitKind.CLICK)).headers().firstValue("Referrer-Policy"))
        .contains("no-referrer");
  }
}
