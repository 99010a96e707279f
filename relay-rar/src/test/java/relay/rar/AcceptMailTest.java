package relay.rar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import relay.domain.reception.ListenerRole;

class AcceptMailTest {
  @Test
  void shouldHandASubmissionToTheApplicationAndAnswerWithItsQueueId() throws IOException {
    try (var adapter = RunningAdapter.with();
        Talk talk = adapter.talk()) {
      assertThat(talk.hear()).isEqualTo("220 relay.test ESMTP relay");
      assertThat(talk.ask("EHLO client.test")).startsWith("250-relay.test\n250-PIPELINING\n");
      assertThat(talk.ask("MAIL FROM:<a@sender.test> BODY=8BITMIME")).startsWith("250 2.1.0");
      assertThat(talk.ask("RCPT TO:<b@recipient.test> NOTIFY=NEVER")).startsWith("250 2.1.5");
      assertThat(talk.ask("DATA")).startsWith("354 ");
      talk.say("..first\r\nSubject: x\r\n\r\n..\r\nbody\r\n.\r\n");
      assertThat(talk.hear()).matches("250 2\\.0\\.0 queued as [0-9a-z]{20}");
      assertThat(talk.ask("QUIT")).startsWith("221 2.0.0");
      assertThat(talk.isOver()).isTrue();

      var taken = adapter.application.mails.get(0);
      assertThat(taken.text()).isEqualTo(".first\r\nSubject: x\r\n\r\n.\r\nbody\r\n");
      assertThat(taken.mail().client().role()).isEqualTo(ListenerRole.SUBMISSION);
      assertThat(taken.mail().client().protocol()).isEqualTo("ESMTP");
      assertThat(taken.mail().client().helo()).isEqualTo("client.test");
      assertThat(taken.mail().envelope().sender()).hasToString("a@sender.test");
      assertThat(taken.mail().envelope().options().eightBit()).isTrue();
      assertThat(adapter.container.callsOffThread).hasValue(0);
    }
  }
}
