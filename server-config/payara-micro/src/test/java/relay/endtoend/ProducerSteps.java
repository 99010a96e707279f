package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSContext;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.awaitility.Awaitility;
import relay.domain.control.ControlJson;

/** What programs hand in over JMS and HTTP, and what becomes of what is no mail. */
final class ProducerSteps {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String PASSWORD = "correct horse";
  private static final int LARGE_LINES = 30_000;
  private final RelayProcess relay;
  private final int port;
  private final String words;

  /**
   * @param port for producers of other processes; opened at the next start
   * @param words that stand in all contents
   */
  ProducerSteps(RelayProcess relay, int port, String words) {
    this.relay = relay;
    this.port = port;
    this.words = words;
    relay.set("broker.door.port", Integer.toString(port)).set("broker.door.user", "shop");
    relay.set("broker.door.password", PASSWORD);
  }

  /** One mail over HTTP with an attachment, one over JMS, and a text that is no mail. */
  void handIn(String recipient) throws Exception {
    HttpResponse<String> answer = relay.handIn(mail("by-http", recipient));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    try (var factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port);
        JMSContext context = factory.createContext("shop", PASSWORD)) {
      var queue = context.createQueue("relay.submission");
      context.createProducer().send(queue, mail("by-jms", recipient)).send(queue, noMail());
    }
    Awaitility.await("what is no mail is a dead letter")
        .atMost(PATIENCE)
        .until(() -> relay.get("/api/v1/dead-letters").body().contains("relay.submission.dead"));
  }

  /** So large that the broker writes it to a file of its own. */
  private String noMail() {
    return words + ", but no mail\n" + (words + "\n").repeat(LARGE_LINES);
  }

  private String mail(String marker, String recipient) {
    String attached =
        Base64.getEncoder()
            .encodeToString((words + "\n").repeat(20).getBytes(StandardCharsets.US_ASCII));
    return "{\"from\":\"al@sender.test\",\"to\":\""
        + recipient
        + "\",\"subject\":\"news\",\"headers\":{\"X-Marker\":\""
        + marker
        + "\"},\"text\":\""
        + (words + " ").repeat(20)
        + "\",\"attachments\":[{\"name\":\"plan.bin\",\"content\":\""
        + attached
        + "\"}]}";
  }

  void shouldShowWhatIsNoMailAndGiveItBackOnce() throws Exception {
    JsonObject letter = letter();
    assertThat(letter.getString("came_from")).isEqualTo("relay.submission");
    assertThat(letter.getBoolean("sealed")).isTrue();
    String path = "/api/v1/dead-letters/" + letter.getString("id");
    assertThat(ControlJson.read(relay.get(path).body()).getString("content"))
        .startsWith(words + ", but no mail");

    assertThat(relay.post(path + "/replay").statusCode()).isEqualTo(200);

    assertThat(relay.post(path + "/replay").statusCode()).isEqualTo(404);
    Awaitility.await("it is no mail this time either")
        .atMost(PATIENCE)
        .until(() -> !List.of("", letter.getString("id")).contains(letter().getString("id")));
    assertThat(relay.get("/api/v1/audit?subject=dead-letter%20" + letter.getString("id")).body())
        .contains("dead-letter-read", "dead-letter-replay");
  }

  void shouldDeleteWhatIsNoMail() throws Exception {
    String path = "/api/v1/dead-letters/" + letter().getString("id");

    assertThat(relay.delete(path).statusCode()).isEqualTo(200);

    Awaitility.await("it is gone")
        .atMost(PATIENCE)
        .until(() -> !relay.get("/api/v1/dead-letters").body().contains("\"id\""));
  }

  /** The only one; empty while it is on its way. */
  private JsonObject letter() throws Exception {
    var letters =
        ControlJson.read(relay.get("/api/v1/dead-letters").body()).getJsonArray("dead_letters");
    return letters.isEmpty() ? ControlJson.read("{\"id\":\"\"}") : letters.getJsonObject(0);
  }
}
