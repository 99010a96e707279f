package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionReport;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Recipient;
import relay.domain.smtp.SmtpReply;

class ExperienceTest {
  private static final ReplyRules RULES = ReplyRules.of(new TreeMap<>());

  @Test
  void shouldCountWhatWasTakenAndWhatWasDeferred() {
    Experience learned = of("250 2.0.0 ok", "451 4.3.0 later", "421 4.7.0 busy", "550 5.1.1 no");

    assertThat(learned.taken()).isEqualTo(1);
    assertThat(learned.deferred()).isEqualTo(2);
    assertThat(learned.rule()).isEmpty();
    assertThat(learned.sample()).isEqualTo("451 4.3.0 later");
    assertThat(learned.reach()).isEqualTo(Reach.REACHED);
  }

  @Test
  void shouldNotCountDeferralsThatSayNothingAboutUs() {
    Experience learned =
        of("450 4.2.1 mailbox busy", "450 4.1.8 sender domain", "451 4.7.1 greylisted");

    assertThat(learned.deferred()).isZero();
    assertThat(learned.rule()).isEmpty();
  }

  @Test
  void shouldKeepTheReplyThatARuleMatched() {
    Experience learned = of("451 4.3.0 later", "451 4.7.1 you are sending too fast");

    assertThat(learned.rule().get().id()).isEqualTo("sending-too-fast");
    assertThat(learned.sample()).isEqualTo("451 4.7.1 you are sending too fast");
    assertThat(learned.deferred()).isEqualTo(2);
  }

  @Test
  void shouldNotCountWhatWeSayOurselves() {
    var lost = SmtpReply.local(451, "4.4.2", "connection lost: rate limit exceeded");

    Experience learned = report(List.of(lost), HostTrace.NONE);

    assertThat(learned.deferred()).isZero();
    assertThat(learned.rule()).isEmpty();
  }

  private static HostTrace trace(boolean reused) {
    return new HostTrace(
        "mx.example",
        "192.0.2.1",
        "",
        Optional.empty(),
        "may",
        Optional.empty(),
        reused,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO);
  }

  private static Experience of(String... replies) {
    List<SmtpReply> all = new ArrayList<>();
    for (String reply : replies) {
      int code = Integer.parseInt(reply.substring(0, 3));
      all.add(SmtpReply.received(code, List.of(reply.substring(4))));
    }
    return report(all, HostTrace.NONE);
  }

  private static Experience report(List<SmtpReply> replies, HostTrace host) {
    List<RecipientReply> said = new ArrayList<>();
    for (SmtpReply reply : replies) {
      var bob = Recipient.of(EmailAddress.parse("bob" + said.size() + "@example.org"));
      said.add(new RecipientReply(bob, reply, Stage.RCPT, false, host, false));
    }
    return Experience.of(new TransmissionReport(said), RULES, Optional.empty());
  }
}
