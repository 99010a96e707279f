package relay.domain.feedback.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.smtp.EnhancedStatus;

class ReplyClassifierTest {
  private static final String[] PIECES = {
    "user", "unknown", " ", "@", "...", "5.1.1", "550", "mailbox", "full", "\u0000", "\uD800", "*",
    "\n", "spam", "-", "いっぱい", "é"
  };
  private final ReplyClassifier classifier = new ReplyClassifier();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "550 5.1.1 <bob@example.org>: Recipient address rejected: User unknown | RECIPIENT_UNKNOWN",
        "550 5.2.1 The account is disabled                      | RECIPIENT_INACTIVE",
        "551 5.1.6 moved                                        | RECIPIENT_MOVED",
        "452 4.2.2 over quota                                   | MAILBOX_FULL",
        "550 Host unknown                                       | DOMAIN_INVALID",
        "451 4.4.3 try                                          | DNS_TEMP",
        "451 connection timed out                               | NETWORK",
        "554 5.4.6 too many hops                                | ROUTING_LOOP",
        "550 4.4.7 message expired                              | EXPIRED",
        "451 4.7.1 greylisted, try in 60 seconds                | GREYLISTED",
        "450 4.7.0 rate limit exceeded                          | RATE_LIMITED",
        "421 too many connections                               | TOO_MANY_CONNECTIONS",
        "554 listed at zen.spamhaus.org                         | IP_BLOCKED",
        "550 the domain has a bad reputation                    | IP_BLOCKED",
        "550 low reputation of this domain                      | REPUTATION_DOMAIN",
        "550 5.7.1 this looks like spam                         | CONTENT_SPAM",
        "550 virus found                                        | VIRUS",
        "550 5.7.26 unauthenticated                             | AUTH_FAILED",
        "550 5.7.1 access denied                                | POLICY",
        "552 5.3.4 message too large                            | TOO_BIG",
        "500 syntax error                                       | PROTOCOL",
        "553 5.1.8 sender address rejected                      | SENDER_REJECTED",
        "554 relay access denied                                | RELAY_DENIED",
        "452 4.3.1 insufficient system storage                  | SYSTEM_FULL",
        "451 4.3.0 temporary local problem                      | SYSTEM_ERROR",
        "452 4.5.3 too many recipients                          | TOO_MANY_RECIPIENTS",
        "550 something nobody ever wrote                        | UNKNOWN",
        "550 5.7.999 something nobody ever wrote                | POLICY",
        "550                                                    | UNKNOWN"
      })
  void shouldKnowEachClass(String line, ReplyClass expected) {
    assertThat(classifier.classify(reply(line))).isEqualTo(expected);
  }

  @Test
  void shouldNotBlameTheRecipientForABlockOfOurs() {
    String text = "550 5.1.1 mail to bob@example.org refused, 192.0.2.1 is listed at dnsbl.example";

    assertThat(classifier.classify(reply(text)).endsAddress()).isFalse();
  }

  @Test
  void shouldSayWhatDecided() {
    assertThat(classifier.find(reply("550 5.1.1 user unknown")).by())
        .isEqualTo("rule RECIPIENT_UNKNOWN: user unknown");
    assertThat(classifier.find(reply("550 5.2.2 xyz")).by()).isEqualTo("status 5.2.2");
    assertThat(classifier.find(reply("500 xyz")).by()).isEqualTo("code 500");
    assertThat(classifier.find(reply("550 xyz")).by()).isEqualTo("nothing");
  }

  @ParameterizedTest
  @CsvSource({
    "gmail-smtp-in.l.google.com, google",
    "ALT1.GMAIL-SMTP-IN.L.GOOGLE.COM., google",
    "example-org.mail.protection.outlook.com, microsoft",
    "mta5.am0.yahoodns.net, yahoo",
    "mx00.gmx.net, united-internet",
    "mx.notgoogle.com, ''",
    "google.com.example.org, ''",
    "'', ''"
  })
  void shouldKnowProvidersByTheNamesOfTheirServers(String host, String provider) {
    assertThat(ReplyClassifier.providerOf(host)).isEqualTo(provider);
  }

  @Test
  void shouldKnowAProviderByItsOwnWordsWhenTheServerIsNotKnown() {
    String text = "451-4.2.1 come back later, see support.google.com/mail 12si34 - gsmtp";

    assertThat(classifier.find(reply(text)).by()).contains("for google");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "550 5.1.1 no such user   | 550 | 5.1.1 | no such user",
        "550-5.1.1 no such user   | 550 | 5.1.1 | no such user",
        "550 no such user         | 550 |       | no such user",
        "550: no such user        | 550 |       | no such user",
        "5.1.1 no such user       | 0   | 5.1.1 | no such user",
        "#5.1.1 no such user      | 0   | 5.1.1 | no such user",
        "no such user             | 0   |       | no such user",
        "5501 no such user        | 0   |       | 5501 no such user",
        "192.0.2.1 refused        | 0   |       | 192.0.2.1 refused",
        "999 no such code         | 0   |       | 999 no such code",
        "550 5.1.1x               | 550 |       | 5.1.1x",
        "550                      | 550 |       | ''"
      })
  void shouldReadALineAsPeopleWriteIt(String line, int code, String status, String text) {
    var expected = new ReplyLine(code, Optional.ofNullable(status).map(EnhancedStatus::of), text);

    assertThat(ReplyLine.read(line)).isEqualTo(expected);
  }

  @Test
  void shouldGiveAClassForAnyText() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder();
      int pieces = random.nextInt(60);
      for (int n = 0; n < pieces; n++) {
        text.append(
            random.nextBoolean()
                ? PIECES[random.nextInt(PIECES.length)]
                : String.valueOf((char) random.nextInt(0x10000)));
      }

      assertThat(classifier.classify(reply(text.toString()))).as("seed " + seed).isNotNull();
    }
  }

  @Test
  void shouldReadNoMoreOfALongTextThanItsStart() {
    String long1 = "550 " + "user mailbox account ".repeat(100_000) + " spam";

    Finding found = classifier.find(reply(long1));

    assertThat(found.result()).isEqualTo(ReplyClass.UNKNOWN);
  }

  private static RefusedReply reply(String line) {
    return ReplyLine.read(line).asReply(Moment.UNKNOWN, "");
  }
}
