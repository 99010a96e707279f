package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.Chance.oneOf;
import static relay.domain.reception.Clients.SOMEWHERE;
import static relay.domain.reception.Clients.address;
import static relay.domain.reception.Clients.on;
import static relay.domain.reception.Clients.withUser;
import static relay.domain.reception.ReceptionSettingsFixture.settings;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.InvalidAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.NetworkRange;
import relay.domain.mail.OptionsBuilder;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;

/** Whoever comes, with whatever address: a stranger reaches our domains, plainly, or nobody. */
class NeverAnOpenRelayTest {
  private static final String[] LOCAL_PIECES = {
    "bob",
    "info",
    "victim%other.example",
    "a!b",
    "\"x@y\"",
    "\"a b\"",
    "\"a:b\"",
    "\"<x>\"",
    "%",
    "!",
    "+",
    "@",
    "postmaster",
    "b\u00f6b",
    "\"",
    "\\",
    "\"\\@\""
  };
  private static final String[] DOMAINS = {
    "ours.example", "OURS.example", "sub.ours.example", "a.b.sub.ours.example", "notours.example",
    "ours.example.other.example", "other.example", "[192.0.2.1]", "[IPv6:::1]", "[127.0.0.1]",
    "sub.ours.example.", "xn--urs-ula.example", "\u00f6urs.example", "example", "oursxexample"
  };
  private final ReceptionPolicy policy =
      new ReceptionPolicy(
          settings()
              .with("domains", "ours.example, *.sub.ours.example")
              .with("allowed-networks", "10.0.0.0/8")
              .build(),
          Set.of("local"));

  @Test
  void shouldTakeFromStrangersOnlyPlainAddressesOfOurDomains() {
    Chance.rounds(
        5000,
        random -> {
          Optional<EmailAddress> address = anyAddress(random);
          if (address.isEmpty()) {
            return;
          }
          EmailAddress recipient = address.get();

          Verdict verdict = policy.rcpt(stranger(random), sender(random), recipient, 0);

          if (verdict instanceof Verdict.Allowed) {
            assertThat(isOurs(recipient.domain())).as(recipient.toString()).isTrue();
            assertThat(recipient.localPart()).doesNotContain("%", "!", "@");
          }
        });
  }

  @Test
  void shouldJudgeAWholeMailNoMilderThanItsCommands() {
    Chance.rounds(
        2000,
        random -> {
          List<Recipient> recipients = new ArrayList<>();
          for (int i = random.nextInt(3); i >= 0; i--) {
            anyAddress(random).map(Recipient::of).ifPresent(recipients::add);
          }
          if (recipients.isEmpty()) {
            return;
          }
          ReversePath sender = sender(random);
          ClientSession client = anyClient(random);

          boolean commands = policy.mail(client, sender, 0) instanceof Verdict.Allowed;
          for (int i = 0; i < recipients.size(); i++) {
            EmailAddress to = recipients.get(i).address();
            commands &= policy.rcpt(client, sender, to, i) instanceof Verdict.Allowed;
          }
          Envelope envelope = new Envelope(sender, recipients, MailOptions.NONE);
          boolean whole = policy.content(client, envelope, 100, 1) instanceof Verdict.Allowed;

          assertThat(whole).isEqualTo(commands);
        });
  }

  @Test
  void shouldGiveALaneOnlyToThoseWhoMayRelay() {
    Chance.rounds(
        500,
        random -> {
          ClientSession client = anyClient(random);
          Optional<Lane> asked = Optional.ofNullable(oneOf(random, null, Lane.OTP, Lane.BULK));
          MailOptions options = OptionsBuilder.asking().priority(random.nextInt(19) - 9).build();

          Lane lane = policy.lane(client, asked, options);

          if (!policy.mayRelay(client)) {
            assertThat(lane).isEqualTo(Lane.TRANSACTIONAL);
          } else if (asked.isPresent()) {
            assertThat(lane).isEqualTo(asked.get());
          }
        });
  }

  @Test
  void shouldRefuseInWordsThatTellTheSenderWhatToDo() {
    Chance.rounds(
        1000,
        random -> {
          Optional<EmailAddress> address = anyAddress(random);
          if (address.isEmpty()) {
            return;
          }

          Verdict verdict = policy.rcpt(stranger(random), sender(random), address.get(), 0);

          if (verdict instanceof Verdict.Refused refused) {
            assertThat(refused.reply().isPermanent()).isTrue();
            assertThat(refused.reply().status()).isPresent();
            assertThat(refused.reply().toString().chars()).allMatch(c -> c >= ' ' && c < 127);
          }
        });
  }

  @Test
  void shouldContainAnAddressExactlyWhenItsFirstBitsAreThose() {
    Chance.rounds(
        3000,
        random -> {
          boolean v6 = random.nextBoolean();
          int width = v6 ? 128 : 32;
          int bits = random.nextInt(width + 1);
          BigInteger base =
              new BigInteger(width, random).shiftRight(width - bits).shiftLeft(width - bits);
          BigInteger other =
              random.nextBoolean()
                  ? new BigInteger(width, random)
                  : base.xor(new BigInteger(width - bits + random.nextInt(bits + 1), random));
          NetworkRange range = NetworkRange.parse(inet(base, v6).getHostAddress() + "/" + bits);

          boolean within = base.shiftRight(width - bits).equals(other.shiftRight(width - bits));

          assertThat(range.contains(inet(other, v6))).isEqualTo(within);
        });
  }

  private static boolean isOurs(String domain) {
    String name = domain.toLowerCase(Locale.ROOT);
    return name.equals("ours.example") || name.endsWith(".sub.ours.example");
  }

  private static ReversePath sender(Random random) {
    return oneOf(
        random,
        ReversePath.NULL,
        ReversePath.parse("alice@sender.example"),
        ReversePath.parse("info@ours.example"),
        ReversePath.parse("root@localhost"));
  }

  private static ClientSession stranger(Random random) {
    ClientSession anybody =
        on(
            oneOf(random, "mx", "local"),
            ListenerRole.INBOUND,
            oneOf(random, SOMEWHERE, address("11.0.0.1"), address("2001:db8::1")));
    return random.nextBoolean() ? anybody : withUser(anybody, "shop");
  }

  private static ClientSession anyClient(Random random) {
    ClientSession client =
        on(
            oneOf(random, "mx", "local", "submission"),
            oneOf(random, ListenerRole.values()),
            oneOf(random, SOMEWHERE, address("10.1.1.1"), address("127.0.0.1"), address("::1")));
    return random.nextBoolean() ? client : withUser(client, "shop");
  }

  private static Optional<EmailAddress> anyAddress(Random random) {
    StringBuilder local = new StringBuilder();
    for (int i = random.nextInt(2); i >= 0; i--) {
      local.append(oneOf(random, LOCAL_PIECES));
    }
    try {
      return Optional.of(EmailAddress.parse(local + "@" + oneOf(random, DOMAINS)));
    } catch (InvalidAddress e) {
      return Optional.empty();
    }
  }

  private static InetAddress inet(BigInteger number, boolean v6) throws Exception {
    byte[] octets = new byte[v6 ? 16 : 4];
    byte[] digits = number.toByteArray();
    for (int i = 0; i < octets.length && i < digits.length; i++) {
      octets[octets.length - 1 - i] = digits[digits.length - 1 - i];
    }
    return InetAddress.getByAddress(octets);
  }
}
