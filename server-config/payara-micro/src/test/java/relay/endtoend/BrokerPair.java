package relay.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/**
 * Two Artemis brokers, each a process of its own, run by the files in server-config/artemis over
 * one store: one is live, the other waits for its lock.
 */
final class BrokerPair implements AutoCloseable {
  static final String USER = "relay";
  static final String PASSWORD = "a password of the pair";
  private final BrokerProcess primary;
  private final BrokerProcess backup;

  BrokerPair(Path folder) throws IOException {
    Files.createDirectories(folder);
    int one = RelayProcess.freePort();
    int two = RelayProcess.freePort();
    primary = new BrokerProcess(folder, "broker-primary.xml", one, two);
    backup = new BrokerProcess(folder, "broker-backup.xml", two, one);
  }

  /** As the setting {@code broker.hosts} wants them. */
  String hosts() {
    return primary.host() + "," + backup.host();
  }

  /** Starts what does not run; returns when one of them takes connections. */
  void start() throws IOException {
    primary.start();
    backup.start();
    BrokerProcess.awaitOneOf(List.of(primary, backup));
  }

  /** {@code kill -9} of the one that takes connections. */
  void killLive() throws InterruptedException {
    (primary.isLive() ? primary : backup).kill();
  }

  /** {@code kill -9} of both. */
  void killBoth() throws InterruptedException {
    backup.kill();
    primary.kill();
  }

  @Override
  public void close() {
    try {
      killBoth();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The other process: a broker by the file that is named. */
  public static void main(String[] arguments) throws Exception {
    EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    broker.setConfigResourcePath(arguments[0]);
    broker.setSecurityManager(new OneLogin(USER, PASSWORD));
    broker.start();
  }
}
