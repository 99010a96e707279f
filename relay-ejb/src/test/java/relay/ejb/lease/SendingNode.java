package relay.ejb.lease;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import relay.domain.lease.LeaseFixture;
import relay.domain.lease.LeaseSettings;
import relay.domain.lease.Slices;
import relay.domain.mail.Lane;
import relay.domain.settings.Settings;
import relay.domain.tenancy.Weight;
import relay.domain.traffic.Decision;
import relay.domain.traffic.Experience;
import relay.domain.traffic.Site;
import relay.domain.traffic.TrafficControl;
import relay.domain.traffic.TrafficSettings;
import relay.domain.traffic.Wish;
import relay.ejb.database.Database;
import relay.ejb.database.TestDatabases;

/**
 * A process with the real leases and flows of a node, and mail for one site as far as a line on its
 * standard input says so ({@code mail 30}). The end of the input is its end.
 */
public final class SendingNode {
  /** Of all nodes together. */
  static final int CONNECTIONS = 12;

  private static final int WORKERS = 64;
  private static final int AGAIN_MILLIS = 20;

  /** Who waits for a rate comes back at his time, or when its end is near. */
  private static final long WAIT_MILLIS_MAX = 5_000;

  private static final Site SITE = new Site("mx.example", List.of("mx.example"), Optional.empty());
  private final CountDownLatch end = new CountDownLatch(1);
  private final InstantSource clock = InstantSource.system();
  private final TrafficControl traffic;
  private final LeaseKeeping keeping;
  private final LeaseSettings settings =
      LeaseFixture.settings("lease.round", "100ms", "lease.time", "1s", "lease.lost-after", "3s");
  private final int destination;
  private final Lane lane;
  private volatile int mails;

  private SendingNode(String url, String id, int destination, String limits) {
    this.destination = destination;
    // One-time passwords may have each connection, and have a pace of their own beside the rates.
    this.lane = limits.startsWith("connections") ? Lane.OTP : Lane.BULK;
    var rules =
        TrafficSettings.from(
            Settings.of(
                TrafficSettings.ALL, Map.of("traffic.site.mx.example.limits", limits), Map.of()));
    var slices = Slices.shared(() -> settings, System::nanoTime);
    traffic =
        new TrafficControl(
            () -> rules,
            Map.of(Lane.OTP, WORKERS, Lane.TRANSACTIONAL, WORKERS, Lane.BULK, WORKERS),
            owner -> Weight.EQUAL,
            slices);
    keeping =
        new LeaseKeeping(
            new Database(TestDatabases.settings(url), Path.of(".")),
            new NodeId(id, id + ".example"),
            slices,
            traffic,
            () -> settings,
            clock,
            System::nanoTime);
  }

  /**
   * @param arguments where the database is, the id of the node, the port that it sends to, the
   *     limits of all nodes together
   */
  public static void main(String[] arguments) throws IOException {
    var node =
        new SendingNode(arguments[0], arguments[1], Integer.parseInt(arguments[2]), arguments[3]);
    new Thread(node::keepRounds).start();
    for (int i = 0; i < WORKERS / 2; i++) {
      int number = i;
      new Thread(() -> node.work(number)).start();
    }
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      node.mails = Integer.parseInt(line.substring("mail ".length()));
    }
    node.end.countDown();
  }

  private void keepRounds() {
    while (goesOn(settings.round().toMillis())) {
      keeping.round();
    }
    keeping.leave();
  }

  private void work(int number) {
    boolean wasPutOff = false;
    while (goesOn(number < mails ? 1 : AGAIN_MILLIS)) {
      if (number < mails) {
        Wish wish = new Wish("d" + number, Optional.of(SITE), lane, wasPutOff, 1, 0);
        Decision decision = traffic.ask(wish, clock.instant());
        wasPutOff = !(decision instanceof Decision.Go);
        if (decision instanceof Decision.Go go) {
          send();
          go.permit().release(Experience.NONE, clock.instant());
        } else {
          goesOn(lane == Lane.OTP ? AGAIN_MILLIS : untilTurn(decision));
        }
      }
    }
  }

  private long untilTurn(Decision decision) {
    long millis =
        decision instanceof Decision.Later later
            ? Duration.between(clock.instant(), later.at()).toMillis()
            : AGAIN_MILLIS;
    return Math.max(1, Math.min(millis, WAIT_MILLIS_MAX));
  }

  private boolean goesOn(long millis) {
    try {
      return !end.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A connection that ends when the other side says so, and not before it was seen to end. */
  private void send() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), destination)) {
      socket.getInputStream().read();
      socket.shutdownOutput();
      socket.getInputStream().read();
    } catch (IOException e) {
      // The destination is gone, and with it the test.
      end.countDown();
    }
  }
}
