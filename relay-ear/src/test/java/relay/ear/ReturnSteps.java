package relay.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import relay.acceptance.MailJourney;
import relay.acceptance.SmtpClient;
import relay.domain.delivery.ReceivedMail;
import relay.domain.queue.QueueNames;

/**
 * What comes back for a mail finds it, and applications hear of it by JMS: the queue of feedback,
 * its worker, the topic and the queue of events on a server. Says which settings it needs.
 */
final class ReturnSteps {
  private static final String TENANT = "/api/v1/tenants/default/";
  private static final String RETURN_DOMAIN = "bounce." + MailJourney.DOMAIN;
  private static final String USER = "crm";
  private static final String PASSWORD = "a good password";

  /** Nobody else writes there: who bounced gets no further mail. */
  private static final String GONE = "carol@recipient.example";

  private static final String BOUNCES = "type = 'OUT_OF_BAND_BOUNCE'";
  private final MailJourney journey;
  private final int inboundPort = freePort();
  private final int doorPort = freePort();

  ReturnSteps(MailJourney journey) {
    this.journey = journey;
  }

  /** Lines of the settings file. */
  String settings() {
    return String.join(
        "\n",
        "listener.in.role=inbound",
        "listener.in.port=" + inboundPort,
        "events.feedback-queue=true",
        "broker.door.port=" + doorPort,
        "broker.door.user=" + USER,
        "broker.door.password=" + PASSWORD,
        "");
  }

  void shouldTieABounceToItsMailAndTellApplications(ServerApi api, Duration patience)
      throws Exception {
    api.put(
        TENANT + "inbound-domains/" + RETURN_DOMAIN,
        "{\"feedback\":true,\"other_mail\":\"refuse\"}");
    api.put(
        TENANT + "streams/transactional", "{\"lane\":\"transactional\",\"return_path\":\"token\"}");
    String path = pathOfAMailWithAToken(patience);
    try (var factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + doorPort);
        JMSContext application = factory.createContext(USER, PASSWORD)) {
      JMSConsumer topic =
          application.createConsumer(application.createTopic(QueueNames.EVENTS), BOUNCES);
      JMSConsumer queue =
          application.createConsumer(application.createQueue(QueueNames.FEEDBACK_EVENTS));

      // The listener asks for changed rules once a second.
      await("the bounce is taken").atMost(patience).until(() -> isTaken(path));

      assertThat(topic.receiveBody(String.class, patience.toMillis()))
          .as("told by the topic")
          .contains("OUT_OF_BAND_BOUNCE", GONE);
      assertThat(queue.receiveBody(String.class, patience.toMillis()))
          .as("told by the queue")
          .contains("OUT_OF_BAND_BOUNCE", GONE);
    }
  }

  /** Nodes hear of a changed stream a moment later. */
  private String pathOfAMailWithAToken(Duration patience) {
    int[] tries = new int[1];
    return await("mail goes out with a token")
        .atMost(patience)
        .until(
            () -> {
              String subject = "circle " + tries[0]++;
              journey.handIn(subject, GONE);
              await(subject).atMost(patience).until(() -> journey.timesDelivered(subject) > 0);
              return returnPath(journey.delivered(subject).orElseThrow());
            },
            path -> path.startsWith("b-"));
  }

  private static String returnPath(ReceivedMail mail) {
    String from = mail.commands().get(0);
    return from.substring(from.indexOf('<') + 1, from.indexOf('>'));
  }

  private boolean isTaken(String path) {
    String bounce =
        "From: MAILER-DAEMON@mx.recipient.example\r\nTo: "
            + path
            + "\r\nSubject: Undelivered Mail Returned to Sender\r\n\r\n"
            + "<"
            + GONE
            + ">: 550 5.1.1 user unknown\r\n";
    try (SmtpClient client = new SmtpClient(inboundPort)) {
      client.send("", path, bounce);
      return true;
    } catch (IOException e) {
      return false; // not known yet: refused
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
