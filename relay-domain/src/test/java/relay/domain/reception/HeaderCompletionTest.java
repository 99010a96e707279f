package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.mail.Contents.inMemory;
import static relay.domain.mail.Contents.lines;
import static relay.domain.mail.Contents.streamed;
import static relay.domain.mail.Contents.textOf;
import static relay.domain.reception.Clients.stranger;
import static relay.domain.reception.Clients.user;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.MailOptions;
import relay.domain.mail.QueueId;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;

class HeaderCompletionTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final QueueId ID = QueueId.next(NOON, new Random(1));
  private static final String ADDED =
      "Date: Thu, 1 Jan 2026 12:00:00 +0000\r\n"
          + "From: <alice@sender.example>\r\n"
          + "Message-ID: <"
          + ID
          + "@relay.example>\r\n";
  private static final String WHOLE = "Date: d\r\nFrom: f\r\nMessage-ID: <m>\r\n";

  @Test
  void shouldPutTheTraceHeaderOnTopAndTouchNothingOfAStrangersMail() throws IOException {
    String mail =
        "bcc: x\r\nX-Relay-Lane: otp\r\nX-Relay-Campaign: c\r\nReturn-Path: <y>\r\n\r\nbody\r\n";

    assertThat(completed(stranger(), inMemory(mail), false)).isEqualTo(trace(stranger()) + mail);
  }

  @Test
  void shouldAddWhatASubmissionLacks() throws IOException {
    assertThat(completed(user("shop"), lines("Subject: x", "", "body"), true))
        .isEqualTo(trace(user("shop")) + ADDED + "Subject: x\r\n\r\nbody\r\n");
  }

  @Test
  void shouldAddNothingThatIsThere() throws IOException {
    String mail = WHOLE + "\r\nbody\r\n";

    assertThat(completed(user("shop"), inMemory(mail), true)).isEqualTo(trace(user("shop")) + mail);
  }

  @Test
  void shouldAddNoFromForTheNullPath() throws IOException {
    Submission mail = submission(user("shop"), lines("Subject: x", "", "b"), ReversePath.NULL);

    assertThat(completed(mail, true)).doesNotContain("From:");
  }

  @Test
  void shouldHideBlindCopiesAndTheLaneOfASubmission() throws IOException {
    String mail =
        "Bcc: secret@x.example,\r\n more@x.example\r\n"
            + WHOLE
            + "x-relay-lane: bulk\r\nRESENT-BCC: r\r\nReturn-Path: <y>\r\nTo: t\r\n\r\nBcc: body\r\n";

    for (Content content : List.of(inMemory(mail), streamed(mail.getBytes()))) {
      assertThat(completed(user("shop"), content, true))
          .isEqualTo(trace(user("shop")) + WHOLE + "To: t\r\n\r\nBcc: body\r\n");
    }
  }

  @Test
  void shouldTakeOnlyTheLaneOffForAnAllowListedServerOnAnInboundListener() throws IOException {
    assertThat(
            completed(
                stranger(),
                lines(
                    "X-Relay-Lane: otp",
                    "X-Relay-Campaign: a",
                    "x-relay-campaign: b",
                    "Bcc: b",
                    "",
                    "x"),
                true))
        .isEqualTo(trace(stranger()) + "Bcc: b\r\n\r\nx\r\n");
  }

  @Test
  void shouldKeepABodyWithoutHeaderABody() throws IOException {
    assertThat(completed(stranger(), lines("Hello", "Bob"), false))
        .isEqualTo(trace(stranger()) + "\r\nHello\r\nBob\r\n");
    assertThat(completed(user("shop"), lines("Hello"), true))
        .isEqualTo(trace(user("shop")) + ADDED + "\r\nHello\r\n");
    assertThat(completed(stranger(), inMemory(""), false)).isEqualTo(trace(stranger()) + "\r\n");
  }

  @Test
  void shouldEndTheHeaderOfASubmissionThatForgotTo() throws IOException {
    assertThat(completed(user("shop"), inMemory(WHOLE + "Hello there\r\n"), true))
        .isEqualTo(trace(user("shop")) + WHOLE + "\r\nHello there\r\n");
    assertThat(completed(user("shop"), inMemory(WHOLE + "Subject: x"), true))
        .isEqualTo(trace(user("shop")) + WHOLE + "Subject: x\r\n\r\n");
  }

  @Test
  void shouldSayTheRightSizeForAContentThatIsNotInMemory() throws IOException {
    byte[] octets = ("Bcc: b\r\n" + WHOLE + "\r\n" + "x".repeat(50_000)).getBytes();
    Submission mail = submission(user("shop"), streamed(octets), ALICE);

    Content content =
        new HeaderCompletion("relay.example").complete(mail, header(mail), true, ID, NOON);

    assertThat(content.bytes()).isEmpty();
    assertThat(content.size()).isEqualTo(textOf(content).length());
    assertThat(textOf(content)).isEqualTo(textOf(content)).endsWith("xxx");
  }

  private static final ReversePath ALICE = ReversePath.parse("alice@sender.example");

  private static String completed(ClientSession client, Content content, boolean mayRelay)
      throws IOException {
    return completed(submission(client, content, ALICE), mayRelay);
  }

  private static String completed(Submission mail, boolean mayRelay) throws IOException {
    return textOf(
        new HeaderCompletion("relay.example").complete(mail, header(mail), mayRelay, ID, NOON));
  }

  private static HeaderSection header(Submission mail) throws IOException {
    return HeaderSection.of(mail.content(), 64 * 1024, 100);
  }

  private static Submission submission(ClientSession client, Content content, ReversePath sender) {
    Recipient bob = Recipient.of(EmailAddress.parse("bob@elsewhere.example"));
    return new Submission(
        client,
        new Envelope(sender, List.of(bob), MailOptions.NONE),
        content,
        Optional.empty(),
        Optional.empty());
  }

  private static String trace(ClientSession client) {
    Submission mail = submission(client, inMemory(""), ALICE);
    return TraceHeader.of(client, mail.envelope(), ID, "relay.example", NOON);
  }
}
