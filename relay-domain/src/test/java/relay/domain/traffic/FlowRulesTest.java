package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.control.Responsible;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

class FlowRulesTest {
  private final Map<String, String> file = new HashMap<>();

  @ParameterizedTest
  @CsvSource({
    "gmail-smtp-in.l.google.com, alt1.gmail-smtp-in.l.google.com, google",
    "aspmx.l.google.com, aspmx2.googlemail.com, google",
    "hotmail-com.olc.protection.outlook.com, , microsoft-consumer",
    "example-org.mail.protection.outlook.com, , microsoft-365",
    "example-org.a-v1.mx.microsoft, , microsoft-365",
    "mta5.am0.yahoodns.net, mx-aol.mail.gm0.yahoodns.net, yahoo",
    "mx1.mail.yahoo.co.jp, , yahoo-japan",
    "mx01.mail.icloud.com, mx02.mail.icloud.com, apple",
    "mx00.gmx.net, mx01.gmx.net, gmx-webde",
    "mx-ha02.web.de, mx-ha03.web.de, gmx-webde",
    "mx00.t-online.de, , t-online",
    "mx1a1.comcast.net, , comcast",
    "smtp-in.orange.fr, , orange",
    "mx1.free.fr, , free-fr",
    "eu-smtp-inbound-1.mimecast.com, , mimecast",
    "mx0a-00112233.pphosted.com, mx0b-00112233.pphosted.com, proofpoint",
    "mx1.qq.com, , qq",
    "163mx01.mxmail.netease.com, , netease",
    "mxs.mail.ru, , mail-ru",
    "mx.yandex.ru, , yandex"
  })
  void shouldKnowTheBigProvidersByTheirServers(String first, String second, String provider) {
    List<String> hosts = second == null ? List.of(first) : List.of(first, second);

    Site site = rules().site(hosts);

    assertThat(site.provider()).hasValueSatisfying(p -> assertThat(p.id()).isEqualTo(provider));
    assertThat(rules().limits("d.example", site).value(Limit.CONNECTIONS)).isPositive();
  }

  @Test
  void shouldTellWhatEachShippedNumberRestsOn() {
    assertThat(rules().providers().values())
        .hasSizeGreaterThanOrEqualTo(17)
        .allSatisfy(
            p -> {
              assertThat(p.facts()).hasSizeGreaterThan(40);
              assertThat(p.limits().values()).isNotEmpty();
              assertThat(p.exchangers()).isNotEmpty();
            });
  }

  @Test
  void shouldTakeADomainThatMixesProvidersForNobodys() {
    Site mixed = rules().site(List.of("aspmx.l.google.com", "mx.small.example"));
    Site alike = rules().site(List.of("notgoogle.com"));

    assertThat(mixed.provider()).isEmpty();
    assertThat(rules().flowName("d.example", mixed)).startsWith("site:(");
    assertThat(alike.provider()).isEmpty();
  }

  @Test
  void shouldMakeOneFlowOfAProviderButNotOfItsRegions() {
    Site gmail = rules().site(List.of("gmail-smtp-in.l.google.com"));
    Site europe = rules().site(List.of("eu-smtp-inbound-1.mimecast.com"));

    assertThat(rules().flowName("gmail.com", gmail)).isEqualTo("provider:google");
    assertThat(rules().flowName("d.example", europe))
        .isEqualTo("site:eu-smtp-inbound-1.mimecast.com");
  }

  @Test
  void shouldLayDefaultProviderSiteAndDomainOverEachOtherInThisOrder() {
    file.put("traffic.default-limits", "connections=1, per-second=1, per-minute=1, per-hour=1");
    file.put("traffic.provider.apple.limits", "per-second=2, per-minute=2, per-hour=2");
    file.put("traffic.site.icloud.com.limits", "per-minute=3, per-hour=3, per-day=3");
    file.put("traffic.site.mail.icloud.com.limits", "per-day=4");
    file.put("traffic.site.mx01.mail.icloud.com.limits", "per-day=99");
    file.put("traffic.domain.me.com.limits", "per-hour=5, connections-per-minute=unset");
    Site apple = rules().site(List.of("mx01.mail.icloud.com", "mx02.mail.icloud.com"));

    FlowLimits limits = rules().limits("me.com", apple);

    assertThat(limits.value(Limit.CONNECTIONS)).isEqualTo(8);
    assertThat(limits.value(Limit.PER_SECOND)).isEqualTo(2);
    assertThat(limits.value(Limit.PER_MINUTE)).isEqualTo(3);
    assertThat(limits.value(Limit.PER_DAY)).isEqualTo(4);
    assertThat(limits.value(Limit.PER_HOUR)).isEqualTo(5);
    assertThat(limits.value(Limit.CONNECTIONS_PER_MINUTE)).isZero();
    assertThat(limits.rows())
        .filteredOn(r -> r.limit() == Limit.CONNECTIONS)
        .extracting(FlowLimits.Row::by)
        .containsExactly(new Responsible("provider", "apple"));
    assertThat(limits.rows())
        .filteredOn(r -> r.limit() == Limit.PER_HOUR)
        .extracting(FlowLimits.Row::by)
        .containsExactly(Responsible.setting("traffic.domain.me.com.limits"));
  }

  @Test
  void shouldMakeAFlowOfADomainThatHasARule() {
    file.put("traffic.domain.partner.example.limits", "connections=50");
    Site google = rules().site(List.of("aspmx.l.google.com"));

    assertThat(rules().flowName("partner.example", google)).isEqualTo("domain:partner.example");
    assertThat(rules().flowName("other.example", google)).isEqualTo("provider:google");
    assertThat(rules().limits("other.example", google).value(Limit.CONNECTIONS)).isEqualTo(8);
  }

  @Test
  void shouldLetTheOperatorNameProvidersOfHisOwnAndMoveThoseThatAreShipped() {
    file.put("traffic.provider.our-host.exchangers", "mx.our-host.example, mx.google.com");
    file.put("traffic.provider.our-host.limits", "connections=4");
    file.put("traffic.provider.apple.exchangers", "apple.example");

    Site ours = rules().site(List.of("a.mx.our-host.example"));

    assertThat(rules().flowName("d.example", ours)).isEqualTo("provider:our-host");
    assertThat(rules().limits("d.example", ours).value(Limit.CONNECTIONS)).isEqualTo(4);
    assertThat(rules().site(List.of("a.mx.google.com")).provider().get().id())
        .isEqualTo("our-host");
    assertThat(rules().site(List.of("mx01.mail.icloud.com")).provider()).isEmpty();
    assertThat(rules().site(List.of("mx.apple.example")).provider().get().title())
        .startsWith("Apple");
  }

  @Test
  void shouldRefuseALimitThatIsNone() {
    file.put("traffic.provider.google.limits", "speed=5");

    assertThatThrownBy(this::rules)
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("traffic.provider.google.limits = speed=5")
        .hasMessageContaining("connections-per-minute");
  }

  @Test
  void shouldNameTheProviderOfAFileThatIsWrong() {
    assertThatThrownBy(
            () ->
                ProviderFile.read(
                    "{\"providers\":[{\"id\":\"x\",\"title\":\"X\",\"exchangers\":[],"
                        + "\"limits\":\"speed=1\",\"facts\":\"\"}]}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("provider x");
  }

  private FlowRules rules() {
    return TrafficSettings.from(Settings.of(TrafficSettings.ALL, file, Map.of())).flows();
  }
}
