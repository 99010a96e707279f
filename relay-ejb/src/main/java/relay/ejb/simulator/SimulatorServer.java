package relay.ejb.simulator;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import relay.domain.simulator.FeedbackWay;
import relay.domain.simulator.SimulatedReport;
import relay.domain.simulator.SimulatorDomain;
import relay.domain.simulator.SimulatorMemory;
import relay.domain.simulator.SimulatorRoutes;
import relay.domain.simulator.SimulatorSession;
import relay.domain.simulator.SimulatorSettings;

/**
 * The practice ground on two ports of this machine: one for all, one whose TLS is broken. Serves
 * from its making until it is closed. Thread-safe.
 */
public final class SimulatorServer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(SimulatorServer.class.getName());
  private static final String HOST = "127.0.0.1";
  private static final int BACKLOG = 64;
  private static final int ACCEPTORS = 2;
  private static final int REPORTERS = 1;
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

  /** A connection gives back its place a moment before its thread is free. */
  private static final int SPARE = 4;

  private static final long KEEP_SECONDS = 30;
  private static final long REST_MILLIS = 250;

  private final SimulatorDomain domain;
  private final SimulatorSettings settings;
  private final SimulatorMemory memory;
  private final FeedbackWay way;
  private final Optional<ReportSender> reporter;
  private final InstantSource clock;
  private final ServerSocket usual;
  private final ServerSocket breakingTls;
  private final ThreadPoolExecutor threads;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch end = new CountDownLatch(1);

  /**
   * @param settings with a domain
   * @param way by which bounces and complaints come back
   * @param factory of the container
   * @throws IOException when no port of this machine can be had
   */
  public SimulatorServer(
      SimulatorSettings settings, FeedbackWay way, InstantSource clock, ThreadFactory factory)
      throws IOException {
    this.way = way;
    this.reporter =
        way.door()
            .map(
                door ->
                    new ReportSender(
                        new InetSocketAddress(door.address(), door.port()), end, AGAIN_AFTER));
    this.domain = settings.domain().orElseThrow();
    this.settings = settings;
    this.memory = new SimulatorMemory(settings);
    this.clock = clock;
    this.usual = bound();
    try {
      this.breakingTls = bound();
    } catch (IOException e) {
      usual.close();
      throw e;
    }
    this.threads =
        new ThreadPoolExecutor(
            0,
            settings.connectionsMax() + ACCEPTORS + REPORTERS + SPARE,
            KEEP_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            factory);
    threads.execute(() -> accept(usual, false));
    threads.execute(() -> accept(breakingTls, true));
    reporter.ifPresent(sender -> threads.execute(sender::run));
    LOG.log(
        Level.INFO,
        "mail to "
            + domain.name().ascii()
            + " is simulated on this machine, port "
            + usual.getLocalPort());
  }

  private static ServerSocket bound() throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), 0), BACKLOG);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw new IOException(
          "the simulator cannot listen on this machine ("
              + e.getMessage()
              + "); free a port or leave simulator.domain empty",
          e);
    }
  }

  /** The way of mail to it. */
  public SimulatorRoutes routes() {
    return new SimulatorRoutes(domain, HOST, usual.getLocalPort(), breakingTls.getLocalPort());
  }

  /** Connections open now. */
  public int connections() {
    return open.size();
  }

  /** Closes the ports and all connections; who is being served is cut off. */
  @Override
  public void close() throws IOException {
    end.countDown();
    try (usual;
        breakingTls) {
      for (Socket socket : open) {
        socket.close();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void accept(ServerSocket port, boolean breaksTls) {
    while (end.getCount() > 0) {
      try {
        admit(port.accept(), breaksTls);
      } catch (IOException e) {
        if (end.getCount() > 0) {
          LOG.log(Level.WARNING, "a connection to the simulator could not be taken", e);
          rest();
        }
      }
    }
  }

  /** The system has no socket for a moment: trying on would only burn. */
  private void rest() {
    try {
      end.await(REST_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void admit(Socket socket, boolean breaksTls) throws IOException {
    socket.setSoTimeout((int) settings.idle().toMillis());
    socket.setTcpNoDelay(true);
    if (open.size() >= settings.connectionsMax()) {
      SimulatorConnection.turnAway(socket);
      return;
    }
    open.add(socket);
    try {
      threads.execute(() -> serve(socket, breaksTls));
    } catch (RejectedExecutionException e) {
      open.remove(socket);
      socket.close();
    }
  }

  private void report(SimulatedReport report) {
    reporter.ifPresent(sender -> sender.add(report));
  }

  private void serve(Socket socket, boolean breaksTls) {
    try (socket) {
      if (end.getCount() > 0) {
        var session = new SimulatorSession(domain, settings, memory, way, breaksTls);
        new SimulatorConnection(socket, session, settings, clock, end, this::report).hold();
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a connection to the simulator ended early", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a connection to the simulator failed", e);
    } finally {
      open.remove(socket);
    }
  }
}
