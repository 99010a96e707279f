package relay.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import relay.domain.reception.LoginVerdict;
import relay.domain.smtp.SmtpReply;

/** SMTP-after-POP on the wire, with Jakarta Mail's POP3 store and octet by octet. */
@Timeout(180)
class PopDoorTest {
  private static final String MAIL = "MAIL FROM:<a@sender.test>";

  @Test
  void shouldOpenTheAddressOfAStockClientThatLogsInOverStls() throws Exception {
    try (var adapter = withPop()) {
      assertThat(reply(adapter)).startsWith("530");

      try (Store store = store("pop3");
          Talk waiting = adapter.talk()) {
        waiting.hear();
        waiting.ask("EHLO client.test");
        store.connect("127.0.0.1", adapter.popPort(), "alice", FakeApplication.PASSWORD);

        try (Folder inbox = store.getFolder("INBOX")) {
          inbox.open(Folder.READ_ONLY);
          assertThat(inbox.getMessageCount()).isZero();
        }
        assertThat(waiting.ask(MAIL)).as("of a session that was there before").startsWith("250");
      }

      assertThat(reply(adapter)).startsWith("250");
    }
  }

  @Test
  void shouldBindTheMailToTheUserWhoOpenedTheAddress() throws Exception {
    try (var adapter = withPop()) {
      logIn(adapter);

      try (Talk talk = adapter.talk()) {
        talk.ready();
        talk.ask("DATA");
        assertThat(talk.ask("Subject: x\r\n\r\nbody\r\n.")).startsWith("250");
      }

      var client = adapter.application.mails.get(0).mail().client();
      assertThat(client.user().orElseThrow().name()).isEqualTo("alice");
      assertThat(client.protocol()).as("there was no AUTH").isEqualTo("ESMTP");
    }
  }

  @Test
  void shouldSpeakTlsFromTheFirstOctetWhereTheOperatorWantsIt() throws Exception {
    try (var adapter = withPop("pop.tls", "implicit");
        Store store = store("pop3s")) {
      store.connect("127.0.0.1", adapter.popPort(), "alice", FakeApplication.PASSWORD);

      assertThat(reply(adapter)).startsWith("250");
    }
  }

  @Test
  void shouldNotOpenForAWrongPassword() throws Exception {
    try (var adapter = withPop();
        Store store = store("pop3")) {
      assertThatThrownBy(() -> store.connect("127.0.0.1", adapter.popPort(), "alice", "guess"))
          .isInstanceOf(AuthenticationFailedException.class)
          .hasMessageContaining("[AUTH]");

      assertThat(reply(adapter)).startsWith("530");
    }
  }

  @Test
  void shouldNotOpenForAPasswordInClearText() throws Exception {
    try (var adapter = withPop();
        Talk talk = adapter.popTalk()) {
      talk.hear();
      assertThat(talk.ask("USER alice")).isEqualTo("-ERR say STLS first");
      assertThat(talk.ask("PASS " + FakeApplication.PASSWORD)).isEqualTo("-ERR say STLS first");

      assertThat(reply(adapter)).startsWith("530");
    }
  }

  @Test
  void shouldForgetWhatIsSmuggledInBeforeTheHandshake() throws Exception {
    try (var adapter = withPop();
        Talk talk = adapter.popTalk()) {
      talk.hear();
      talk.say("STLS\r\nUSER alice\r\nPASS " + FakeApplication.PASSWORD + "\r\n");
      assertThat(talk.hear()).startsWith("+OK");
      talk.encrypt();

      assertThat(talk.ask("STAT")).isEqualTo("-ERR log in first");
      assertThat(reply(adapter)).startsWith("530");
    }
  }

  @Test
  void shouldCloseTheAddressWhenItsTimeIsOver() throws Exception {
    try (var adapter = withPop("pop.open-for", "10m")) {
      adapter.application.clock = () -> Instant.now().minus(Duration.ofMinutes(11));
      logIn(adapter);

      assertThat(reply(adapter)).startsWith("530");
    }
  }

  @Test
  void shouldOpenNothingForServersThatBringMailForOurDomains() throws Exception {
    try (var adapter = withPop("listener.submission.port", "0", "listener.mx.role", "inbound")) {
      logIn(adapter);

      try (Talk talk = adapter.talk("mx")) {
        talk.hear();
        talk.ask("EHLO client.test");
        talk.ask(MAIL);
        assertThat(talk.ask("RCPT TO:<b@recipient.test>")).startsWith("550 5.7.1");
      }
    }
  }

  @Test
  void shouldNotLetInWhomAProxyDoesNotName() throws Exception {
    try (var adapter = withPop("listener.submission.xclient-peers", "127.0.0.1")) {
      logIn(adapter);

      assertThat(reply(adapter)).startsWith("530");
    }
  }

  @Test
  void shouldTellTroubleOfOursFromAWrongPassword() throws Exception {
    try (var adapter = withPop();
        Talk talk = encrypted(adapter)) {
      adapter.application.logins =
          () -> {
            throw new IllegalStateException("broken by the test");
          };
      talk.ask("USER alice");
      assertThat(talk.ask("PASS x")).startsWith("-ERR [SYS/TEMP]");

      adapter.application.logins =
          () -> new LoginVerdict.Denied(SmtpReply.local(454, "4.7.0", "too early"));
      talk.ask("USER alice");
      assertThat(talk.ask("PASS x")).isEqualTo("-ERR [SYS/TEMP] too early");
    }
  }

  @Test
  void shouldEndOnLinesThatAreNone() throws Exception {
    try (var adapter = withPop()) {
      for (String line : List.of("A".repeat(5000) + "\r\n", "STAT\n", "US\rER x\r\n")) {
        try (Talk talk = adapter.popTalk()) {
          talk.hear();
          talk.say(line);
          assertThat(talk.hear()).as(line.substring(0, 4)).startsWith("-ERR ");
          assertThat(talk.isOver()).isTrue();
        }
      }
    }
  }

  @Test
  void shouldSendAwayWhoSaysNothing() throws Exception {
    try (var adapter = withPop("pop.idle-timeout", "200ms");
        Talk talk = adapter.popTalk()) {
      talk.hear();

      assertThat(talk.hear()).isEqualTo("-ERR you said nothing for too long");
      assertThat(talk.isOver()).isTrue();
    }
  }

  @Test
  void shouldTurnAwayWhenAllPlacesAreTakenAndHaveThemBackAfterwards() throws Exception {
    try (var adapter = withPop("pop.connections-max", "2")) {
      List<Talk> talks = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Talk talk = adapter.popTalk();
        talk.hear();
        talks.add(talk);
      }
      try (Talk third = adapter.popTalk()) {
        assertThat(third.hear()).startsWith("-ERR [SYS/TEMP] too many connections");
      }
      for (Talk talk : talks) {
        assertThat(talk.ask("QUIT")).startsWith("+OK");
        talk.close();
      }

      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(
              () -> {
                try (Talk again = adapter.popTalk()) {
                  return again.hear().startsWith("+OK");
                }
              });
    }
  }

  @Test
  void shouldCloseItsConnectionsWhenItStops() throws Exception {
    try (var adapter = withPop();
        Talk talk = adapter.popTalk()) {
      talk.hear();

      adapter.deactivate();

      assertThat(talk.isOver()).isTrue();
    }
  }

  @Test
  void shouldNotListenUnlessTheOperatorWantsIt() throws Exception {
    try (var adapter = RunningAdapter.with()) {
      assertThatThrownBy(adapter::popPort).isInstanceOf(java.util.NoSuchElementException.class);
    }
  }

  private static RunningAdapter withPop(String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of("pop.enabled", "true", "pop.port", "0", "reception.loopback-relay", "false"));
    settings.addAll(List.of(more));
    return RunningAdapter.with(settings.toArray(String[]::new));
  }

  private static Talk encrypted(RunningAdapter adapter) throws IOException {
    Talk talk = adapter.popTalk();
    talk.hear();
    talk.ask("STLS");
    talk.encrypt();
    return talk;
  }

  private static void logIn(RunningAdapter adapter) throws IOException {
    try (Talk talk = encrypted(adapter)) {
      talk.ask("USER alice");
      assertThat(talk.ask("PASS " + FakeApplication.PASSWORD)).startsWith("+OK");
    }
  }

  /** What a client without AUTH is answered to MAIL. */
  private static String reply(RunningAdapter adapter) throws IOException {
    try (Talk talk = adapter.talk("submission")) {
      talk.hear();
      talk.ask("EHLO client.test");
      return talk.ask(MAIL);
    }
  }

  private static Store store(String protocol) throws MessagingException {
    Properties properties = new Properties();
    properties.put("mail." + protocol + ".ssl.trust", "*");
    properties.put("mail." + protocol + ".ssl.checkserveridentity", "false");
    String inClear = Boolean.toString(protocol.equals("pop3"));
    properties.put("mail." + protocol + ".starttls.enable", inClear);
    properties.put("mail." + protocol + ".starttls.required", inClear);
    properties.put("mail." + protocol + ".connectiontimeout", "60000");
    properties.put("mail." + protocol + ".timeout", "60000");
    return Session.getInstance(properties).getStore(protocol);
  }
}
