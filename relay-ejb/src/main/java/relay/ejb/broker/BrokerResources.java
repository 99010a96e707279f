package relay.ejb.broker;

import jakarta.ejb.Singleton;
import jakarta.resource.AdministeredObjectDefinition;
import jakarta.resource.ConnectionFactoryDefinition;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;

/**
 * What the servers bind from the Artemis adapter in the same application. The definitions stand on
 * an enterprise bean because servers look for them there. On Payara Micro, where the adapter is
 * deployed beside the application, web.xml defines the same names for its other adapter name.
 */
@Singleton
@AdministeredObjectDefinition(
    name = Broker.PLAIN,
    resourceAdapter = "#artemis-rar",
    interfaceName = "jakarta.jms.ConnectionFactory",
    className = "relay.artemis.BrokerConnectionFactory")
@ConnectionFactoryDefinition(
    name = Broker.POOLED,
    resourceAdapter = "#artemis-rar",
    interfaceName = "jakarta.jms.ConnectionFactory",
    transactionSupport = TransactionSupportLevel.XATransaction,
    minPoolSize = 0,
    maxPoolSize = 100)
public class BrokerResources {}
