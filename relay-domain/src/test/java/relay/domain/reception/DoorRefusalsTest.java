package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.reception.ReceptionSettingsFixture.settings;
import static relay.domain.reception.SendingFixture.path;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.control.Responsible;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.MailOptions;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;

/** Every refusal at the door with its code, its enhanced status and the setting behind it. */
class DoorRefusalsTest {
  private static final ClientSession STRANGER = Clients.stranger();
  private static final ClientSession USER = Clients.user("shop");
  private static final ClientSession NOBODY =
      Clients.on("submission", ListenerRole.SUBMISSION, Clients.SOMEWHERE);
  private final ReceptionPolicy policy =
      new ReceptionPolicy(
          settings()
              .with("domains", "ours.example")
              .with("size-max", "64KB")
              .with("recipients-max", "3")
              .with("received-max", "10")
              .with("header-max", "16KB")
              .with("header-fields-max", "50")
              .build(),
          Set.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nobody | a@x.example | 0 | 530 5.7.0 | reception.allowed-networks",
        "nobody | '' | 0 | 530 5.7.0 | reception.allowed-networks",
        "stranger | a@x.example | 65536 | | ",
        "stranger | a@x.example | 65537 | 552 5.3.4 | reception.size-max",
        "user | a@x.example | 65537 | 552 5.3.4 | reception.size-max",
        "stranger | a@localhost | 0 | 550 5.1.8 | ",
        "stranger | a@[192.0.2.1] | 0 | | ",
        "user | a@localhost | 0 | | ",
        "stranger | '' | 0 | | "
      })
  void shouldJudgeMail(String client, String sender, long size, String code, String by) {
    check(policy.mail(client(client), path(sender), size), code, by);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stranger | a@x.example | bob@ours.example | 0 | | ",
        "stranger | a@x.example | bob@ours.example | 2 | | ",
        "stranger | a@x.example | bob@ours.example | 3 | 452 4.5.3 | reception.recipients-max",
        "user | a@x.example | bob@x.example | 3 | 452 4.5.3 | reception.recipients-max",
        "nobody | a@x.example | bob@ours.example | 0 | 530 5.7.0 | reception.allowed-networks",
        "stranger | '' | bob@ours.example | 0 | | ",
        "stranger | '' | bob@ours.example | 1 | 452 4.5.3 | ",
        "user | '' | bob@ours.example | 1 | | ",
        "stranger | a@x.example | bob@theirs.example | 0 | 550 5.7.1 | reception.domains",
        "stranger | a@x.example | bob@sub.ours.example | 0 | 550 5.7.1 | reception.domains",
        "stranger | a@x.example | bob@[192.0.2.1] | 0 | 550 5.7.1 | ",
        "stranger | a@x.example | a%b@ours.example | 0 | 550 5.7.1 | ",
        "stranger | a@x.example | b!a@ours.example | 0 | 550 5.7.1 | ",
        "user | a@x.example | a%b@theirs.example | 0 | | "
      })
  void shouldJudgeRcpt(
      String client, String sender, String recipient, int already, String code, String by) {
    check(
        policy.rcpt(client(client), path(sender), EmailAddress.parse(recipient), already),
        code,
        by);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stranger | 1 | 65536 | 10 | | ",
        "stranger | 1 | 65537 | 0 | 552 5.3.4 | reception.size-max",
        "stranger | 1 | 10 | 11 | 554 5.4.6 | reception.received-max",
        "user | 1 | 10 | 11 | 554 5.4.6 | reception.received-max",
        "stranger | 3 | 10 | 0 | | ",
        "stranger | 4 | 10 | 0 | 550 5.5.3 | reception.recipients-max",
        "user | 4 | 10 | 0 | 550 5.5.3 | reception.recipients-max",
        "nobody | 1 | 10 | 0 | 530 5.7.0 | reception.allowed-networks"
      })
  void shouldJudgeTheWholeMail(
      String client, int recipients, long size, int received, String code, String by) {
    List<Recipient> all = new ArrayList<>();
    for (int i = 0; i < recipients; i++) {
      all.add(Recipient.of(EmailAddress.parse("u" + i + "@ours.example")));
    }
    Envelope envelope = new Envelope(path("a@x.example"), all, MailOptions.NONE);

    check(policy.content(client(client), envelope, size, received), code, by);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stranger | 50 | 1 | '' | | ",
        "stranger | 51 | 1 | '' | 552 5.3.4 | reception.header-max",
        "stranger | 2 | 17000 | '' | 552 5.3.4 | reception.header-max",
        "user | 51 | 1 | '' | 552 5.3.4 | reception.header-max",
        "user | 1 | 1 | 'X-Relay-Lane: fast' | 554 5.6.0 | ",
        "user | 1 | 1 | 'X-Relay-Lane: BULK' | | ",
        "user | 1 | 1 | 'X-Relay-Campaign: a b' | 554 5.6.0 | ",
        "stranger | 1 | 1 | 'X-Relay-Lane: fast' | | "
      })
  void shouldJudgeTheHeader(
      String client, int fields, int length, String more, String code, String by) throws Exception {
    String field = "X: " + "y".repeat(length) + "\r\n";
    String header = (more.isEmpty() ? "" : more + "\r\n") + field.repeat(fields) + "\r\n";
    HeaderSection section = policy.headerOf(Content.of(header.getBytes(StandardCharsets.US_ASCII)));

    check(policy.header(client(client), section), code, by);
  }

  /** Whatever stands in an address, the reply is one line that every client can read. */
  @Test
  void shouldRefuseInOneLineOfAsciiWhateverIsAsked() {
    String[] locals = {"bob", "a%b", "\"a b\"", "\u00fc", "\"\u65e5\u672c\"", "x".repeat(64)};
    String[] domains = {
      "ours.example", "b\u00fccher.example", "[192.0.2.1]", "localhost", longName()
    };
    Chance.rounds(
        1000,
        random -> {
          ClientSession client = Chance.oneOf(random, STRANGER, NOBODY, USER);
          EmailAddress to = address(random, locals, domains);
          ReversePath from = ReversePath.of(address(random, locals, domains));

          for (Verdict verdict :
              List.of(
                  policy.mail(client, from, random.nextInt(200_000)),
                  policy.rcpt(client, from, to, random.nextInt(5)))) {
            if (verdict instanceof Verdict.Refused refused) {
              String reply = refused.reply().toString();
              assertThat(reply).isASCII().hasSizeLessThan(500).doesNotContain("\r", "\n");
              assertThat(reply).matches("[45][0-9]{2} [45]\\.[0-9]+\\.[0-9]+ .*");
              assertThat(reply.charAt(0)).isEqualTo(reply.charAt(4));
            }
          }
        });
  }

  private static EmailAddress address(Random random, String[] locals, String[] domains) {
    return EmailAddress.parse(Chance.oneOf(random, locals) + "@" + Chance.oneOf(random, domains));
  }

  private static String longName() {
    return ("a".repeat(60) + ".").repeat(4) + "example";
  }

  private static ClientSession client(String name) {
    return name.equals("user") ? USER : name.equals("nobody") ? NOBODY : STRANGER;
  }

  private static void check(Verdict verdict, String code, String by) {
    if (code == null) {
      assertThat(verdict).isEqualTo(Verdict.ALLOWED);
      return;
    }
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    Verdict.Refused refused = (Verdict.Refused) verdict;
    assertThat(refused.reply().toString()).startsWith(code + " ");
    assertThat(refused.by()).isEqualTo(Optional.ofNullable(by).map(Responsible::setting));
  }
}
