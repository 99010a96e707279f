package relay.domain.verification.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DmarcRecordTest {

  @Test
  void shouldReadEveryTag() {
    DmarcRecord record =
        DmarcRecord.parse(
                "v=DMARC1; p=reject; sp=quarantine; np=none; adkim=s; aspf=s; psd=n; t=y;"
                    + " rua=mailto:a@example.org!10m, https://r.example/; ruf=mailto:b@example.org; fo=1")
            .orElseThrow();

    assertThat(record.policy()).isEqualTo(DmarcPolicy.REJECT);
    assertThat(record.subdomains()).contains(DmarcPolicy.QUARANTINE);
    assertThat(record.absent()).contains(DmarcPolicy.NONE);
    assertThat(record.strictDkim()).isTrue();
    assertThat(record.strictSpf()).isTrue();
    assertThat(record.suffix()).isEqualTo('n');
    assertThat(record.testing()).isTrue();
    assertThat(record.reports()).containsExactly("mailto:a@example.org!10m", "https://r.example/");
  }

  @Test
  void shouldHaveTheDefaultsOfTheRfc() {
    DmarcRecord record = DmarcRecord.parse("v=DMARC1").orElseThrow();

    assertThat(record.policy()).isEqualTo(DmarcPolicy.NONE);
    assertThat(record.subdomains()).isEmpty();
    assertThat(record.strictDkim() || record.strictSpf() || record.testing()).isFalse();
    assertThat(record.suffix()).isEqualTo('u');
    assertThat(record.isUsable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v=DMARC1",
        "v=DMARC1;",
        " v = DMARC1 ; p = Reject ; x=y ; broken ; =z",
        "V=DMARC1;p=REJECT;p=none",
        "v=DMARC1; adkim=q; aspf=q; psd=q; t=q; p=none; rua=,,",
      })
  void shouldTakeRecordsThatBeginWithTheVersion(String text) {
    assertThat(DmarcRecord.parse(text)).get().matches(DmarcRecord::isUsable);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "DMARC1",
        "v=DMARC2; p=none",
        "v=dmarc1; p=none",
        "p=none; v=DMARC1",
        "v=DMARC1 p=none",
        "v=spf1 -all",
        ";v=DMARC1",
        "=",
        ";;;;"
      })
  void shouldPassOverOtherTexts(String text) {
    assertThat(DmarcRecord.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "v=DMARC1; p=maybe, false",
    "v=DMARC1; p=none; sp=maybe, false",
    "v=DMARC1; p=none; np=maybe, false",
    "v=DMARC1; p=maybe; rua=mailto:a@example.org, true",
    "v=DMARC1; p=maybe; rua=example.org, false",
  })
  void shouldActOnBrokenPoliciesOnlyToReport(String text, boolean usable) {
    DmarcRecord record = DmarcRecord.parse(text).orElseThrow();

    assertThat(record.isUsable()).isEqualTo(usable);
    assertThat(record.ownPolicy()).isEqualTo(DmarcPolicy.NONE);
    assertThat(record.policyBelow(false)).isEqualTo(DmarcPolicy.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "p=reject, REJECT, REJECT",
    "p=reject; sp=none, NONE, NONE",
    "p=none; np=reject, NONE, REJECT",
    "p=none; sp=quarantine; np=reject, QUARANTINE, REJECT",
  })
  void shouldChooseThePolicyForDomainsBelow(String tags, DmarcPolicy there, DmarcPolicy absent) {
    DmarcRecord record = DmarcRecord.parse("v=DMARC1; " + tags).orElseThrow();

    assertThat(record.policyBelow(true)).isEqualTo(there);
    assertThat(record.policyBelow(false)).isEqualTo(absent);
  }

  @Test
  void shouldReadAsManyTagsAsThereMayBe() {
    Optional<DmarcRecord> record =
        DmarcRecord.parse("v=DMARC1;" + "a=b;".repeat(100_000) + "p=none");

    assertThat(record).isPresent();
  }
}
