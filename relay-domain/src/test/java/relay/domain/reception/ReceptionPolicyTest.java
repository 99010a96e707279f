package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.mail.Contents.lines;
import static relay.domain.mail.OptionsBuilder.asking;
import static relay.domain.reception.Clients.SOMEWHERE;
import static relay.domain.reception.Clients.address;
import static relay.domain.reception.Clients.on;
import static relay.domain.reception.Clients.stranger;
import static relay.domain.reception.Clients.user;
import static relay.domain.reception.Clients.withUser;
import static relay.domain.reception.ListenerRole.INBOUND;
import static relay.domain.reception.ListenerRole.SUBMISSION;
import static relay.domain.reception.ReceptionSettingsFixture.settings;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;
import relay.domain.smtp.SmtpReply;

class ReceptionPolicyTest {
  private static final ReversePath ALICE = ReversePath.parse("alice@sender.example");
  private static final EmailAddress OURS = EmailAddress.parse("info@ours.example");
  private static final EmailAddress ELSEWHERE = EmailAddress.parse("bob@elsewhere.example");

  private final ReceptionPolicy policy =
      policy(
          settings()
              .with("domains", "ours.example, *.ours.example")
              .with("allowed-networks", "10.0.0.0/8, 2001:db8:1::/48"));

  @Test
  void shouldTakeMailForOurDomainsFromAnybody() {
    assertAllowed(policy.mail(stranger(), ALICE, 0));
    assertAllowed(policy.rcpt(stranger(), ALICE, OURS, 0));
    assertAllowed(policy.rcpt(stranger(), ALICE, EmailAddress.parse("x@a.b.OURS.example"), 3));
  }

  @Test
  void shouldNotRelayForStrangers() {
    SmtpReply reply = refusal(policy.rcpt(stranger(), ALICE, ELSEWHERE, 0));

    assertThat(reply.toString())
        .startsWith("550 5.7.1 We are not responsible for elsewhere.example")
        .contains("log in on the submission port");
  }

  @Test
  void shouldRelayForAUserWhoLoggedIn() {
    assertAllowed(policy.mail(user("shop"), ALICE, 0));
    assertAllowed(policy.rcpt(user("shop"), ALICE, ELSEWHERE, 0));
  }

  @Test
  void shouldNotKnowLoginsOnAnInboundListener() {
    ClientSession pretender = withUser(stranger(), "shop");

    assertThat(policy.mayRelay(pretender)).isFalse();
    assertRefused(policy.rcpt(pretender, ALICE, ELSEWHERE, 0), "550 5.7.1");
  }

  @Test
  void shouldAskForALoginBeforeMailOnASubmissionListener() {
    ClientSession anonymous = on("submission", SUBMISSION, SOMEWHERE);

    assertRefused(policy.mail(anonymous, ALICE, 0), "530 5.7.0");
    assertRefused(policy.rcpt(anonymous, ALICE, OURS, 0), "530 5.7.0");
    assertRefused(policy.content(anonymous, mailTo(OURS), 1, 0), "530 5.7.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3", "::ffff:10.1.2.3", "2001:db8:1:ffff::1"})
  void shouldRelayForAllowListedClientsOnAnyListener(String client) {
    assertAllowed(policy.rcpt(on("mx", INBOUND, address(client)), ALICE, ELSEWHERE, 0));
    assertAllowed(policy.mail(on("submission", SUBMISSION, address(client)), ALICE, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"11.1.2.3", "2001:db8:2::1", "::10.1.2.3"})
  void shouldNotRelayForTheNeighboursOfAllowListedClients(String client) {
    assertThat(policy.mayRelay(on("mx", INBOUND, address(client)))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"})
  void shouldRelayForThisMachineWhereTheListenerIsBoundToLoopback(String client) {
    assertThat(policy.mayRelay(on("local", SUBMISSION, address(client)))).isTrue();
  }

  @Test
  void shouldNotTrustLoopbackOnAListenerThatTheNetworkReaches() {
    assertThat(policy.mayRelay(on("submission", SUBMISSION, address("127.0.0.1")))).isFalse();
  }

  @Test
  void shouldCountTheAddressThatAProxyReports() {
    assertThat(policy.mayRelay(on("local", SUBMISSION, SOMEWHERE))).isFalse();
  }

  @Test
  void shouldAskThisMachineForALoginWhenTheOperatorWantsIt() {
    ReceptionPolicy strict = policy(settings().with("loopback-relay", "false"));

    assertThat(strict.mayRelay(on("local", SUBMISSION, address("127.0.0.1")))).isFalse();
  }

  @Test
  void shouldRelayForNobodyFromOutsideWithDefaultSettings() {
    ReceptionPolicy untouched = policy(settings());

    assertRefused(untouched.rcpt(stranger(), ALICE, ELSEWHERE, 0), "550 5.7.1");
    assertRefused(untouched.mail(on("submission", SUBMISSION, SOMEWHERE), ALICE, 0), "530 5.7.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "relaytest@nmap.scanme.org",
        "relaytest%nmap.scanme.org@[192.0.2.1]",
        "relaytest%nmap.scanme.org@ours.example",
        "\"relaytest@nmap.scanme.org\"",
        "\"relaytest%nmap.scanme.org\"",
        "relaytest@nmap.scanme.org@[192.0.2.1]",
        "\"relaytest@nmap.scanme.org\"@[192.0.2.1]",
        "relaytest@nmap.scanme.org@ours.example",
        "\"relaytest@nmap.scanme.org\"@ours.example",
        "\"relaytest%nmap.scanme.org\"@ours.example",
        "@[192.0.2.1]:relaytest@nmap.scanme.org",
        "@ours.example:relaytest@nmap.scanme.org",
        "nmap.scanme.org!relaytest",
        "nmap.scanme.org!relaytest@[192.0.2.1]",
        "nmap.scanme.org!relaytest@ours.example",
        "\"nmap.scanme.org!relaytest\"@ours.example",
        "\"<relaytest>\"@ours.example",
        "\"@ours.example:relaytest\"@ours.example",
        "\"a\\@nmap.scanme.org\"@ours.example",
        "relaytest@[127.0.0.1]",
        "relaytest@[IPv6:::1]",
        "relaytest@127.0.0.1",
        "relaytest@[ours.example]",
        "<relaytest@nmap.scanme.org>",
        "relaytest@nmap.scanme.org>@ours.example",
        "relaytest@ours.example.",
        "relaytest@ours.example\u3002nmap.scanme.org",
        "relaytest@notours.example",
        "relaytest@example",
        "relaytest",
        "%@ours.example",
        "!@ours.example"
      })
  void shouldRefuseStrangersWhateverRelayTrickTheyTry(String path) {
    for (ReversePath sender :
        List.of(
            ReversePath.NULL,
            ALICE,
            ReversePath.parse("antispam@ours.example"),
            ReversePath.parse("antispam@[192.0.2.1]"))) {
      assertThat(takes(sender, path)).as(path).isFalse();
    }
  }

  @Test
  void shouldTakeAQuotedLocalPartThatHidesNoAddress() {
    assertThat(takes(ALICE, "\"jane doe\"@ours.example")).isTrue();
    assertThat(takes(ALICE, "jane+news/2@ours.example")).isTrue();
  }

  @Test
  void shouldLetTrustedClientsUseAnyValidAddress() {
    for (String odd : List.of("u%x@ours.example", "bob@[192.0.2.1]", "root@localhost")) {
      assertAllowed(policy.rcpt(user("shop"), ALICE, EmailAddress.parse(odd), 0));
    }
  }

  @Test
  void shouldKnowWhomABarePostmasterMeans() {
    assertThat(policy.postmaster()).contains(EmailAddress.parse("postmaster@ours.example"));
    assertAllowed(policy.rcpt(stranger(), ALICE, policy.postmaster().orElseThrow(), 0));
    assertThat(policy(settings()).postmaster()).isEmpty();
    assertThat(policy(settings().with("domains", "*.ours.example")).postmaster()).isEmpty();
  }

  @Test
  void shouldTakeMailForTheNamedPostmasterAndForNobodyElseThere() {
    ReceptionPolicy named = policy(settings().with("postmaster", "ops@elsewhere.example"));

    assertAllowed(named.rcpt(stranger(), ALICE, named.postmaster().orElseThrow(), 0));
    assertRefused(named.rcpt(stranger(), ALICE, ELSEWHERE, 0), "550 5.7.1");
  }

  @Test
  void shouldDeferTheRecipientsBeyondTheLimit() {
    ReceptionPolicy two = policy(settings().with("recipients-max", "2"));

    assertAllowed(two.rcpt(user("shop"), ALICE, ELSEWHERE, 1));
    assertRefused(two.rcpt(user("shop"), ALICE, ELSEWHERE, 2), "452 4.5.3");
    assertRefused(two.content(user("shop"), mailTo(OURS, OURS, OURS), 1, 0), "550 5.5.3");
  }

  @Test
  void shouldRefuseWhatIsTooLargeAnnouncedOrCounted() {
    long max = policy.sizeMax();

    assertAllowed(policy.mail(user("shop"), ALICE, max));
    assertRefused(policy.mail(user("shop"), ALICE, max + 1), "552 5.3.4");
    assertAllowed(policy.content(user("shop"), mailTo(ELSEWHERE), max, 0));
    assertRefused(policy.content(user("shop"), mailTo(ELSEWHERE), max + 1, 0), "552 5.3.4");
  }

  @Test
  void shouldStopAMailThatLoops() {
    assertAllowed(policy.content(user("shop"), mailTo(ELSEWHERE), 1, 100));
    assertRefused(policy.content(user("shop"), mailTo(ELSEWHERE), 1, 101), "554 5.4.6");
  }

  @Test
  void shouldTakeReportsButOnlyForOneRecipientFromStrangers() {
    assertAllowed(policy.mail(stranger(), ReversePath.NULL, 0));
    assertAllowed(policy.rcpt(stranger(), ReversePath.NULL, OURS, 0));
    assertRefused(policy.rcpt(stranger(), ReversePath.NULL, OURS, 1), "452 4.5.3");
    assertAllowed(policy.rcpt(user("shop"), ReversePath.NULL, OURS, 1));
  }

  @Test
  void shouldWantAFullSenderDomainFromStrangersOnly() {
    ReversePath root = ReversePath.parse("root@localhost");

    assertRefused(policy.mail(stranger(), root, 0), "550 5.1.8");
    assertAllowed(policy.mail(user("shop"), root, 0));
    assertAllowed(policy.mail(stranger(), ReversePath.parse("a@[192.0.2.1]"), 0));
  }

  @Test
  void shouldApplyEveryRuleAgainToTheWholeMail() {
    assertRefused(policy.content(stranger(), mailTo(OURS, ELSEWHERE), 1, 0), "550 5.7.1");
    assertAllowed(policy.content(stranger(), mailTo(OURS, OURS), 1, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 0, TRANSACTIONAL",
    "'', '', 4, OTP",
    "'', '', 3, TRANSACTIONAL",
    "'', '', -4, BULK",
    "'', BULK, 9, BULK",
    "OTP, BULK, -9, OTP"
  })
  void shouldChooseTheLaneByMailThenUserThenPriority(
      String asked, String ofUser, int priority, Lane expected) {
    ClientSession plain = on("submission", SUBMISSION, SOMEWHERE);
    ClientSession client =
        new ClientSession(
            plain.listener(),
            plain.role(),
            plain.address(),
            plain.helo(),
            plain.protocol(),
            plain.tls(),
            Optional.of(new AuthenticatedUser("shop", lane(ofUser))));

    assertThat(policy.lane(client, lane(asked), priority(priority))).isEqualTo(expected);
  }

  @Test
  void shouldRefuseALaneThatIsNoneFromThoseWhoMayChoose() throws IOException {
    HeaderSection wrong = policy.headerOf(lines("X-Relay-Lane: fast", "", "b"));

    assertRefused(policy.header(user("shop"), wrong), "554 5.6.0");
    assertAllowed(policy.header(stranger(), wrong));
    HeaderSection right = policy.headerOf(lines("x-relay-lane:  Bulk ", "", "b"));
    assertAllowed(policy.header(user("shop"), right));
    assertThat(LaneHeader.laneIn(right)).contains(Lane.BULK);
  }

  @Test
  void shouldRefuseAHeaderBeyondItsLimits() throws IOException {
    ReceptionPolicy small =
        policy(settings().with("header-max", "16KB").with("header-fields-max", "50"));

    assertRefused(
        small.header(user("shop"), small.headerOf(lines("X: " + "x".repeat(20_000), ""))),
        "552 5.3.4");
    assertRefused(
        small.header(user("shop"), small.headerOf(lines("X: y\r\n".repeat(51), ""))), "552 5.3.4");
    assertAllowed(small.header(user("shop"), small.headerOf(lines("X: y\r\n".repeat(50), ""))));
  }

  @Test
  void shouldGiveStrangersNoSayInTheLane() {
    assertThat(policy.lane(stranger(), Optional.of(Lane.OTP), priority(9)))
        .isEqualTo(Lane.TRANSACTIONAL);
  }

  private boolean takes(ReversePath sender, String path) {
    try {
      // RFC 5321 3.3: a server may strip a source route; what remains must be judged alike.
      String mailbox = path.startsWith("@") ? path.substring(path.indexOf(':') + 1) : path;
      return policy.rcpt(stranger(), sender, EmailAddress.parse(mailbox), 0) == Verdict.ALLOWED;
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }

  private static ReceptionPolicy policy(ReceptionSettingsFixture settings) {
    return new ReceptionPolicy(settings.build(), Set.of("local"));
  }

  private static Envelope mailTo(EmailAddress... recipients) {
    return new Envelope(
        ALICE, List.of(recipients).stream().map(Recipient::of).toList(), MailOptions.NONE);
  }

  private static Optional<Lane> lane(String name) {
    return name.isEmpty() ? Optional.empty() : Optional.of(Lane.valueOf(name));
  }

  private static MailOptions priority(int priority) {
    return asking().priority(priority).build();
  }

  private static void assertAllowed(Verdict verdict) {
    assertThat(verdict).isEqualTo(Verdict.ALLOWED);
  }

  private static void assertRefused(Verdict verdict, String start) {
    assertThat(refusal(verdict).toString()).startsWith(start + " ");
  }

  private static SmtpReply refusal(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    return ((Verdict.Refused) verdict).reply();
  }
}
