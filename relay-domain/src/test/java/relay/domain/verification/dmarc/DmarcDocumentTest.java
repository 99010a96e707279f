package relay.domain.verification.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.IpLiteral;
import relay.domain.signing.DkimResult;
import relay.domain.signing.DkimStatus;
import relay.domain.verification.FakeZone;
import relay.domain.verification.VerificationSettings;
import relay.domain.verification.spf.SpfCheck;
import relay.domain.verification.spf.SpfSender;

class DmarcDocumentTest {
  private static final FakeZone ZONE =
      FakeZone.of(
          """
          _dmarc.example.org TXT v=DMARC1; p=reject; aspf=s; t=y
          example.org TXT v=spf1 ip4:192.0.2.1 -all
          bounce.example.org TXT v=spf1 ip4:192.0.2.1 -all
          """);

  @Test
  void shouldShowWhatAPassRestsOn() {
    JsonObject shown = check("192.0.2.1", "bob@example.org", DkimStatus.FAIL);

    assertThat(shown.getString("result")).isEqualTo("pass");
    assertThat(shown.getString("from")).isEqualTo("example.org");
    assertThat(shown.getString("discovery_method")).isEqualTo("treewalk");
    assertThat(shown.getString("organizational_domain")).isEqualTo("example.org");
    assertThat(shown.getString("record")).startsWith("v=DMARC1");
    assertThat(shown.getString("aspf")).isEqualTo("s");
    assertThat(shown.getString("adkim")).isEqualTo("r");
    assertThat(shown.getBoolean("testing")).isTrue();
    assertThat(shown.getJsonArray("aligned").getString(0)).isEqualTo("example.org");
    assertThat(shown.getJsonObject("spf").getString("result")).isEqualTo("pass");
    assertThat(shown.getJsonArray("dkim").getJsonObject(0).getString("result")).isEqualTo("fail");
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, bob@bounce.example.org, FAIL, fail, quarantine",
    "192.0.2.9, bob@example.org, FAIL, fail, quarantine",
    "192.0.2.9, bob@example.org, PASS, pass, none",
    "192.0.2.9, bob@example.org, TEMPERROR, temperror, none",
  })
  void shouldShowWhatIsToBeDone(
      String ip, String from, DkimStatus signature, String result, String disposition) {
    JsonObject shown = check(ip, from, signature);

    assertThat(shown.getString("result")).isEqualTo(result);
    assertThat(shown.getString("policy")).isEqualTo("reject");
    assertThat(shown.getString("disposition")).isEqualTo(disposition);
  }

  @Test
  void shouldLeaveOutWhatDoesNotApply() {
    DmarcVerdict verdict =
        new DmarcCheck(new FakeZone(), Optional.empty())
            .check(
                new Authors(List.of("a.example"), Optional.empty()),
                new Authenticated(Optional.empty(), List.of(), false));

    JsonObject shown = DmarcDocument.of(verdict, Optional.empty(), List.of());

    assertThat(shown.getString("result")).isEqualTo("none");
    assertThat(shown).doesNotContainKeys("policy_domain", "record", "spf");
    assertThat(shown.getJsonArray("dkim")).isEmpty();
  }

  @Test
  void shouldStepDownOnceInTestMode() {
    assertThat(DmarcPolicy.REJECT.milder()).isEqualTo(DmarcPolicy.QUARANTINE);
    assertThat(DmarcPolicy.QUARANTINE.milder()).isEqualTo(DmarcPolicy.NONE);
    assertThat(DmarcPolicy.NONE.milder()).isEqualTo(DmarcPolicy.NONE);
  }

  private static JsonObject check(String ip, String from, DkimStatus signature) {
    SpfSender sender = SpfSender.of(IpLiteral.parse(ip).orElseThrow(), "h.example", from);
    Optional<Authenticated.Sent> spf =
        Optional.of(
            new Authenticated.Sent(
                sender,
                new SpfCheck(
                        ZONE,
                        new VerificationSettings(2, Duration.ofSeconds(20), ""),
                        () -> Instant.parse("2026-01-01T00:00:00Z"))
                    .check(sender)));
    List<DkimResult> signatures =
        List.of(new DkimResult(signature, "", "mail.example.org", "s", "rsa-sha256", false));
    DmarcVerdict verdict =
        new DmarcCheck(ZONE, Optional.empty())
            .check(
                new Authors(List.of("example.org"), Optional.empty()),
                Authenticated.by(spf, signatures));
    return DmarcDocument.of(verdict, spf, signatures);
  }
}
