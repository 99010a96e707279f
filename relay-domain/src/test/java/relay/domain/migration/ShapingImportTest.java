package relay.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.migration.ImportedLine.Fate;
import relay.domain.settings.Setting;
import relay.domain.settings.Settings;
import relay.domain.traffic.TrafficSettings;
import relay.domain.transport.TlsPolicySettings;

class ShapingImportTest {

  @Test
  void shouldCarryOverTheLimitsOfTheDefaultAndOfProviders() {
    ShapingPlan plan =
        ShapingImport.read(
            """
            ["default"]
            connection_limit = 10
            max_connection_rate = "100/min"
            max_deliveries_per_connection = 100
            max_message_rate = "100/s"

            [provider."google"]
            match=[{MXSuffix=".google.com"}, {MXSuffix=".googlemail.com"}]
            max_deliveries_per_connection = 50
            provider_connection_limit = 5
            """);

    assertThat(plan.settings())
        .containsExactly(
            Map.entry(
                "traffic.default-limits",
                "connections=10, connections-per-minute=100, messages-per-connection=100,"
                    + " per-second=100"),
            Map.entry(
                "traffic.provider.google.limits", "connections=5, messages-per-connection=50"));
    assertThat(plan.lines()).extracting(ImportedLine::fate).containsOnly(Fate.MAPS);
    assertThat(plan.lines()).extracting(ImportedLine::line).containsExactly(2, 3, 4, 5, 8, 9, 10);
    assertThat(plan.sources()).isEmpty();
    accepted(plan);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "outlook       | .olc.protection.outlook.com  | microsoft-consumer",
        "office365     | .mail.protection.outlook.com | microsoft-365",
        "office365-d   | .mx.microsoft                | microsoft-365",
        "yahoo         | .yahoodns.net                | yahoo",
        "apple         | .icloud.com                  | apple",
        "mimecast      | .mimecast.com                | mimecast",
        "all-outlook   | .outlook.com                 | all-outlook",
        "gsuite        | ASPMX.L.GOOGLE.COM.          | google",
      })
  void shouldKnowOurProvidersByTheirExchangers(String name, String end, String id) {
    ShapingPlan plan =
        ShapingImport.read(
            "[provider.\""
                + name
                + "\"]\nmatch=[{MXSuffix=\""
                + end
                + "\"}]\n"
                + "provider_connection_limit = 5\n");

    assertThat(plan.settings())
        .containsEntry("traffic.provider." + id + ".limits", "connections=5");
    accepted(plan);
  }

  @Test
  void shouldMakeProvidersThatWeDoNotKnow() {
    ShapingPlan plan =
        ShapingImport.read(
            """
            [provider."Our Host!"]
            match=[{MXSuffix=".mx.our-host.example"},{HostName="in.our.example"},{DomainSuffix=".x"}]
            connection_limit = 4
            """);

    assertThat(plan.settings())
        .containsEntry("traffic.provider.our-host.exchangers", "mx.our-host.example,in.our.example")
        .containsEntry("traffic.provider.our-host.limits", "connections=4");
    assertThat(plan.lines().get(0).fate()).isEqualTo(Fate.PARTLY);
    assertThat(plan.lines().get(0).says()).contains("without what is no MXSuffix or HostName");
    assertThat(plan.lines().get(1).says()).contains("for the whole provider");
    accepted(plan);
  }

  @Test
  void shouldKnowTheProvidersOfTheShippedFileByNameWhereAFileBuildsOnIt() {
    ShapingPlan plan =
        ShapingImport.read(
            """
            [provider.yahoo]
            provider_connection_limit = 7
            [provider."outlook"]
            max_deliveries_per_connection = 9
            [provider.nobody]
            provider_connection_limit = 1
            """);

    assertThat(plan.settings())
        .containsOnlyKeys(
            "traffic.provider.yahoo.limits", "traffic.provider.microsoft-consumer.limits");
    assertThat(plan.lines().get(2).fate()).isEqualTo(Fate.NOT);
    assertThat(plan.lines().get(2).says()).contains("no match");
  }

  @Test
  void shouldTellThatTheRuleForADomainIsForItAlone() {
    ShapingPlan plan =
        ShapingImport.read(
            """
            ["comcast.net"]
            connection_limit = 25
            ["example.com"]
            mx_rollup = false
            connection_limit = 3
            ["no domain at all"]
            connection_limit = 3
            """);

    assertThat(plan.settings())
        .containsEntry("traffic.domain.comcast.net.limits", "connections=25")
        .containsEntry("traffic.domain.example.com.limits", "connections=3")
        .hasSize(2);
    assertThat(plan.lines())
        .extracting(ImportedLine::fate)
        .containsExactly(Fate.PARTLY, Fate.MAPS, Fate.MAPS, Fate.NOT);
    assertThat(plan.lines().get(0).says()).contains("for this domain alone");
    accepted(plan);
  }

  @Test
  void shouldCountTheLowerNumberWhereTwoSectionsBecomeOne() {
    ShapingPlan plan =
        ShapingImport.read(
            """
            [provider."office365"]
            match=[{MXSuffix=".mail.protection.outlook.com"}]
            provider_connection_limit = 5
            [provider."office365-dane"]
            match=[{MXSuffix=".mx.microsoft"}]
            provider_connection_limit = 3
            """);

    assertThat(plan.settings())
        .containsEntry("traffic.provider.microsoft-365.limits", "connections=3");
    assertThat(plan.lines().get(3).says()).contains("said twice, 3 counts");
  }

  @Test
  void shouldPreferTheLimitOfTheWholeProvider() {
    ShapingPlan plan =
        ShapingImport.read(
            "[provider.google]\nconnection_limit = 2\nprovider_connection_limit = 9\n"
                + "max_message_rate = '5/s'\nprovider_max_message_rate = '6/s'\n");

    assertThat(plan.settings())
        .containsEntry("traffic.provider.google.limits", "connections=9, per-second=6");
    assertThat(plan.lines())
        .extracting(ImportedLine::fate)
        .containsExactly(Fate.NOT, Fate.MAPS, Fate.NOT, Fate.MAPS);
  }

  @Test
  void shouldPutLimitsOfSourcesToTheSources() {
    ShapingPlan plan =
        ShapingImport.read(
            """
            ["default".sources."mail-1"]
            max_message_rate = "1000/hour"
            [provider.google.sources."mail-1"]
            connection_limit = 2
            ["example.com".sources."mail-1"]
            connection_limit = 5
            """);

    assertThat(plan.sources())
        .isEqualTo(Map.of("mail-1", Map.of("*", "per-hour=1000", "google", "connections=2")));
    assertThat(plan.lines().get(2).fate()).isEqualTo(Fate.NOT);
    assertThat(plan.settings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "100/s                        | per-second=100  | maps",
        "100/sec                      | per-second=100  | maps",
        "60/min                       | per-minute=60   | maps",
        "1,000/hr                     | per-hour=1000   | maps",
        "10_000 / d                   | per-day=10000   | maps",
        "local:5/second               | per-second=5    | partly",
        "'100/minute,max_burst=1'     | per-minute=100  | partly",
      })
  void shouldReadRates(String rate, String limits, String fate) {
    ShapingPlan plan =
        ShapingImport.read("[default]\nmax_message_rate = \"" + rate.replace("'", "") + "\"");

    assertThat(plan.settings()).containsEntry("traffic.default-limits", limits);
    assertThat(plan.lines().get(0).fate().word()).isEqualTo(fate);
    accepted(plan);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "100/s    | 6000 | maps",
        "100/min  | 100  | maps",
        "600/hr   | 10   | maps",
        "100/hr   | 1    | partly",
        "10/hr    | 1    | partly",
        "2880/day | 2    | maps",
      })
  void shouldCountNewConnectionsByTheMinute(String rate, long perMinute, String fate) {
    ShapingPlan plan = ShapingImport.read("[default]\nmax_connection_rate = \"" + rate + "\"");

    assertThat(plan.settings())
        .containsEntry("traffic.default-limits", "connections-per-minute=" + perMinute);
    assertThat(plan.lines().get(0).fate().word()).isEqualTo(fate);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "max_message_rate = \"fast\" | is no rate such as 100/min",
        "max_message_rate = \"0/s\" | is no rate",
        "max_message_rate = \"9999999999999/s\" | is no rate",
        "max_message_rate = 5 | is no rate",
        "connection_limit = 0 | is no number from 1",
        "connection_limit = -4 | is no number from 1",
        "connection_limit = \"many\" | is no number from 1",
        "connection_limit = [1] | is no number from 1",
        "idle_timeout = \"60s\" | times are set for all destinations",
        "data_dot_timeout = \"60s\" | times are set for all destinations",
        "replace_base = true | read the files together",
        "smtp_port = 2525 | relay route create",
        "ehlo_domain = \"x.example\" | has no counterpart here",
        "enable_dane = false | has no counterpart here",
        "enable_tls = \"Sometimes\" | has no counterpart here",
        "a.b = 1 | names with dots stand in quotes",
        "consecutive_connection_failures_before_delay = 5000 | is no number from 1 to 1000",
      })
  void shouldTellWhyALineBecomesNothing(String line, String why) {
    ShapingPlan plan = ShapingImport.read("[default]\n" + line);

    assertThat(plan.lines()).hasSize(1);
    assertThat(plan.lines().get(0).fate()).isEqualTo(Fate.NOT);
    assertThat(plan.lines().get(0).says()).contains(why);
    assertThat(plan.settings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Required, verify",
    "RequiredInsecure, encrypt",
    "Disabled, none",
  })
  void shouldMakeTlsPolicies(String word, String level) {
    ShapingPlan plan =
        ShapingImport.read(
            "[\"default\"]\nenable_tls = '"
                + word
                + "'\n[\"a.example\"]\nenable_tls = '"
                + word
                + "'\n[provider.google]\nenable_tls = '"
                + word
                + "'");

    assertThat(plan.settings())
        .containsEntry("tls-policy.default", level)
        .containsEntry("tls-policy.a.example.domains", "a.example")
        .containsEntry("tls-policy.a.example.level", level);
    assertThat(plan.lines().get(2).says()).contains("TLS rules name domains");
    accepted(plan);
  }

  @Test
  void shouldSayThatOpportunisticTlsDaneAndMtaStsNeedNoRule() {
    ShapingPlan plan =
        ShapingImport.read(
            "[default]\nenable_tls = 'Opportunistic'\nenable_dane = true\nenable_mta_sts = true");

    assertThat(plan.settings()).isEmpty();
    assertThat(plan.lines()).extracting(ImportedLine::fate).containsOnly(Fate.MAPS);
  }

  @Test
  void shouldSetHowManyFailuresPauseADestination() {
    ShapingPlan plan =
        ShapingImport.read(
            "[default]\nconsecutive_connection_failures_before_delay = 100\n"
                + "[provider.google]\nconsecutive_connection_failures_before_delay = 5");

    assertThat(plan.settings()).containsEntry("traffic.failures-before-pause", "100").hasSize(1);
    assertThat(plan.lines().get(1).fate()).isEqualTo(Fate.NOT);
    accepted(plan);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\\[TS04\\] | \"Suspend\" | pause | [TS04]",
        "Messages from \\d+\\.\\d+ deferred | \"SuspendTenant\" | pause | Messages from *.* deferred",
        "^421 .*too many$ | [{SetConfig={name=\"connection_limit\", value=1}}] | fewer-connections"
            + " | 421 *too many",
        "RL0000 | {SetConfig={name=\"max_connection_rate\", value=\"1/h\"}} | slow | RL0000",
        "a (bc)+ | \"Suspend\" | pause | TEXT",
        "\\bword | \"Suspend\" | pause | TEXT",
        ".* | \"Suspend\" | pause | TEXT",
      })
  void shouldPrepareRulesForReplies(String regex, String action, String reaction, String text) {
    ShapingPlan plan =
        ShapingImport.read(
            "[[provider.google.automation]]\nregex = '"
                + regex
                + "'\naction = "
                + action
                + "\nduration = '2 hours'");

    assertThat(plan.lines()).extracting(ImportedLine::fate).containsOnly(Fate.NOT);
    assertThat(plan.lines().get(0).says())
        .contains("traffic.reply-rule.NAME=" + reaction + " | google | 4 | " + text + " | SAMPLE");
    assertThat(plan.lines().get(2).says()).isEqualTo("belongs to the rule above");
  }

  @Test
  void shouldSayWhichActionsHaveNoCounterpart() {
    ShapingPlan plan =
        ShapingImport.read(
            "[[default.automation]]\nregex='x'\naction='Bounce'\n[[default.automation]]\nregex='y'");

    assertThat(plan.lines().get(0).says()).contains("its action has no counterpart");
    assertThat(plan.lines().get(2).says()).contains("its action has no counterpart");
  }

  @Test
  void shouldTellEveryValueOfTheFileOnce() {
    String file =
        "loose = 1\n[default]\nconnection_limit = 1\n[provider]\nx = 1\n[provider.p]\n"
            + "match = 3\n[[default.automation]]\nregex = 'a'\n";

    ShapingPlan plan = ShapingImport.read(file);

    assertThat(plan.lines()).extracting(ImportedLine::line).containsExactly(1, 3, 5, 7, 9);
    assertThat(plan.lines().get(0).says()).isEqualTo("stands outside of all sections");
    assertThat(plan.lines()).allSatisfy(line -> assertThat(line.says()).isNotBlank());
  }

  @Test
  void shouldCutWhatIsLongAndShowNoControlCharacters() {
    ShapingPlan plan =
        ShapingImport.read("[default]\nehlo_domain = \"\\u001b[31m" + "x".repeat(500) + "\"");

    assertThat(plan.lines().get(0).written()).hasSizeLessThanOrEqualTo(100).endsWith("...");
    assertThat(plan.lines().get(0).written().chars().noneMatch(Character::isISOControl)).isTrue();
  }

  /** Whatever an import wants is a setting that a relay takes. */
  private static void accepted(ShapingPlan plan) {
    List<Setting<?>> all = new ArrayList<>(TrafficSettings.ALL);
    all.addAll(TlsPolicySettings.ALL);
    assertThatCode(
            () -> {
              Settings settings = Settings.of(all, plan.settings(), Map.of());
              TrafficSettings.from(settings);
              TlsPolicySettings.from(settings);
            })
        .doesNotThrowAnyException();
  }
}
