package relay.domain.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Notify;
import relay.domain.mail.Recipient;

class RcptCommandTest {
  private static final Optional<EmailAddress> POSTMASTER =
      Optional.of(EmailAddress.parse("boss@relay.test"));

  @Test
  void shouldReadARecipientWithItsWishes() {
    var recipient = taken("TO:<b@recipient.test> NOTIFY=success,Delay ORCPT=rfc822;b+40x", false);

    assertThat(recipient.address()).hasToString("b@recipient.test");
    assertThat(recipient.notifyOn()).isEqualTo(Set.of(Notify.SUCCESS, Notify.DELAY));
    assertThat(recipient.originalRecipient()).contains("rfc822;b+40x");
  }

  @Test
  void shouldKnowThePostmasterInAnyCase() {
    assertThat(taken("TO:<PostMaster>", false).address()).hasToString("boss@relay.test");
    assertThat(taken("TO:<postmaster@x.test>", false).address()).hasToString("postmaster@x.test");
  }

  @Test
  void shouldRefuseThePostmasterWhereThereIsNone() {
    var parsed = RcptCommand.parse("TO:<postmaster>", true, false, Optional.empty());

    assertThat(((Parsed.Rejected<RcptCommand>) parsed).reply().code()).isEqualTo(553);
  }

  @Test
  void shouldTakeUtf8OnlyWhenMailAskedForIt() {
    assertThat(refusal("TO:<\u00e4@x.test>").status()).contains(EnhancedStatus.of("5.6.7"));
    var recipient = taken("TO:<\u00e4@x.test> ORCPT=utf-8;\u00e4@x.test", true);
    assertThat(recipient.originalRecipient()).contains("utf-8;\u00e4@x.test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"u", "ut", "utf", "utf-", "utf-88", "rfc822"})
  void shouldTakeUtf8InOrcptOnlyOfTheTypeUtf8(String type) {
    String argument = "TO:<b@x.test> ORCPT=" + type + ";\u00e4@x.test";

    var parsed = RcptCommand.parse(argument, true, true, POSTMASTER);

    assertThat(((Parsed.Rejected<RcptCommand>) parsed).reply().code()).isEqualTo(501);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NOTIFY",
        "NOTIFY=",
        "NOTIFY=NEVER,DELAY",
        "NOTIFY=DELAY,DELAY",
        "NOTIFY=SUCCESS,",
        "NOTIFY=,SUCCESS",
        "NOTIFY=ALWAYS",
        "NOTIFY=SUCCESS,FAILURE,DELAY,SUCCESS,FAILURE,DELAY",
        "ORCPT=;x",
        "ORCPT=rfc822",
        "ORCPT=rfc822;",
        "ORCPT=rfc822;+4",
        "ORCPT=r/c;x",
        "ORCPT=utf-8;\u00e4",
        "NOTIFY=DELAY NOTIFY=DELAY"
      })
  void shouldRefuseBrokenParameters(String parameters) {
    assertThat(refusal("TO:<b@recipient.test> " + parameters).code()).isEqualTo(501);
  }

  @ParameterizedTest
  @CsvSource({
    "TO:, 501",
    "TO:<>, 553",
    "TO:<no-at>, 553",
    "TO:<@a.test:b@c.test>, 553",
    "TO:<a b@c.test>, 553",
    "TO:<a@b.test> RRVS=x, 555"
  })
  void shouldRefuseWhatCannotBeARecipient(String argument, int code) {
    assertThat(refusal(argument).code()).isEqualTo(code);
  }

  private static Recipient taken(String argument, boolean smtpUtf8) {
    var parsed = RcptCommand.parse(argument, true, smtpUtf8, POSTMASTER);
    return ((Parsed.Value<RcptCommand>) parsed).value().recipient();
  }

  private static SmtpReply refusal(String argument) {
    var parsed = RcptCommand.parse(argument, true, false, POSTMASTER);
    return ((Parsed.Rejected<RcptCommand>) parsed).reply();
  }
}
