package relay.domain.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.authentication.Mechanism;
import relay.domain.delivery.ServerExtensions;

/** What EHLO offers is what MAIL and RCPT then take, and nothing that is not offered. */
class SessionOfferTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.789Z");
  private static final SessionOffer BARE =
      new SessionOffer(1000, 100, 10, false, false, Set.of(), Duration.ZERO);
  private static final SessionOffer FULL =
      new SessionOffer(
          1000, 100, 10, true, true, Set.of(Mechanism.PLAIN, Mechanism.LOGIN), Duration.ofDays(7));

  @Test
  void shouldBeReadByAClientLikeOurOwn() {
    var seen = seen(FULL);

    assertThat(seen.sizeMax()).isEqualTo(1000);
    assertThat(seen.recipientsMax()).isEqualTo(100);
    assertThat(seen.mailsMax()).isEqualTo(10);
    assertThat(seen.offersPipelining()).isTrue();
    assertThat(seen.loginMechanisms()).containsExactlyInAnyOrder("PLAIN", "LOGIN");
    assertThat(
            Stream.of(
                "8BITMIME",
                "SMTPUTF8",
                "DSN",
                "CHUNKING",
                "DELIVERBY",
                "MT-PRIORITY",
                "FUTURERELEASE",
                "REQUIRETLS",
                "STARTTLS",
                "ENHANCEDSTATUSCODES"))
        .allMatch(seen::offers);
  }

  @ParameterizedTest
  @CsvSource({"STARTTLS", "REQUIRETLS", "AUTH", "FUTURERELEASE"})
  void shouldNotOfferWhatTheListenerDoesNotHave(String keyword) {
    assertThat(seen(BARE).offers(keyword)).isFalse();
    assertThat(seen(FULL).offers(keyword)).isTrue();
  }

  @Test
  void shouldSayUntilWhenMailMayBeHeldInWholeSeconds() {
    assertThat(FULL.keywords(NOON)).contains("FUTURERELEASE 604800 2026-01-08T12:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "REQUIRETLS, 555",
    "HOLDFOR=60, 555",
    "HOLDUNTIL=2026-01-01T13:00:00Z, 555",
    "SIZE=1000, 0",
    "SIZE=1001, 552",
    "SIZE=99999999999999999999, 552",
    "BODY=8BITMIME, 0",
    "BODY=BINARYMIME, 501",
    "SMTPUTF8, 0",
    "RET=FULL, 0",
    "BY=60;R, 0",
    "MT-PRIORITY=3, 0",
    "XYZ, 555",
    "SIZE=1 SIZE=1, 501"
  })
  void shouldTakeOnlyWhatItOffered(String parameter, int code) {
    var parsed = MailCommand.parse("FROM:<a@b.example> " + parameter, BARE, NOON);

    int answer =
        parsed instanceof Parsed.Rejected<MailCommand> rejected ? rejected.reply().code() : 0;
    assertThat(answer).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"REQUIRETLS", "HOLDFOR=60", "HOLDUNTIL=2026-01-01T13:00:00+00:00"})
  void shouldTakeWhatItOffered(String parameter) {
    assertThat(MailCommand.parse("FROM:<a@b.example> " + parameter, FULL, NOON))
        .isInstanceOf(Parsed.Value.class);
  }

  @ParameterizedTest
  @CsvSource({"SIZE=1", "BODY=7BIT", "RET=FULL"})
  void shouldTakeNoParameterAfterHelo(String parameter) {
    var parsed = MailCommand.parse("FROM:<a@b.example> " + parameter, null, NOON);
    var rcpt = RcptCommand.parse("TO:<a@b.example> NOTIFY=NEVER", false, false, Optional.empty());

    assertThat(((Parsed.Rejected<MailCommand>) parsed).reply().code()).isEqualTo(555);
    assertThat(((Parsed.Rejected<RcptCommand>) rcpt).reply().code()).isEqualTo(555);
  }

  @ParameterizedTest
  @CsvSource({
    "60;R, 60, true, false",
    "60;RT, 60, true, true",
    "60;N, 60, false, false",
    "-60;NT, -60, false, true",
    "+60;n, 60, false, false",
    "0;N, 0, false, false",
    "999999999;R, 999999999, true, false"
  })
  void shouldReadATimeLimit(String value, long seconds, boolean returned, boolean traced) {
    var parsed = MailCommand.parse("FROM:<a@b.example> BY=" + value, BARE, NOON);

    var by = ((Parsed.Value<MailCommand>) parsed).value().options().deliverBy().orElseThrow();
    assertThat(by.deadline()).isEqualTo(NOON.plusSeconds(seconds));
    assertThat(by.returnAfter()).isEqualTo(returned);
    assertThat(by.trace()).isEqualTo(traced);
  }

  @ParameterizedTest
  @CsvSource({"0;R", "-1;R", "60", "60;", "60;X", "60;RN", ";R", "--6;N", "1234567890;R", "6 0;R"})
  void shouldRefuseATimeLimitThatCannotBe(String value) {
    var parsed = MailCommand.parse("FROM:<a@b.example> BY=" + value, BARE, NOON);

    assertThat(((Parsed.Rejected<MailCommand>) parsed).reply().code()).isIn(501, 555);
  }

  private static ServerExtensions seen(SessionOffer offer) {
    return ServerExtensions.of(
        Stream.concat(Stream.of("relay.example"), offer.keywords(NOON).stream()).toList());
  }

  @Test
  void shouldOfferEachKeywordOnce() {
    List<String> words = FULL.keywords(NOON).stream().map(l -> l.split(" ")[0]).toList();

    assertThat(words).doesNotHaveDuplicates();
  }
}
