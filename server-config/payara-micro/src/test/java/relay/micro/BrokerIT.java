package relay.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.transaction.UserTransaction;
import java.io.File;
import java.util.UUID;
import javax.naming.InitialContext;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import relay.domain.configuration.RelayConfiguration;
import relay.ejb.broker.Broker;

/** What the application may rely on, seen from inside of it on Payara Micro. */
@ExtendWith(ArquillianExtension.class)
class BrokerIT {
  private static final long PATIENCE_MILLIS = 60_000;

  @Inject private Broker broker;
  @Inject private RelayConfiguration configuration;

  @Resource private UserTransaction transaction;
  private final String queue = "test." + UUID.randomUUID();

  @Deployment
  static WebArchive application() {
    return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/relay.war"));
  }

  @Test
  void shouldCommitInOurOwnCode() throws Exception {
    try (Connection connection = broker.connectionFactory().createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      send(session, "kept", "1");
      session.commit();
      send(session, "dropped", "2");
      session.rollback();
    }

    assertOnlyCame("kept");
  }

  @Test
  void shouldSayThatASendWasRepeated() throws Exception {
    try (Connection connection = broker.connectionFactory().createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      send(session, "once", queue);
      session.commit();
      send(session, "twice", queue);
      JMSException refused = assertThrows(JMSException.class, session::commit);

      assertTrue(Broker.isRepeatedSend(refused));
    }
    assertOnlyCame("once");
  }

  @Test
  void shouldJoinTheContainersTransactionThroughThePool() throws Exception {
    ConnectionFactory pool = (ConnectionFactory) new InitialContext().lookup(Broker.POOLED);
    transaction.begin();
    sendThrough(pool, "dropped");
    transaction.rollback();
    transaction.begin();
    sendThrough(pool, "kept");
    transaction.commit();

    assertOnlyCame("kept");
  }

  @Test
  void shouldBeGivenTheSettingsOfTheProcess() {
    assertEquals("arquillian-data", configuration.node().dataFolder().getFileName().toString());
  }

  private void send(Session session, String text, String id) throws JMSException {
    Message message = session.createTextMessage(text);
    message.setStringProperty("_AMQ_DUPL_ID", id + queue);
    session.createProducer(session.createQueue(queue)).send(message);
  }

  private void sendThrough(ConnectionFactory pool, String text) {
    try (JMSContext context = pool.createContext()) {
      context.createProducer().send(context.createQueue(queue), text);
    }
  }

  /** Not by the depth: the broker counts a message a moment after the commit. */
  private void assertOnlyCame(String text) throws JMSException {
    try (Connection connection = broker.connectionFactory().createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
      connection.start();
      send(session, "last", "3");
      session.commit();

      assertEquals(text, consumer.receive(PATIENCE_MILLIS).getBody(String.class));
      assertEquals("last", consumer.receive(PATIENCE_MILLIS).getBody(String.class));
      session.rollback();
    }
    assertTrue(broker.depth(queue).isPresent());
  }
}
