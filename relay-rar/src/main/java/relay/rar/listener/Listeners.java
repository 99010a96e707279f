package relay.rar.listener;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import relay.domain.configuration.NodeSettings;
import relay.domain.listener.ListenerSettings;
import relay.domain.listener.SmtpSettings;
import relay.domain.listener.TlsMode;
import relay.rar.admission.Admission;
import relay.rar.application.Application;
import relay.rar.content.Intake;
import relay.rar.content.MemoryBudget;
import relay.rar.session.Service;
import relay.rar.session.SmtpSession;
import relay.rar.session.Tarpit;
import relay.rar.tls.CertificateFiles;
import relay.rar.tls.ServerTls;

/** All listeners of one activation: either every one of them runs or none. */
public final class Listeners {
  private static final Logger LOG = System.getLogger(Listeners.class.getName());

  private final NodeSettings node;
  private final SmtpSettings settings;
  private final Application application;
  private final LongSupplier nanoTime = System::nanoTime;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Admission admission;
  private final OpenSessions sessions;
  private final ConnectionThreads threads;
  private final Intake.Store store;
  private final Tarpit tarpit;
  private final Map<String, Listener> listeners = new LinkedHashMap<>();

  private Listeners(
      NodeSettings node, SmtpSettings settings, boolean hidesContents, Application application) {
    this.node = node;
    this.settings = settings;
    this.application = application;
    int connections = settings.connections().total();
    this.admission = new Admission(settings.connections(), nanoTime);
    this.sessions = new OpenSessions(nanoTime);
    this.threads = new ConnectionThreads(connections);
    this.tarpit = new Tarpit(settings.session().errorDelay(), 1 + connections / 4, nanoTime);
    this.store =
        new Intake.Store(
            new MemoryBudget(settings.content().memoryTotal()),
            settings.content().memoryPerMail(),
            node.dataFolder().resolve("receiving"),
            hidesContents);
  }

  /**
   * Takes all ports, then begins to serve.
   *
   * @param hidesContents whether mails that are received into files are encrypted there
   * @throws IOException in one sentence for the operator; nothing runs then
   */
  public static Listeners start(
      NodeSettings node, SmtpSettings settings, boolean hidesContents, Application application)
      throws IOException {
    Listeners all = new Listeners(node, settings, hidesContents, application);
    try {
      for (ListenerSettings listener : settings.listeners()) {
        all.listeners.put(
            listener.name(),
            new Listener(all.service(listener), all.admission, all.sessions, all.threads));
      }
      all.listeners.values().forEach(Listener::start);
    } catch (IOException | RuntimeException e) {
      all.stop();
      throw e;
    }
    all.listeners.forEach(
        (name, listener) ->
            LOG.log(Level.INFO, "SMTP listener " + name + " is ready on port " + listener.port()));
    return all;
  }

  /** The names of the listeners, in the order of the settings. */
  public Set<String> names() {
    return Collections.unmodifiableSet(listeners.keySet());
  }

  /** The port a listener has, which differs from the setting when that is 0. */
  public int port(String listener) {
    return listeners.get(listener).port();
  }

  /** Mails being received that are held in memory, in octets. */
  public long memoryTaken() {
    return store.budget().taken();
  }

  public int connections() {
    return admission.connections();
  }

  /**
   * Closes the ports, lets transactions under way finish for a set time, tells the other clients to
   * come back later, and returns with nothing running.
   */
  public void stop() {
    stopping.set(true);
    listeners.values().forEach(Listeners::stopAccepting);
    if (!sessions.drain(settings.times().drain())) {
      LOG.log(Level.WARNING, "some SMTP transactions did not end in time and are cut");
      sessions.forEach(SmtpSession::cut);
    }
    listeners.values().forEach(Listener::stop);
    sessions.stop();
    threads.stop();
  }

  private static void stopAccepting(Listener listener) {
    try {
      listener.stopAccepting();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "a port was not closed in good order", e);
    }
  }

  private Service service(ListenerSettings listener) throws IOException {
    return new Service(
        listener,
        settings,
        node.hostName(),
        application,
        store,
        listener.tls() == TlsMode.NONE ? null : tls(listener),
        tarpit,
        stopping,
        InstantSource.system(),
        nanoTime);
  }

  private ServerTls tls(ListenerSettings listener) throws IOException {
    Path folder = node.dataFolder().resolve("tls");
    try {
      return new ServerTls(
          new CertificateFiles(listener.certificate(), folder, node.hostName()),
          listener.clientCertificates(),
          nanoTime);
    } catch (IOException e) {
      throw new IOException("SMTP listener " + listener.name() + ": " + e.getMessage(), e);
    }
  }
}
