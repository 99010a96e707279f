package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.mail.OptionsBuilder.asking;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOptions.DeliverBy;
import relay.domain.mail.MailOptions.ReturnContent;
import relay.domain.mail.Notify;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;
import relay.domain.smtp.SmtpReply;

class MailCommandsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ServerExtensions ALL =
      ServerExtensions.of(
          List.of(
              "mx.example greets you",
              "SIZE 1000",
              "8bitmime",
              "SMTPUTF8",
              "DSN",
              "DELIVERBY 240",
              "MT-PRIORITY MIXER",
              "REQUIRETLS"));
  private static final MailOptions EVERYTHING =
      asking()
          .ret(ReturnContent.HDRS)
          .envelopeId("id+2B1")
          .eightBit()
          .smtpUtf8()
          .requireTls()
          .deliverBy(new DeliverBy(NOW.plusSeconds(600), true, true))
          .priority(3)
          .build();
  private static final Recipient BOB =
      new Recipient(
          EmailAddress.parse("bob@example.org"),
          Set.of(Notify.FAILURE, Notify.SUCCESS),
          Optional.of("rfc822;bob@example.org"));
  private static final Recipient GREEK = Recipient.of(EmailAddress.parse("δ@example.org"));

  @Test
  void shouldPassOnEveryParameterThatTheServerOffers() {
    var commands = new MailCommands(envelope(EVERYTHING, BOB), 500, ALL);

    assertThat(commands.mail(NOW))
        .isEqualTo(
            "MAIL FROM:<alice@example.org> SIZE=500 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=id+2B1"
                + " REQUIRETLS BY=600;RT MT-PRIORITY=3");
    assertThat(commands.rcpt(BOB))
        .isEqualTo("RCPT TO:<bob@example.org> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;bob@example.org");
  }

  @Test
  void shouldPassOnNothingThatTheServerDoesNotOffer() {
    MailOptions mayBeDropped =
        asking()
            .ret(ReturnContent.FULL)
            .envelopeId("id")
            .eightBit()
            .notifiedAfter(NOW)
            .priority(3)
            .build();
    var commands = new MailCommands(envelope(mayBeDropped, BOB), 500, ServerExtensions.NONE);

    assertThat(commands.mail(NOW)).isEqualTo("MAIL FROM:<alice@example.org>");
    assertThat(commands.rcpt(BOB)).isEqualTo("RCPT TO:<bob@example.org>");
  }

  @Test
  void shouldWriteTheNullPathAsEmptyBrackets() {
    var envelope = new Envelope(ReversePath.NULL, List.of(BOB), MailOptions.NONE);

    assertThat(new MailCommands(envelope, 1, ServerExtensions.NONE).mail(NOW))
        .isEqualTo("MAIL FROM:<>");
  }

  @Test
  void shouldWriteDomainsInALabelsWithoutSmtpUtf8() {
    Recipient german = Recipient.of(EmailAddress.parse("bob@bücher.example"));
    var commands = new MailCommands(envelope(MailOptions.NONE, german), 1, ServerExtensions.NONE);

    assertThat(commands.rcpt(german)).isEqualTo("RCPT TO:<bob@xn--bcher-kva.example>");
  }

  @Test
  void shouldAskForSmtpUtf8WhenAnAddressNeedsIt() {
    var commands = new MailCommands(envelope(MailOptions.NONE, GREEK), 1, ALL);

    assertThat(commands.mail(NOW)).contains(" SMTPUTF8");
    assertThat(commands.rcpt(GREEK)).isEqualTo("RCPT TO:<δ@example.org>");
  }

  @Test
  void shouldFindNoObstacleAtAServerThatOffersEverything() throws Exception {
    assertThat(obstacle(EVERYTHING, "plain", ALL, 500, true)).isEmpty();
  }

  @Test
  void shouldSayWhatTheServerCannotTake() throws Exception {
    MailOptions utf8 = options(false, true, false, Optional.empty());
    MailOptions requireTls = options(false, false, true, Optional.empty());
    MailOptions eightBit = options(true, false, false, Optional.empty());
    MailOptions soon =
        options(false, false, false, Optional.of(new DeliverBy(NOW.plusSeconds(60), true, false)));
    String eightBitBody = "Subject: x\r\n\r\nGrüße\r\n";

    assertThat(obstacle(MailOptions.NONE, "", ALL, 1001, true)).hasValue("552 5.3.4");
    assertThat(obstacle(requireTls, "", ALL, 1, false)).hasValue("550 5.7.30");
    assertThat(obstacle(requireTls, "", ServerExtensions.NONE, 1, true)).hasValue("550 5.7.30");
    assertThat(obstacle(soon, "", ALL, 1, true)).hasValue("554 5.4.7");
    assertThat(obstacle(soon, "", ServerExtensions.NONE, 1, true)).hasValue("554 5.4.7");
    assertThat(obstacle(utf8, "Subject: Grüße\r\n\r\n", ServerExtensions.NONE, 1, true))
        .hasValue("550 5.6.9");
    assertThat(obstacle(utf8, eightBitBody, ServerExtensions.NONE, 1, true)).isEmpty();
    assertThat(obstacle(eightBit, eightBitBody, ServerExtensions.NONE, 1, true))
        .hasValue("554 5.6.3");
    assertThat(obstacle(eightBit, "plain\r\n", ServerExtensions.NONE, 1, true)).isEmpty();
  }

  @Test
  void shouldSendEightBitContentAnywayWhenTheSettingSaysSo() throws Exception {
    Envelope envelope = envelope(options(true, false, false, Optional.empty()), BOB);
    var fit = new ServerFit(envelope, content("Grüße"), true);

    assertThat(fit.obstacle(ServerExtensions.NONE, 1)).isEmpty();
  }

  @Test
  void shouldHoldAnAddressAgainstItsRecipientOnly() {
    var fit = new ServerFit(envelope(MailOptions.NONE, BOB, GREEK), content(""), true);

    assertThat(fit.obstacle(ServerExtensions.NONE, BOB)).isEmpty();
    assertThat(fit.obstacle(ServerExtensions.NONE, GREEK).orElseThrow().toString())
        .startsWith("553 5.6.7");
    assertThat(fit.obstacle(ALL, GREEK)).isEmpty();
  }

  @Test
  void shouldHoldTheSendersAddressAgainstTheMail() throws Exception {
    var sender = ReversePath.parse("δ@example.org");
    var fit =
        new ServerFit(new Envelope(sender, List.of(BOB), MailOptions.NONE), content(""), true);

    assertThat(fit.obstacle(ServerExtensions.NONE, 1).orElseThrow().toString())
        .startsWith("553 5.6.7");
  }

  private static Optional<String> obstacle(
      MailOptions options, String content, ServerExtensions server, long size, boolean verifiedTls)
      throws Exception {
    var fit = new ServerFit(envelope(options, BOB), content(content), false);
    Optional<SmtpReply> promise = fit.missingPromise(server, verifiedTls, NOW);
    return (promise.isPresent() ? promise : fit.obstacle(server, size))
        .map(SmtpReply::toString)
        .map(t -> t.substring(0, t.indexOf(' ', 4)));
  }

  private static MailOptions options(
      boolean eightBit, boolean utf8, boolean requireTls, Optional<DeliverBy> by) {
    return new MailOptions(
        Optional.empty(),
        Optional.empty(),
        eightBit,
        utf8,
        requireTls,
        by,
        Optional.empty(),
        0,
        Optional.empty());
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Envelope envelope(MailOptions options, Recipient... recipients) {
    return new Envelope(ReversePath.parse("alice@example.org"), List.of(recipients), options);
  }
}
