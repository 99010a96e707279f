package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.smtp.EnhancedStatus;
import relay.domain.smtp.SmtpReply;

/** What our own codes mean, and what reports say of them. */
class StatusCausesTest {
  @ParameterizedTest
  @CsvSource({
    "5.4.4, DOMAIN_INVALID",
    "4.4.1, NETWORK",
    "5.6.3, CANNOT_CARRY",
    "5.6.7, CANNOT_CARRY",
    "5.7.4, NOT_SECURE",
    "4.7.5, NOT_SECURE",
    "5.7.10, NOT_SECURE",
    "5.7.11, NOT_SECURE",
    "5.7.30, NOT_SECURE",
    "4.7.8, LOGIN_REFUSED",
    "5.1.10, DOMAIN_INVALID"
  })
  void shouldReadOurOwnCodesAsWeMeanThem(String status, Cause cause) {
    assertThat(StatusCauses.ofLocal(EnhancedStatus.of(status))).isEqualTo(cause);
  }

  @Test
  void shouldKnowACauseForEveryStatusThatCanBeWritten() {
    for (int statusClass : new int[] {2, 4, 5}) {
      for (int subject = 0; subject < 10; subject++) {
        for (int detail = 0; detail < 1000; detail++) {
          var status = new EnhancedStatus(statusClass, subject, detail);

          assertThat(StatusCauses.ofLocal(status)).isNotNull();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void shouldFindACauseAgainByItsWordInTheJournal(Cause cause) {
    assertThat(Cause.labelled(cause.label())).contains(cause);
    assertThat(cause.label()).isEqualTo(cause.name().toLowerCase(Locale.ROOT));
    assertThat(cause.sentence()).matches("[a-z].*[a-z]");
  }

  @Test
  void shouldNotKnowAWordOfALaterVersion() {
    assertThat(Cause.labelled("moon_phase")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRED, 450 4.2.1 busy, 4.4.7",
    "IN_DOUBT, 451 4.4.2 cut, 4.4.2",
    "POLICY, 550 5.7.1 no, 5.7.1",
    "UNKNOWN, 550 no, 5.0.0",
    "SYSTEM_ERROR, 421 busy, 4.0.0",
    "PROTOCOL, 354 what, 4.0.0",
    "UNKNOWN, 250 ok, 2.0.0",
    // Code and status contradict each other: the code counts (RFC 5321 4.2).
    "UNKNOWN, 450 5.1.1 who, 4.0.0"
  })
  void shouldGiveTheReportAStatusThatFitsItsCode(Cause cause, String reply, String status) {
    var received = SmtpReply.received(Integer.parseInt(reply.substring(0, 3)), words(reply));

    assertThat(ReportStatus.of(cause, received)).hasToString(status);
  }

  private static List<String> words(String reply) {
    return List.of(reply.substring(4));
  }
}
