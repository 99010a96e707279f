package relay.ejb.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.ejb.lease.SendingNode.CONNECTIONS;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.ejb.database.PostgresDatabase;

/**
 * Three processes over one PostgreSQL send to one server, which counts: together they keep to the
 * limit of one, whatever happens to one of them, and what one does not use is there for the others.
 */
class SharedLimitProcessesTest {
  private static final Logger LOG = System.getLogger(SharedLimitProcessesTest.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** {@code lease.lost-after} and {@code lease.time} of the nodes. */
  private static final int FORGOTTEN_SECONDS = 4;

  /** What one of three has of a limit where all have mail. */
  private static final int ONE_SLICE = CONNECTIONS / 3;

  @RegisterExtension
  static final PostgresDatabase POSTGRES =
      PostgresDatabase.emptyingTables("relay_node, flow_lease, traffic_override");

  private final Map<String, Process> nodes = new LinkedHashMap<>();
  private final List<Integer> peaks = new ArrayList<>();
  private CountingServer server;

  @BeforeEach
  void start() throws IOException {
    POSTGRES.url();
    server = new CountingServer();
  }

  private void start(String limits) throws IOException {
    for (String id : List.of("a", "b", "c")) {
      nodes.put(id, start(id, limits));
    }
    Awaitility.await("all know of each other")
        .atMost(PATIENCE)
        .until(() -> count("select count(*) from relay_node where known = 3") == 3);
  }

  @AfterEach
  void stop() throws Exception {
    for (Process node : nodes.values()) {
      node.destroyForcibly().waitFor();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void shouldKeepTogetherToTheLimitOfOneWhileOneIsKilled() throws Exception {
    start("connections=" + CONNECTIONS);
    mail("a", 30);
    shouldReach("what idle nodes do not use", CONNECTIONS - 2);

    mail("b", 30);
    mail("c", 30);
    Awaitility.await("each has its part")
        .atMost(PATIENCE)
        .until(() -> count("select count(*) from flow_lease where connections >= 3") == 3);
    shouldReach("all of it together", CONNECTIONS - 1);
    assertThat(peaks).as("before anything happened").allMatch(peak -> peak <= CONNECTIONS);

    // SIGKILL: nothing of it is given back.
    nodes.get("b").destroyForcibly().waitFor();
    Awaitility.await("it is missed, and forgotten")
        .atMost(PATIENCE)
        .until(() -> count("select count(*) from relay_node") == 2);
    shouldReach("the part of the dead", CONNECTIONS - 1);

    nodes.get("c").getOutputStream().close();
    assertThat(nodes.get("c").waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    shouldReach("the part of who left", CONNECTIONS);

    assertThat(peaks).as("at any time: " + peaks).allMatch(peak -> peak <= CONNECTIONS + ONE_SLICE);
    assertThat(server.served()).isGreaterThan(CONNECTIONS);
  }

  @ParameterizedTest
  @CsvSource({"per-minute, 1200, 60", "per-hour, 7200, 3600"})
  void shouldKeepTogetherToARateOfOneWhileOneIsKilled(String limit, int rate, int seconds)
      throws Exception {
    double pace = (double) rate / seconds;
    double burst = rate * 0.1;
    // What one of three had when it was killed: its burst, and its pace until it is forgotten.
    double slice = (burst + pace * FORGOTTEN_SECONDS) / 3;
    start(limit + "=" + rate);
    for (String node : List.of("a", "b", "c")) {
      mail(node, 8);
    }
    // Who is given a larger part later has no larger burst by it, so some of it may be left.
    shouldGo("the burst of all together", burst * 0.6);
    shouldGo("at their pace", pace * 5);
    double before = server.excess(pace);

    nodes.get("b").destroyForcibly().waitFor();
    Awaitility.await("it is missed, and forgotten")
        .atMost(PATIENCE)
        .until(() -> count("select count(*) from relay_node") == 2);
    Awaitility.await("the others have its part")
        .atMost(PATIENCE)
        .until(() -> count("select coalesce(sum(parts), 0) from flow_lease") >= 9_900);
    long from = System.nanoTime();
    shouldGo("the pace of all by two", pace * 6);
    double took = (System.nanoTime() - from) / 1e9;

    double most = server.excess(pace);
    String story =
        "%s=%d: %.0f above the pace before, %.0f with one killed, burst %.0f, slice %.0f, %.1f s"
            .formatted(limit, rate, before, most, burst, slice, took);
    LOG.log(Logger.Level.INFO, story);
    assertThat(before).as(story).isLessThanOrEqualTo(burst + slice);
    assertThat(most).as(story).isLessThanOrEqualTo(burst + slice);
    assertThat(took).as(story).isLessThan(30);
  }

  /** So many more are served. */
  private void shouldGo(String what, double mails) {
    int until = server.served() + (int) mails;
    Awaitility.await(what + ": " + mails)
        .pollInterval(Duration.ofMillis(100))
        .atMost(PATIENCE)
        .until(() -> server.served() >= until);
  }

  /** The server sees so many connections at a time, now. */
  private void shouldReach(String what, int connections) {
    peaks.add(server.most());
    Awaitility.await(what + ": " + connections)
        .pollInterval(Duration.ofMillis(100))
        .atMost(PATIENCE)
        .until(
            () -> {
              int most = server.most();
              peaks.add(most);
              return most >= connections;
            });
  }

  private void mail(String node, int mails) throws IOException {
    var in = nodes.get(node).getOutputStream();
    in.write(("mail " + mails + "\n").getBytes(StandardCharsets.US_ASCII));
    in.flush();
  }

  private Process start(String id, String limits) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            SendingNode.class.getName(),
            POSTGRES.url(),
            id,
            Integer.toString(server.port()),
            limits)
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private int count(String sql) {
    return POSTGRES
        .database()
        .inTransaction(
            connection -> {
              try (var statement = connection.createStatement();
                  var row = statement.executeQuery(sql)) {
                row.next();
                return row.getInt(1);
              }
            });
  }
}
