package relay.ejb.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.audit.Actor;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKinds;
import relay.domain.control.InMemoryControlStore;
import relay.domain.journal.EventType;
import relay.domain.mail.Lane;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueUnavailable;
import relay.domain.queue.QueuedMail;
import relay.domain.template.Template;
import relay.domain.template.TemplateDesk;
import relay.domain.template.TemplateKind;
import relay.domain.template.TemplateVersionKind;

class JmsDoorTest extends DoorFixture {
  @Test
  void shouldTakeAMailWithItsEnvelopeInProperties() throws Exception {
    send(
        session -> {
          var message = session.createBytesMessage();
          message.writeBytes(
              "From: a@sender.example\r\nSubject: x\r\n\r\nhi\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
          message.setStringProperty("from", "alice@sender.example");
          message.setStringProperty("to", "bob@example.org, carol@example.org");
          message.setStringProperty("lane", "otp");
          message.setJMSReplyTo(session.createQueue("my.events"));
          return message;
        });

    take();

    var mail = doors.queues.take();
    assertThat(mail.lane()).isEqualTo(Lane.OTP);
    assertThat(mail.envelope().recipients()).hasSize(2);
    assertThat(mail.replyTo()).contains("my.events");
    assertThat(doors.types()).containsExactly(EventType.RECEIVED);
  }

  /** A blank would begin another parameter of MAIL at the next server; and so on. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "envid|a SMTPUTF8|the property envid: must be 1 to 100 characters of xtext",
        "envid|a=b|the property envid: must be 1 to 100 characters of xtext",
        "holdUntil|9999-12-31T00:00:00Z|the property holdUntil: at most 24 hours ahead",
        "holdUntil|+1000000000-12-31T00:00:00Z|the property holdUntil: must be an instant",
        "notify|never, delay|the property notify: never stands alone",
        "notify|always|the property notify: must be one of never, success, failure, delay",
        "ret|body|the property ret: must be one of full, hdrs",
        "lane|fast|the property lane: must be one of otp, transactional, bulk",
        "timeZone|Mars/Phobos|the property timeZone: "
      })
  void shouldSayWhichPropertyIsWrongAndHow(String property, String value, String reason)
      throws Exception {
    send(
        session -> {
          var message = session.createBytesMessage();
          message.writeBytes("Subject: x\r\n\r\nhi\r\n".getBytes(StandardCharsets.US_ASCII));
          message.setStringProperty("from", "alice@sender.example");
          message.setStringProperty("to", "bob@example.org");
          message.setStringProperty(property, value);
          return message;
        });

    take();

    assertThat(doors.queues.mails()).isEmpty();
    assertThat(
            broker.<String>take(
                QueueNames.SUBMISSION_DEAD, message -> message.getStringProperty("reason")))
        .contains(reason.strip());
  }

  @Test
  void shouldTakeAJsonDocument() throws Exception {
    send(
        session ->
            session.createTextMessage(
                """
                {"from":"alice@sender.example","to":["bob@example.org"],
                 "subject":"Hello","text":"How are you?"}
                """));

    take();

    assertThat(doors.queues.take().envelope().recipients()).hasSize(1);
  }

  @Test
  void shouldMakeAMailOfATemplateOfTheProducersTenant() throws Exception {
    publish("{\"text\":\"Hi {{name}}\"}");
    String json =
        "{\"from\":\"al@sender.example\",\"to\":[\"bo@example.org\"],\"template\":\"%s\","
            + "\"data\":{\"name\":\"Bo\"}}";

    send(session -> session.createTextMessage(json.formatted("welcome")));
    take();
    send(session -> session.createTextMessage(json.formatted("goodbye")));
    take();

    assertThat(doors.queues.mails()).hasSize(1);
    byte[] octets = doors.queues.take().content().open().readAllBytes();
    assertThat(new String(octets, StandardCharsets.US_ASCII)).contains("\r\nHi Bo\r\n");
  }

  /** The token is of the id that the mail has, or nobody could unsubscribe by it. */
  @Test
  void shouldLeadTheOneRecipientOfATemplateToWhereHeUnsubscribes() throws Exception {
    publish("{\"text\":\"{{unsubscribe_url}}\",\"missing\":\"refuse\"}");
    String json = "{\"from\":\"al@sender.example\",\"to\":[%s],\"template\":\"welcome\"}";

    send(session -> session.createTextMessage(json.formatted("\"bo@example.org\"")));
    take();
    send(
        session ->
            session.createTextMessage(json.formatted("\"bo@example.org\",\"al@example.org\"")));
    take();

    assertThat(doors.queues.mails()).as("one that two would share is refused").hasSize(1);
    QueuedMail mail = doors.queues.take();
    String octets = new String(mail.content().open().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(octets.replace("=\r\n", ""))
        .contains("https://mail.example.com/u/" + tokens.make(mail.entry().mail(), 0));
  }

  private void publish(String source) {
    var store =
        new InMemoryControlStore(
            new ControlKinds(List.of(TemplateKind.TEMPLATE, TemplateVersionKind.VERSION)));
    var actor = new Actor("ann", "test");
    var template =
        TemplateKind.TEMPLATE.read(Template.key("default", "welcome"), 0, ControlJson.read(source));
    store.apply(new ControlChange.Create(template), actor);
    new TemplateDesk(store, store, () -> Instant.EPOCH).publish(template, actor);
    templates = store.state();
  }

  @Test
  void shouldPutADocumentIntoTheStreamItNamesUnlessAPropertyNamesAnother() throws Exception {
    String json =
        "{\"from\":\"al@sender.example\",\"to\":[\"bo@example.org\"],\"text\":\"Hello\","
            + "\"stream\":\"bulk\"}";
    send(session -> session.createTextMessage(json));
    take();
    send(
        session -> {
          var message = session.createTextMessage(json);
          message.setStringProperty("stream", "otp");
          return message;
        });
    take();

    assertThat(doors.queues.mails())
        .extracting(mail -> mail.owner().stream())
        .containsExactly("bulk", "otp");
  }

  @Test
  void shouldPutAMailIntoTheCampaignOfItsPropertyBeforeThatOfItsDocument() throws Exception {
    String json =
        "{\"from\":\"al@sender.example\",\"to\":[\"bo@example.org\"],\"text\":\"Hello\","
            + "\"campaign\":\"spring-sale\"}";
    send(session -> session.createTextMessage(json));
    take();
    send(
        session -> {
          var message = session.createTextMessage(json);
          message.setStringProperty("campaign", "summer-sale");
          return message;
        });
    take();

    assertThat(doors.queues.mails())
        .extracting(mail -> mail.owner().campaign())
        .containsExactly("spring-sale", "summer-sale");
  }

  @Test
  void shouldTellAProducerThatACampaignIsNoName() throws Exception {
    send(
        session -> {
          var message = session.createTextMessage(JSON);
          message.setStringProperty("campaign", "spring sale");
          return message;
        });

    take();

    String reason =
        broker.take(QueueNames.SUBMISSION_DEAD, message -> message.getStringProperty("reason"));
    assertThat(reason).contains("the property campaign must be 1 to 64 letters");
    assertThat(doors.queues.mails()).isEmpty();
  }

  @Test
  void shouldMakeTheSameMailOfAMessageThatComesAgain() throws Exception {
    send(session -> session.createTextMessage(JSON));

    broker.take(
        QueueNames.SUBMISSION,
        message -> {
          door().take(message);
          door().take(message);
          return null;
        });

    assertThat(doors.queues.mails()).hasSize(1);
  }

  @Test
  void shouldSendNoEventsIntoItsOwnQueues() throws Exception {
    send(
        session -> {
          var message = session.createTextMessage(JSON);
          message.setJMSReplyTo(session.createQueue(QueueNames.OTP));
          return message;
        });

    take();

    String reason =
        broker.take(QueueNames.SUBMISSION_DEAD, message -> message.getStringProperty("reason"));
    assertThat(reason).contains("JMSReplyTo");
    assertThat(doors.queues.mails()).isEmpty();
  }

  @Test
  void shouldPutAsideWhatIsNoMailAndSayWhy() throws Exception {
    send(session -> session.createTextMessage("{\"from\":1}"));

    take();

    String reason =
        broker.take(QueueNames.SUBMISSION_DEAD, message -> message.getStringProperty("reason"));
    assertThat(reason).contains("from");
    assertThat(doors.queues.mails()).isEmpty();
    assertThat(doors.types()).containsExactly(EventType.MALFORMED);
  }

  @Test
  void shouldPutAsideABytesMessageWithoutRecipientsWhole() throws Exception {
    send(
        session -> {
          var message = session.createBytesMessage();
          message.writeBytes(new byte[] {1, 2, 3});
          message.setStringProperty("from", "alice@sender.example");
          return message;
        });

    take();

    broker.take(
        QueueNames.SUBMISSION_DEAD,
        message -> {
          assertThat(((jakarta.jms.BytesMessage) message).getBodyLength()).isEqualTo(3);
          assertThat(message.getStringProperty("from")).isEqualTo("alice@sender.example");
          return null;
        });
  }

  @Test
  void shouldHaveAMessageGivenOutAgainWhileNoMailCanBeTaken() throws Exception {
    doors.freeDisk = 1;
    send(session -> session.createTextMessage(JSON));

    assertThatThrownBy(this::take).isInstanceOf(QueueUnavailable.class);
    assertThat(doors.queues.mails()).isEmpty();
  }
}
