package relay.web.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.audit.AuditQuery;
import relay.domain.audit.InMemoryAuditLog;
import relay.domain.deadletter.DeadLetterDesk;
import relay.domain.deadletter.InMemoryDeadLetters;
import relay.domain.deadletter.Letters;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.queue.QueueNames;
import relay.domain.view.MessageStory;
import relay.domain.view.RecipientState;
import relay.web.HttpPeer;
import relay.web.access.Filters;
import relay.web.access.People;
import relay.web.paging.PageWalk;

class DeadLetterResourceTest {
  private static final String PATH = "/api/v1/dead-letters";
  private static final String ADMIN = HttpPeer.basic("admin", Filters.PASSWORD);
  private final InMemoryDeadLetters box = new InMemoryDeadLetters();
  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private final List<MailEvent> written = new ArrayList<>();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    box.with(Letters.letter("4211", Letters.mail(2, "bob@b.example")))
        .with(Letters.unreadable("u1", QueueNames.SUBMISSION_DEAD, QueueNames.SUBMISSION));
    start(null);
  }

  private void start(MessageStory story) {
    Journal journal =
        new Journal() {
          @Override
          public void write(List<MailEvent> events) {
            written.addAll(events);
          }

          @Override
          public void writeDurably(List<MailEvent> events) {
            written.addAll(events);
          }
        };
    var resource = new DeadLetterResource();
    resource.desk =
        new DeadLetterDesk(box, Letters.view(story), journal, audit, () -> Letters.NOON);
    peer = HttpPeer.of(resource);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldListLettersWithReasonAndOrigin() {
    var letters = HttpPeer.json(peer.getAsAdmin(PATH)).getJsonArray("dead_letters");

    assertThat(letters).hasSize(2);
    var mail = letters.getJsonObject(0);
    assertThat(mail.getString("reason")).isEqualTo("in vain");
    assertThat(mail.getString("came_from")).isEqualTo("relay.transactional");
    assertThat(mail.getBoolean("sealed")).isTrue();
    assertThat(mail.getString("content_key")).isEqualTo("2026a");
    assertThat(mail.getJsonObject("mail").getString("entry"))
        .isEqualTo(Letters.MAIL.text() + ".0.2.0");
    assertThat(mail.getJsonObject("mail").getJsonArray("recipients").getString(0))
        .isEqualTo("bob@b.example");
    var handedIn = letters.getJsonObject(1);
    assertThat(handedIn.getString("goes_back_to")).isEqualTo("relay.submission");
    assertThat(handedIn.getString("since")).isEqualTo(Letters.NOON.toString());
    assertThat(handedIn.getJsonObject("properties").getString("to")).isEqualTo("bob@b.example");
    assertThat(handedIn.containsKey("mail")).isFalse();
    assertThat(HttpPeer.json(peer.getAsAdmin(PATH + "?limit=1")).getJsonArray("dead_letters"))
        .hasSize(1);
  }

  @Test
  void shouldShowTheContentAndPutOnRecordWhoReadIt() {
    var shown = HttpPeer.json(peer.getAsAdmin(PATH + "/4211"));

    assertThat(shown.getString("content")).startsWith("Subject: Hello\r\n");
    assertThat(shown.getBoolean("content_cut")).isFalse();
    assertThat(actions()).containsExactly("admin dead-letter-read dead-letter 4211");
  }

  @Test
  void shouldTellWhyTheContentIsNotShown() {
    box.locked("the key 2026a is missing");

    var shown = HttpPeer.json(peer.getAsAdmin(PATH + "/4211"));

    assertThat(shown.getString("content_locked")).contains("2026a");
    assertThat(shown.containsKey("content")).isFalse();
  }

  @Test
  void shouldGiveALetterBackOnce() {
    HttpResponse<String> first = ask("POST", "/4211/replay");
    HttpResponse<String> second = ask("POST", "/4211/replay");

    assertThat(HttpPeer.json(first).getString("given_back_to")).isEqualTo("relay.transactional");
    assertThat(second.statusCode()).isEqualTo(404);
    assertThat(second.headers().firstValue("Content-Type").orElseThrow())
        .isEqualTo("application/problem+json");
    assertThat(box.givenBack()).containsExactly("4211 relay.transactional");
  }

  @Test
  void shouldRefuseASecondCopyUnlessItIsWanted() {
    peer.close();
    start(Letters.story(Letters.row("bob@b.example", RecipientState.DELIVERED, 3)));

    HttpResponse<String> refused = ask("POST", "/4211/replay");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(HttpPeer.json(refused).getString("detail")).contains("bob@b.example", "even-twice");
    assertThat(ask("POST", "/4211/replay?even-twice=maybe").statusCode()).isEqualTo(400);
    assertThat(ask("POST", "/4211/replay?even-twice=true").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldDeleteALetterAndEndItsMail() {
    HttpResponse<String> answer = ask("DELETE", "/4211");

    assertThat(HttpPeer.json(answer).getBoolean("deleted")).isTrue();
    assertThat(written).hasSize(1);
    assertThat(ask("DELETE", "/4211").statusCode()).as("gone is gone").isEqualTo(204);
    assertThat(actions()).containsExactly("admin dead-letter-delete dead-letter 4211");
  }

  @Test
  void shouldListLettersPageByPageAndSayWhereTheCursorIsLost() {
    box.with(Letters.letter("4212", Letters.mail(2, "ann@b.example")));
    box.with(Letters.letter("4213", Letters.mail(2, "cid@b.example")));

    var pages = PageWalk.all(peer, PATH, "dead_letters");
    assertThat(pages).extracting(l -> l.getString("id")).startsWith("4211").endsWith("4213");

    String cursor = HttpPeer.json(peer.getAsAdmin(PATH + "?limit=1")).getString("next_cursor");
    ask("DELETE", "/4211");
    var lost = peer.getAsAdmin(PATH + "?cursor=" + cursor);
    assertThat(lost.statusCode()).isEqualTo(400);
    assertThat(lost.body()).contains("begin with the first page");
  }

  @Test
  void shouldRefuseWhatItDoesNotKnow() {
    assertThat(peer.getAsAdmin(PATH + "?limit=0").statusCode()).isEqualTo(400);
    assertThat(peer.getAsAdmin(PATH + "?limit=x").statusCode()).isEqualTo(400);
    assertThat(peer.getAsAdmin(PATH + "/none").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldShowNobodysMailToThePeopleOfATenant() {
    assertThat(peer.getAs(People.ACME_ADMINISTRATOR, PATH).statusCode()).isEqualTo(403);
    assertThat(peer.getAs(People.ACME_ADMINISTRATOR, PATH + "/4211").statusCode()).isEqualTo(403);
    assertThat(actions()).isEmpty();
  }

  private HttpResponse<String> ask(String method, String path) {
    return peer.send(
        peer.request(PATH + path)
            .header("Authorization", ADMIN)
            .method(method, BodyPublishers.noBody()));
  }

  private List<String> actions() {
    return audit
        .find(
            new AuditQuery(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 10))
        .stream()
        .map(e -> e.event())
        .map(e -> e.actor().name() + " " + e.action() + " " + e.subject())
        .toList();
  }
}
