package relay.web.explain;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.explain.ExplainFixture;
import relay.domain.http.Administrator;
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
import relay.web.HttpPeer;
import relay.web.access.Filters;

class ExplainResourceTest {
  private static final QueueId ID = new QueueId("0123456789abcdefghjk");
  private static final String ADMIN = HttpPeer.basic(Administrator.NAME, Filters.PASSWORD);
  private final ExplainFixture relay = new ExplainFixture();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    relay.dns.mx("b.example", 10, "mx.b.example").address("mx.b.example", "198.51.100.9");
    var explain = new ExplainResource();
    explain.explainer = relay.explainer();
    explain.questions = relay.reader();
    var message = new MessageExplainResource();
    message.explainer = relay.explainer();
    message.view = new OneMail();
    peer = HttpPeer.of(explain, message);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldTellWhatWouldBecomeOfAMail() {
    JsonObject answer =
        HttpPeer.json(ask("{\"from\":\"al@a.example\",\"to\":[\"bob@b.example\"]}"));

    assertThat(answer.getString("effect")).isEqualTo("go");
    assertThat(answer.getString("lane")).isEqualTo("transactional");
    assertThat(answer.getJsonArray("door").getJsonObject(0).getString("topic")).isEqualTo("access");
    JsonObject bob = answer.getJsonArray("recipients").getJsonObject(0);
    assertThat(bob.getString("address")).isEqualTo("bob@b.example");
    assertThat(bob.getJsonArray("steps").toString())
        .contains("mx.b.example 198.51.100.9:25", "{\"kind\":\"dns\",\"name\":\"b.example\"}");
  }

  @Test
  void shouldTellHowFarTheAnswersOfTheDnsCanBeBelieved() {
    JsonObject answer =
        HttpPeer.json(ask("{\"from\":\"al@a.example\",\"to\":[\"bob@b.example\"]}"));

    JsonObject step =
        answer
            .getJsonArray("recipients")
            .getJsonObject(0)
            .getJsonArray("steps")
            .getValuesAs(JsonObject.class)
            .stream()
            .filter(s -> s.getString("topic").equals("dnssec"))
            .findFirst()
            .orElseThrow();
    assertThat(step.getJsonArray("answers").toString())
        .isEqualTo(
            "[{\"about\":\"MX of b.example\",\"status\":\"unchecked\",\"why\":\"nobody validates:"
                + " dns.dnssec is off\"}]");
    assertThat(step.getString("says")).endsWith("there is no DANE");
  }

  @Test
  void shouldTellWhyAMailOnRecordWaits() {
    JsonObject answer =
        HttpPeer.json(peer.getAsAdmin("/api/v1/messages/" + ID.text() + "/explain"));

    assertThat(answer.getString("summary"))
        .isEqualTo(
            "it waits until 2026-01-01T12:10:00Z: attempt 1 at mx.b.example did not succeed: 450"
                + " come later");
    assertThat(answer.containsKey("door")).isFalse();
    assertThat(answer.getJsonArray("recipients").toString())
        .contains("\"until\":\"2026-01-01T12:10:00Z\"", "retry.transactional.delays");
  }

  @ParameterizedTest
  @CsvSource({"0123456789abcdefghjj, 404", "nothing, 404"})
  void shouldSayThatAMailIsNotOnRecord(String id, int status) {
    assertThat(peer.getAsAdmin("/api/v1/messages/" + id + "/explain").statusCode())
        .isEqualTo(status);
  }

  @Test
  void shouldNameTheFieldThatBreaksARule() {
    var answer = ask("{\"from\":\"al@a.example\",\"to\":[\"nobody\"]}");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(HttpPeer.json(answer).getString("field")).isEqualTo("to[0]");
    assertThat(HttpPeer.json(answer).getString("detail")).startsWith("to[0] must be a mail");
  }

  @Test
  void shouldRefuseWhatIsNoObjectOrTooMuch() {
    assertThat(ask("[]").statusCode()).isEqualTo(400);
    assertThat(ask("{\"from\":\"" + "x".repeat(70_000) + "\"}").statusCode()).isEqualTo(413);
  }

  @Test
  void shouldAnswerNobodyButTheAdministrator() {
    var request =
        peer.request("/api/v1/explain")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"));

    assertThat(peer.send(request).statusCode()).isEqualTo(401);
    assertThat(peer.get("/api/v1/messages/" + ID.text() + "/explain").statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> ask(String question) {
    return peer.send(
        peer.request("/api/v1/explain")
            .header("Authorization", ADMIN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(question)));
  }

  /** A view that knows one deferred mail. */
  private static final class OneMail implements MessageView {
    @Override
    public MessagePage find(MessageQuery query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<MessageStory> story(QueueId id) {
      var then = ExplainFixture.NOON;
      var standing =
          new RecipientChange(
              RecipientState.DEFERRED,
              then,
              1,
              "b.example",
              "mx.b.example",
              "",
              "450 come later",
              Optional.of(then.plusSeconds(600)));
      var reception =
          new Reception(
              then,
              "al@a.example",
              "",
              "",
              1,
              "transactional",
              "submission",
              "",
              new MailOwner("default", "transactional", ""));
      return id.equals(ID)
          ? Optional.of(
              new MessageStory(
                  new MessageRow(
                      ID, reception, List.of(new RecipientRow("bob@b.example", standing))),
                  List.of(),
                  true))
          : Optional.empty();
    }

    @Override
    public List<QueuedCount> queued(int limit) {
      throw new UnsupportedOperationException();
    }
  }
}
