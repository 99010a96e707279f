package relay.web.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.administration.ObjectDesks;
import relay.domain.audit.Actor;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKinds;
import relay.domain.control.InMemoryControlStore;
import relay.domain.template.Template;
import relay.domain.template.TemplateDesk;
import relay.domain.template.TemplateKind;
import relay.web.HttpPeer;

/** {@code POST /api/v1/messages} with the words of a template. */
class TemplateMailTest {
  private final FakeReception reception = new FakeReception();
  private final InMemoryControlStore store =
      new InMemoryControlStore(new ControlKinds(ObjectDesks.kinds()));
  private HttpPeer peer;

  @BeforeEach
  void start() {
    publish("default", "welcome");
    peer = HttpPeer.of(MailResources.with(reception, store));
  }

  private void publish(String tenant, String id) {
    publish(
        tenant,
        id,
        "{\"subject\":\"Hi {{name}}\",\"html\":\"<p>{{name}}</p>\",\"missing\":\"refuse\"}");
  }

  private void publish(String tenant, String id, String source) {
    Actor ann = new Actor("ann", "test");
    var template =
        TemplateKind.TEMPLATE.read(Template.key(tenant, id), 0, ControlJson.read(source));
    store.apply(new ControlChange.Create(template), ann);
    new TemplateDesk(store, store, () -> Instant.EPOCH).publish(template, ann);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldMakeAMailOfATemplateAndItsData() throws IOException {
    var response = post(mail("\"template\":\"welcome\",\"data\":{\"name\":\"Ann & Co\"}"));

    assertThat(response.statusCode()).isEqualTo(202);
    String text =
        new String(reception.mails.get(0).content().open().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(text)
        .contains("Subject: Hi Ann & Co\r\n", "<p>Ann &amp; Co</p>", "\r\nAnn & Co\r\n");
  }

  @Test
  void shouldLeadTheOneRecipientToWhereHeChooses() throws IOException {
    publish("default", "choose", "{\"text\":\"{{preferences_url}}\",\"missing\":\"refuse\"}");

    var response = post(mail("\"template\":\"choose\""));

    assertThat(response.statusCode()).isEqualTo(202);
    String text =
        new String(reception.mails.get(0).content().open().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(text).contains("https://mail.example.com/preferences/");
  }

  @Test
  void shouldSayThatSeveralRecipientsCannotShareOneAddress() {
    publish("default", "choose", "{\"text\":\"{{unsubscribe_url}}\",\"missing\":\"refuse\"}");

    var response = post(mail("\"template\":\"choose\",\"cc\":\"c@b.example\""));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(HttpPeer.json(response).getString("field")).isEqualTo("data.unsubscribe_url");
    assertThat(HttpPeer.json(response).getString("detail")).contains("a mail of his own");
    assertThat(reception.mails).isEmpty();
  }

  @Test
  void shouldTellWhichValueIsMissingAndTakeNothing() {
    var response = post(mail("\"template\":\"welcome\",\"data\":{}"));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(HttpPeer.json(response).getString("field")).isEqualTo("data.name");
    assertThat(reception.mails).isEmpty();
  }

  @Test
  void shouldKnowNoTemplateThatWasNotPublished() {
    var response = post(mail("\"template\":\"goodbye\""));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(HttpPeer.json(response).getString("field")).isEqualTo("template");
  }

  /** Each recipient of a batch has values of his own, and one who lacks some spoils no other. */
  @Test
  void shouldMakeEachMailOfABatch() {
    var response =
        post(
            "["
                + mail("\"template\":\"welcome\",\"data\":{\"name\":\"Ann\"}")
                + ","
                + mail("\"template\":\"welcome\"")
                + ","
                + mail("\"template\":\"welcome@1\",\"data\":{\"name\":\"Bob\"}")
                + "]");

    assertThat(response.statusCode()).isEqualTo(207);
    assertThat(reception.mails).hasSize(2);
    assertThat(HttpPeer.json(response).getInt("refused")).isEqualTo(1);
  }

  private static String mail(String words) {
    return "{\"from\":\"a@a.example\",\"to\":\"b@b.example\"," + words + "}";
  }

  private HttpResponse<String> post(String json) {
    return peer.send(
        peer.request("/api/v1/messages")
            .header("Content-Type", "application/json")
            .header("Authorization", HttpPeer.basic("shop", "secret"))
            .POST(BodyPublishers.ofString(json)));
  }
}
