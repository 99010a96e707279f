package relay.web.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.mail.Lane;
import relay.web.HttpPeer;

class JsonMailTest {
  private static final String MAIL =
      "{\"from\":\"Alice <a@a.example>\",\"to\":[\"b@b.example\"],\"bcc\":[\"c@c.example\"],"
          + "\"subject\":\"Grüße\",\"text\":\"Hello\",\"lane\":\"bulk\"}";
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
    assertThat(mail.envelope().recipients()).hasSize(2);
    String text = new String(mail.content().open().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(text).contains("To: b@b.example\r\n").doesNotContain("c@c.example");
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
  void shouldAnswer4xxAndTakeNothingForWhatIsNoMail() {
    long seed = new Random().nextLong();
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
