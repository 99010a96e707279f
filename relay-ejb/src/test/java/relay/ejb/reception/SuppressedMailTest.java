package relay.ejb.reception;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import relay.domain.journal.EventType;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;
import relay.domain.reception.AuthenticatedUser;
import relay.domain.reception.ClientSession;
import relay.domain.reception.ListenerRole;
import relay.domain.reception.Receipt;
import relay.domain.reception.Submission;
import relay.domain.reception.Verdict;
import relay.domain.settings.Settings;
import relay.domain.suppression.InMemorySuppressionDesk;
import relay.domain.suppression.SuppressionReason;
import relay.domain.suppression.SuppressionScope;
import relay.domain.suppression.SuppressionSettings;

/** Who is suppressed, at the one door of SMTP, HTTP and JMS. */
class SuppressedMailTest {
  private static final ReversePath ALICE = ReversePath.parse("alice@sender.example");
  private final Doors doors = new Doors();
  private final InMemorySuppressionDesk list = new InMemorySuppressionDesk();

  @Test
  void shouldRefuseASuppressedRecipientAtOnceAndTakeTheOthers() {
    list.suppress("bob@example.org", SuppressionScope.GLOBAL, SuppressionReason.HARD_BOUNCE);
    doors.suppressions = list.door(settings());
    var policy = doors.reception().policy();

    assertThat(policy.rcpt(client(), ALICE, EmailAddress.parse("bob@example.org"), 0))
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> {
              assertThat(refused.reply().toString()).startsWith("550 5.7.1 No mail goes to");
              assertThat(refused.by()).map(by -> by.kind()).contains("suppression");
            });
    assertThat(policy.rcpt(client(), ALICE, EmailAddress.parse("al@example.org"), 0))
        .isEqualTo(Verdict.ALLOWED);
    assertThat(policy.rcpt(client(), ReversePath.NULL, EmailAddress.parse("bob@example.org"), 0))
        .isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void shouldSeeWhatIsSuppressedWhileTheSessionLasts() {
    doors.suppressions = list.door(settings());
    var policy = doors.reception().policy();
    var bob = EmailAddress.parse("bob@example.org");
    assertThat(policy.rcpt(client(), ALICE, bob, 0)).isEqualTo(Verdict.ALLOWED);

    list.suppress("bob@example.org", SuppressionScope.GLOBAL, SuppressionReason.COMPLAINT);

    assertThat(policy.rcpt(client(), ALICE, bob, 0)).isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void shouldRefuseAWholeMailThatNobodyOfItsStreamWouldGet() {
    list.suppress(
        "bob@example.org",
        SuppressionScope.ofStream("default", "transactional"),
        SuppressionReason.UNSUBSCRIBED);
    doors.suppressions = list.door(settings());

    Receipt receipt = doors.reception().submit(mail("bob@example.org"));

    assertThat(((Receipt.Refused) receipt).reply().toString())
        .startsWith("550 5.7.1 ")
        .contains("unsubscribed", "stream transactional of tenant default");
    assertThat(doors.types()).containsExactly(EventType.REJECTED);
    assertThat(doors.queues.mails()).isEmpty();
  }

  @Test
  void shouldTakeAMailThatSomebodyMayHave() {
    list.suppress(
        "bob@example.org",
        SuppressionScope.ofStream("default", "transactional"),
        SuppressionReason.UNSUBSCRIBED);
    doors.suppressions = list.door(settings());

    assertThat(doors.reception().submit(mail("bob@example.org", "al@example.org")))
        .isInstanceOf(Receipt.Accepted.class);
    assertThat(doors.queues.mails()).hasSize(1);
  }

  @Test
  void shouldTakeEverythingWhereTheDoorAccepts() {
    list.suppress("bob@example.org", SuppressionScope.GLOBAL, SuppressionReason.MANUAL);
    doors.suppressions = list.door(settings().with(Map.of("at-door", "accept")));
    var reception = doors.reception();

    assertThat(reception.policy().rcpt(client(), ALICE, EmailAddress.parse("bob@example.org"), 0))
        .isEqualTo(Verdict.ALLOWED);
    assertThat(reception.submit(mail("bob@example.org"))).isInstanceOf(Receipt.Accepted.class);
  }

  private static SuppressionSettings settings() {
    return SuppressionSettings.from(Settings.of(SuppressionSettings.ALL, Map.of(), Map.of()));
  }

  private static ClientSession client() {
    return new ClientSession(
        "submission",
        ListenerRole.SUBMISSION,
        InetAddress.getLoopbackAddress(),
        "client.example",
        "ESMTPSA",
        Optional.empty(),
        Optional.of(new AuthenticatedUser("alice", Optional.<Lane>empty())));
  }

  static Submission mail(String... recipients) {
    List<Recipient> to =
        Stream.of(recipients).map(r -> Recipient.of(EmailAddress.parse(r))).toList();
    return new Submission(
        client(),
        new Envelope(ALICE, to, MailOptions.NONE),
        Content.of("Subject: Hello\r\n\r\nHow are you?\r\n".getBytes(StandardCharsets.US_ASCII)),
        Optional.empty(),
        Optional.empty());
  }
}
