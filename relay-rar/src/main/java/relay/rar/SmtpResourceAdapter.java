package relay.rar;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.transaction.xa.XAResource;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.settings.InvalidSetting;
import relay.rar.listener.Listeners;
import relay.rar.pop.PopDoor;

/**
 * Accepts mail over SMTP and hands it to endpoints of type {@link
 * relay.domain.reception.SubmissionListener}. Thread-safe; what cannot be started makes the
 * deployment fail with one sentence.
 */
public class SmtpResourceAdapter implements ResourceAdapter {
  // At its finer levels the library looks up the names of clients and logs every line. The loggers
  // are kept here, or their level would be forgotten with them.
  private static final Logger LIBRARY = Logger.getLogger("org.subethamail");
  private static final Logger LIBRARY_SESSIONS =
      Logger.getLogger("org.subethamail.smtp.server.Session");

  private final transient Supplier<RelayConfiguration> configuration;
  private final transient Map<Key, Activation> activations = new ConcurrentHashMap<>();
  private transient WorkManager work;

  private record Key(MessageEndpointFactory endpoints, ActivationSpec spec) {}

  /** For the container: settings come from the process. */
  public SmtpResourceAdapter() {
    this(RelayConfiguration::load);
  }

  SmtpResourceAdapter(Supplier<RelayConfiguration> configuration) {
    this.configuration = configuration;
  }

  @Override
  public void start(BootstrapContext context) throws ResourceAdapterInternalException {
    work = context.getWorkManager();
    LIBRARY.setLevel(Level.WARNING);
    LIBRARY_SESSIONS.setLevel(Level.WARNING);
  }

  @Override
  public void stop() {
    activations.values().forEach(Activation::stop);
    activations.clear();
  }

  @Override
  public void endpointActivation(MessageEndpointFactory endpoints, ActivationSpec spec)
      throws ResourceException {
    if (!(spec instanceof SmtpActivationSpec)) {
      throw new NotSupportedException("not an SMTP activation: " + spec);
    }
    try {
      activations.put(
          new Key(endpoints, spec), Activation.start(configuration.get(), endpoints, work));
    } catch (IOException | InvalidSetting e) {
      throw new ResourceException(e.getMessage(), e);
    }
  }

  @Override
  public void endpointDeactivation(MessageEndpointFactory endpoints, ActivationSpec spec) {
    Activation activation = activations.remove(new Key(endpoints, spec));
    if (activation != null) {
      activation.stop();
    }
  }

  /** There is nothing to recover: mail that was not committed was not acknowledged either. */
  @Override
  public XAResource[] getXAResources(ActivationSpec[] specs) {
    return new XAResource[0];
  }

  /**
   * An adapter owns the listeners that it started, so no two are alike. Declared here because the
   * specification (section 19.4.2) wants it, and WildFly refuses an adapter without.
   */
  @Override
  public final boolean equals(Object other) {
    return this == other;
  }

  @Override
  public final int hashCode() {
    return System.identityHashCode(this);
  }

  /** The POP3 listener of an activation, which must have one. */
  PopDoor pop(MessageEndpointFactory endpoints, ActivationSpec spec) {
    return activations.get(new Key(endpoints, spec)).pop().orElseThrow();
  }

  /** The listeners of an activation. */
  Listeners listeners(MessageEndpointFactory endpoints, ActivationSpec spec) {
    return activations.get(new Key(endpoints, spec)).listeners();
  }
}
