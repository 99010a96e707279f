package relay.domain.signing;

import static relay.domain.signing.Signing.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Mails from example.org that canonicalisation must get right, some of them from a fixed seed. */
final class OddMails {
  private static final long SEED = 6376;

  private OddMails() {}

  record Mail(String name, byte[] octets) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Mail> all() {
    List<Mail> mails = new ArrayList<>();
    String head = "From: Ann <ann@example.org>\nTo: bob@example.net\nSubject: Hi\n";
    add(mails, "plain", head + "\nHello\n");
    add(
        mails,
        "folded header",
        "From: Ann\n\t <ann@example.org>\nSubject: a\n  b\n\t\n c\n\nHello\n");
    add(mails, "blanks before the colon", "From : ann@example.org\nSubject\t: x \n\nHello\n");
    add(mails, "empty fields", "From: ann@example.org\nSubject:\nTo: \t \nCc:\n \n\nHello\n");
    add(mails, "trailing blanks", head + "\nHello \t \n \n  two   blanks\t\n");
    add(mails, "no line end at the end", head + "\nHello");
    add(mails, "empty body", head + "\n");
    add(mails, "no empty line", head);
    add(mails, "only line ends", head + "\n\n\n\n");
    add(mails, "only blanks", head + "\n  \n\t\n");
    add(mails, "many line ends at the end", head + "\nHello" + "\n".repeat(700));
    add(mails, "8 bit", "From: Änn <ann@example.org>\nSubject: größe\n\nschöne Grüße €\n");
    add(
        mails,
        "long lines",
        head + "X-Long: " + "x".repeat(9000) + "\n\n" + "y ".repeat(9000) + "\n");
    add(mails, "duplicate From", "From: ann@example.org\n" + head + "\nHello\n");
    add(mails, "duplicate Subject", "Subject: one\nSubject: two\n" + head + "\nHello\n");
    add(mails, "dots", head + "\n.\n..\n.a\n");
    add(mails, "body like a header", head + "\nFrom: x@example.com\nSubject: y\n\nHello\n");
    mails.add(new Mail("larger than a chunk", large(head, 300_000)));
    Random random = new Random(SEED);
    for (int i = 0; i < 24; i++) {
      mails.add(new Mail("seed " + SEED + " number " + i, odd(random, head)));
    }
    return mails;
  }

  private static void add(List<Mail> mails, String name, String text) {
    mails.add(new Mail(name, mail(text)));
  }

  private static byte[] large(String head, int octets) {
    StringBuilder body = new StringBuilder(head).append('\n');
    Random random = new Random(SEED);
    while (body.length() < octets) {
      body.append("word ".repeat(random.nextInt(20))).append(random.nextBoolean() ? "\n" : "\n\n");
    }
    return mail(body.toString());
  }

  private static byte[] odd(Random random, String head) {
    String[] pieces = {" ", "\t", "\n", "\n\n", " \n", "a", "Zz", "é", ".", ":", "=20", "\n "};
    StringBuilder text = new StringBuilder(head);
    text.append("Message-ID: <").append(random.nextInt(1000)).append("@example.org>\n");
    text.append("References:");
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(random.nextBoolean() ? "\n " : " ").append('<').append(i).append("@x> ");
    }
    text.append("\n\n");
    for (int i = random.nextInt(80); i > 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return mail(text.toString());
  }
}
