package relay.ejb.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import relay.domain.health.Finding;
import relay.domain.health.HealthCheck;
import relay.ejb.broker.Broker;

/** Whether the broker lets us in. */
@ApplicationScoped
public class BrokerCheck implements HealthCheck {
  @Inject Broker broker;

  @Override
  public String component() {
    return "broker";
  }

  @Override
  public Finding check() {
    try (Connection connection = broker.connectionFactory().createConnection()) {
      return broker.isFull()
          ? Finding.down("the broker's memory or disk limit is reached")
          : Finding.up("connected to " + connection.getMetaData().getJMSProviderName());
    } catch (JMSException | IllegalStateException e) {
      return Finding.down("no connection to the broker: " + e.getMessage());
    }
  }
}
