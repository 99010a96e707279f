package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.Chance;
import relay.domain.control.Responsible;
import relay.domain.lease.LeaseFixture;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

/** The operator's rules for flows: which one counts, and what is said of one that is wrong. */
class EveryRuleTest {
  private static final Responsible BY = new Responsible("setting", "x");

  @Test
  void shouldReadEachSettingIntoItsOwnPlace() {
    TrafficSettings settings =
        from(
            Map.ofEntries(
                Map.entry("traffic.connections-max", "11"),
                Map.entry("traffic.otp-connections", "12"),
                Map.entry("traffic.share-percent", "13"),
                Map.entry("traffic.slow-share-percent", "14"),
                Map.entry("traffic.slow-after", "15s"),
                Map.entry("traffic.patience", "1s"),
                Map.entry("traffic.standby-percent", "16"),
                Map.entry("traffic.standby", "3s"),
                Map.entry("traffic.put-off-max", "17s"),
                Map.entry("traffic.otp-put-off-max", "18s"),
                Map.entry("traffic.failures-before-pause", "19"),
                Map.entry("traffic.pause-min", "20s"),
                Map.entry("traffic.pause-max", "21s"),
                Map.entry("traffic.destinations-max", "122"),
                Map.entry("traffic.site-memory", "23s"),
                Map.entry("traffic.adaptive", "false"),
                Map.entry("traffic.deferrals-before-probing", "24"),
                Map.entry("lease.round", "25s")));

    assertThat(settings)
        .isEqualTo(
            new TrafficSettings(
                11,
                12,
                13,
                14,
                Duration.ofSeconds(15),
                Duration.ofSeconds(1),
                16,
                Duration.ofSeconds(3),
                Duration.ofSeconds(17),
                Duration.ofSeconds(18),
                19,
                Duration.ofSeconds(20),
                Duration.ofSeconds(21),
                122,
                Duration.ofSeconds(23),
                settings.flows(),
                false,
                24,
                LeaseFixture.settings("lease.round", "25s")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "traffic.connections-max | 0 | a whole number from 1 to 1000",
        "traffic.share-percent | 101 | a whole number from 1 to 100",
        "traffic.patience | 10001ms | a duration such as 250ms, 30s, 5m, 4h, 5d; from 0s to 10s",
        "traffic.pause-max | 25h | a duration such as 250ms, 30s, 5m, 4h, 5d; from 100ms to 1d",
        "traffic.provider.x.exchangers | *.x | up to 100 items separated by commas, each the end of"
            + " a host name",
        "traffic.adaptive | maybe | true or false"
      })
  void shouldNameTheSettingThatCannotBe(String key, String value, String rule) {
    assertThatThrownBy(() -> from(Map.of(key, value)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("setting " + key + " = " + value + ": must be " + rule);
  }

  /** Which of two rules counts must not depend on how this process hashes names. */
  @RepeatedTest(3)
  void shouldGiveServersToTheProviderThatTheOperatorNames() {
    FlowRules rules =
        from(Map.of(
                "traffic.provider.aa.exchangers", "google.com",
                "traffic.provider.zz.exchangers", "pphosted.com,outlook.com"))
            .flows();

    assertThat(provider(rules, "aspmx.l.google.com")).isEqualTo("aa");
    assertThat(provider(rules, "x-com.mail.protection.outlook.com"))
        .isIn("zz", provider(from(Map.of()).flows(), "x-com.mail.protection.outlook.com"));
  }

  @Test
  void shouldGiveServersToTheNearestEnd() {
    FlowRules rules =
        from(Map.of(
                "traffic.provider.all.exchangers", "example",
                "traffic.provider.one.exchangers", "mx.example",
                "traffic.provider.two.exchangers", "a.mx.example,b.mx.example"))
            .flows();

    assertThat(provider(rules, "x.example")).isEqualTo("all");
    assertThat(provider(rules, "mx.example")).isEqualTo("one");
    assertThat(provider(rules, "c.mx.example")).isEqualTo("one");
    assertThat(provider(rules, "1.a.mx.example")).isEqualTo("two");
    assertThat(provider(rules, "amx.example")).isEqualTo("all");
    assertThat(provider(rules, "example.org")).isEmpty();
    assertThat(rules.site(List.of("a.mx.example", "b.mx.example")).provider()).isPresent();
    assertThat(rules.site(List.of("a.mx.example", "mx.example")).provider()).isEmpty();
    assertThat(rules.site(List.of("a.mx.example", "elsewhere.test")).provider()).isEmpty();
  }

  /** The later rule wins, one limit at a time; unset takes away what stood before. */
  @Test
  void shouldLayAnyRulesOverEachOther() {
    Chance.rounds(
        300,
        random -> {
          FlowLimits limits = FlowLimits.NONE;
          Map<Limit, Long> expected = new HashMap<>();
          Map<Limit, String> origin = new HashMap<>();
          for (int layer = 0; layer < 5; layer++) {
            Map<Limit, Long> patch = patch(random);
            limits = limits.with(new LimitPatch(patch), new Responsible("layer", "" + layer));
            expected.putAll(patch);
            for (Limit limit : patch.keySet()) {
              origin.put(limit, "" + layer);
            }
          }

          for (Limit limit : Limit.values()) {
            assertThat(limits.value(limit)).isEqualTo(expected.getOrDefault(limit, 0L));
          }
          assertThat(limits.rows()).hasSize(expected.size());
          for (FlowLimits.Row row : limits.rows()) {
            long value = expected.get(row.limit());
            assertThat(row.by().name()).isEqualTo(origin.get(row.limit()));
            assertThat(row.value())
                .isEqualTo(value == 0 ? OptionalLong.empty() : OptionalLong.of(value));
          }
        });
  }

  @Test
  void shouldKeepTheLimitsOfBefore() {
    FlowLimits before = FlowLimits.NONE.with(LimitPatch.read("connections=1"), BY);

    before.with(LimitPatch.read("connections=2, per-day=3"), BY);

    assertThat(before.value(Limit.CONNECTIONS)).isEqualTo(1);
    assertThat(before.value(Limit.PER_DAY)).isZero();
    assertThat(before.with(LimitPatch.EMPTY, BY)).isSameAs(before);
    assertThat(FlowLimits.NONE.rows()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Limit.class)
  void shouldReadEachLimitByItsLabel(Limit limit) {
    String label = limit.label();

    assertThat(Limit.labelled(label)).contains(limit);
    assertThat(LimitPatch.read(label + "=7").values()).isEqualTo(Map.of(limit, 7L));
    assertThat(LimitPatch.read(" " + label + " = unset ").values()).isEqualTo(Map.of(limit, 0L));
    assertThat(limit.window().isEmpty())
        .isEqualTo(
            limit == Limit.CONNECTIONS
                || limit == Limit.MESSAGES_PER_CONNECTION
                || limit == Limit.RECIPIENTS_PER_TRANSACTION);
    assertThat(limit.isOctets()).isEqualTo(label.startsWith("octets-"));
    for (String bad : List.of("0", "-1", "1.5", "", "x", "unset1", "1 0", "99999999999999999999")) {
      assertThatThrownBy(() -> LimitPatch.read(label + "=" + bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "connections=1000000000, true",
    "connections=1000000001, false",
    "octets-per-day=1GB, true",
    "connections=1KB, false",
    "octets-per-day=8796093022207, true",
    "octets-per-day=8796093022208, false"
  })
  void shouldBoundLimits(String text, boolean taken) {
    if (taken) {
      assertThat(LimitPatch.read(text).values()).hasSize(1);
    } else {
      assertThatThrownBy(() -> LimitPatch.read(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Whatever is written, it is read or refused, and what is read can be written again. */
  @Test
  void shouldReadOrRefuseAnyRule() {
    String[] pieces = {
      "connections", "per-day", "=", ",", "5", "unset", " ", "octets-per-hour", "MB"
    };
    Chance.rounds(
        1000,
        random -> {
          StringBuilder text = new StringBuilder();
          for (int i = random.nextInt(10); i > 0; i--) {
            text.append(Chance.oneOf(random, pieces));
          }
          LimitPatch patch;
          try {
            patch = LimitPatch.read(text.toString());
          } catch (IllegalArgumentException e) {
            return;
          }

          List<String> items = new ArrayList<>();
          patch
              .values()
              .forEach((limit, v) -> items.add(limit.label() + "=" + (v == 0 ? "unset" : v)));
          assertThat(LimitPatch.read(String.join(",", items))).isEqualTo(patch);
        });
  }

  @ParameterizedTest
  @EnumSource(Reaction.class)
  void shouldKnowEachReactionByItsLabel(Reaction reaction) {
    assertThat(Reaction.labelled(reaction.label())).contains(reaction);
    assertThat(Reaction.labelled(reaction.label().toUpperCase(Locale.ROOT))).isEmpty();
    assertThat(Reaction.labelled("")).isEmpty();
  }

  private static Map<Limit, Long> patch(Random random) {
    Map<Limit, Long> patch = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      patch.put(Chance.oneOf(random, Limit.values()), (long) random.nextInt(4));
    }
    return patch;
  }

  private static String provider(FlowRules rules, String host) {
    return rules.site(List.of(host)).provider().map(Provider::id).orElse("");
  }

  private static TrafficSettings from(Map<String, String> file) {
    return TrafficSettings.from(Settings.of(TrafficSettings.ALL, file, Map.of()));
  }
}
