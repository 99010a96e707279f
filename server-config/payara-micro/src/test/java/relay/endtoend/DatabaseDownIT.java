package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.acceptance.InstalledPostgres;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlObject;
import relay.domain.mail.DomainName;
import relay.domain.secret.PasswordHash;
import relay.domain.signing.command.DkimCommand;
import relay.domain.tenancy.Credential;
import relay.domain.tenancy.CredentialKind;
import relay.domain.tenancy.DomainState;
import relay.domain.tenancy.Proof;
import relay.domain.tenancy.SendingDomain;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tenancy.Tenant;

/**
 * Promise 6 against the real process: what operators change is live within seconds, and with the
 * database stopped under load mail is accepted, signed and delivered, over a restart too, and a
 * campaign goes on by itself when it is back. {@link FaultIT} takes an H2 away.
 */
class DatabaseDownIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** So many a minute, so that the database goes while they are under way. */
  private static final int RECIPIENTS = 600;

  private static final ControlKinds KINDS = new ControlKinds(TenancyKinds.ALL);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String PASSWORD = "correct horse battery staple";

  @TempDir Path folder;

  /** A database server that can be stopped and started again with what is in it. */
  private interface DatabaseServer extends AutoCloseable {
    String url();

    void stop() throws IOException;

    void restart() throws IOException, SQLException;

    @Override
    void close() throws IOException;
  }

  /** On PostgreSQL where one is installed: twice would cost a minute and a half for little more. */
  @Test
  void shouldGoOnWithoutItsDatabase() throws Exception {
    Optional<InstalledPostgres> postgres = InstalledPostgres.start(folder);
    try (DatabaseServer database =
        postgres.isPresent()
            ? new PostgresServer(postgres.get())
            : new H2Server(folder.resolve("h2"))) {
      goOnWithout(database);
    }
  }

  private void goOnWithout(DatabaseServer database) throws Exception {
    try (Sink sink = new Sink();
        TlsReportSteps reports = new TlsReportSteps();
        RelayProcess relay = new RelayProcess(folder, sink.port())) {
      reports.prepare(relay);
      makeKeys(relay.data());
      relay.set("database.url", database.url()).set("database.reopen-delay-max", "2s");
      relay.set("retry.bulk.delays", "1s,1s,2s,2s,4s").start();

      // The relay takes mail before its database is ready: the tables may come a moment later.
      Awaitility.await("the tables are made")
          .atMost(PATIENCE)
          .until(() -> count(database.url(), "control_version") == 1);
      reports.count(database.url());
      makeTenant(database.url());
      Awaitility.await("the new login is known")
          .atMost(PATIENCE)
          .until(() -> send(relay, "shop", "al@sender.test", "first").statusCode() == 202);
      HttpResponse<String> foreign = send(relay, "shop", "al@foreign.test", "foreign");
      assertThat(foreign.statusCode()).isBetween(400, 499);
      assertThat(foreign.body()).contains("not yours to send from", "tenant acme");

      reports.shouldBeMailed(sink);
      CampaignSteps campaign = new CampaignSteps(relay, RECIPIENTS);
      campaign.make(RECIPIENTS);
      campaign.order("start");
      Load load = new Load(relay.smtpPort(), 2).start();
      Awaitility.await().atMost(PATIENCE).until(() -> load.accepted().size() > 50);
      Awaitility.await("the campaign is on its way")
          .atMost(PATIENCE)
          .until(() -> campaign.arrived(sink) > 0);
      database.stop();
      assertThat(campaign.arrived(sink)).isLessThan(RECIPIENTS);
      int atStop = load.accepted().size();
      Awaitility.await("accepted without database")
          .atMost(PATIENCE)
          .until(() -> load.accepted().size() > atStop + 200);
      assertThat(send(relay, "shop", "al@sender.test", "without").statusCode()).isEqualTo(202);
      load.close();
      awaitSigned(sink, "without");

      relay.restart();
      assertThat(send(relay, "shop", "al@sender.test", "restarted").statusCode()).isEqualTo(202);
      awaitSigned(sink, "restarted");
      Awaitility.await("all accepted mail at the sink")
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(load.accepted()).allMatch(m -> sink.arrivals(m) > 0));

      database.restart();
      Awaitility.await("the message view catches up")
          .atMost(PATIENCE)
          .until(() -> count(database.url(), "message") > load.accepted().size());
      campaign.pace(0);
      campaign.shouldHaveReachedEverybody("its database was away");
      assertThat(campaign.recipients()).allMatch(recipient -> sink.arrivals(recipient) == 1);
    }
  }

  private static void awaitSigned(Sink sink, String marker) {
    Awaitility.await(marker + " arrives signed")
        .atMost(PATIENCE)
        .until(() -> sink.arrivals(marker) > 0 && sink.isSigned(marker));
  }

  private static void makeKeys(Path data) {
    int exit =
        new DkimCommand(data, new SecureRandom())
            .run(
                List.of("create", "sender.test"),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    assertThat(exit).isZero();
  }

  /** As another node would make it: objects and revision in one transaction. */
  private static void makeTenant(String url) throws SQLException {
    PasswordHash hash =
        PasswordHash.of(PASSWORD, new PasswordHash.Cost(64, 1, 1), new SecureRandom());
    Instant now = Instant.now();
    List<ControlObject> objects =
        List.of(
            Tenant.of("acme"),
            new SendingDomain(
                "acme",
                DomainName.of("sender.test"),
                0,
                DomainState.VERIFIED,
                "token",
                Optional.of(now)),
            Credential.sender(
                "acme", "c-shop", CredentialKind.SMTP_USER, Proof.password("shop", hash), now));
    try (Connection connection = DriverManager.getConnection(url, "relay", "")) {
      connection.setAutoCommit(false);
      long revision = nextRevision(connection);
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into control_object (kind, tenant, id, version, revision, changed_at,"
                  + " document) values (?, ?, ?, 1, ?, current_timestamp, ?)")) {
        for (ControlObject object : objects) {
          insert.setString(1, object.key().kind());
          insert.setString(2, object.key().tenant());
          insert.setString(3, object.key().id());
          insert.setLong(4, revision);
          insert.setString(5, KINDS.write(object).toString());
          insert.executeUpdate();
        }
      }
      connection.commit();
    }
  }

  /** As any change: the row is locked, for the relay makes objects of its own at a first start. */
  private static long nextRevision(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("update control_version set revision = revision + 1 where id = 1");
      try (var row = statement.executeQuery("select revision from control_version where id = 1")) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static long count(String url, String table) {
    try (Connection connection = DriverManager.getConnection(url, "relay", "");
        Statement select = connection.createStatement();
        var row = select.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      return 0; // not up, or not yet made
    }
  }

  private static HttpResponse<String> send(
      RelayProcess relay, String user, String from, String marker) throws Exception {
    URI uri =
        relay.http(
            "/api/v1/messages?to=bob@fast.test&from="
                + URLEncoder.encode(from, StandardCharsets.UTF_8));
    String login =
        Base64.getEncoder()
            .encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    String mail = "From: <" + from + ">\r\nSubject: x\r\nX-Marker: " + marker + "\r\n\r\nbody\r\n";
    return HTTP.send(
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Basic " + login)
            .header("Content-Type", "message/rfc822")
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(mail))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** H2 as a server in this process. */
  private static final class H2Server implements DatabaseServer {
    private final Path folder;
    private final int port;
    private Server server;

    H2Server(Path folder) throws IOException, SQLException {
      this.folder = folder;
      this.port = RelayProcess.freePort();
      restart();
    }

    @Override
    public String url() {
      return "jdbc:h2:tcp://127.0.0.1:" + port + "/./relay;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
    }

    @Override
    public void stop() {
      server.stop();
    }

    @Override
    public void restart() throws SQLException {
      server =
          Server.createTcpServer(
                  "-tcpPort", Integer.toString(port), "-ifNotExists", "-baseDir", folder.toString())
              .start();
    }

    @Override
    public void close() {
      server.stop();
    }
  }

  private static final class PostgresServer implements DatabaseServer {
    private final InstalledPostgres postgres;

    PostgresServer(InstalledPostgres postgres) {
      this.postgres = postgres;
    }

    @Override
    public String url() {
      return postgres.url();
    }

    @Override
    public void stop() throws IOException {
      postgres.stop();
    }

    @Override
    public void restart() throws IOException {
      postgres.restart();
    }

    @Override
    public void close() throws IOException {
      postgres.close();
    }
  }
}
