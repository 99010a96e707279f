package relay.ejb.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.BytesMessage;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.automation.Automation;
import relay.domain.automation.AutomationLedger.Story;
import relay.domain.automation.AutomationWorld;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueUnavailable;
import relay.domain.secret.ContentSeal;
import relay.domain.secret.MasterKeys;
import relay.domain.secret.SealedSubmission;
import relay.ejb.queues.DeadLetters;
import relay.ejb.queues.EmbeddedQueues;
import relay.ejb.queues.ProducerBody;
import relay.ejb.queues.SenderPool;

/** From the queue to the entries. */
class EventDoorTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  @TempDir Path folder;
  private final AutomationWorld world = new AutomationWorld();
  private final String ann = world.contact("ann@example.org", "");
  private final Automation often =
      world.active(
          "order",
          "{\"exit\":true}",
          ",\"trigger\":{\"event\":\"order\"},\"limits\":{\"once\":false}");
  private final List<MailEvent> events = new ArrayList<>();
  private EmbeddedQueues broker;
  private SenderPool senders;
  private ContentSeal seal = ContentSeal.NONE;

  @BeforeEach
  void start() throws Exception {
    broker = new EmbeddedQueues(folder);
    senders = new SenderPool(broker.factory(), 2, Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() throws Exception {
    senders.close();
    broker.close();
  }

  private EventDoor door() {
    Journal journal =
        new Journal() {
          @Override
          public void write(List<MailEvent> some) {
            events.addAll(some);
          }

          @Override
          public void writeDurably(List<MailEvent> some) {
            events.addAll(some);
          }
        };
    return new EventDoor(
        world.desk,
        world.contacts,
        new ProducerBody(seal),
        new DeadLetters(senders, journal, () -> NOON));
  }

  private interface Making {
    Message in(Session session) throws Exception;
  }

  private void send(Making making) throws Exception {
    try (var connection = broker.factory().createConnection();
        var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      Message message = making.in(session);
      if (!message.propertyExists("tenant")) {
        message.setStringProperty("tenant", "acme");
      }
      session.createProducer(session.createQueue(QueueNames.AUTOMATION_EVENTS)).send(message);
    }
  }

  private void take(int times) throws Exception {
    broker.take(
        QueueNames.AUTOMATION_EVENTS,
        message -> {
          for (int i = 0; i < times; i++) {
            door().take(message);
          }
          return null;
        });
  }

  private List<Story> stories() {
    return world.ledger().stories(often, ann);
  }

  @Test
  void shouldLetInWhoIsTold() throws Exception {
    for (String contact : List.of("ANN@example.org", ann)) {
      send(
          session ->
              session.createTextMessage(
                  "{\"contact\":\"" + contact + "\",\"name\":\"order\",\"data\":{\"n\":17}}"));
      take(1);
      world.settle();
    }

    assertThat(stories()).hasSize(2);
    assertThat(events).isEmpty();
  }

  @Test
  void shouldCountAMessageThatComesAgainOnce() throws Exception {
    send(session -> session.createTextMessage("{\"contact\":\"" + ann + "\",\"name\":\"order\"}"));

    take(2);
    world.settle();

    assertThat(stories()).hasSize(1);
  }

  @Test
  void shouldCountTheSameIdOnce() throws Exception {
    for (int i = 0; i < 2; i++) {
      send(
          session ->
              session.createTextMessage(
                  "{\"contact\":\"" + ann + "\",\"name\":\"order\",\"id\":\"order-17\"}"));
      take(1);
      world.settle();
    }

    assertThat(stories()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      value = {
        "no JSON; object",
        "{\"name\":\"order\"}; contact must be",
        "{\"contact\":\"bob@example.org\",\"name\":\"order\"}; contact must be",
        "{\"contact\":\"ann@example.org\"}; name must be",
        "{\"contact\":\"ann@example.org\",\"name\":\"order\",\"id\":\"a b\"}; id must be",
        "{\"contact\":\"ann@example.org\",\"name\":\"order\",\"data\":1}; data must be",
        "{\"contact\":\"ann@example.org\",\"name\":\"order\",\"more\":1}; more is not known"
      })
  void shouldPutAsideWhatIsNoEventAndSayWhy(String text, String why) throws Exception {
    send(session -> session.createTextMessage(text));

    take(1);

    broker.take(
        QueueNames.SUBMISSION_DEAD,
        message -> {
          assertThat(message.getStringProperty("reason")).contains(why);
          assertThat(message.getStringProperty("cameFrom")).isEqualTo(QueueNames.AUTOMATION_EVENTS);
          assertThat(message.getBody(String.class)).isEqualTo(text);
          return null;
        });
    assertThat(events).extracting(MailEvent::type).containsExactly(EventType.MALFORMED);
    assertThat(stories()).isEmpty();
  }

  @Test
  void shouldTakeWhatIsGivenBackOnceItIsMended() throws Exception {
    String text = "{\"contact\":\"late@example.org\",\"name\":\"order\"}";
    send(session -> session.createTextMessage(text));
    take(1);
    giveBack();
    take(1);
    broker.awaitDepth(QueueNames.SUBMISSION_DEAD, 1);
    String late = world.contact("late@example.org", "");

    giveBack();
    take(2);
    world.settle();

    assertThat(world.ledger().stories(often, late)).hasSize(1);
  }

  /** As an operator does. */
  private void giveBack() {
    long moved =
        broker
            .move(
                QueueNames.SUBMISSION_DEAD,
                "cameFrom = '" + QueueNames.AUTOMATION_EVENTS + "'",
                QueueNames.AUTOMATION_EVENTS)
            .orElseThrow();
    assertThat(moved).isEqualTo(1);
  }

  @Test
  void shouldWriteNoLinesOfItsProducerIntoTheLog() throws Exception {
    send(session -> session.createTextMessage("{\"a\\nFATAL " + "b".repeat(999) + "\":1}"));
    take(1);

    assertThat(reason()).startsWith("a?FATAL b").hasSize(300);
  }

  @Test
  void shouldPutAsideOtherKindsOfMessages() throws Exception {
    send(Session::createMapMessage);
    take(1);

    String reason = reason();
    assertThat(reason).contains("TextMessage", "docs/jms.md");
  }

  @Test
  void shouldLetNoTenantTellOfAnothersContact() throws Exception {
    send(
        session -> {
          Message message =
              session.createTextMessage("{\"contact\":\"ann@example.org\",\"name\":\"order\"}");
          message.setStringProperty("tenant", "other");
          return message;
        });
    take(1);

    assertThat(reason()).contains("contact");
    assertThat(stories()).isEmpty();
  }

  private String reason() throws Exception {
    return broker.take(QueueNames.SUBMISSION_DEAD, message -> message.getStringProperty("reason"));
  }

  @Test
  void shouldHaveAnEventGivenOutAgainWhileTheDatabaseIsAway() throws Exception {
    send(session -> session.createTextMessage("{\"contact\":\"" + ann + "\",\"name\":\"order\"}"));
    world.takeDatabaseAway(true);

    assertThatThrownBy(() -> take(1)).isInstanceOf(QueueUnavailable.class);

    assertThat(events).isEmpty();
  }

  @Test
  void shouldOpenWhatTheBrokerSealed() throws Exception {
    seal = new ContentSeal(Optional.of(MasterKeys.first(new Random(1))), true, new Random(1));
    String text = "{\"contact\":\"" + ann + "\",\"name\":\"order\"}";
    send(
        session -> {
          BytesMessage message = session.createBytesMessage();
          message.writeBytes(seal.seal(text.getBytes(StandardCharsets.UTF_8), "a place"));
          message.setStringProperty(SealedSubmission.PLACE, "a place");
          message.setBooleanProperty(SealedSubmission.TEXT, true);
          return message;
        });

    take(1);

    assertThat(stories()).hasSize(1);
  }
}
