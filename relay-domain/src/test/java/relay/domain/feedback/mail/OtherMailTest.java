package relay.domain.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no bounce and must never count as one. */
class OtherMailTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Auto-Submitted: auto-replied       | Re: Hello                  | I will answer soon.",
        "Precedence: auto_reply             | Hello                      | Thank you for your"
            + " mail.",
        "X-Autoreply: yes                   | Re: Hello                  | I am not there.",
        "X-Test: 1                          | Out of Office: Hello       | I am away until Monday.",
        "X-Test: 1                          | Automatic reply: Hello     | I am away. Ask"
            + " carol@example.org.",
        "X-Test: 1                          | Abwesenheit: Hallo         | Ich bin bis Montag nicht"
            + " im Büro.",
        "X-Test: 1                          | Réponse automatique : x    | Je suis absent du"
            + " bureau.",
        "X-Test: 1                          | Respuesta automática: x    | Estoy fuera de la"
            + " oficina.",
        "X-Test: 1                          | 自動応答: x                 | 不在です。",
        "Return-Path: <>                    | Automatic reply: Delivery  | I am away; mail to"
            + " dave@example.org."
      })
  void shouldKnowAutoReplies(String field, String subject, String text) {
    MailVerdict verdict = Mails.read(person(field, subject, text));

    assertThat(verdict.kind()).isEqualTo(MailKind.AUTO_REPLY);
    assertThat(verdict.recipients()).isEmpty();
  }

  @Test
  void shouldKnowAnAutoReplyThatSpeaksOfMailThatDoesNotReachSomebody() {
    String mail =
        person(
            "Return-Path: <>\nAuto-Submitted: auto-replied",
            "Automatic reply: Hello",
            "Your message could not be delivered to me, I am no longer with the company.\n"
                + "carol@example.org\nbob@example.org does not exist any more.");

    assertThat(Mails.read(mail).kind()).isEqualTo(MailKind.AUTO_REPLY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Please confirm your message        | Click here to confirm that you are not a robot.",
        "Re: Hello                          | To be delivered, please reply to this challenge.",
        "Verify your email to bob           | This mailbox is protected by Spam Arrest.",
        "Message held                       | Prove you are human by following the link."
      })
  void shouldKnowChallenges(String subject, String text) {
    String mail = person("Auto-Submitted: auto-replied", subject, text);

    assertThat(Mails.read(mail).kind()).isEqualTo(MailKind.CHALLENGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "My new email address               | Hello, write to bob@example.com from now on.",
        "Hello                              | My email address has changed to bob@example.com.",
        "Neue Adresse                       | Meine neue E-Mail-Adresse ist bob@example.com.",
        "Changement d'adresse               | Bonjour, écrivez à bob@example.com."
      })
  void shouldKnowNoticesOfANewAddress(String subject, String text) {
    assertThat(Mails.read(person("X-Test: 1", subject, text)).kind())
        .isEqualTo(MailKind.ADDRESS_CHANGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Hello                              | Shall we meet on Monday?",
        "Re: Hello                          | Yes. carol@example.org comes, too.",
        "Delivery of your order             | It left the house; it cannot be delivered before"
            + " noon.",
        "Question about delivery failure    | My mail to dave@example.org was returned: 550 no such"
            + " user.",
        "Returned goods                     | The parcel was returned to sender."
      })
  void shouldLeaveOrdinaryMailAlone(String subject, String text) {
    MailVerdict verdict = Mails.read(person("X-Test: 1", subject, text));

    assertThat(verdict.kind()).isEqualTo(MailKind.OTHER);
    assertThat(verdict.recipients()).isEmpty();
  }

  @Test
  void shouldLeaveAPersonsForwardOfABounceAlone() {
    String mail =
        person(
            "X-Test: 1",
            "What does this mean?",
            "> Hi. This is the qmail-send program.\n> <dave@example.org>:\n> 550 5.1.1 unknown\n");

    assertThat(Mails.read(mail).kind()).isEqualTo(MailKind.OTHER);
  }

  @Test
  void shouldLeaveABounceThatAPersonForwardsWithItsHeaderAlone() {
    String mail =
        person(
            "X-Test: 1",
            "Fwd: Undelivered Mail Returned to Sender",
            "What is this?\n\n<dave@example.org>: 550 5.1.1 unknown, not delivered\n\n"
                + Mails.ORIGINAL);

    assertThat(Mails.read(mail).kind()).isEqualTo(MailKind.OTHER);
  }

  @Test
  void shouldLeaveABulkMailAboutFailedDeliveriesAlone() {
    String mail =
        person(
            "List-Unsubscribe: <https://shop.example/u>\nReturn-Path: <>",
            "Delivery failure: your parcel could not be delivered",
            "It was returned to sender. Recipient: dave@example.org\n");

    assertThat(Mails.read(mail).kind()).isEqualTo(MailKind.OTHER);
  }

  @Test
  void shouldLeaveAReadingReceiptAlone() {
    String mail =
        """
        From: bob@example.org
        To: alice@sender.example
        Subject: Read: Hello
        Content-Type: multipart/report; report-type=disposition-notification; boundary=b

        --b
        Content-Type: text/plain

        Your mail was shown to bob@example.org.
        --b
        Content-Type: message/disposition-notification

        Final-Recipient: rfc822; bob@example.org
        Original-Message-ID: <mail-1@sender.example>
        Disposition: manual-action/MDN-sent-manually; displayed
        --b--
        """;

    assertThat(Mails.read(mail).kind()).isEqualTo(MailKind.OTHER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Warning: message 1xY delayed 24 hours | has not yet been delivered to bob@example.org",
        "Delivery Status Notification (Delay)  | THIS IS A WARNING MESSAGE ONLY. <bob@example.org>",
        "Mail delivery delayed                 | We will continue trying. <bob@example.org>: 450"
            + " full"
      })
  void shouldKnowDelaysWrittenForPeople(String subject, String text) {
    assertThat(Mails.read(Mails.notice(subject, text + "\n\n" + Mails.ORIGINAL)).kind())
        .isEqualTo(MailKind.DELAY);
  }

  @Test
  void shouldTellAPermanentFailureFromADelayThoughItSpeaksOfTrying() {
    String mail =
        Mails.notice(
            "Undeliverable: Hello",
            """
            Delivery has failed. The server has tried and has stopped trying; it will not be
            necessary to wait, and you do not need to resend.

            <bob@example.org>: 451 4.4.1 connection timed out
            """);

    MailVerdict verdict = Mails.read(mail);

    assertThat(verdict.kind()).isEqualTo(MailKind.BOUNCE);
    assertThat(verdict.recipients().get(0).status()).isEqualTo("4.4.1");
  }

  @Test
  void shouldFindWhichMailAnAutoReplyAnswers() {
    String mail =
        person(
            "Auto-Submitted: auto-replied\nIn-Reply-To: <mail-1@sender.example>",
            "Re: Hello",
            "Away.");

    assertThat(Mails.read(mail).messageId()).isEqualTo("mail-1@sender.example");
  }

  private static String person(String fields, String subject, String text) {
    return fields.strip()
        + "\nFrom: Bob <bob@example.org>\nTo: alice@sender.example\nSubject: "
        + subject
        + "\nContent-Type: text/plain; charset=utf-8\n\n"
        + text
        + "\n";
  }
}
