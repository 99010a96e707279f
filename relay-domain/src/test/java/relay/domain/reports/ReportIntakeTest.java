package relay.domain.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.tenancy.Tenancies.domain;
import static relay.domain.tenancy.Tenancies.pending;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.mail.DomainName;
import relay.domain.reports.ReportIntake.Taken;
import relay.domain.tenancy.InboundDomain;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.verification.report.ReportCases;

class ReportIntakeTest {
  private static final Instant NOW = Instant.parse("2026-01-02T06:00:00Z");
  private final InMemoryReports reports = new InMemoryReports();
  private Tenancy tenancy = Tenancies.with(domain("acme", "example.org"));
  private KeptReportSettings settings = new KeptReportSettings(Duration.ofDays(400), 1000);
  private final ReportIntake intake =
      new ReportIntake(ReportCases.SETTINGS, () -> tenancy, reports, () -> settings);

  @Test
  void shouldKeepWhatAReportSaysOfEachSource() {
    KeptReport kept = kept(take(ReportCases.OLD, "acme"));

    assertThat(kept.head().domain()).isEqualTo("example.org");
    assertThat(kept.head().organization()).isEqualTo("Receiver & Sons");
    assertThat(kept.head().total()).isEqualTo(42);
    assertThat(kept.head().passed()).isEqualTo(40);
    assertThat(kept.head().passRate()).contains(0.9524);
    assertThat(kept.policy()).isEqualTo("p=quarantine; sp=none; adkim=r; aspf=s; pct=50");
    assertThat(kept.sources())
        .containsExactly(
            new SourceRow(
                "192.0.2.1",
                40,
                true,
                false,
                "none",
                "example.org",
                "",
                "bounce.esp.example",
                "example.org"),
            new SourceRow(
                "2001:db8:0:0:0:0:0:66",
                2,
                false,
                false,
                "quarantine",
                "example.org",
                "forger.example",
                "",
                ""));
  }

  @Test
  void shouldReadWhatRfc9990Adds() {
    KeptReport kept = kept(take(ReportCases.NEW, "acme"));

    assertThat(kept.policy()).isEqualTo("p=reject; sp=quarantine; np=reject; t=y");
    assertThat(kept.sources()).hasSize(1);
    assertThat(kept.sources().get(0).from()).isEqualTo("mail.example.org");
    assertThat(kept.sources().get(0).disposition()).isEqualTo("pass");
  }

  @Test
  void shouldCountTheSameReportOnceHoweverItCame() {
    byte[] packed = ReportCases.gzip(ReportCases.octets(ReportCases.OLD));
    take(ReportCases.OLD, "acme");

    Taken again =
        intake.take(
            ReportCases.mail("application/gzip", packed), "acme", ReportHead.BY_MAIL, "", NOW);

    assertThat(again).isInstanceOf(Taken.Known.class);
    assertThat(reports.list(all("acme")).reports()).hasSize(1);
    assertThat(reports.list(all("acme")).reports().get(0).source()).isEqualTo(ReportHead.BY_UPLOAD);
  }

  @Test
  void shouldTellReportsOfOneReporterApart() {
    take(ReportCases.OLD, "acme");

    assertThat(take(ReportCases.OLD.replace("1720-99", "1720-100"), "acme"))
        .isInstanceOf(Taken.Kept.class);
    assertThat(take(ReportCases.OLD.replace("Receiver &amp; Sons", "Other"), "acme"))
        .isInstanceOf(Taken.Kept.class);
    assertThat(take(ReportCases.OLD.replace("<begin>1767225600", "<begin>1767225601"), "acme"))
        .isInstanceOf(Taken.Kept.class);
  }

  /** A report of a domain above may have rows about the domains of several tenants. */
  @Test
  void shouldGiveEachTenantItsOwnRowsAndNoOthers() {
    tenancy = Tenancies.with(domain("acme", "example.org"), domain("other", "shop.example.org"));
    String both =
        ReportCases.OLD.replaceFirst("<header_from>example.org", "<header_from>a.shop.example.org");

    KeptReport ofAcme = kept(take(both, "acme"));
    KeptReport ofOther = kept(take(both, "other"));

    assertThat(ofAcme.sources()).extracting(SourceRow::mails).containsExactly(2L);
    assertThat(ofAcme.head().total()).isEqualTo(2);
    assertThat(ofOther.sources()).extracting(SourceRow::mails).containsExactly(40L);
    assertThat(ofOther.head().id()).isNotEqualTo(ofAcme.head().id());
  }

  @Test
  void shouldRefuseReportsAboutDomainsOfOthersOrOfNobody() {
    tenancy = Tenancies.with(pending("acme", "example.org"), domain("other", "example.net"));

    assertThat(reason(take(ReportCases.OLD, "acme"))).contains("verified domain of tenant acme");
    assertThat(reason(take(ReportCases.OLD, "other"))).contains("verified domain of tenant other");
    assertThat(reports.list(all("acme")).reports()).isEmpty();
  }

  @Test
  void shouldTakeADomainWhoseNameHasOtherLetters() {
    tenancy = Tenancies.with(domain("acme", "bücher.example"));
    String report = ReportCases.OLD.replace("example.org", "bücher.example");

    assertThat(kept(take(report, "acme")).sources().get(0).from())
        .isEqualTo("xn--bcher-kva.example");
  }

  @Test
  void shouldPutRowsThatAreAlikeTogether() {
    String row = ReportCases.OLD.substring(ReportCases.OLD.indexOf("<record>"));
    String first = row.substring(0, row.indexOf("</record>") + "</record>".length());

    KeptReport kept = kept(take(ReportCases.OLD.replace(first, first + first + first), "acme"));

    assertThat(kept.sources()).extracting(SourceRow::mails).containsExactly(120L, 2L);
  }

  @Test
  void shouldKeepHowSafelyMailCameIn() {
    tenancy = Tenancies.with(domain("acme", "company-y.example"));

    KeptReport kept = kept(take(ReportCases.TLS, "acme"));

    assertThat(kept.head().kind()).isEqualTo(ReportKind.TLS);
    assertThat(kept.head().total()).isEqualTo(5326 + 303);
    assertThat(kept.head().passed()).isEqualTo(5326);
    assertThat(kept.policy()).contains("mode: testing");
    assertThat(kept.sessions())
        .extracting(SessionRow::result)
        .containsExactly("", "certificate-expired", "starttls-not-supported");
    assertThat(kept.sessions().get(1).receiver()).isEqualTo("mx1.mail.company-y.example");
  }

  @Test
  void shouldCountFailedSessionsThatNoDetailTellsOf() {
    tenancy = Tenancies.with(domain("acme", "company-y.example"));

    KeptReport kept = kept(take(ReportCases.TLS.replace("303}", "310}"), "acme"));

    assertThat(kept.sessions().get(3)).isEqualTo(new SessionRow("sts", "unnamed", "", "", "", 7));
  }

  /** TLS reports are about where mail comes in, which need not be where mail is sent from. */
  @Test
  void shouldTakeTlsReportsAboutADomainThatTakesMail() {
    var inbound = new InboundDomain("acme", DomainName.of("company-y.example"), 1);
    tenancy = Tenancies.with(inbound);

    assertThat(take(ReportCases.TLS, "acme")).isInstanceOf(Taken.Kept.class);
    assertThat(take(ReportCases.TLS, "other")).isInstanceOf(Taken.Refused.class);
  }

  @Test
  void shouldRefuseATimeThatIsTooLongAgoOrStillToCome() {
    String late = "received-reports.kept-for";

    settings = new KeptReportSettings(Duration.ofDays(1), 1000);
    assertThat(reason(take(ReportCases.OLD, "acme"))).contains(late);
    settings = new KeptReportSettings(Duration.ofDays(400), 1000);
    assertThat(reason(take(ReportCases.OLD.replace("<end>1767", "<end>1967"), "acme")))
        .contains(late);
    assertThat(reason(take(ReportCases.OLD.replace("<end>1767", "<end>1667"), "acme")))
        .contains(late);
  }

  @Test
  void shouldRefuseWhatATenantHasNoRoomFor() {
    settings = new KeptReportSettings(Duration.ofDays(400), 1);

    assertThat(reason(take(ReportCases.OLD, "acme"))).contains("received-reports.rows-max");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "<!DOCTYPE feedback><feedback/>", "{}", "From: a\r\n\r\nb"})
  void shouldSayWhyWhatIsNoReportIsNotKept(String text) {
    assertThat(reason(take(text, "acme"))).isNotBlank();
  }

  /** Random damage to a report: an answer, whatever comes. */
  @Test
  void shouldSurviveAnyDamage() {
    long seed = new Random().nextLong();
    Random chance = new Random(seed);
    byte[] sound = ReportCases.octets(ReportCases.OLD);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = sound.clone();
      for (int n = chance.nextInt(20); n >= 0; n--) {
        damaged[chance.nextInt(damaged.length)] = (byte) chance.nextInt(256);
      }

      assertThat(intake.take(damaged, "acme", ReportHead.BY_MAIL, "", NOW))
          .as("seed " + seed + ", round " + i)
          .isNotNull();
    }
  }

  @Test
  void shouldReadOneOctetMoreThanAReportMayHave() {
    assertThat(intake.octetsToRead()).isEqualTo((1 << 20) + 1);
  }

  private Taken take(String text, String tenant) {
    return intake.take(
        text.getBytes(StandardCharsets.UTF_8), tenant, ReportHead.BY_UPLOAD, "", NOW);
  }

  private KeptReport kept(Taken taken) {
    assertThat(taken).isInstanceOf(Taken.Kept.class);
    ReportHead head = ((Taken.Kept) taken).report();
    return reports.find(head.tenant(), head.id()).orElseThrow();
  }

  private static String reason(Taken taken) {
    assertThat(taken).isInstanceOf(Taken.Refused.class);
    return ((Taken.Refused) taken).reason();
  }

  private static ReportQuery all(String tenant) {
    return new ReportQuery(
        tenant,
        Optional.empty(),
        Optional.empty(),
        LocalDate.of(2025, 1, 1),
        LocalDate.of(2027, 1, 1),
        Optional.empty(),
        50);
  }
}
