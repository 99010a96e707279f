package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import relay.acceptance.MailJourney;
import relay.domain.delivery.ReceivedMail;

/** The one command of the README, as an operator uses it. */
@DisabledOnOs(OS.WINDOWS)
class StartScriptIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private MailJourney journey;
  private StartScript script;
  private int jmsPort;

  @BeforeEach
  void prepare() throws IOException {
    journey = new MailJourney(folder);
    jmsPort = freePort();
    Files.writeString(
        journey.settings(),
        String.join(
            "\n",
            "broker.door.port=" + jmsPort,
            "broker.door.user=shop",
            "broker.door.password=correct horse",
            ""),
        StandardOpenOption.APPEND);
    script = new StartScript(folder, journey.data(), journey.settings());
  }

  @AfterEach
  void stop() throws Exception {
    script.run("stop");
    journey.close();
  }

  @Test
  void shouldStartCarryMailTellItsStateAndStop() throws Exception {
    StartScript.Outcome start = script.run("start");

    assertThat(start.text())
        .contains(
            "administrator is admin with the password",
            "Ready",
            "http://127.0.0.1:" + journey.httpPort() + "/",
            "smtp://127.0.0.1:" + journey.smtpPort());
    assertThat(start.exitCode()).isZero();
    shouldDeliverSigned("first mail");
    shouldTakeJsonOverHttpWithoutLogin();
    shouldTakeMailFromAProducerInAnotherProcess();
    shouldTellItsState();
    shouldRefuseASecondStart();
    shouldSendATestMail();
    shouldSetUpADomain();
    shouldTellChangesOfSettingsAndTakeThemBack();
    shouldStopAndKeepItsPassword();
  }

  private void shouldDeliverSigned(String subject) throws IOException {
    assertThat(journey.handIn(subject)).startsWith("250 2.");
    await().atMost(PATIENCE).until(() -> journey.delivered(subject).isPresent());
    ReceivedMail mail = journey.delivered(subject).orElseThrow();
    assertThat(journey.verdictOn(mail)).contains("\"result\":\"pass\"");
  }

  /** On loopback only, as SMTP does; the mails of an array have a result each. */
  private void shouldTakeJsonOverHttpWithoutLogin() throws Exception {
    String mail =
        "{\"from\":\"me@sender.example\",\"to\":\"bob@recipient.example\","
            + "\"subject\":\"%s\",\"text\":\"Hello\"}";

    var one = post(mail.formatted("by http"));
    var some = post("[" + mail.formatted("first of two") + ",{\"from\":\"nobody\"}]");

    assertThat(one.statusCode()).as(one.body()).isEqualTo(202);
    assertThat(some.statusCode()).as(some.body()).isEqualTo(207);
    assertThat(some.body()).contains("\"accepted\":1,\"refused\":1", "\"field\":\"from\"");
    await().atMost(PATIENCE).until(() -> journey.delivered("by http").isPresent());
    await().atMost(PATIENCE).until(() -> journey.delivered("first of two").isPresent());
  }

  private HttpResponse<String> post(String json) throws Exception {
    URI messages = URI.create("http://127.0.0.1:" + journey.httpPort() + "/api/v1/messages");
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(
            HttpRequest.newBuilder(messages)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** This test is the other process; what it does stands in docs/jms.md. */
  private void shouldTakeMailFromAProducerInAnotherProcess() {
    try (var factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + jmsPort);
        JMSContext context = factory.createContext("shop", "correct horse")) {
      TextMessage mail =
          context.createTextMessage(
              "{\"from\": {\"address\": \"shop@sender.example\"},"
                  + " \"to\": [{\"address\": \"bob@recipient.example\"}],"
                  + " \"subject\": \"by jms\", \"text\": \"Thank you.\"}");
      Queue events = context.createQueue("shop.mail.events");
      mail.setJMSReplyTo(events);
      JMSConsumer consumer = context.createConsumer(events);
      context.createProducer().send(context.createQueue("relay.submission"), mail);

      await().atMost(PATIENCE).until(() -> journey.delivered("by jms").isPresent());
      assertThat(consumer.receiveBody(String.class, PATIENCE.toMillis())).contains("RECEIVED");
    } catch (JMSException e) {
      throw new AssertionError(e);
    }
  }

  private void shouldTellItsState() throws Exception {
    StartScript.Outcome status = script.run("status");
    assertThat(status.text())
        .contains("running as process", "smtp://127.0.0.1:" + journey.smtpPort(), "health (200)");
  }

  private void shouldRefuseASecondStart() throws Exception {
    StartScript.Outcome second = script.run("start");
    assertThat(second.text()).contains("it runs already, as process");
    assertThat(second.exitCode()).isEqualTo(Refusal.RUNNING);
  }

  private void shouldSendATestMail() throws Exception {
    StartScript.Outcome sent =
        script.run("send", "bob@recipient.example", "--subject", "from the command line");
    assertThat(sent.text()).contains("accepted by 127.0.0.1:" + journey.smtpPort());
    await().atMost(PATIENCE).until(() -> journey.delivered("from the command line").isPresent());
  }

  /** With what a newcomer types, and at the end a mail that arrives. */
  private void shouldSetUpADomain() throws Exception {
    String[] words = {
      "setup",
      "--domain",
      "shop.example",
      "--stream",
      "receipts",
      "--to",
      "bob@recipient.example",
      "--route",
      "localhost:" + journey.nextHop().port()
    };
    StartScript.Outcome first = script.run(words);

    assertThat(first.text())
        .contains("Domain shop.example\n  is made", "Stream receipts\n  is made", "password:")
        .contains("is set: route.default = smarthost", "ed25519-sha256: pending")
        .contains("_domainkey.shop.example. IN TXT", "v=spf1", "v=DMARC1")
        .contains("Test mail from postmaster@shop.example", "  delivered: 250");
    assertThat(first.exitCode()).isZero();
    assertThat(script.run(words).text())
        .contains("Domain shop.example\n  is there", "Stream receipts\n  is there")
        .doesNotContain("password:   ", "is set:");
    assertThat(script.run("setup", "--domain", "shop.example", "--route", "127.0.0.1:0").exitCode())
        .isEqualTo(Refusal.USAGE);
  }

  /** What setup has set is the first version. */
  private void shouldTellChangesOfSettingsAndTakeThemBack() throws Exception {
    assertThat(script.run("settings", "set", "retry.bulk.delays=7m").text()).contains("version 2");

    assertThat(script.run("settings", "history").text())
        .contains("retry.bulk.delays: (as the file says) -> 7m", "-> smarthost");
    assertThat(script.run("settings", "diff", "0", "1").text())
        .contains("from version 0 to 1", "route.default")
        .doesNotContain("retry.bulk.delays");
    assertThat(script.run("settings", "rollback", "1").text())
        .contains("retry.bulk.delays: 7m -> (as the file says)", "version 3");
    assertThat(script.run("settings", "list", "--source", "live").text())
        .contains("route.default", "smarthost")
        .doesNotContain("retry.bulk.delays");
    assertThat(script.run("settings", "rollback", "77").exitCode()).isNotZero();
  }

  private void shouldStopAndKeepItsPassword() throws Exception {
    StartScript.Outcome stopped = script.run("stop");
    assertThat(stopped.text()).contains("Stopped");
    assertThat(script.run("status").exitCode()).isEqualTo(Refusal.DOWN);
    assertThat(journey.data().resolve("administrator")).exists();
    assertThat(script.temporary()).as("what it leaves elsewhere").isEmptyDirectory();
  }

  @Test
  void shouldSayWhichPortIsTaken() throws Exception {
    try (ServerSocket other =
        new ServerSocket(journey.smtpPort(), 1, InetAddress.getLoopbackAddress())) {
      StartScript.Outcome start = script.run("start");

      assertThat(start.exitCode()).isEqualTo(Refusal.PORT);
      assertThat(start.text())
          .contains("127.0.0.1:" + other.getLocalPort(), "listener.submission.port");
    }
  }

  @Test
  void shouldSayWhichSettingIsBad() throws Exception {
    Files.writeString(journey.settings(), "broker.memory=lots\n", StandardOpenOption.APPEND);

    StartScript.Outcome start = script.run("start");

    assertThat(start.exitCode()).isEqualTo(Refusal.SETTING);
    assertThat(start.text()).contains("setting broker.memory = lots: must be a size");
  }

  @Test
  void shouldSayThatTheFolderCannotBeWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    StartScript other = new StartScript(folder, file.resolve("data"), journey.settings());

    StartScript.Outcome start = other.run("start");

    assertThat(start.exitCode()).isEqualTo(Refusal.FOLDER);
    assertThat(start.text()).contains("cannot be written; choose another with --data");
  }

  @Test
  void shouldBuildWhenNothingIsBuiltAndSayWhatFailed() throws Exception {
    Path tree = sourceTree();
    Path maven = folder.resolve("bin/mvn");
    Files.createDirectories(maven.getParent());
    write(
        maven,
        "#!/bin/sh",
        "echo \"$PWD: $*\" >>$0.calls",
        "echo '[ERROR] no such symbol'",
        "exit 1");

    StartScript.Outcome failed = scriptIn(tree, maven);

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.text()).contains("Building", "[ERROR] no such symbol", "the build failed");
    assertThat(Files.readString(folder.resolve("bin/mvn.calls")))
        .startsWith(tree + ": ")
        .contains("-DskipTests", "package");
  }

  @Test
  void shouldBuildOnlyWhenASourceIsNewer() throws Exception {
    Path tree = sourceTree();
    Path jar = tree.resolve("server-config/payara-micro/target/relay.jar");
    Path maven = folder.resolve("bin/mvn");
    Files.createDirectories(maven.getParent());
    write(
        maven,
        "#!/bin/sh",
        "echo built >>$0.calls",
        "mkdir -p " + jar.getParent(),
        "cp " + System.getProperty("relay.jar") + " " + jar);

    // what the script passes on: the jar that the build made is really run
    assertThat(scriptIn(tree, maven, "version-of-nothing").text()).contains("Building");
    assertThat(jar).exists();
    assertThat(scriptIn(tree, maven, "version-of-nothing").text()).doesNotContain("Building");
    Path source = tree.resolve("relay-domain/src/main/java/A.java");
    Files.setLastModifiedTime(
        source, FileTime.from(Files.getLastModifiedTime(jar).toInstant().plusSeconds(5)));
    assertThat(scriptIn(tree, maven, "version-of-nothing").text()).contains("Building");

    assertThat(folder.resolve("bin/mvn.calls")).hasContent("built\nbuilt");
  }

  /** As much of a clone as the script looks at. */
  private Path sourceTree() throws IOException {
    Path tree = folder.toRealPath().resolve("clone");
    Path script = tree.resolve("server-config/bin/relay");
    Files.createDirectories(script.getParent());
    Files.createDirectories(tree.resolve("relay-domain/src/main/java"));
    Files.copy(Path.of(System.getProperty("relay.script")), script);
    Files.writeString(tree.resolve("pom.xml"), "<project/>");
    Files.writeString(tree.resolve("relay-domain/src/main/java/A.java"), "class A {}");
    return tree;
  }

  /** Runs the copy, with this program as Maven. */
  private StartScript.Outcome scriptIn(Path tree, Path maven, String... words) throws Exception {
    return script.inClone(tree, maven).run(words.length == 0 ? new String[] {"start"} : words);
  }

  private static void write(Path program, String... lines) throws IOException {
    Files.writeString(program, String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void shouldWorkThroughASymbolicLinkFromAnyFolder() throws Exception {
    Path link =
        Files.createSymbolicLink(
            folder.resolve("relay"), Path.of(System.getProperty("relay.script")).toRealPath());
    Process help =
        new ProcessBuilder(link.toString(), "help")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();

    assertThat(new String(help.getInputStream().readAllBytes())).contains("relay start");
    assertThat(help.waitFor()).isZero();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
