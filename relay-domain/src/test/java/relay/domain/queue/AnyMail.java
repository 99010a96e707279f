package relay.domain.queue;

import static relay.domain.queue.MailBuilder.NOON;
import static relay.domain.queue.MailBuilder.aMail;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import relay.domain.Chance;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOptions.DeliverBy;
import relay.domain.mail.MailOptions.ReturnContent;
import relay.domain.mail.Notify;
import relay.domain.mail.OptionsBuilder;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;

/** Mails of every kind that the listener takes, by chance. */
public final class AnyMail {
  private static final String[] LOCAL_PARTS = {
    "a", "first.last", "x+tag", "\"quoted one\"", "\"a\\\"b\"", "o'hara", "{odd}=", "0", "_"
  };
  private static final String[] DOMAINS = {
    "example.org",
    "EXAMPLE.net",
    "xn--bcher-kva.example",
    "b\u00fccher.example",
    "[192.0.2.7]",
    "[IPv6:2001:db8::7]",
    "a.b.c.d.example",
    "_mail.example"
  };

  private AnyMail() {}

  /** With one to six recipients, none of them twice. */
  public static QueuedMail any(Random random) {
    Envelope envelope = envelope(random);
    MailBuilder mail =
        aMail()
            .lane(Chance.oneOf(random, Lane.values()))
            .from(envelope.sender().toString())
            .options(envelope.options())
            .acceptedAt(NOON.minusSeconds(random.nextInt(2 * 86400)))
            .expiresAt(NOON.plusSeconds(random.nextInt(2 * 86400)))
            .entry(new EntryId(MailBuilder.ID, random.nextInt(3), random.nextInt(12)));
    envelope.recipients().forEach(mail::to);
    return (random.nextInt(4) == 0 ? mail.delayReported() : mail).build();
  }

  public static Envelope envelope(Random random) {
    MailOptions options = options(random);
    boolean utf8 = options.smtpUtf8();
    List<Recipient> recipients = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      recipients.add(
          new Recipient(address(random, i, utf8), notifyOn(random), orcpt(random, utf8)));
    }
    ReversePath sender =
        random.nextInt(5) == 0 ? ReversePath.NULL : ReversePath.of(address(random, 9, utf8));
    return new Envelope(sender, recipients, options);
  }

  public static MailOptions options(Random random) {
    OptionsBuilder options =
        OptionsBuilder.asking()
            .ret(Chance.oneOf(random, null, ReturnContent.FULL, ReturnContent.HDRS))
            .envelopeId(Chance.oneOf(random, null, "id+2B1", "x", "+E2+82+AC"))
            .priority(random.nextInt(3) == 0 ? random.nextInt(19) - 9 : 0);
    if (random.nextBoolean()) {
      options.eightBit();
    }
    if (random.nextInt(3) == 0) {
      options.smtpUtf8();
    }
    if (random.nextInt(5) == 0) {
      options.requireTls();
    }
    if (random.nextInt(3) == 0) {
      var deadline = NOON.plusSeconds(random.nextInt(200_000) + 2);
      options.deliverBy(new DeliverBy(deadline, random.nextBoolean(), random.nextBoolean()));
    }
    if (random.nextInt(5) == 0) {
      options.heldUntil(NOON.plusSeconds(random.nextInt(86_400)));
    }
    return options.build();
  }

  private static EmailAddress address(Random random, int number, boolean utf8) {
    String local = Chance.oneOf(random, LOCAL_PARTS);
    String letter = utf8 && random.nextBoolean() ? "\u00f6\u6f22\ud83d\ude00" : "z";
    String unique =
        local.startsWith("\"")
            ? local.substring(0, local.length() - 1) + letter + number + "\""
            : local + letter + number;
    String domain = Chance.oneOf(random, DOMAINS);
    boolean ascii = domain.chars().allMatch(c -> c < 128);
    return EmailAddress.parse(unique + "@" + (ascii || utf8 ? domain : "example.org"));
  }

  private static Set<Notify> notifyOn(Random random) {
    int choice = random.nextInt(9);
    Set<Notify> kinds = EnumSet.noneOf(Notify.class);
    if (choice == 8) {
      kinds.add(Notify.NEVER);
      return kinds;
    }
    for (Notify kind : List.of(Notify.SUCCESS, Notify.FAILURE, Notify.DELAY)) {
      if ((choice >> (kind.ordinal() - 1) & 1) == 1) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  private static Optional<String> orcpt(Random random, boolean utf8) {
    String international = utf8 ? "utf-8;b\u00f6b@example.org" : "utf-8;b\\x{F6}b@example.org";
    return Optional.ofNullable(
        Chance.oneOf(random, null, "rfc822;bob+2Btag@old.example", international, "x-uid;42"));
  }
}
