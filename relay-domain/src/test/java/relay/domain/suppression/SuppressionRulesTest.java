package relay.domain.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlState;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.settings.Settings;
import relay.domain.suppression.SuppressionSettings.AtDoor;
import relay.domain.tenancy.Tenant;

class SuppressionRulesTest {
  private static final SuppressionRuleKind KIND = new SuppressionRuleKind();
  private SuppressionSettings settings =
      SuppressionSettings.from(Settings.of(SuppressionSettings.ALL, Map.of(), Map.of()));
  private ControlState state = ControlState.EMPTY;
  private final SuppressionRules rules = new SuppressionRules(() -> settings, () -> state);

  @Test
  void shouldHoldAsTheSettingsSayWithoutARule() {
    assertThat(rules.of("acme", "news")).isEqualTo(settings);
    assertThat(rules.refusesEverywhere("acme")).isTrue();
    settings = settings.with(Map.of("at-door", "accept"));
    assertThat(rules.of("acme", "news").atDoor()).isEqualTo(AtDoor.ACCEPT);
    assertThat(rules.refusesEverywhere("acme")).isFalse();
  }

  @Test
  void shouldHoldForAStreamAsItsOwnRuleSaysThenItsTenants() {
    learn(
        rule("wide", Optional.empty(), Map.of("urgent-overrides-full", "false")),
        rule("news", Optional.of("news"), Map.of("at-door", "accept")));

    assertThat(rules.of("acme", "news").atDoor()).isEqualTo(AtDoor.ACCEPT);
    assertThat(rules.of("acme", "news").urgentOverridesFull()).isFalse();
    assertThat(rules.of("acme", "codes").atDoor()).isEqualTo(AtDoor.REFUSE);
    assertThat(rules.of("acme", "codes").urgentOverridesFull()).isFalse();
    assertThat(rules.of("other", "news")).isEqualTo(settings);
  }

  @Test
  void shouldNotRefuseEverywhereWhereOneStreamAccepts() {
    learn(rule("news", Optional.of("news"), Map.of("at-door", "accept")));

    assertThat(rules.refusesEverywhere("acme")).isFalse();
    assertThat(rules.refusesEverywhere("other")).isTrue();
  }

  @Test
  void shouldReadBackWhatItWrites() {
    SuppressionRule rule =
        rule(
            "news",
            Optional.of("news"),
            Map.of("at-door", "accept", "urgent-overrides-full", "true"));

    assertThat(KIND.read(rule.key(), rule.version(), KIND.write(rule))).isEqualTo(rule);
    assertThat(KIND.collection()).isEqualTo("suppression-rules");
  }

  @Test
  void shouldNameTheSettingThatIsWrong() {
    assertThatThrownBy(() -> read("{\"settings\": {\"at-door\": \"slam\"}}"))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("settings.at-door must be one of refuse, accept");
    assertThatThrownBy(() -> read("{\"settings\": {\"snapshot-interval\": \"1m\"}}"))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("settings.snapshot-interval is no setting");
    assertThatThrownBy(() -> read("{\"stream\": \"No\"}")).isInstanceOf(InvalidField.class);
    assertThat(read("{}").settings()).isEmpty();
  }

  @Test
  void shouldHaveOneRuleForAStreamOfATenantThatExists() {
    SuppressionRule rule = rule("one", Optional.of("news"), Map.of());
    assertThat(KIND.judgePut(state, rule)).containsInstanceOf(Refusal.Invalid.class);

    learn(rule);
    assertThat(KIND.judgePut(state, rule)).isEmpty();
    assertThat(KIND.judgePut(state, rule("two", Optional.of("news"), Map.of())))
        .containsInstanceOf(Refusal.Conflict.class);
    assertThat(KIND.judgePut(state, rule("two", Optional.empty(), Map.of()))).isEmpty();
  }

  private static SuppressionRule read(String json) {
    return KIND.read(new ControlKey("suppression-rule", "acme", "r"), 1, ControlJson.read(json));
  }

  private static SuppressionRule rule(
      String id, Optional<String> stream, Map<String, String> settings) {
    return new SuppressionRule("acme", id, 1, stream, settings);
  }

  private void learn(SuppressionRule... some) {
    List<ControlObject> objects = new java.util.ArrayList<>(List.of(some));
    objects.add(Tenant.of("acme"));
    state = state.with(state.revision() + 1, objects, List.of());
  }
}
