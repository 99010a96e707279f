package relay.ejb.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.ejb.lease.SendingNode.CONNECTIONS;

import java.io.IOException;
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
import relay.ejb.database.PostgresDatabase;

/**
 * Three processes over one PostgreSQL send to one server, which counts: together they keep to the
 * limit of one, whatever happens to one of them, and what one does not use is there for the others.
 */
class SharedLimitProcessesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

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
    for (String id : List.of("a", "b", "c")) {
      nodes.put(id, start(id));
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

  private Process start(String id) throws IOException {
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
            Integer.toString(server.port()))
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
