package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.awaitility.Awaitility;
import relay.domain.control.ControlJson;
import relay.endtoend.HookEndpoint.Event;
import relay.endtoend.OperatorSteps.Asking;

/**
 * Everybody who is told of what comes back: a webhook of the tenant, one of the platform, and a
 * durable subscriber of the topic. They, the journal, the story of the mail and the suppression
 * list must speak of the same event.
 */
final class CircleSteps implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String USER = "listener";
  private static final String PASSWORD = "a long word for a door";
  private static final List<String> PATHS = List.of("/tenant", "/platform");
  private final RelayProcess relay;
  private final int door;
  private final HookEndpoint endpoint = new HookEndpoint();
  private ActiveMQConnectionFactory factory;
  private JMSContext context;
  private JMSConsumer topic;

  /** Before the relay starts. */
  CircleSteps(RelayProcess relay) throws IOException {
    this.relay = relay;
    this.door = RelayProcess.freePort();
    relay.set("broker.door.port", Integer.toString(door)).set("broker.door.user", USER);
    relay.set("broker.door.password", PASSWORD);
    relay.set("webhook.allowed-networks", "127.0.0.0/8").set("webhook.batch-wait", "100ms");
  }

  /** From now on. */
  void listen(Asking admin) throws Exception {
    admin.ask("PUT", "/api/v1/tenants/acme/webhooks/circle", hook("/tenant"));
    admin.ask("PUT", "/api/v1/webhooks/circle", hook("/platform"));
    factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + door);
    context = factory.createContext(USER, PASSWORD);
    context.setClientID("circle");
    topic =
        context.createDurableConsumer(
            context.createTopic("relay.events"),
            "circle",
            "tenant = 'acme' AND type IN ('OUT_OF_BAND_BOUNCE', 'COMPLAINED')",
            false);
  }

  private String hook(String path) {
    return "{\"url\":\""
        + endpoint.url(path)
        + "\",\"types\":[\"message.out-of-band-bounce\",\"message.complained\"]}";
  }

  /**
   * All who are told agree.
   *
   * @param mail that it is about
   * @param type of the event
   * @param story of the mail, in which the event is
   */
  void shouldTellTheSame(Asking admin, String mail, String type, JsonObject story)
      throws Exception {
    Message told = topic.receive(PATIENCE.toMillis());
    assertThat(told).as("at the topic: " + type).isNotNull();
    assertThat(told.getStringProperty("type")).isEqualTo(type);
    assertThat(told.getStringProperty("queueId")).isEqualTo(mail);
    String id = told.getStringProperty("eventId");
    JsonObject line = ControlJson.read(told.getBody(String.class));

    assertThat(story.getJsonArray("events")).as("the story").contains(line);
    assertThat(journal()).as("the journal").contains(told.getBody(String.class));
    for (String path : PATHS) {
      Event event = heard(path, id);
      assertThat(event.message()).as(path).isEqualTo(mail);
      assertThat(event.tenant()).as(path).isEqualTo("acme");
      assertThat(event.recipient()).as(path).isEqualTo(told.getStringProperty("recipient"));
      assertThat(event.kind()).as(path).isEqualTo(kind(told));
    }
    Awaitility.await("the suppression rests on it")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        admin.ask("GET", "/api/v1/suppressions?subject=bob@fast.test", "").body())
                    .contains("\"event\":\"" + id + "\""));
  }

  /** Class of a bounce, or feedback type of a complaint. */
  private static String kind(Message told) throws JMSException {
    String word = told.getStringProperty("class");
    return word == null ? told.getStringProperty("feedbackType") : word;
  }

  private Event heard(String path, String id) {
    Awaitility.await(id + " at " + path)
        .atMost(PATIENCE)
        .until(() -> endpoint.heard(path).stream().anyMatch(event -> event.id().equals(id)));
    return endpoint.heard(path).stream()
        .filter(event -> event.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private String journal() throws IOException {
    StringBuilder text = new StringBuilder();
    List<Path> files;
    try (var all = Files.list(relay.data().resolve("journal"))) {
      files = all.filter(file -> file.toString().endsWith(".jsonl")).toList();
    }
    for (Path file : files) {
      text.append(Files.readString(file, StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  /** Nobody listens any more, so that no event is kept for anybody. */
  void endListening(Asking admin) throws Exception {
    topic.close();
    context.unsubscribe("circle");
    admin.ask("DELETE", "/api/v1/tenants/acme/webhooks/circle", "");
    admin.ask("DELETE", "/api/v1/webhooks/circle", "");
  }

  @Override
  public void close() {
    if (context != null) {
      context.close();
      factory.close();
    }
    endpoint.close();
  }
}
