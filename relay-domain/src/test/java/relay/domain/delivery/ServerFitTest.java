package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.mail.OptionsBuilder.asking;
import static relay.domain.queue.MailBuilder.NOON;
import static relay.domain.queue.MailBuilder.contentOf;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.MailOptions;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;

/** A mail and a server: can the one carry the other as it is, and what does the sender hear? */
class ServerFitTest {
  private static final Content ASCII = contentOf("Subject: Hi\r\n\r\nHello\r\n");
  private static final Content EIGHT_BIT_BODY = contentOf("Subject: Hi\r\n\r\nGr\u00fc\u00dfe\r\n");
  private static final Content EIGHT_BIT_HEADER = contentOf("Subject: \u00fc\r\n\r\nHello\r\n");

  @ParameterizedTest
  @CsvSource({
    // what the server offers, whether the certificate was verified: the status of the refusal
    "REQUIRETLS, true, ",
    "REQUIRETLS, false, 5.7.30",
    "STARTTLS, true, 5.7.30",
    "STARTTLS, false, 5.7.30"
  })
  void shouldKeepAPromiseOfTlsOnlyWithAServerThatPromisesItToo(
      String offer, boolean verified, String status) throws IOException {
    var options = asking().requireTls().build();

    assertThat(obstacle(options, ASCII, verified, 10, offer)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "SIZE 1000, 1000, ",
    "SIZE 1000, 1001, 5.3.4",
    "SIZE 0, 1000000000, ", // RFC 1870 6.1: no fixed limit
    "SIZE, 1000000000, ",
    "DSN, 1000000000, "
  })
  void shouldNotEvenTryAMailThatIsTooBig(String offer, long size, String status)
      throws IOException {
    assertThat(obstacle(MailOptions.NONE, ASCII, false, size, offer)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "DELIVERBY 240, 240, ",
    "DELIVERBY 240, 239, 5.4.7",
    "DELIVERBY, 1, ",
    "DELIVERBY 240, -1, 5.4.7",
    "DSN, 1000, 5.4.7"
  })
  void shouldKeepATimeLimitOnlyWithAServerThatKeepsItToo(String offer, long left, String status)
      throws IOException {
    var strict = asking().returnedAfter(NOON.plusSeconds(left)).build();
    var lenient = asking().notifiedAfter(NOON.plusSeconds(left)).build();

    assertThat(obstacle(strict, ASCII, false, 10, offer)).isEqualTo(status);
    assertThat(obstacle(lenient, ASCII, false, 10, offer)).isNull();
  }

  @Test
  void shouldLookForUtf8InTheHeaderOnlyOfMailThatMayHaveItThere() throws IOException {
    var international = asking().smtpUtf8().build();

    assertThat(obstacle(international, EIGHT_BIT_HEADER, false, 10, "DSN")).isEqualTo("5.6.9");
    assertThat(obstacle(international, EIGHT_BIT_HEADER, false, 10, "SMTPUTF8")).isNull();
    assertThat(obstacle(international, EIGHT_BIT_BODY, false, 10, "DSN")).isNull();
    assertThat(obstacle(international, ASCII, false, 10, "DSN")).isNull();
    assertThat(obstacle(MailOptions.NONE, EIGHT_BIT_HEADER, false, 10, "DSN")).isNull();
  }

  @Test
  void shouldRefuseEightBitContentOnlyWhereTheSettingIsStrict() throws IOException {
    var options = asking().eightBit().build();

    assertThat(strict(options, EIGHT_BIT_BODY, "DSN")).isEqualTo("5.6.3");
    assertThat(strict(options, EIGHT_BIT_HEADER, "DSN")).isEqualTo("5.6.3");
    assertThat(strict(options, EIGHT_BIT_BODY, "8BITMIME")).isNull();
    assertThat(strict(options, ASCII, "DSN")).isNull();
    assertThat(strict(MailOptions.NONE, EIGHT_BIT_BODY, "DSN")).isNull();
    assertThat(obstacle(options, EIGHT_BIT_BODY, false, 10, "DSN")).isNull();
  }

  @Test
  void shouldReadTheContentOnlyWhenItMatters() throws IOException {
    Content untouchable =
        new Content() {
          @Override
          public long size() {
            return 5;
          }

          @Override
          public InputStream open() {
            throw new AssertionError("nobody needs to look into the content");
          }
        };

    var international = asking().smtpUtf8().eightBit().build();

    assertThat(obstacle(international, untouchable, false, 5, "SMTPUTF8")).isNull();
    assertThat(obstacle(asking().eightBit().build(), untouchable, false, 5, "DSN")).isNull();
  }

  @Test
  void shouldFindTheEndOfTheHeaderAcrossBlocks() throws IOException {
    for (int length = 8180; length < 8200; length++) {
      String header = "X: " + "x".repeat(length) + "\r\n\r\n";

      assertThat(ContentScan.hasEightBitHeader(contentOf(header + "\u00fc"))).isFalse();
      assertThat(ContentScan.hasEightBit(contentOf(header + "\u00fc"))).isTrue();
      assertThat(ContentScan.hasEightBitHeader(contentOf("X: \u00fc" + header))).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bob@example.org, DSN, ",
    "b\u00f6b@example.org, DSN, 5.6.7",
    "b\u00f6b@example.org, SMTPUTF8, ",
    // A domain has a form in ASCII, a local part has none.
    "bob@b\u00fccher.example, DSN, "
  })
  void shouldHoldAnAddressAgainstItsRecipient(String address, String offer, String status) {
    var recipient = Recipient.of(EmailAddress.parse(address));

    var reply = fit(MailOptions.NONE, ASCII, true).obstacle(server(offer), recipient);

    assertThat(reply.map(r -> r.status().orElseThrow().toString()).orElse(null)).isEqualTo(status);
    assertThat(reply.map(r -> r.isPermanent() && r.local()).orElse(true)).isTrue();
  }

  @Test
  void shouldSayWhichSizeTheNextHostTakes() throws IOException {
    var reply = fit(MailOptions.NONE, ASCII, true).obstacle(server("SIZE 1000"), 2000);

    assertThat(reply.orElseThrow())
        .hasToString("552 5.3.4 the next host takes 1000 octets, this has 2000");
  }

  private static String obstacle(
      MailOptions options, Content content, boolean verifiedTls, long size, String offer)
      throws IOException {
    ServerFit fit = fit(options, content, true);
    var promise = fit.missingPromise(server(offer), verifiedTls, NOON);
    return status(promise.isPresent() ? promise : fit.obstacle(server(offer), size));
  }

  private static String strict(MailOptions options, Content content, String offer)
      throws IOException {
    return status(fit(options, content, false).obstacle(server(offer), 10));
  }

  private static String status(Optional<relay.domain.smtp.SmtpReply> reply) {
    return reply.map(r -> r.status().orElseThrow().toString()).orElse(null);
  }

  private static ServerFit fit(MailOptions options, Content content, boolean eightBitAnyway) {
    var bob = Recipient.of(EmailAddress.parse("bob@example.org"));
    var envelope = new Envelope(ReversePath.parse("alice@example.org"), List.of(bob), options);
    return new ServerFit(envelope, content, eightBitAnyway);
  }

  private static ServerExtensions server(String offer) {
    return ServerExtensions.of(List.of("mx.example", offer));
  }
}
