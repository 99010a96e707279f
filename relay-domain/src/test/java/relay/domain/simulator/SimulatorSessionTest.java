package relay.domain.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.feedback.reply.Moment;
import relay.domain.feedback.reply.RefusedReply;
import relay.domain.feedback.reply.ReplyClass;
import relay.domain.feedback.reply.ReplyClassifier;
import relay.domain.smtp.EnhancedStatus;

/** What each address of the practice ground answers, line by line. */
class SimulatorSessionTest {
  private final Simulated simulator = new Simulated();

  @Test
  void shouldTakeAMail() {
    assertHeld(
        """
        C: EHLO relay.example
        S: 250 simulator.test simulator
        S: 250 PIPELINING
        S: 250 SIZE 52428800
        S: 250 8BITMIME
        S: 250 SMTPUTF8
        S: 250 ENHANCEDSTATUSCODES
        C: MAIL FROM:<ann@acme.example> SIZE=100 BODY=8BITMIME
        S: 250 2.1.0 sender taken
        C: RCPT TO:<bob@accept.simulator.test>
        S: 250 2.1.5 recipient taken
        C: DATA
        S: 354 go on
        C: (mail)
        S: 250 2.0.0 taken by the simulator
        C: QUIT
        S: 221 2.0.0 bye
        S: (closes)
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          accept     | 250 2.1.5 recipient taken
          slow       | 250 2.1.5 recipient taken
          in-doubt   | 250 2.1.5 recipient taken
          tls-broken | 250 2.1.5 recipient taken
          unknown    | 550 5.1.1 No such user here (simulated)
          full       | 452 4.2.2 The mailbox is full (simulated)
          defer      | 451 4.3.0 Try again later (simulated)
          greylist   | 450 4.7.1 Greylisted (simulated), try again in 60 seconds
          ratelimit  | 250 2.1.5 recipient taken
          block      | 554 5.7.1 Service refused; your IP address is on our blocklist (simulated)
          bounce     | 550 5.7.1 nothing can come back: there is no listener of role inbound with a port and without PROXY or implicit TLS (listener.NAME.role)
          complain   | 550 5.7.1 nothing can come back: there is no listener of role inbound with a port and without PROXY or implicit TLS (listener.NAME.role)
          drop       | (hangs up)
          """)
  void shouldAnswerARecipientAsItsWordSays(String word, String answer) {
    assertThat(simulator.rcpt("bob@" + word + ".simulator.test")).isEqualTo(answer);
    assertThat(new Simulated().rcpt(word + "@simulator.test")).isEqualTo(answer);
    assertThat(new Simulated().rcpt(word + "+job7@simulator.test")).isEqualTo(answer);
  }

  @Test
  void shouldSayTheSameEachTime() {
    for (int i = 0; i < 50; i++) {
      assertThat(simulator.rcpt("defer@simulator.test")).startsWith("451 4.3.0");
      assertThat(simulator.rcpt("unknown@simulator.test")).startsWith("550 5.1.1");
      assertThat(simulator.rcpt("accept@simulator.test")).startsWith("250");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bob@simulator.test", "bob@acept.simulator.test", "bob@x.accept.simulator.test"})
  void shouldTellWhereTheWordsStandToWhomMisspellsThem(String address) {
    String reply = simulator.rcpt(address);
    assertThat(reply)
        .isEqualTo(
            "550 5.1.2 The simulator has no such word; docs/simulator.md lists those it has");
    var words = new RefusedReply(550, EnhancedStatus.parse("5.1.2"), reply, Moment.RECIPIENT);
    assertThat(new ReplyClassifier().find(words).result()).isEqualTo(ReplyClass.DOMAIN_INVALID);
  }

  @Test
  void shouldTakeNoMailForOtherDomains() {
    assertThat(simulator.rcpt("bob@gmail.com"))
        .isEqualTo("550 5.7.1 this is the simulator of simulator.test");
  }

  @Test
  void shouldTakeAGreylistedMailWhenItComesInTime() {
    assertThat(simulator.rcpt("greylist@simulator.test")).endsWith("again in 60 seconds");
    simulator.after(Duration.ofMillis(59_500));
    assertThat(simulator.rcpt("greylist@simulator.test")).endsWith("again in 1 seconds");

    simulator.connect(false).after(Duration.ofMillis(500));

    assertThat(simulator.rcpt("greylist@simulator.test")).startsWith("250");
  }

  @Test
  void shouldTakeSoManyMailsAMinuteAndNoMore() {
    var three = new Simulated("simulator.rate", "3");
    for (int i = 0; i < 3; i++) {
      assertThat(three.rcpt("ratelimit@simulator.test")).startsWith("250");
    }

    assertThat(three.rcpt("ratelimit@simulator.test"))
        .isEqualTo("450 4.7.28 Rate limit exceeded (simulated): at most 3 mails a minute");
    assertThat(three.after(Duration.ofSeconds(60)).rcpt("ratelimit@simulator.test"))
        .startsWith("250");
  }

  @Test
  void shouldBeSlowOnlyAfterAMailForASlowAddress() {
    open("slow@simulator.test");
    assertThat(simulator.mail(100))
        .containsExactly("250 2.0.0 taken by the simulator", "(after 10000 ms)");

    open("accept@simulator.test");
    assertThat(simulator.mail(100)).containsExactly("250 2.0.0 taken by the simulator");
  }

  @Test
  void shouldHangUpAfterAMailWhoseFateStaysInDoubt() {
    open("in-doubt@simulator.test");

    assertThat(simulator.mail(100)).containsExactly("(hangs up)");
  }

  @Test
  void shouldOfferTlsOnlyWhereItIsBrokenAndBreakItThen() {
    assertThat(simulator.says("EHLO relay.example")).noneMatch(l -> l.contains("STARTTLS"));
    assertThat(simulator.says("STARTTLS")).containsExactly("502 5.5.1 not here");

    simulator.connect(true);

    assertThat(simulator.says("EHLO relay.example")).contains("250 STARTTLS");
    assertThat(simulator.says("STARTTLS")).containsExactly("220 2.0.0 go on", "(no TLS)");
  }

  @Test
  void shouldPromiseNothingThatNobodyKeeps() {
    assertThat(simulator.says("EHLO relay.example"))
        .noneMatch(l -> l.contains("DSN") || l.contains("AUTH") || l.contains("CHUNKING"));
    assertThat(simulator.says("HELO relay.example"))
        .containsExactly("250 simulator.test simulator");
  }

  @Test
  void shouldWantTheCommandsInOrder() {
    assertHeld(
        """
        C: RCPT TO:<accept@simulator.test>
        S: 503 5.5.1 MAIL comes first
        C: DATA
        S: 503 5.5.1 MAIL comes first
        C: MAIL FROM:<>
        S: 250 2.1.0 sender taken
        C: MAIL FROM:<>
        S: 503 5.5.1 there is a sender already
        C: RCPT TO:<unknown@simulator.test>
        S: 550 5.1.1 No such user here (simulated)
        C: DATA
        S: 554 5.5.1 no recipient was taken
        C: RCPT TO:<accept@simulator.test>
        S: 250 2.1.5 recipient taken
        C: RSET
        S: 250 2.0.0 forgotten
        C: DATA
        S: 503 5.5.1 MAIL comes first
        C: NOOP
        S: 250 2.0.0 yes
        C: VRFY bob
        S: 502 5.5.1 not here
        C: FROBNICATE
        S: 500 5.5.2 no such command
        """);
  }

  @Test
  void shouldRefuseWhatIsTooLargeBeforeAndAfterItCame() {
    var small = new Simulated("simulator.size-max", "1KB");
    assertThat(small.says("MAIL FROM:<ann@acme.example> SIZE=2000"))
        .containsExactly("552 5.3.4 larger than the 1024 octets taken here");
    small.rcpt("accept@simulator.test");
    small.says("DATA");

    assertThat(small.mail(1025))
        .containsExactly("552 5.3.4 the mail has more than 1024 octets", "(closes)");
  }

  @Test
  void shouldRefuseAddressesThatAreNone() {
    assertThat(simulator.says("MAIL FROM:<no address>").get(0)).startsWith("5");
    assertThat(simulator.rcpt("@simulator.test")).startsWith("553 5.1.3");
    assertThat(simulator.rcpt("d\u00e9fer@simulator.test")).startsWith("553 5.6.7");
  }

  @Test
  void shouldEndAConversationOfErrors() {
    for (int i = 0; i < 20; i++) {
      assertThat(simulator.says("NONSENSE")).containsExactly("500 5.5.2 no such command");
    }

    assertThat(simulator.says("NONSENSE")).containsExactly("421 4.4.2 too many errors", "(closes)");
  }

  @Test
  void shouldNotCallARefusedRecipientAnError() {
    for (int i = 0; i < 100; i++) {
      assertThat(simulator.rcpt("unknown@simulator.test")).startsWith("550 5.1.1");
    }
  }

  @Test
  void shouldTakeAThousandRecipientsOfOneMailAndAskForAnotherThen() {
    simulator.says("MAIL FROM:<ann@acme.example>");
    for (int i = 0; i < 1000; i++) {
      assertThat(simulator.says("RCPT TO:<accept+" + i + "@simulator.test>").get(0))
          .startsWith("250");
    }

    assertThat(simulator.says("RCPT TO:<accept+1000@simulator.test>"))
        .containsExactly("452 4.5.3 too many recipients");
  }

  @Test
  void shouldGreetWithItsName() {
    assertThat(simulator.greeting()).containsExactly("220 simulator.test simulator");
  }

  private void open(String recipient) {
    assertThat(simulator.rcpt(recipient)).startsWith("250");
    assertThat(simulator.says("DATA")).containsExactly("354 go on");
  }

  private void assertHeld(String script) {
    List<String> turns = script.lines().toList();
    assertThat(simulator.answers(turns)).containsExactlyElementsOf(turns);
  }
}
