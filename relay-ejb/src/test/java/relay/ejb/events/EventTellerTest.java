package relay.ejb.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.events.EventsSettings;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalPosition;
import relay.domain.journal.JournalSettings;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.queue.QueueNames;
import relay.domain.settings.Settings;
import relay.ejb.journal.JournalFiles;
import relay.ejb.journal.JournalFolder;
import relay.ejb.journal.JournalReader;
import relay.ejb.queues.EmbeddedQueues;
import relay.ejb.queues.EventMessages;
import relay.ejb.queues.SenderPool;

class EventTellerTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final QueueId MAIL = QueueId.next(NOON, () -> 7L);
  private static final long PATIENCE_MILLIS = 60_000;

  @TempDir Path folder;
  private EmbeddedQueues broker;
  private SenderPool senders;
  private JournalFiles journal;
  private Connection connection;
  private Session session;
  private MessageConsumer news;
  private EventsSettings settings = settings(Map.of());
  private OptionalLong subscriptions = OptionalLong.of(1);

  private static EventsSettings settings(Map<String, String> given) {
    return EventsSettings.from(Settings.of(EventsSettings.ALL, given, Map.of()));
  }

  @BeforeEach
  void start() throws Exception {
    broker = new EmbeddedQueues(folder.resolve("broker"));
    senders = new SenderPool(broker.factory(), 2, Duration.ofSeconds(30));
    journal =
        new JournalFiles(
            new JournalFolder(folder.resolve("journal")),
            JournalSettings.from(Settings.of(JournalSettings.ALL, Map.of(), Map.of())),
            () -> NOON,
            new Random(1),
            List.of());
    connection = broker.factory().createConnection();
    connection.setClientID("shop");
    session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    subscribe();
    connection.start();
  }

  private void subscribe() throws Exception {
    news =
        session.createDurableSubscriber(session.createTopic(QueueNames.EVENTS), "all", null, false);
  }

  @AfterEach
  void stop() throws Exception {
    connection.close();
    senders.close();
    journal.close();
    broker.close();
  }

  private EventTeller teller() {
    return new EventTeller(
        new JournalReader(new JournalFolder(folder.resolve("journal"))),
        new PlaceFile(folder.resolve("place")),
        new EventMessages(senders),
        topic -> subscriptions,
        () -> settings);
  }

  private void happens(EventType... types) {
    List<MailEvent> events = new ArrayList<>();
    for (EventType type : types) {
      events.add(
          new MailEvent(
              type,
              NOON,
              Optional.of(MAIL),
              0,
              1,
              Optional.of(EmailAddress.parse("bob@b.example")),
              Map.of("tenant", "shop")));
    }
    journal.writeDurably(events);
  }

  /** Types that the consumer gets, exactly so many. */
  private List<String> told(MessageConsumer consumer, int count) throws Exception {
    List<String> types = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Message message = consumer.receive(PATIENCE_MILLIS);
      assertThat(message).as("message " + i).isNotNull();
      types.add(message.getStringProperty("type"));
    }
    assertThat(consumer.receiveNoWait()).isNull();
    return types;
  }

  private static void followToTheEnd(EventTeller teller) {
    while (teller.follow().isZero()) {
      assertThat(teller.written()).isPresent();
    }
  }

  @Test
  void shouldTellWhatHappensInItsOrderFromItsFirstStartOn() throws Exception {
    happens(EventType.RECEIVED);
    EventTeller teller = teller();
    followToTheEnd(teller);

    happens(EventType.ATTEMPTED, EventType.DELIVERED, EventType.OUT_OF_BAND_BOUNCE);
    followToTheEnd(teller);

    assertThat(told(news, 2)).containsExactly("DELIVERED", "OUT_OF_BAND_BOUNCE");
  }

  @Test
  void shouldTellTheJsonOfTheJournal() throws Exception {
    EventTeller teller = teller();
    followToTheEnd(teller);
    happens(EventType.DELIVERED);
    followToTheEnd(teller);

    var message = (TextMessage) news.receive(PATIENCE_MILLIS);

    assertThat(message.getText()).startsWith("{").contains("\"type\":\"DELIVERED\"");
    assertThat(message.getText()).contains(message.getStringProperty("eventId"));
    assertThat(message.getStringProperty("recipientDomain")).isEqualTo("b.example");
    assertThat(message.getStringProperty("tenant")).isEqualTo("shop");
  }

  @Test
  void shouldGoOnWhereItWasAfterARestart() throws Exception {
    followToTheEnd(teller());
    happens(EventType.DELIVERED);

    followToTheEnd(teller());
    followToTheEnd(teller());

    assertThat(told(news, 1)).containsExactly("DELIVERED");
  }

  /** The broker committed, the place was not written: told again, with the same id. */
  @Test
  void shouldTellAgainWithTheSameIdWhatACrashLeftUnclear() throws Exception {
    followToTheEnd(teller());
    String before = Files.readString(folder.resolve("place"));
    happens(EventType.DELIVERED);
    followToTheEnd(teller());
    Files.writeString(folder.resolve("place"), before);

    followToTheEnd(teller());

    String first = news.receive(PATIENCE_MILLIS).getStringProperty("eventId");
    String again = news.receive(PATIENCE_MILLIS).getStringProperty("eventId");
    assertThat(again).isEqualTo(first);
  }

  @Test
  void shouldKeepEventsForASubscriberThatIsAway() throws Exception {
    followToTheEnd(teller());
    news.close();

    happens(EventType.DELIVERED, EventType.BOUNCED);
    followToTheEnd(teller());
    subscribe();

    assertThat(told(news, 2)).containsExactly("DELIVERED", "BOUNCED");
  }

  @Test
  void shouldLetASelectorChoose() throws Exception {
    MessageConsumer complaints =
        session.createConsumer(
            session.createTopic(QueueNames.EVENTS), "type = 'COMPLAINED' AND tenant = 'shop'");
    followToTheEnd(teller());

    happens(EventType.DELIVERED, EventType.COMPLAINED, EventType.BOUNCED);
    followToTheEnd(teller());

    assertThat(told(complaints, 1)).containsExactly("COMPLAINED");
  }

  @Test
  void shouldReadNothingWhileNobodyListens() throws Exception {
    subscriptions = OptionalLong.of(0);
    EventTeller teller = teller();
    followToTheEnd(teller);
    Optional<JournalPosition> before = teller.written();

    happens(EventType.DELIVERED);
    followToTheEnd(teller);

    assertThat(teller.written().orElseThrow()).isGreaterThan(before.orElseThrow());
    subscriptions = OptionalLong.of(1);
    happens(EventType.BOUNCED);
    followToTheEnd(teller);
    assertThat(told(news, 1)).containsExactly("BOUNCED");
  }

  @Test
  void shouldPutWhatCameBackIntoAQueueOfItsOwnWhereThatIsWanted() throws Exception {
    settings = settings(Map.of("events.topic", "false", "events.feedback-queue", "true"));
    followToTheEnd(teller());
    MessageConsumer feedback =
        session.createConsumer(session.createQueue(QueueNames.FEEDBACK_EVENTS));

    happens(EventType.DELIVERED, EventType.COMPLAINED, EventType.ANSWERED);
    followToTheEnd(teller());

    assertThat(told(feedback, 2)).containsExactly("COMPLAINED", "ANSWERED");
    assertThat(news.receiveNoWait()).isNull();
  }

  @Test
  void shouldWaitForABrokerThatIsAwayAndLoseNothing() throws Exception {
    EventTeller teller = teller();
    followToTheEnd(teller);
    happens(EventType.DELIVERED);
    connection.close();
    broker.stop();

    assertThat(teller.follow()).isGreaterThan(settings.interval());

    broker.start();
    connection = broker.factory().createConnection();
    connection.setClientID("shop");
    session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    subscribe();
    connection.start();
    followToTheEnd(teller);
    assertThat(told(news, 1)).containsExactly("DELIVERED");
  }

  @Test
  void shouldSayWhatToDoWithADamagedPlace() throws Exception {
    Files.writeString(folder.resolve("place"), "nonsense");

    assertThatThrownBy(() -> new PlaceFile(folder.resolve("place")).read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("delete it");
    assertThat(teller().follow()).isPositive();
  }
}
