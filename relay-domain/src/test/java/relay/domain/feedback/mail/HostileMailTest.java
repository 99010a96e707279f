package relay.domain.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.feedback.reply.ReplyClassifier;

/** Any octets in, a verdict out, whatever they are. */
class HostileMailTest {
  private static final int ROUNDS = 400;
  private static final List<String> SEEDS =
      List.of(
          Mails.notice("failure notice", "<bob@example.org>:\n550 5.1.1 no\n\n" + Mails.ORIGINAL),
          Mails.report(
              "x", "Final-Recipient: rfc822; bob@example.org\nAction: failed\nStatus: 5.1.1"),
          "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\n"
              + "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\n--b--\n",
          "Subject: =?ISO-2022-JP?B?GyRC?=\n"
              + "Content-Type: text/html; charset=utf-16\n\n"
              + "<p>&#x1F600;");
  private final FeedbackReader reader = new FeedbackReader();

  @Test
  void shouldReadAnyOctets() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] mail = new byte[random.nextInt(3000)];
      random.nextBytes(mail);

      assertThat(reader.read(mail)).as("seed " + seed).isNotNull();
    }
  }

  @Test
  void shouldReadDamagedMails() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] mail = damaged(Mails.octets(SEEDS.get(random.nextInt(SEEDS.size()))), random);

      MailVerdict verdict = reader.read(mail);

      assertThat(verdict.kind()).as("seed " + seed).isNotNull();
      assertThat(VerdictJson.line(verdict)).as("seed " + seed).matches("\\{[ -~]*\\}");
    }
  }

  @Test
  void shouldReadAReportAboutTenThousandRecipients() {
    StringBuilder groups = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      groups
          .append("Final-Recipient: rfc822; user")
          .append(i)
          .append("@example.org\nAction: failed\nStatus: 5.1.1\n")
          .append("Diagnostic-Code: smtp; 550 5.1.1 no such user\n\n");
    }
    String mail = Mails.report("see below", groups.toString());

    MailVerdict verdict = Mails.read(mail);

    assertThat(verdict.recipients()).hasSize(10_000);
    assertThat(verdict.recipients().get(9_999).address()).isEqualTo("user9999@example.org");
  }

  @Test
  void shouldReadTenThousandRecipientsInAText() {
    StringBuilder text = new StringBuilder("I wasn't able to deliver your message\n\n");
    for (int i = 0; i < 10_000; i++) {
      text.append("<u").append(i).append("@a.test>: no\n");
    }

    MailVerdict verdict = Mails.read(Mails.notice("failure notice", text.toString()));

    assertThat(verdict.recipients()).hasSizeGreaterThan(9_000);
  }

  @Test
  void shouldReadABounceOfTenMegabytes() {
    String mail =
        Mails.report(
            "<bob@example.org>: 550 5.1.1 unknown",
            "Final-Recipient: rfc822; bob@example.org\nAction: failed\nStatus: 5.1.1");
    byte[] start = Mails.octets(mail);
    byte[] whole = Arrays.copyOf(start, 10 * 1024 * 1024);
    Arrays.fill(whole, start.length, whole.length, (byte) 'x');

    MailVerdict verdict = reader.read(whole);

    assertThat(verdict.recipients()).hasSize(1);
  }

  @Test
  void shouldNotGoDownAllPartsOfADepthBomb() {
    StringBuilder mail = new StringBuilder("Subject: bomb\n");
    for (int i = 0; i < 5_000; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b")
          .append(i)
          .append("\n\n--b")
          .append(i)
          .append('\n');
    }

    assertThat(Mails.read(mail.toString()).kind()).isEqualTo(MailKind.OTHER);
  }

  @Test
  void shouldNotReadMorePartsThanAllowed() {
    String mail = "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(100_000);
    ReadingLimits limits = new ReadingLimits(1 << 24, 50, 5, 10_000, 100);

    List<MimePart> parts = new MimeReader(mail, limits).parts();

    assertThat(parts).hasSize(50);
  }

  @Test
  void shouldReadNothingBeyondItsLimits() {
    var small = new FeedbackReader(new ReadingLimits(500, 5, 2, 200, 1), new ReplyClassifier());
    byte[] mail = Mails.octets(SEEDS.get(1));

    assertThat(small.read(mail)).isNotNull();
    assertThat(small.read(new byte[0]).kind()).isEqualTo(MailKind.OTHER);
  }

  /** Once the cost of pages whose hidden parts never end was the square of their length. */
  @Test
  void shouldReadPagesWithoutEndsInTimeThatGrowsWithTheirLength() {
    StringBuilder mail = new StringBuilder("Content-Type: multipart/mixed; boundary=b\n\n");
    for (String page : List.of("<style>", "<script>", "<title>", "&#", "<!--", "<a ")) {
      for (int part = 0; part < 5; part++) {
        mail.append("--b\nContent-Type: text/html\n\n").append(page.repeat(256 * 1024 / 7));
        mail.append("\n<p>the end\n");
      }
    }
    byte[] octets = Mails.octets(mail.toString());

    MailVerdict verdict =
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> reader.read(octets));

    assertThat(verdict.kind()).isEqualTo(MailKind.OTHER);
  }

  @Test
  void shouldReadOnBehindAHiddenPartThatDoesNotEnd() {
    assertThat(HtmlText.of("a<style>b<style>c&amp;d&toolongforanentity;e<script>f</script>g"))
        .isEqualTo("abc&d&toolongforanentity;eg");
    assertThat(HtmlText.of("a<style>b</style>c<style>d</style>e&lt;&")).isEqualTo("ace<&");
  }

  @Test
  void shouldBearLongLinesAndManyFields() {
    String at = "@".repeat(200_000);
    String codes = "550 ".repeat(100_000);
    String fields = "X-A: b\n".repeat(50_000);
    String unfolded = "To: " + "\n x".repeat(50_000);

    for (String text : List.of(at, codes, fields, unfolded)) {
      assertThat(Mails.read(text + "\n\n" + text)).isNotNull();
      assertThat(Mails.read(Mails.notice("failure notice", text))).isNotNull();
    }
  }

  @Test
  void shouldReadUnknownAndWrongCharsets() {
    for (String charset :
        List.of("x-unknown", "utf-16", "unicode-1-1-utf-7", "\"", "iso-2022-jp")) {
      String mail =
          "From: MAILER-DAEMON@example.net\nReturn-Path: <>\nSubject: failure notice\n"
              + "Content-Type: text/plain; charset="
              + charset
              + "\n\nwas not delivered:\n<bob@example.org>: 550 5.1.1 \u00fc unknown\n";

      MailVerdict verdict = reader.read(mail.getBytes(StandardCharsets.ISO_8859_1));

      assertThat(verdict).as(charset).isNotNull();
    }
  }

  private static byte[] damaged(byte[] mail, Random random) {
    byte[] out = mail.clone();
    int hits = 1 + random.nextInt(20);
    for (int i = 0; i < hits; i++) {
      int at = random.nextInt(out.length);
      switch (random.nextInt(4)) {
        case 0 -> out[at] = (byte) random.nextInt(256);
        case 1 -> out[at] = "\n\r:;<>@=\"-".getBytes(StandardCharsets.US_ASCII)[random.nextInt(10)];
        case 2 -> out = Arrays.copyOf(out, Math.max(1, at));
        default -> {
          int from = random.nextInt(out.length);
          int length = Math.min(out.length - Math.max(at, from), random.nextInt(50));
          System.arraycopy(out, from, out, at, Math.max(0, length));
        }
      }
    }
    return out;
  }
}
