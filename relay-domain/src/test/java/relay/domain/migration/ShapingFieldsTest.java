package relay.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.migration.ImportedLine.Fate;
import relay.domain.settings.Setting;
import relay.domain.settings.Settings;
import relay.domain.traffic.LimitPatch;
import relay.domain.traffic.TrafficSettings;
import relay.domain.transport.TlsPolicySettings;

/** What each field of each kind of section becomes. */
class ShapingFieldsTest {
  private static final String DEFAULT = "[default]\n";
  private static final String GOOGLE = "[provider.google]\n";
  private static final String DOMAIN = "[\"a.example\"]\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connection_limit = 7                | connections=7",
        "connection_limit = 1_000_000_000    | connections=1000000000",
        "connection_limit = 0x10             | connections=16",
        "connection_limit = \"12\"           | connections=12",
        "provider_connection_limit = 8       | connections=8",
        "max_deliveries_per_connection = 9   | messages-per-connection=9",
        "max_recipients_per_batch = 10       | recipients-per-transaction=10",
        "max_connection_rate = \"5/min\"     | connections-per-minute=5",
        "provider_max_connection_rate='6/m'  | connections-per-minute=6",
        "max_message_rate = \"7/second\"     | per-second=7",
        "provider_max_message_rate = '8/h'   | per-hour=8",
      })
  void shouldMapEachLimitOfTheDefault(String line, String limits) {
    ShapingPlan plan = ShapingImport.read(DEFAULT + line);

    assertThat(plan.settings()).isEqualTo(new TreeMap<>(Map.of("traffic.default-limits", limits)));
    assertThat(plan.lines()).extracting(ImportedLine::fate).containsExactly(Fate.MAPS);
    assertThat(plan.lines().get(0).says()).isEqualTo("traffic.default-limits: " + limits);
    accepted(plan);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connection_limit = 7               | partly | for the whole provider and not for each site",
        "max_message_rate = '7/s'           | partly | for the whole provider and not for each site",
        "max_connection_rate = '7/m'        | partly | for the whole provider and not for each site",
        "provider_connection_limit = 8      | maps   | connections=8",
        "provider_max_message_rate = '8/s'  | maps   | per-second=8",
        "provider_max_connection_rate='8/m' | maps   | connections-per-minute=8",
        "max_deliveries_per_connection = 9  | maps   | messages-per-connection=9",
        "max_recipients_per_batch = 10      | maps   | recipients-per-transaction=10",
        "connection_limit = 'local:7'       | partly | nodes over one PostgreSQL share the limit",
        "max_message_rate = 'local:7/s'     | partly | nodes over one PostgreSQL share the limit",
        "provider_connection_limit = 0      | not    | is no number from 1",
        "enable_tls = 'Required'            | not    | TLS rules name domains",
        "enable_tls = 'Opportunistic'       | maps   | is so without a rule",
        "consecutive_connection_failures_before_delay = 5 | not | is for all destinations",
        "mx_rollup = true                   | not    | for this domain alone",
        "match = 'google.com'               | partly | is the provider google",
        "match = [{MXSuffix='.google.com'}, {HostNameRegex='x'}] | partly | without what is no MXSuffix",
      })
  void shouldTellWhatEachFieldOfAProviderBecomes(String line, String fate, String says) {
    ShapingPlan plan = ShapingImport.read(GOOGLE + line);

    assertThat(plan.lines()).hasSize(1);
    assertThat(plan.lines().get(0).fate().word()).isEqualTo(fate);
    assertThat(plan.lines().get(0).says()).contains(says);
    assertThat(plan.settings().containsKey("traffic.provider.google.limits"))
        .isEqualTo(plan.lines().get(0).says().startsWith("traffic.provider.google.limits: "));
    accepted(plan);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "idle_timeout",
        "connect_timeout",
        "banner_timeout",
        "ehlo_timeout",
        "mail_from_timeout",
        "rcpt_to_timeout",
        "data_timeout",
        "data_dot_timeout",
        "rset_timeout",
        "starttls_timeout",
        "auth_timeout",
        "system_shutdown_timeout",
      })
  void shouldTellWhereTimesAreSet(String field) {
    for (String section : List.of(DEFAULT, GOOGLE, DOMAIN)) {
      ShapingPlan plan = ShapingImport.read(section + field + " = \"60s\"");

      assertThat(plan.lines().get(0).fate()).isEqualTo(Fate.NOT);
      assertThat(plan.lines().get(0).says()).contains("relay settings list delivery");
      assertThat(plan.settings()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max_ready = 5                  | lanes have their bounds",
        "ready_queue_max = 5            | lanes have their bounds",
        "replace_base = true            | read the files together",
        "smtp_port = 26                 | relay route create",
        "skip_hosts = ['10.0.0.0/8']    | relay route create",
        "prohibited_hosts = ['::/8']    | never connected to",
        "additional_message_rate_throttles = {a='1/s'} | stands in braces",
        "tls_certificate = {key_data='x'} | stands in braces",
        "connection_limit = true        | is no number from 1 to 1000000000",
        "connection_limit = 1.5         | is no number from 1 to 1000000000",
        "connection_limit = 1000000001  | is no number from 1 to 1000000000",
        "connection_limit = inf         | is no number from 1 to 1000000000",
        "connection_limit = 1979-05-27  | is no number from 1 to 1000000000",
        "max_connection_rate = '1/week' | is no rate such as 100/min",
        "max_connection_rate = '-1/s'   | is no rate such as 100/min",
        "max_connection_rate = '1/2s'   | is no rate such as 100/min",
        "max_connection_rate = ''       | is no rate such as 100/min",
        "max_connection_rate = ['1/s']  | is no rate such as 100/min",
        "max_message_rate = '1000000001/d' | is no rate such as 100/min",
        "enable_tls = true              | docs/tls.md",
        "enable_mta_sts = false         | docs/tls.md",
        "ehlo_domain = 'mx.example'     | has no counterpart here",
        "match = [{MXSuffix='.x.example'}] | names no ends",
        "automation = []                | sections of their own",
      })
  void shouldTellWhyAFieldBecomesNothing(String line, String why) {
    ShapingPlan plan = ShapingImport.read(DEFAULT + line);

    assertThat(plan.lines()).extracting(ImportedLine::fate).containsExactly(Fate.NOT);
    assertThat(plan.lines().get(0).says()).contains(why);
    assertThat(plan.lines().get(0).written()).startsWith("[default] " + line.split(" ")[0]);
    assertThat(plan.settings()).isEmpty();
    assertThat(plan.sources()).isEmpty();
  }

  @Test
  void shouldNotDropALimitForTheSakeOfOneThatBecomesNothing() {
    ShapingPlan plan =
        ShapingImport.read(GOOGLE + "connection_limit = 2\nprovider_connection_limit = 'many'");

    assertThat(plan.settings()).containsEntry("traffic.provider.google.limits", "connections=2");
    assertThat(plan.lines()).extracting(ImportedLine::fate).containsExactly(Fate.PARTLY, Fate.NOT);
  }

  @Test
  void shouldTakeNoLimitOutsideOfASection() {
    ShapingPlan plan =
        ShapingImport.read("connection_limit = 1\n[provider]\nconnection_limit = 2\n");

    assertThat(plan.settings()).isEmpty();
    assertThat(plan.lines())
        .extracting(ImportedLine::says)
        .containsExactly("stands outside of all sections", "stands outside of all sections");
  }

  @Test
  void shouldTakeNoDomainThatNoSettingCanName() {
    ShapingPlan plan =
        ShapingImport.read(
            "['_spf.example']\nconnection_limit = 1\nenable_tls = 'Required'\n['a_b.example']\n"
                + "connection_limit = 1\n['B\u00fccher.Example']\nconnection_limit = 1\n");

    assertThat(plan.settings()).containsOnlyKeys("traffic.domain.xn--bcher-kva.example.limits");
    assertThat(plan.lines())
        .extracting(ImportedLine::fate)
        .containsExactly(Fate.NOT, Fate.NOT, Fate.NOT, Fate.PARTLY);
    accepted(plan);
  }

  @Test
  void shouldTellOfASecondLevelOfTheSameDomain() {
    ShapingPlan plan =
        ShapingImport.read(
            "['a.example']\nenable_tls = 'Required'\n['A.Example']\nenable_tls = 'Disabled'\n"
                + "['A.example']\nenable_tls = 'Required'\n");

    assertThat(plan.settings()).containsEntry("tls-policy.a.example.level", "verify").hasSize(2);
    assertThat(plan.lines())
        .extracting(ImportedLine::fate)
        .containsExactly(Fate.MAPS, Fate.NOT, Fate.MAPS);
    assertThat(plan.lines().get(1).says()).isEqualTo("said twice, verify counts");
    accepted(plan);
  }

  @Test
  void shouldKeepProvidersApartWhoseNamesDifferInSignsAlone() {
    ShapingPlan plan =
        ShapingImport.read(
            """
            [provider."Our Host"]
            match=[{MXSuffix=".one.example"}]
            connection_limit = 1
            [provider."our-host!"]
            match=[{MXSuffix=".two.example"}]
            connection_limit = 2
            """);

    assertThat(plan.settings())
        .containsEntry("traffic.provider.our-host.exchangers", "one.example")
        .containsEntry("traffic.provider.our-host.limits", "connections=1")
        .containsEntry("traffic.provider.our-host-2.exchangers", "two.example")
        .containsEntry("traffic.provider.our-host-2.limits", "connections=2");
    accepted(plan);
  }

  @Test
  void shouldTakeAsManyEndsAsASettingLists() {
    var match = new StringBuilder();
    for (int i = 0; i < 150; i++) {
      match.append("{HostName='mx").append(i).append(".our.example'},\n");
    }
    String name = "a-provider-with-a-name-".repeat(20);

    ShapingPlan plan =
        ShapingImport.read("[provider." + name + "]\nmatch = [" + match + "]\nconnection_limit=1");

    assertThat(plan.lines().get(0).fate()).isEqualTo(Fate.PARTLY);
    assertThat(plan.lines().get(0).says()).startsWith("only the first 100: traffic.provider.a-pro");
    assertThat(plan.settings().get(plan.settings().firstKey()).split(",")).hasSize(100);
    accepted(plan);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a \"quoted\" word", "costs \\$5", "`date` now", "two\\\\ three", "a!b"})
  void shouldPutNothingIntoACommandThatAShellObeys(String regex) {
    ShapingPlan plan =
        ShapingImport.read("[[default.automation]]\nregex = '" + regex + "'\naction = 'Suspend'");

    assertThat(plan.lines().get(0).says()).contains("pause | * | 4 | TEXT | SAMPLE");
  }

  @Test
  void shouldTakeNoTextOutOfAnExpressionWithAnchorsWithin() {
    assertThat(ShapingAutomation.plain("a$|b")).isEmpty();
    assertThat(ShapingAutomation.plain("a$b")).isEmpty();
    assertThat(ShapingAutomation.plain("a^b")).isEmpty();
    assertThat(ShapingAutomation.plain("^a b$")).contains("a b");
    assertThat(ShapingAutomation.plain("too many \\(\\d\\d+\\)\\.")).contains("too many (*).");
    assertThat(ShapingAutomation.plain("x".repeat(301))).isEmpty();
  }

  @Test
  void shouldMakeOnlyWhatARelayTakesOfAnyFields() {
    Chance.rounds(
        60,
        random -> {
          var file = new StringBuilder();
          int count = 0;
          for (int i = 0; i < 6; i++) {
            file.append(section(random, i));
            for (String field : fields(random)) {
              file.append(field).append(" = ").append(value(random)).append('\n');
              count++;
            }
          }

          ShapingPlan plan = ShapingImport.read(file.toString());

          assertThat(plan.lines()).as(file.toString()).hasSize(count);
          accepted(plan);
          plan.sources()
              .values()
              .forEach(
                  all -> all.values().forEach(l -> assertThat(LimitPatch.read(l)).isNotNull()));
        });
  }

  private static String section(RandomGenerator random, int i) {
    String source = random.nextBoolean() ? "" : ".sources.s";
    return switch (random.nextInt(4)) {
      case 0 -> "['d" + i + ".example'" + source + "]\n";
      case 1 -> "[provider.p" + i + source + "]\n";
      case 2 -> "[['d" + i + ".example'.automation]]\n";
      default -> "[provider.google.sources.x" + i + "]\n";
    };
  }

  private static List<String> fields(RandomGenerator random) {
    List<String> fields =
        new ArrayList<>(
            List.of(
                "connection_limit",
                "provider_connection_limit",
                "max_message_rate",
                "max_connection_rate",
                "max_deliveries_per_connection",
                "enable_tls",
                "match",
                "regex",
                "action",
                "mx_rollup"));
    fields.removeIf(field -> random.nextInt(3) == 0);
    return fields;
  }

  private static String value(RandomGenerator random) {
    List<String> values =
        List.of(
            "1",
            "0",
            "-5",
            "1.5",
            "true",
            "'10/s'",
            "'1000000000/s'",
            "'local:3/day,max_burst=2'",
            "'Required'",
            "[{MXSuffix='.mx.example'}]",
            "[{MXSuffix='..'}, {HostName='-'}, 5]",
            "{SetConfig={name='connection_limit', value=1}}",
            "'Suspend'",
            "'^4.*$'");
    return values.get(random.nextInt(values.size()));
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
