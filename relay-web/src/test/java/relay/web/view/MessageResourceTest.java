package relay.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.view.MessagePage;
import relay.domain.view.MessageQuery;
import relay.domain.view.MessageRow;
import relay.domain.view.MessageStory;
import relay.domain.view.MessageView;
import relay.domain.view.QueuedCount;
import relay.domain.view.Reception;
import relay.domain.view.RecipientChange;
import relay.domain.view.RecipientRow;
import relay.domain.view.RecipientState;
import relay.domain.view.ViewUnavailable;
import relay.web.HttpPeer;
import relay.web.access.People;

class MessageResourceTest {
  private static final QueueId ID = new QueueId("0123456789abcdefghjk");
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
  private final OneMailView view = new OneMailView();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var resource = new MessageResource();
    resource.view = view;
    peer = HttpPeer.of(resource);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldTellNobodyButTheAdministrator() {
    var response = peer.get("/api/v1/messages");

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(view.asked).isNull();
  }

  @Test
  void shouldRefuseTheAdministratorsWrongPassword() {
    var wrong =
        peer.request("/api/v1/messages").header("Authorization", HttpPeer.basic("admin", "x"));

    assertThat(peer.send(wrong).statusCode()).isEqualTo(401);
  }

  @Test
  void shouldListMailsWithTheCursorOfTheNextPage() {
    var response =
        peer.getAsAdmin("/api/v1/messages?recipient=bob@b.example&state=deferred&limit=1");

    var page = HttpPeer.json(response);
    assertThat(page.getString("next_cursor")).isEqualTo(ID.text());
    var mail = page.getJsonArray("messages").getJsonObject(0);
    assertThat(mail.getString("sender")).isEqualTo("alice@a.example");
    assertThat(mail.getJsonObject("states").getInt("deferred")).isEqualTo(1);
    assertThat(view.asked.limit()).isEqualTo(1);
    assertThat(view.asked.recipient()).contains("bob@b.example");
    assertThat(view.asked.state()).contains(RecipientState.DEFERRED);
  }

  @Test
  void shouldTellTheStoryAndWhyTheMailWaits() {
    var story = HttpPeer.json(peer.getAsAdmin("/api/v1/messages/" + ID));

    assertThat(story.getJsonArray("events").getJsonObject(0).getString("type"))
        .isEqualTo("RECEIVED");
    assertThat(story.getJsonObject("waiting").getString("why"))
        .isEqualTo("attempt 2 at mx.b.example did not succeed: 450 4.2.0 later");
    assertThat(story.getJsonObject("waiting").getString("until")).isEqualTo("2026-01-01T01:00:00Z");
  }

  @Test
  void shouldSearchOnlyAmongTheMailsOfTheOwnTenant() {
    peer.getAs(People.ACME_READER, "/api/v1/messages");

    assertThat(view.asked.tenant()).contains("acme");
    assertThat(view.asked.credential()).isEmpty();
    view.asked = null;
    var foreign = peer.getAs(People.ACME_READER, "/api/v1/messages?tenant=other");
    assertThat(foreign.statusCode()).isEqualTo(200);
    assertThat(HttpPeer.json(foreign).getJsonArray("messages")).isEmpty();
    assertThat(view.asked).isNull();
  }

  @Test
  void shouldShowASenderOnlyTheMailsOfItsCredential() {
    peer.getAs(People.ACME_SENDER, "/api/v1/messages");

    assertThat(view.asked.tenant()).contains("acme");
    assertThat(view.asked.credential()).contains("c-sender");
    assertThat(peer.getAs(People.ACME_SENDER, "/api/v1/messages/" + ID).statusCode())
        .isEqualTo(404);
    assertThat(peer.getAs(People.ACME_READER, "/api/v1/messages/" + ID).statusCode())
        .isEqualTo(200);
  }

  @Test
  void shouldNotTellAMailOfAnotherTenantFromNone() {
    view.tenant = "other";

    var hidden = peer.getAs(People.ACME_ADMINISTRATOR, "/api/v1/messages/" + ID);
    var absent = peer.getAs(People.ACME_ADMINISTRATOR, "/api/v1/messages/zzzzzzzzzzzzzzzzzzzz");

    assertThat(hidden.statusCode()).isEqualTo(404);
    assertThat(hidden.body()).isEqualTo(absent.body());
  }

  @ParameterizedTest
  @CsvSource({
    "id,short",
    "sender,nobody",
    "recipient,@",
    "domain,-",
    "state,lost",
    "from,yesterday",
    "to,1",
    "cursor,x",
    "limit,0",
    "limit,201",
    "limit,ten"
  })
  void shouldNameTheParameterThatCannotBeRead(String parameter, String value) {
    var response = peer.getAsAdmin("/api/v1/messages?" + parameter + "=" + value);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(t -> assertThat(t).startsWith("application/problem+json"));
    assertThat(HttpPeer.json(response).getString("field")).isEqualTo(parameter);
  }

  @Test
  void shouldAnswer404ForAMailThatIsNotOnRecord() {
    assertThat(peer.getAsAdmin("/api/v1/messages/zzzzzzzzzzzzzzzzzzzz").statusCode())
        .isEqualTo(404);
    assertThat(peer.getAsAdmin("/api/v1/messages/%3Cscript%3E").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldAnswer503WhileTheDatabaseIsGone() {
    view.gone = true;

    var response = peer.getAsAdmin("/api/v1/messages");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void shouldTellBrowsersToRunNothing() {
    var headers = peer.getAsAdmin("/api/v1/messages").headers();

    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  /** Knows one mail. */
  private static final class OneMailView implements MessageView {
    private MessageQuery asked;
    private boolean gone;
    private String tenant = "acme";

    private MessageRow row() {
      return new MessageRow(
          ID,
          new Reception(
              THEN,
              "alice@a.example",
              "Hello",
              "",
              10_240,
              "transactional",
              "submission",
              "shop",
              new MailOwner(tenant, "receipts", "c-1")),
          List.of(
              new RecipientRow(
                  "bob@b.example",
                  new RecipientChange(
                      RecipientState.DEFERRED,
                      THEN,
                      2,
                      "b.example",
                      "mx.b.example",
                      "4.2.0",
                      "450 4.2.0 later",
                      Optional.of(THEN.plusSeconds(3600))))));
    }

    @Override
    public MessagePage find(MessageQuery query) {
      if (gone) {
        throw new ViewUnavailable("the database is gone", null);
      }
      asked = query;
      return new MessagePage(List.of(row()), Optional.of(ID));
    }

    @Override
    public Optional<MessageStory> story(QueueId id) {
      return id.equals(ID)
          ? Optional.of(new MessageStory(row(), List.of("{\"type\":\"RECEIVED\"}"), true))
          : Optional.empty();
    }

    @Override
    public List<QueuedCount> queued(int limit) {
      return List.of();
    }
  }
}
