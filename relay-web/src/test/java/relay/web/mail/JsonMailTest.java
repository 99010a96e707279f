package relay.web.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.mail.Lane;
import relay.domain.smtp.SmtpReply;
import relay.web.HttpPeer;
import relay.web.access.Filters;

class JsonMailTest {
  private static final String MAIL =
      "{\"from\":\"Alice <a@a.example>\",\"to\":[\"b@b.example\"],\"bcc\":[\"c@c.example\"],"
          + "\"subject\":\"Grüße\",\"text\":\"Hello\",\"lane\":\"bulk\",\"stream\":\"news\"}";
  private final FakeReception reception = new FakeReception();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    peer = HttpPeer.of(MailResources.with(reception));
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldMakeAMailOfTheDocument() throws IOException {
    var response = post(MAIL, "k1");

    assertThat(response.statusCode()).isEqualTo(202);
    var mail = reception.mails.get(0);
    assertThat(mail.lane()).contains(Lane.BULK);
    assertThat(mail.stream()).contains("news");
    assertThat(mail.envelope().recipients()).hasSize(2);
    String text = new String(mail.content().open().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(text).contains("To: b@b.example\r\n").doesNotContain("c@c.example");
  }

  /** RFC 8259 8.1; as anything else the subject would silently become another one. */
  @Test
  void shouldRefuseWhatIsNotUtf8() {
    var response =
        peer.send(
            peer.request("/api/v1/messages")
                .header("Content-Type", "application/json")
                .header("Authorization", HttpPeer.basic("shop", "secret"))
                .POST(BodyPublishers.ofByteArray(MAIL.getBytes(StandardCharsets.ISO_8859_1))));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("UTF-8");
    assertThat(reception.mails).isEmpty();
  }

  /** Not that the password is wrong: the one of the administrator is right. */
  @Test
  void shouldTellTheAdministratorThatHisLoginSendsNoMail() {
    var response =
        peer.send(
            peer.request("/api/v1/messages")
                .header("Content-Type", "application/json")
                .header("Authorization", HttpPeer.basic("admin", Filters.PASSWORD))
                .POST(BodyPublishers.ofString(MAIL)));

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("permission send");
    assertThat(reception.mails).isEmpty();
  }

  @Test
  void shouldHandInOnceAlthoughEachCompositionDiffers() {
    String first = post(MAIL, "k1").body();
    String second = post(MAIL, "k1").body();

    assertThat(second).isEqualTo(first);
    assertThat(reception.mails).hasSize(1);
  }

  @Test
  void shouldNameEveryFieldThatIsWrong() {
    var response = post("{\"from\":\"nobody\",\"to\":[\"b@b.example\",\"\"],\"txt\":\"x\"}", "k1");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(HttpPeer.json(response).getJsonArray("errors").getValuesAs(JsonObject.class))
        .extracting(e -> e.getString("field"))
        .contains("from", "to[1]", "txt");
  }

  @Test
  void shouldTakeEveryMailOfAnArray() {
    var response = post("[" + MAIL + ",\n" + MAIL + "]", "k1");

    var answer = HttpPeer.json(response);
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(answer.getInt("accepted")).isEqualTo(2);
    assertThat(answer.getJsonArray("messages").getValuesAs(JsonObject.class))
        .extracting(m -> m.getString("id"))
        .doesNotHaveDuplicates()
        .hasSize(2);
    assertThat(reception.mails).hasSize(2);
  }

  @Test
  void shouldTakeTheOthersWhenOneMailOfAnArrayIsWrong() {
    String wrong = MAIL.replace("b@b.example", "nobody");

    var response = post("[" + MAIL + "," + wrong + ",7," + MAIL + "]", "k1");

    var answer = HttpPeer.json(response);
    var results = answer.getJsonArray("messages").getValuesAs(JsonObject.class);
    assertThat(response.statusCode()).isEqualTo(207);
    assertThat(reception.mails).hasSize(2);
    assertThat(results).extracting(m -> m.getInt("index")).containsExactly(0, 1, 2, 3);
    assertThat(results)
        .extracting(m -> m.containsKey("id"))
        .containsExactly(true, false, false, true);
    JsonObject problem = results.get(1).getJsonObject("problem");
    assertThat(problem.getString("field")).isEqualTo("to[0]");
    assertThat(problem.getInt("status")).isEqualTo(422);
    assertThat(answer.getInt("refused")).isEqualTo(2);
  }

  @Test
  void shouldGiveTheSameAnswerToTheSameArray() {
    String batch = "[" + MAIL + ",{}]";
    var first = post(batch, "k1");
    var second = post(batch, "k1");

    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.statusCode()).isEqualTo(first.statusCode()).isEqualTo(207);
    assertThat(reception.mails).hasSize(1);
  }

  @Test
  void shouldRefuseAnArrayOfWhichNothingCanBeTaken() {
    var wrong = post("[{},{}]", "k1");
    reception.refusal = Optional.of(SmtpReply.local(452, "4.3.1", "no room"));
    var later = post("[" + MAIL + "]", "k2");
    reception.refusal = Optional.empty();
    var again = post("[" + MAIL + "]", "k2");

    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(HttpPeer.json(wrong).getJsonArray("errors").getValuesAs(JsonObject.class))
        .extracting(e -> e.getString("field"))
        .contains("[0].from", "[1].from");
    assertThat(later.statusCode()).isEqualTo(503);
    assertThat(again.statusCode()).isEqualTo(202);
  }

  @Test
  void shouldBoundAnArray() {
    String six = "[" + String.join(",", Collections.nCopies(6, MAIL)) + "]";

    assertThat(post(six, "k1").statusCode()).isEqualTo(422);
    assertThat(post("[]", "k2").statusCode()).isEqualTo(422);
    assertThat(post("[" + MAIL, "k3").statusCode()).isEqualTo(422);
    assertThat(reception.mails).isEmpty();
  }

  @Test
  void shouldAnswer4xxAndTakeNothingForWhatIsNoMail() {
    long seed = Chance.seed();
    var random = new Random(seed);

    for (int i = 0; i < 300; i++) {
      String broken = broken(random);
      var response = post(broken, "k" + i);

      assertThat(response.statusCode())
          .as("seed %s, body %s", seed, broken)
          .isIn(202, 400, 409, 413, 422, 503);
      if (response.statusCode() != 202) {
        assertThat(HttpPeer.json(response).getString("detail")).as("seed %s", seed).isNotEmpty();
      }
    }
    assertThat(reception.mails)
        .as("seed %s", seed)
        .allSatisfy(mail -> assertThat(mail.envelope().recipients()).isNotEmpty());
  }

  /** A mail with some characters replaced, removed or doubled. */
  private static String broken(Random random) {
    var text = new StringBuilder(MAIL);
    for (int change = 0; change <= random.nextInt(4); change++) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, "{}[]\",:\\\r\n\0@<>a1 ü".charAt(random.nextInt(18)));
        case 1 -> text.deleteCharAt(at);
        default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 20)));
      }
    }
    return text.toString();
  }

  private HttpResponse<String> post(String json, String key) {
    return peer.send(
        peer.request("/api/v1/messages")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .header("Authorization", HttpPeer.basic("shop", "secret"))
            .POST(BodyPublishers.ofString(json)));
  }
}
