package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.queue.MailBuilder.NOON;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.MailOptions;
import relay.domain.mail.OptionsBuilder;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;
import relay.domain.queue.AnyMail;
import relay.domain.smtp.MailCommand;
import relay.domain.smtp.Parsed;
import relay.domain.smtp.RcptCommand;
import relay.domain.smtp.SessionOffer;

/** What we say to other servers, read by the parsers that read what others say to us. */
class CommandsRoundTripTest {
  private static final SessionOffer EVERYTHING =
      new SessionOffer(1L << 40, 100, 10, false, true, Set.of(), Duration.ofDays(7));
  private static final List<String> KEYWORDS =
      List.of(
          "SIZE", "8BITMIME", "SMTPUTF8", "DSN", "DELIVERBY", "MT-PRIORITY MIXER", "REQUIRETLS");

  @Test
  void shouldBeUnderstoodByAServerLikeOurselves() {
    Chance.rounds(
        500,
        random -> {
          Envelope envelope = AnyMail.envelope(random);
          var commands = new MailCommands(envelope, 12_345, offering(KEYWORDS));

          MailCommand mail = read(commands.mail(NOON));
          List<Recipient> recipients = new ArrayList<>();
          for (Recipient recipient : envelope.recipients()) {
            recipients.add(read(commands.rcpt(recipient), mail.options().smtpUtf8()));
          }

          assertThat(mail.sender()).isEqualTo(envelope.sender());
          assertThat(mail.announcedSize()).isEqualTo(12_345);
          assertThat(mail.options()).isEqualTo(withoutHold(envelope.options()));
          assertThat(recipients).isEqualTo(envelope.recipients());
        });
  }

  @Test
  void shouldSayNothingThatTheServerDidNotOffer() {
    Chance.rounds(
        500,
        random -> {
          List<String> offered = some(random);
          var server = offering(offered);
          Envelope envelope = AnyMail.envelope(random);
          var commands = new MailCommands(envelope, 1, server);
          var fit = new ServerFit(envelope, relay.domain.queue.MailBuilder.contentOf("x"), true);

          if (fit.missingPromise(server, true, NOON).isPresent()
              || fit.obstacle(server, 1).isPresent()) {
            return;
          }
          List<String> lines = new ArrayList<>(List.of(commands.mail(NOON)));
          envelope.recipients().stream()
              .filter(r -> fit.obstacle(server, r).isEmpty())
              .forEach(r -> lines.add(commands.rcpt(r)));

          for (String line : lines) {
            refuses(line, offered, "SIZE", " SIZE=");
            refuses(line, offered, "8BITMIME", " BODY=");
            refuses(line, offered, "DSN", " RET=", " ENVID=", " NOTIFY=", " ORCPT=");
            refuses(line, offered, "DELIVERBY", " BY=");
            refuses(line, offered, "MT-PRIORITY MIXER", " MT-PRIORITY=");
            refuses(line, offered, "REQUIRETLS", " REQUIRETLS");
            refuses(line, offered, "SMTPUTF8", " SMTPUTF8");
            boolean ascii = line.chars().allMatch(c -> c >= ' ' && c < 127);
            assertThat(ascii || offered.contains("SMTPUTF8")).as(line).isTrue();
          }
        });
  }

  @Test
  void shouldWriteAnInternationalOrcptInAsciiForAServerWithoutSmtpUtf8() {
    var bob =
        new Recipient(
            EmailAddress.parse("bob@example.org"),
            Set.of(),
            Optional.of("utf-8;b\u00f6b\ud83d\ude00@b\u00fccher.example"));
    var mail =
        new Envelope(ReversePath.NULL, List.of(bob), OptionsBuilder.asking().smtpUtf8().build());

    var commands = new MailCommands(mail, 1, offering(List.of("DSN")));

    assertThat(commands.rcpt(bob))
        .isEqualTo(
            "RCPT TO:<bob@example.org> ORCPT=utf-8;b\\x{F6}b\\x{1F600}@b\\x{FC}cher.example");
  }

  private static void refuses(String line, List<String> offered, String keyword, String... words) {
    if (!offered.contains(keyword)) {
      assertThat(line).doesNotContain(words);
    }
  }

  private static MailCommand read(String line) {
    assertThat(line).startsWith("MAIL ");
    return value(MailCommand.parse(line.substring("MAIL ".length()), EVERYTHING, NOON), line);
  }

  private static Recipient read(String line, boolean smtpUtf8) {
    assertThat(line).startsWith("RCPT ");
    String argument = line.substring("RCPT ".length());
    return value(RcptCommand.parse(argument, true, smtpUtf8, Optional.empty()), line).recipient();
  }

  private static <T> T value(Parsed<T> parsed, String line) {
    assertThat(parsed).as(line).isInstanceOf(Parsed.Value.class);
    return ((Parsed.Value<T>) parsed).value();
  }

  private static List<String> some(Random random) {
    return KEYWORDS.stream().filter(k -> random.nextBoolean()).toList();
  }

  private static ServerExtensions offering(List<String> keywords) {
    List<String> lines = new ArrayList<>(List.of("mx.example greets you"));
    lines.addAll(keywords);
    return ServerExtensions.of(lines);
  }

  /** The time to hold a mail is spent here; the next server is not to hold it again. */
  private static MailOptions withoutHold(MailOptions o) {
    return new MailOptions(
        o.ret(),
        o.envelopeId(),
        o.eightBit(),
        o.smtpUtf8(),
        o.requireTls(),
        o.deliverBy(),
        Optional.empty(),
        o.priority(),
        Optional.empty());
  }
}
