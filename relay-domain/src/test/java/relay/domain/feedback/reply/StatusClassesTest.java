package relay.domain.feedback.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.smtp.EnhancedStatus;

/** The codes of RFC 3463, RFC 5321 and the IANA registry, one by one. */
class StatusClassesTest {
  private static final Set<ReplyClass> RECIPIENTS_FAULT =
      EnumSet.of(
          ReplyClass.RECIPIENT_UNKNOWN, ReplyClass.RECIPIENT_INACTIVE, ReplyClass.RECIPIENT_MOVED);

  @ParameterizedTest
  @CsvSource({
    "5.1.0, UNKNOWN", // "other address status": nobody is to be suppressed for that
    "5.1.1, RECIPIENT_UNKNOWN",
    "5.1.2, DOMAIN_INVALID",
    "5.1.3, RECIPIENT_UNKNOWN",
    "5.1.4, RECIPIENT_UNKNOWN",
    "5.1.6, RECIPIENT_MOVED",
    "5.1.7, SENDER_REJECTED",
    "5.1.8, SENDER_REJECTED",
    "5.1.10, DOMAIN_INVALID", // RFC 7505: null MX
    "5.2.0, SYSTEM_ERROR",
    "4.2.1, RECIPIENT_INACTIVE",
    "4.2.2, MAILBOX_FULL",
    "5.2.3, TOO_BIG",
    "5.2.4, SYSTEM_ERROR",
    "4.3.1, SYSTEM_FULL",
    "4.3.2, SYSTEM_ERROR",
    "5.3.4, TOO_BIG",
    "4.3.5, SYSTEM_ERROR",
    "4.4.1, NETWORK",
    "4.4.2, NETWORK",
    "4.4.3, DNS_TEMP",
    "5.4.4, ROUTING_LOOP", // from a server it means "unable to route"
    "4.4.5, RATE_LIMITED",
    "5.4.6, ROUTING_LOOP",
    "4.4.7, EXPIRED",
    "5.5.0, PROTOCOL",
    "4.5.3, TOO_MANY_RECIPIENTS",
    "5.6.1, PROTOCOL",
    "4.7.0, RATE_LIMITED",
    "5.7.0, POLICY",
    "5.7.1, POLICY",
    "5.7.13, RECIPIENT_INACTIVE",
    "5.7.20, AUTH_FAILED", // RFC 7372: no passing DKIM signature
    "5.7.25, AUTH_FAILED",
    "5.7.26, AUTH_FAILED",
    "5.7.606, IP_BLOCKED", // Microsoft: banned address
    "5.7.515, AUTH_FAILED",
    "5.7.27, SENDER_REJECTED",
    "4.7.28, RATE_LIMITED",
    "4.7.650, RATE_LIMITED",
    "4.7.652, TOO_MANY_CONNECTIONS",
    "5.0.0, UNKNOWN",
    "5.8.1, UNKNOWN"
  })
  void shouldReadTheEnhancedStatusOfAServer(String status, ReplyClass result) {
    assertThat(StatusClasses.ofStatus(EnhancedStatus.of(status))).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "421, SENDER, SYSTEM_ERROR",
    "450, RECIPIENT, UNKNOWN",
    "451, CONTENT, SYSTEM_ERROR",
    "452, RECIPIENT, TOO_MANY_RECIPIENTS",
    "452, CONTENT, SYSTEM_FULL",
    "454, CONNECTION, SYSTEM_ERROR",
    "455, SENDER, PROTOCOL",
    "500, CONNECTION, PROTOCOL",
    "501, RECIPIENT, PROTOCOL",
    "502, CONTENT, PROTOCOL",
    "503, RECIPIENT, PROTOCOL",
    "504, SENDER, PROTOCOL",
    "521, CONNECTION, DOMAIN_INVALID", // RFC 7504
    "530, SENDER, RELAY_DENIED",
    "550, RECIPIENT, UNKNOWN",
    "551, RECIPIENT, RECIPIENT_MOVED",
    "552, RECIPIENT, TOO_MANY_RECIPIENTS",
    "552, CONTENT, TOO_BIG",
    "553, RECIPIENT, RECIPIENT_UNKNOWN",
    "553, SENDER, SENDER_REJECTED",
    "553, CONTENT, UNKNOWN",
    "554, CONTENT, UNKNOWN",
    "555, SENDER, PROTOCOL",
    "556, RECIPIENT, DOMAIN_INVALID"
  })
  void shouldReadTheCodeWhereThereIsNoStatus(int code, Moment moment, ReplyClass result) {
    assertThat(StatusClasses.ofCode(code, moment)).isEqualTo(result);
  }

  /** Who is blamed may be suppressed for ever: only clear words of the recipient's server may. */
  @ParameterizedTest
  @EnumSource(Moment.class)
  void shouldNeverBlameTheRecipientForABareRefusal(Moment moment) {
    for (int code = 400; code < 600; code++) {
      boolean clear = code == 551 || code == 553 && moment == Moment.RECIPIENT;

      ReplyClass result = StatusClasses.ofCode(code, moment);

      assertThat(RECIPIENTS_FAULT.contains(result)).as("%d at %s", code, moment).isEqualTo(clear);
    }
  }

  @Test
  void shouldKnowAClassForEveryStatusThatCanBeWritten() {
    for (int statusClass : new int[] {2, 4, 5}) {
      for (int subject = 0; subject < 10; subject++) {
        for (int detail = 0; detail < 1000; detail++) {
          var status = new EnhancedStatus(statusClass, subject, detail);

          assertThat(ReplyClassifier.ofStatus(status)).isNotNull();
        }
      }
    }
  }
}
