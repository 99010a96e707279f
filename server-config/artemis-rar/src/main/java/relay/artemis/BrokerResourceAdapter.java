package relay.artemis;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapterInternalException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.ra.ActiveMQResourceAdapter;
import org.apache.activemq.artemis.ra.inflow.ActiveMQActivation;
import org.apache.activemq.artemis.ra.inflow.ActiveMQActivationSpec;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.queue.BrokerSettings;
import relay.domain.secret.ContentKeySource;
import relay.domain.secret.ContentSeal;
import relay.domain.secret.ContentSettings;

/**
 * The Artemis adapter that brings its broker: started before any bean can use it, stopped by the
 * container after the last one. With {@code broker.hosts} set it is a client of those brokers.
 */
public class BrokerResourceAdapter extends ActiveMQResourceAdapter {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = Logger.getLogger(BrokerResourceAdapter.class.getName());

  /**
   * Every session of every lane delivers on a thread of this one pool. At its default of 8 for each
   * processor the slow next hops of one lane would take the threads of all others. Above the sum of
   * the lanes' sessions, with room for the other consumers.
   */
  private static final int CLIENT_THREADS_MAX = 160;

  private static final long WATCH_MILLIS = 5000;

  private transient boolean brokerStarted;
  private transient Timer timer;

  @Override
  public void start(BootstrapContext context) throws ResourceAdapterInternalException {
    try {
      ActiveMQClient.setGlobalThreadPoolProperties(
          CLIENT_THREADS_MAX,
          ActiveMQClient.DEFAULT_SCHEDULED_THREAD_POOL_MAX_SIZE,
          ActiveMQClient.DEFAULT_FLOW_CONTROL_THREAD_POOL_MAX_SIZE);
      RelayConfiguration configuration = RelayConfiguration.load();
      configure(configuration.broker());
      if (configuration.broker().isEmbedded()) {
        EmbeddedBroker.shared()
            .start(
                configuration.broker(),
                configuration.node().dataFolder().resolve("broker"),
                seal(configuration.content()));
        brokerStarted = true;
      } else {
        timer = context.createTimer();
        OutsideGauge.shared().start(configuration.broker(), timer);
        watchConsumers();
      }
    } catch (Exception e) {
      // Artemis declares no less; whatever it was, the application must not start without a broker.
      throw new ResourceAdapterInternalException("the message broker did not start: " + e, e);
    }
    super.start(context);
  }

  /** Keys that are named and cannot be used stop the start, here as in the application. */
  private static ContentSeal seal(ContentSettings settings) {
    return new ContentSeal(
        new ContentKeySource(settings).read(), settings.encryption(), new SecureRandom());
  }

  @Override
  public void stop() {
    super.stop();
    if (timer != null) {
      OutsideGauge.shared().stop();
      timer.cancel();
      timer = null;
    }
    if (brokerStarted) {
      brokerStarted = false;
      try {
        EmbeddedBroker.shared().stop();
      } catch (Exception e) {
        // Artemis declares no less; the rest of the application has still to be stopped.
        LOG.log(Level.WARNING, "The message broker did not stop cleanly; nothing is lost", e);
      }
    }
  }

  private void watchConsumers() {
    var watch = new ConsumerWatch();
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            try {
              reviveQuietQueues(watch);
            } catch (RuntimeException e) {
              // a timer that throws is never run again
              LOG.log(Level.WARNING, "the consumers of the queues cannot be counted now", e);
            }
          }
        },
        WATCH_MILLIS,
        WATCH_MILLIS);
  }

  private void reviveQuietQueues(ConsumerWatch watch) {
    List<ActiveMQActivation> ours =
        getActivations().values().stream().filter(one -> !one.isTopic()).toList();
    Map<String, Integer> opened =
        ours.stream()
            .map(ActiveMQActivation::getActivationSpec)
            .collect(
                Collectors.toMap(
                    ActiveMQActivationSpec::getDestination,
                    ActiveMQActivationSpec::getMaxSession,
                    Integer::sum));
    for (String queue :
        watch.overdue(opened, OutsideGauge.shared()::consumers, System.nanoTime())) {
      LOG.warning("workers of the queue " + queue + " have lost the broker; connecting them anew");
      ours.stream()
          .filter(one -> one.getActivationSpec().getDestination().equals(queue))
          .forEach(one -> one.startReconnectThread("lost consumers"));
    }
  }

  /** What sessions of message-driven beans and of the container's factory use. */
  private void configure(BrokerSettings settings) {
    BrokerLink link = BrokerLink.of(settings);
    setConnectorClassName(link.classNames());
    setConnectionParameters(link.parameters());
    setHA(link.isCluster());
    setUseTopologyForLoadBalancing(BrokerLink.CHOOSES_FROM_TOPOLOGY);
    setRetryInterval(BrokerLink.RETRY_MILLIS);
    setMinLargeMessageSize(settings.largeMessage());
    setConsumerWindowSize(settings.prefetch());
    if (!settings.user().isEmpty()) {
      setUserName(settings.user());
      setPassword(settings.password());
    }
  }
}
