package relay.domain.verification.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.Content;
import relay.domain.mail.IpLiteral;
import relay.domain.verification.FakeZone;
import relay.domain.verification.VerificationSettings;
import relay.domain.verification.spf.SpfSender;

class MailCheckTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private final FakeZone dns =
      FakeZone.of(
          """
          example.org TXT v=spf1 ip4:192.0.2.1 -all
          _dmarc.example.org TXT v=DMARC1; p=reject
          down.example TIMEOUT
          """);

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, bob@example.org, PASS",
    "192.0.2.2, bob@example.org, FAIL",
    "192.0.2.1, bob@other.example, FAIL",
    "192.0.2.1, bob@down.example, TEMPERROR"
  })
  void shouldRestDmarcOnTheSender(String ip, String from, DmarcResult expected) throws Exception {
    CheckedMail checked = check("From: a@example.org\r\n\r\nx\r\n", sender(ip, from));

    assertThat(checked.dmarc().result()).isEqualTo(expected);
    assertThat(checked.spf()).isPresent();
    assertThat(checked.document().getJsonObject("spf").getString("ip")).isEqualTo(ip);
  }

  @Test
  void shouldNotAskAboutASenderThatNobodyKnows() throws Exception {
    CheckedMail checked = check("From: a@example.org\r\n\r\nx\r\n", Optional.empty());

    assertThat(checked.spf()).isEmpty();
    assertThat(checked.signatures()).isEmpty();
    assertThat(checked.dmarc().result()).isEqualTo(DmarcResult.FAIL);
    assertThat(checked.document()).doesNotContainKey("spf");
    assertThat(dns.questions()).doesNotContain("example.org TXT");
  }

  @Test
  void shouldReadSignaturesOfTheMail() throws Exception {
    String signed =
        "DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=s1; h=from; bh=AAAA; b=AAAA\r\n"
            + "From: a@example.org\r\n\r\nx\r\n";

    CheckedMail checked = check(signed, Optional.empty());

    assertThat(checked.signatures()).hasSize(1);
    assertThat(checked.document().getJsonArray("dkim")).hasSize(1);
  }

  @Test
  void shouldEndAsPermerrorForAMailWithoutAuthor() throws Exception {
    assertThat(check("Subject: x\r\n\r\nx\r\n", Optional.empty()).dmarc().result())
        .isEqualTo(DmarcResult.PERMERROR);
    assertThat(check("", Optional.empty()).dmarc().result()).isEqualTo(DmarcResult.PERMERROR);
  }

  @Test
  void shouldFindPoliciesByAListWhereOneIsGiven() throws Exception {
    var suffixes = Optional.of(PublicSuffixes.read(new StringReader("org\n")));
    var check = new MailCheck(dns, settings(), () -> NOON, suffixes);

    CheckedMail checked =
        check.check(content("From: a@mail.example.org\r\n\r\nx\r\n"), Optional.empty());

    assertThat(checked.dmarc().method()).isEqualTo("psl");
    assertThat(checked.dmarc().policy()).isPresent();
  }

  private CheckedMail check(String mail, Optional<SpfSender> sender) throws Exception {
    return new MailCheck(dns, settings(), () -> NOON, Optional.empty())
        .check(content(mail), sender);
  }

  private static VerificationSettings settings() {
    return new VerificationSettings(2, Duration.ofSeconds(20), "mx.example.net");
  }

  private static Content content(String mail) {
    return Content.of(mail.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<SpfSender> sender(String ip, String from) {
    return Optional.of(SpfSender.of(IpLiteral.parse(ip).orElseThrow(), "mx.example.org", from));
  }
}
